// How far a project reaches: nothing outside of its root is ever looked at to find a module.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "project/package-files.h"

namespace asynclint {

// The nearest directory around a file that is a repository (`.git`) or a workspace (a package.json with `workspaces`,
// a pnpm-workspace.yaml); if there is none, the nearest package; and if there is none, the file's own directory.
// What lies in `node_modules` belongs to where that lies.
// Absolute, with links resolved. The file need not be there.
[[nodiscard]] std::string workspace_root_of(const std::string& path);

// The same for many files. Any thread may ask.
class WorkspaceRoots {
 public:
  explicit WorkspaceRoots(std::shared_ptr<PackageFiles> packages = std::make_shared<PackageFiles>())
      : packages_(std::move(packages)) {}

  [[nodiscard]] std::string of(const std::string& path);

 private:
  struct Around {
    // Empty where there is none.
    std::string workspace;
    std::string package;
  };
  [[nodiscard]] Around around(const std::string& directory);

  std::shared_ptr<PackageFiles> packages_;
  std::mutex mutex_;
  // By directory.
  std::unordered_map<std::string, Around> known_;
};

}  // namespace asynclint
