// What git leaves out at a place in the tree: the ignore files from there up to the root of the repository.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace asynclint {

// A value that is cheap to copy: a directory's scope shares the levels of the directories above it.
class IgnoreScope {
 public:
  // What holds in a directory because of those above it. Without a repository around it, nothing above speaks.
  // Directories are absolute, with links resolved.
  [[nodiscard]] static IgnoreScope above(const std::string& directory);

  // The root of a repository is entered: what is outside it no longer counts, its .git/info/exclude does.
  void enter_repository(const std::string& root);
  // A directory with a .gitignore in it is entered.
  void enter_directory(const std::string& directory);

  // Whether an entry itself is excluded; that nothing below an excluded directory comes back is up to the walk.
  [[nodiscard]] bool ignores(std::string_view path, bool is_directory) const {
    return ignored_by(path, is_directory).has_value();
  }
  // The same, with the line that says so.
  struct Line {
    std::string file;
    std::uint32_t number = 0;
  };
  [[nodiscard]] std::optional<Line> ignored_by(std::string_view path, bool is_directory) const;

 private:
  struct Level;
  void add(const std::string& directory, const std::string& file);

  std::shared_ptr<const Level> innermost_;
};

// Whether git leaves a file out, because of itself or of a directory around it. The path is absolute, with links
// resolved; outside of a repository nothing is left out.
[[nodiscard]] bool is_ignored_by_git(const std::string& path);

}  // namespace asynclint
