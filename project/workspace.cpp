#include "project/workspace.h"

#include <string_view>
#include <utility>

#include "project/configuration.h"
#include "project/paths.h"
#include "project/platform.h"

namespace asynclint {

std::string workspace_root_of(const std::string& path) { return WorkspaceRoots().of(path); }

std::string WorkspaceRoots::of(const std::string& path) {
  const std::string file = located(path);
  std::string directory(parent_directory(file));
  // A package that is installed is a part of the project that has it, and not one of its own.
  constexpr std::string_view installed = "/node_modules/";
  const std::size_t place = (directory + '/').find(installed);
  if (place != std::string::npos) directory = parent_directory(directory.substr(0, place + installed.size() - 1));
  const std::lock_guard lock(mutex_);
  const Around found = around(directory);
  if (!found.workspace.empty()) return found.workspace;
  return found.package.empty() ? directory : found.package;
}

WorkspaceRoots::Around WorkspaceRoots::around(const std::string& directory) {
  if (const auto known = known_.find(directory); known != known_.end()) return known->second;
  const auto has = [&](std::string_view name) { return bool(platform::kind_of(join_path(directory, name))); };
  const PackageFile* package = packages_->read(join_path(directory, "package.json"));
  Around found;
  if ((package != nullptr && package->has_workspaces) || has(".git") || has("pnpm-workspace.yaml"))
    found.workspace = directory;
  else if (const std::string parent(parent_directory(directory)); parent != directory)
    found = around(parent);
  if (package != nullptr) found.package = directory;
  known_.emplace(directory, found);
  return found;
}

}  // namespace asynclint
