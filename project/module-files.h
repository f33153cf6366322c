// Which file a path stands for, by the names that may be left out: `./x` for x.ts, x.js or x/index.js, `./x.js` for the
// TypeScript that it is made of or the declarations beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "project/file-tree.h"
#include "project/package-files.h"
#include "project/resolved-module.h"

namespace asynclint {

// Types: declarations and TypeScript. Code: what else runs, and JSON.
enum class Wanted : std::uint8_t { types, code, any };

// By its name; none for what is no module, such as a style sheet.
[[nodiscard]] std::optional<ModuleForm> module_form(std::string_view name);
// Declarations, or TypeScript, which declares as well.
[[nodiscard]] bool has_types(std::string_view name);

// One thread at a time. Paths are seen from a directory, which is absolute, and may lead out of it.
class ModuleFiles {
 public:
  ModuleFiles(FileTree& tree, PackageFiles& packages) : tree_(tree), packages_(packages) {}

  // A file, or what its directory says or has as an index.
  [[nodiscard]] FileNode* path(std::string_view directory, std::string_view path, Wanted wanted);
  // A file of that name, with the types that it stands for, but nothing added to it.
  [[nodiscard]] FileNode* exact(std::string_view directory, std::string_view path, Wanted wanted);
  // A file of that name, or with an extension added.
  [[nodiscard]] FileNode* file(std::string_view directory, std::string_view path, Wanted wanted);
  // What a directory stands for: what its package.json names, or its index.
  [[nodiscard]] FileNode* package(FileNode& directory, Wanted wanted);
  // The types of a path of a package, which may keep them elsewhere for a TypeScript of today.
  [[nodiscard]] FileNode* typed_entry(const FileNode& directory, const PackageFile& package, std::string_view path);

  // The package.json of a directory; null when there is none.
  [[nodiscard]] const PackageFile* package_in(FileNode& directory);
  // The nearest directory with a package.json, as Node looks for it; null when there is none.
  [[nodiscard]] FileNode* package_around(FileNode& directory);
  // The node_modules folders in which a file of that directory looks for packages, the nearest first.
  [[nodiscard]] std::vector<FileNode*> package_folders(FileNode& directory);

 private:
  // Where a path leads. With a directory, the file is what is left when that stands for nothing.
  struct Place {
    FileNode* file = nullptr;
    FileNode* directory = nullptr;
  };
  [[nodiscard]] Place place(std::string_view directory, std::string_view path, Wanted wanted);
  [[nodiscard]] FileNode* named_as(FileNode& directory, std::string_view name, Wanted wanted);
  [[nodiscard]] FileNode* written_as(FileNode& directory, std::string_view name, Wanted wanted);
  [[nodiscard]] FileNode* with_one_of(FileNode& directory, std::string_view stem, Wanted wanted,
                                      std::span<const std::string_view> extensions);
  [[nodiscard]] FileNode* index(FileNode& directory, Wanted wanted);
  [[nodiscard]] FileNode* entry(std::string_view directory, std::string_view path, Wanted wanted);

  FileTree& tree_;
  PackageFiles& packages_;
};

}  // namespace asynclint
