// Which files a run is about.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "project/changed-lines.h"
#include "project/configuration.h"

namespace asynclint {

struct FoundFile {
  // As it is shown: below the path that was named.
  std::string path;
  // Named files are linted whatever they are; found ones only when they look as if somebody wrote them.
  bool is_named = false;
  // What its configuration says; null when nobody was asked.
  std::shared_ptr<const FileSettings> settings{};
  // As the system knows it: absolute, with links resolved; empty when nobody has asked.
  std::string real{};
  // The lines that the run is about; null: all of them.
  std::shared_ptr<const ChangedLines> lines{};
  // What is linted instead of what lies on the disk, as bytes of a file; null: that. It cannot be fixed.
  std::shared_ptr<const std::string> content{};
};

// A path that was named, and that the configuration excludes all the same.
struct ExcludedPath {
  std::string path;
  Origin by;
};

struct PathFailure {
  std::string path;
  std::string reason;
};

// An entry that the walk met and did not take, and why.
struct SkippedEntry {
  enum class Why : std::uint8_t { ignored_by_git, excluded, minified_name, declarations, installed };
  std::string path;
  Why why;
  // The line that says so, of what is ignored or excluded.
  Origin by{};
};

struct FoundFiles {
  // Named paths in their order, each directory's entries by name: the same on every file system.
  std::vector<FoundFile> files;
  std::vector<PathFailure> failures;
  // Entries that git ignores, and files with the name of a minified one.
  std::size_t ignored = 0;
  std::size_t minified = 0;
  // Entries that the configuration excludes, and those of them that were named.
  std::size_t excluded = 0;
  std::vector<ExcludedPath> named_but_excluded;
  // Named files that only declare types: nothing in them runs.
  std::vector<std::string> named_declarations;
  // Directories whose entries were looked at, and those with installed packages in them; as the system knows them.
  std::vector<std::string> directories;
  // All that was met and not taken, in the order of the walk; files that are no scripts are left out.
  std::vector<SkippedEntry> skipped;
};

// With their dots.
[[nodiscard]] std::span<const std::string_view> script_extensions();
// Whether a file of this name is linted where it is found.
[[nodiscard]] bool is_script_name(std::string_view name);

// A named file, whatever its name; the JavaScript and TypeScript files below a named directory, without node_modules,
// .git, what git ignores, minified files, and files that only declare types. Links are followed where they are named
// and nowhere below, so that no file is found twice and no loop is entered. A file that two of the paths lead to is
// found once. What the configuration excludes is not found, even where it was named.
// `listed` are files that a program named, and not a person: of them only scripts count that look as if somebody wrote
// them, and nothing is said of the others. What .gitignore says does not matter to them either.
[[nodiscard]] FoundFiles find_files(std::span<const std::string> paths, Configurations* configurations = nullptr,
                                    std::span<const std::string> listed = {});

}  // namespace asynclint
