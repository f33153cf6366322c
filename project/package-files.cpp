#include "project/package-files.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "project/platform.h"

namespace asynclint {
namespace {

using JsonType = JsonValue::Type;

constexpr std::size_t largest_description = std::size_t{16} << 20U;

// What counts of a member that stands there twice is the last, as in JSON.parse.
JsonValue* member(JsonValue& object, std::string_view key) {
  JsonValue* found = nullptr;
  for (JsonMember& one : object.members)
    if (one.key == key) found = &one.value;
  return found;
}

std::string text_of(JsonValue& object, std::string_view key) {
  JsonValue* value = member(object, key);
  return value != nullptr && value->is(JsonType::string) ? std::move(value->text) : std::string();
}

std::optional<JsonValue> take(JsonValue& object, std::string_view key) {
  JsonValue* value = member(object, key);
  if (value == nullptr || value->is(JsonType::null)) return std::nullopt;
  return std::move(*value);
}

PackageFile package_of(JsonValue& json) {
  PackageFile package;
  package.name = text_of(json, "name");
  package.main = text_of(json, "main");
  package.types = text_of(json, "types");
  if (package.types.empty()) package.types = text_of(json, "typings");
  package.tsconfig = text_of(json, "tsconfig");
  const std::string type = text_of(json, "type");
  if (type == "module") package.kind = ModuleKind::module;
  if (type == "commonjs") package.kind = ModuleKind::commonjs;
  package.has_workspaces = json.find("workspaces") != nullptr;
  package.exports = take(json, "exports");
  package.imports = take(json, "imports");
  package.types_versions = take(json, "typesVersions");
  return package;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

JsonFile read_json_file(const std::string& path, std::vector<ProjectWarning>& warnings) {
  const Result<std::string> bytes = platform::read_file(path, largest_description);
  if (!bytes) {
    if (bytes.failure().is_too_large) warnings.push_back({path, 0, 0, bytes.reason()});
    return {std::nullopt, bytes.failure().is_too_large};
  }
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  std::string_view text = *bytes;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  JsonText json = read_json(text);
  if (json.value && json.value->is(JsonType::object)) return {std::move(json.value), true};
  // TypeScript takes an empty file for an empty object, and nobody means anything by one.
  if (is_blank(text)) return {std::nullopt, true};
  if (json.value) json.mistake = {json.value->span.begin, "this is to be an object"};
  warnings.push_back(warning_at(path, text, json.mistake.at, std::move(json.mistake.message)));
  return {std::nullopt, true};
}

const PackageFile* PackageFiles::read(const std::string& path) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = known_.find(path); known != known_.end()) return known->second.get();
  }
  std::vector<ProjectWarning> warnings;
  JsonFile file = read_json_file(path, warnings);
  std::unique_ptr<const PackageFile> package;
  if (file.is_there)
    package = std::make_unique<const PackageFile>(file.value ? package_of(*file.value) : PackageFile());
  const std::lock_guard lock(mutex_);
  // Another thread may have read it meanwhile, and then what it found is already somebody's.
  const auto [place, is_new] = known_.emplace(path, std::move(package));
  if (is_new) std::move(warnings.begin(), warnings.end(), std::back_inserter(warnings_));
  return place->second.get();
}

std::vector<ProjectWarning> PackageFiles::take_warnings() {
  const std::lock_guard lock(mutex_);
  return std::exchange(warnings_, {});
}

}  // namespace asynclint
