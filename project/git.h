// What git says about a working tree: which lines have changed, and what is about to be committed. git is run as a
// program of its own, without a shell, and runs nothing itself that a repository names: no hooks, no monitors, no
// filters, no other programs for differences, no transports. It writes nothing.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "project/changed-lines.h"
#include "project/result.h"

namespace asynclint {

struct GitChanges {
  // What was compared with, for people: "origin/main".
  std::string base;
  // There is no commit yet, so that everything is new.
  bool is_everything = false;
  // By absolute path. Those of a file that was removed are not among them.
  std::unordered_map<std::string, ChangedLines> lines;
  // Files that git does not know yet: all of them is new.
  std::vector<std::string> untracked;
};

struct GitStaged {
  // Lines of what is staged that are not as in the last commit; by absolute path.
  std::unordered_map<std::string, ChangedLines> lines;
  // Files that are in the working tree other than they are staged, or not there at all.
  std::vector<std::string> differing;
};

class Git {
 public:
  // The repository around a directory, or why nothing can be asked there.
  [[nodiscard]] static Result<Git> at(const std::string& directory);

  // Absolute, with links resolved.
  [[nodiscard]] const std::string& root() const { return root_; }

  // Against the last commit that `reference` and this one have in common; without a reference, the branch where this
  // one will go: what CI says, its upstream, or the remote's main branch. `extra` are files to look at whose names are
  // not those of scripts.
  [[nodiscard]] Result<GitChanges> changes(const std::string& reference, std::span<const std::string> extra) const;
  [[nodiscard]] Result<GitStaged> staged(std::span<const std::string> extra) const;
  // What is staged of a file, when it is no larger than `limit`.
  [[nodiscard]] Result<std::string> staged_content(const std::string& path, std::size_t limit) const;

 private:
  struct Answer;
  struct Base;

  explicit Git(std::string directory) : directory_(std::move(directory)) {}
  [[nodiscard]] Result<Answer> run(const std::vector<std::string>& words, std::size_t limit) const;
  // The same, where anything but success is a failure; without the line end.
  [[nodiscard]] Result<std::string> ask(const std::vector<std::string>& words) const;
  [[nodiscard]] bool says(const std::vector<std::string>& words, std::string_view what) const;
  [[nodiscard]] Result<std::string> difference(const std::vector<std::string>& what,
                                               std::span<const std::string> extra) const;
  [[nodiscard]] std::vector<std::string> pathspecs(std::span<const std::string> extra) const;
  [[nodiscard]] std::string find_filters();
  [[nodiscard]] bool has_commit(const std::string& reference) const;
  [[nodiscard]] Result<std::string> default_reference() const;
  [[nodiscard]] Result<std::string> merge_base(const std::string& reference) const;
  [[nodiscard]] std::string unknown_reference(const std::string& reference) const;
  [[nodiscard]] std::string way_out_of_shallow(const std::string& otherwise) const;
  [[nodiscard]] std::unordered_map<std::string, ChangedLines> by_path(std::string_view patch) const;
  [[nodiscard]] std::vector<std::string> paths_of(std::string_view names) const;

  std::string directory_;
  std::string root_;
  // Settings that switch the filters of this repository off.
  std::vector<std::string> without_filters_;
};

}  // namespace asynclint
