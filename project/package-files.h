// What package.json files say of their packages, each read once.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lint/lint.h"
#include "project/json-text.h"
#include "project/project-warning.h"

namespace asynclint {

// Texts are empty where the file says nothing, or not in words.
struct PackageFile {
  std::string name;
  std::string main;
  // `types`, or `typings`.
  std::string types;
  std::string tsconfig;
  // Without a `type` it is left to the syntax.
  ModuleKind kind = ModuleKind::by_syntax;
  bool has_workspaces = false;
  // None where there is none, or null.
  std::optional<JsonValue> exports;
  std::optional<JsonValue> imports;
  std::optional<JsonValue> types_versions;
};

// Any thread may ask.
class PackageFiles {
 public:
  // By the path of the file. Null when there is no such file. One that is broken says nothing.
  [[nodiscard]] const PackageFile* read(const std::string& path);
  // About the files that were read since this was last asked.
  [[nodiscard]] std::vector<ProjectWarning> take_warnings();

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::unique_ptr<const PackageFile>> known_;
  std::vector<ProjectWarning> warnings_;
};

// A JSON file that people write, with its places; none when it cannot be read or is broken. What is broken is said,
// what is not there is not.
struct JsonFile {
  std::optional<JsonValue> value;
  bool is_there = false;
};
[[nodiscard]] JsonFile read_json_file(const std::string& path, std::vector<ProjectWarning>& warnings);

}  // namespace asynclint
