#include "project/module-kinds.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "project/paths.h"
#include "project/platform.h"

namespace asynclint {
namespace {

constexpr std::size_t package_file_limit = std::size_t{16} << 20U;

// None when the directory has no package.json, and the packages around it decide.
std::optional<ModuleKind> kind_of_package(const std::string& directory) {
  const Result<std::string> text = platform::read_file(join_path(directory, "package.json"), package_file_limit);
  if (!text) return std::nullopt;
  const auto package = nlohmann::json::parse(*text, nullptr, false);
  const auto type = package.is_object() ? package.find("type") : package.end();
  if (type == package.end()) return ModuleKind::by_syntax;
  if (*type == "module") return ModuleKind::module;
  return *type == "commonjs" ? ModuleKind::commonjs : ModuleKind::by_syntax;
}

}  // namespace

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
    if (const auto own = kind_of_package(at)) {
      kind = *own;
      break;
    }
    if (at == parent_directory(at)) break;
  }
  const std::lock_guard lock(mutex_);
  for (std::string& at : below) known_.emplace(std::move(at), kind);
  return kind;
}

}  // namespace asynclint
