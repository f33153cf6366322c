#include "project/ts-config.h"

#include <cstddef>
#include <utility>

#include "project/package-exports.h"
#include "project/paths.h"

namespace asynclint {
namespace {

using JsonType = JsonValue::Type;

constexpr std::string_view config_directory = "${configDir}";
// What a person writes is far below; what is beyond is a mistake or a trap.
constexpr std::size_t most_extended = 64;
constexpr std::size_t most_references = 64;
constexpr int longest_chain = 64;

const JsonValue* find(const JsonValue* object, std::string_view key, JsonType type) {
  const JsonValue* value = object == nullptr ? nullptr : object->find(key);
  return value != nullptr && value->is(type) ? value : nullptr;
}

std::vector<std::string> strings_in(const JsonValue* value) {
  std::vector<std::string> strings;
  if (value == nullptr) return strings;
  if (value->is(JsonType::string)) strings.push_back(value->text);
  for (const JsonValue& item : value->items)
    if (item.is(JsonType::string)) strings.push_back(item.text);
  return strings;
}

std::vector<std::string> paths_of_references(const JsonValue& json) {
  std::vector<std::string> paths;
  if (const JsonValue* references = find(&json, "references", JsonType::array))
    for (const JsonValue& item : references->items)
      if (const JsonValue* path = find(&item, "path", JsonType::string)) paths.push_back(path->text);
  return paths;
}

// A path as it is seen from the file that says it; what begins at the directory of the last file is left for that one.
std::string seen_from_file(std::string_view path, std::string_view directory) {
  return path.starts_with(config_directory) ? std::string(path) : absolute_path(path, directory);
}

std::string seen_at_last(std::string_view path, std::string_view directory) {
  if (!path.starts_with(config_directory)) return std::string(path);
  path.remove_prefix(config_directory.size());
  return absolute_path(std::string(".").append(path), directory);
}

}  // namespace

const std::vector<PathMapping>& TsConfigs::mappings_for(FileNode& directory) {
  for (FileNode* at = &directory; at != nullptr; at = at->parent) {
    // Packages were compiled by somebody else, with a configuration that may not even be there.
    if (at->name() == "node_modules") return no_mappings_;
  }
  for (FileNode* at = &directory; at != nullptr; at = at->parent) {
    FileNode* file = tree_.file_in(*at, "tsconfig.json");
    if (file == nullptr) file = tree_.file_in(*at, "jsconfig.json");
    if (file == nullptr) continue;
    const auto known = mappings_.find(file);
    return known != mappings_.end() ? known->second : mappings_.emplace(file, mappings_of(*file)).first->second;
  }
  return no_mappings_;
}

std::vector<ProjectWarning> TsConfigs::take_warnings() { return std::exchange(warnings_, {}); }

std::vector<PathMapping> TsConfigs::mappings_of(FileNode& file) {
  std::vector<PathMapping> mappings;
  const auto add = [&](FileNode& of) {
    const std::string& here = of.parent->path;
    const Options& options = options_of(of);
    PathMapping mapping;
    mapping.paths = options.paths;
    mapping.base_url = seen_at_last(options.base_url, here);
    mapping.directory = mapping.base_url.empty() ? options.directory : mapping.base_url;
    for (PathPattern& pattern : mapping.paths)
      for (std::string& target : pattern.targets) target = seen_at_last(target, here);
    if (!mapping.is_empty()) mappings.push_back(std::move(mapping));
  };
  add(file);
  if (!mappings.empty()) return mappings;
  for (const std::string& reference : options_of(file).references) {
    const std::string path = absolute_path(reference, file.parent->path);
    FileNode* there = tree_.find(path);
    if (there != nullptr && there->is_directory) there = tree_.file_in(*there, "tsconfig.json");
    if (there != nullptr && there != &file) add(*there);
  }
  return mappings;
}

const TsConfigs::Options& TsConfigs::options_of(FileNode& file) {
  static const Options nothing;
  const auto [place, is_new] = options_.emplace(&file, nullptr);
  if (!is_new) return place->second ? *place->second : nothing;
  auto options = std::make_unique<Options>();
  const JsonFile json = read_json_file(file.path, warnings_);
  if (json.value) read_options(file, *json.value, *options);
  // Reading what it extends may have moved the table's places.
  return *(options_[&file] = std::move(options));
}

void TsConfigs::read_options(FileNode& file, const JsonValue& json, Options& options) {
  FileNode& directory = *file.parent;
  std::size_t extended = 0;
  for (const std::string& from : strings_in(json.find("extends")))
    if (extended++ < most_extended) inherit(directory, from, options);
  options.references = paths_of_references(json);
  if (options.references.size() > most_references) options.references.resize(most_references);
  const JsonValue* compiler = find(&json, "compilerOptions", JsonType::object);
  if (const JsonValue* base_url = find(compiler, "baseUrl", JsonType::string))
    options.base_url = seen_from_file(base_url->text, directory.path);
  if (const JsonValue* paths = find(compiler, "paths", JsonType::object)) {
    options.paths = path_patterns(*paths);
    options.directory = directory.path;
  }
}

void TsConfigs::inherit(FileNode& directory, const std::string& from, Options& options) {
  FileNode* file = chain_ < longest_chain ? extended(directory, from) : nullptr;
  if (file == nullptr) return;
  ++chain_;
  const Options& inherited = options_of(*file);
  --chain_;
  if (!inherited.base_url.empty()) options.base_url = inherited.base_url;
  if (inherited.paths.empty()) return;
  options.paths = inherited.paths;
  options.directory = inherited.directory;
}

FileNode* TsConfigs::json_at(const std::string& path) {
  for (const char* suffix : {"", ".json"}) {
    FileNode* file = tree_.find(path + suffix);
    if (file != nullptr && !file->is_directory) return file;
  }
  return nullptr;
}

FileNode* TsConfigs::extended(FileNode& directory, const std::string& specifier) {
  const bool is_path = specifier.starts_with("./") || specifier.starts_with("../") || platform::is_absolute(specifier);
  if (is_path || specifier == "." || specifier == "..") {
    const std::string path = absolute_path(specifier, directory.path);
    FileNode* file = json_at(path);
    return file != nullptr ? file : json_at(join_path(path, "tsconfig.json"));
  }
  return extended_from_package(directory, specifier);
}

FileNode* TsConfigs::extended_from_package(FileNode& directory, std::string_view specifier) {
  const auto package = package_specifier(specifier);
  if (!package) return nullptr;
  for (FileNode* folder : files_.package_folders(directory)) {
    FileNode* root = tree_.find(absolute_path(package->name, folder->path));
    if (root == nullptr || !root->is_directory) continue;
    const PackageFile* said = files_.package_in(*root);
    FileNode* file = nullptr;
    const auto take = [&](const std::string& target) {
      file = json_at(absolute_path(target, root->path));
      return file != nullptr;
    };
    if (said != nullptr && package->subpath.empty() && !said->tsconfig.empty() && take(said->tsconfig)) return file;
    if (said != nullptr && said->exports &&
        visit_exports(*said->exports, package->subpath, ImportSyntax::require, take))
      return file;
    const std::string path = absolute_path(package->subpath, root->path);
    if (FileNode* found = json_at(path)) return found;
    if (FileNode* found = json_at(join_path(path, "tsconfig.json"))) return found;
  }
  return nullptr;
}

}  // namespace asynclint
