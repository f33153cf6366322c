// What a tsconfig.json or jsconfig.json says of where modules are: `paths` and `baseUrl`, with all that it extends.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "project/file-tree.h"
#include "project/json-text.h"
#include "project/module-files.h"
#include "project/path-patterns.h"
#include "project/project-warning.h"

namespace asynclint {

struct PathMapping {
  // Absolute; empty when there is none.
  std::string base_url;
  // Seen from here, absolute.
  std::string directory;
  std::vector<PathPattern> paths;

  [[nodiscard]] bool is_empty() const { return base_url.empty() && paths.empty(); }
};

// One thread at a time.
class TsConfigs {
 public:
  TsConfigs(FileTree& tree, ModuleFiles& files) : tree_(tree), files_(files) {}

  // What counts for the files of a directory, the first mapping first. A configuration that maps nothing itself lends
  // what it refers to: many tools write one that consists of references only.
  [[nodiscard]] const std::vector<PathMapping>& mappings_for(FileNode& directory);
  [[nodiscard]] std::vector<ProjectWarning> take_warnings();

 private:
  // What one file says, with all that it extends. Texts may begin with `${configDir}`.
  struct Options {
    std::string base_url;
    std::string directory;
    std::vector<PathPattern> paths;
    // Of this file alone: these are not inherited.
    std::vector<std::string> references;
  };

  const Options& options_of(FileNode& file);
  void read_options(FileNode& file, const JsonValue& json, Options& options);
  void inherit(FileNode& directory, const std::string& from, Options& options);
  [[nodiscard]] FileNode* extended(FileNode& directory, const std::string& specifier);
  [[nodiscard]] FileNode* extended_from_package(FileNode& directory, std::string_view specifier);
  [[nodiscard]] FileNode* json_at(const std::string& path);
  [[nodiscard]] std::vector<PathMapping> mappings_of(FileNode& file);

  FileTree& tree_;
  ModuleFiles& files_;
  std::vector<ProjectWarning> warnings_;
  // How many files are being read, each extended by the one before.
  int chain_ = 0;
  // By file. Null while it is read, so that what extends itself ends.
  std::unordered_map<const FileNode*, std::unique_ptr<Options>> options_;
  std::unordered_map<const FileNode*, std::vector<PathMapping>> mappings_;
  const std::vector<PathMapping> no_mappings_;
};

}  // namespace asynclint
