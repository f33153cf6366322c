#include "project/module-kinds.h"

#include <vector>

#include "project/paths.h"

namespace asynclint {
Dialect dialect_of(std::string_view path) {
  const std::string_view suffix = extension(path);
  if (suffix == ".tsx") return Dialect::tsx;
  return suffix == ".ts" || suffix == ".mts" || suffix == ".cts" ? Dialect::typescript : Dialect::javascript;
}

bool only_declares_types(std::string_view path) {
  return path.ends_with(".d.ts") || path.ends_with(".d.mts") || path.ends_with(".d.cts");
}

ModuleKind ModuleKinds::of(std::string_view path) {
  const std::string_view suffix = extension(path);
  if (suffix == ".mjs" || suffix == ".mts") return ModuleKind::module;
  if (suffix == ".cjs" || suffix == ".cts") return ModuleKind::commonjs;
  return of_directory(std::string(parent_directory(path)));
}

ModuleKind ModuleKinds::of_directory(const std::string& directory) {
  ModuleKind kind = ModuleKind::by_syntax;
  std::vector<std::string> below;
  for (std::string at = directory;; at = parent_directory(at)) {
    {
      const std::lock_guard lock(mutex_);
      if (const auto known = known_.find(at); known != known_.end()) {
        kind = known->second;
        break;
      }
    }
    below.push_back(at);
    // As in Node, a package does not reach into the node_modules that it holds.
    if (base_name(at) == "node_modules") break;
    if (const PackageFile* package = packages_->read(join_path(at, "package.json"))) {
      kind = package->kind;
      break;
    }
    if (at == parent_directory(at)) break;
  }
  const std::lock_guard lock(mutex_);
  for (std::string& at : below) known_.emplace(std::move(at), kind);
  return kind;
}

}  // namespace asynclint
