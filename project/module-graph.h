// The modules of a workspace as they see each other: specifiers are resolved, and what each module tells others is
// worked out when somebody asks, once.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "project/module-kinds.h"
#include "project/module-resolver.h"
#include "project/package-files.h"
#include "project/parsed-sources.h"
#include "project/specifiers.h"
#include "project/workspace.h"
#include "types/type-builder.h"
#include "types/type-walk.h"

namespace asynclint {

// Any thread may ask. Lives as long as anything that was linted with it. Paths are absolute and real (`located`).
class ModuleGraph {
 public:
  explicit ModuleGraph(std::shared_ptr<PackageFiles> packages);
  ~ModuleGraph();
  ModuleGraph(const ModuleGraph&) = delete;
  ModuleGraph& operator=(const ModuleGraph&) = delete;

  // The modules as the file at a path sees them. One thread at a time may ask what is returned.
  [[nodiscard]] std::unique_ptr<types::ModuleSource> seen_from(std::string path);
  // Whether a text without a word of its own may have something asynchronous in it, because a module that it imports
  // has.
  [[nodiscard]] bool imports_asynchrony(std::string_view text, const std::string& path);
  // The tree of a source that is linted; one that was imported a moment ago has it already.
  [[nodiscard]] ParsedSources::Parsed parse(const std::string& path, const std::shared_ptr<const std::string>& text) {
    return parsed_.of(path, text, dialect_of(path));
  }
  // What is wrong with package.json and tsconfig.json files that were needed; each once.
  [[nodiscard]] std::vector<ProjectWarning> take_warnings();

 private:
  class View;
  enum class Asynchrony : std::uint8_t;
  struct Glance;
  struct Entry;

  [[nodiscard]] types::FoundModule find(const std::string& from, std::string_view specifier, ImportSyntax syntax);
  [[nodiscard]] ModuleResolver& resolver_for(const std::string& path);
  [[nodiscard]] Entry& entry(const std::string& path);
  [[nodiscard]] const types::ModuleTypes* types_of(const ResolvedModule& module);
  [[nodiscard]] std::shared_ptr<const Glance> glance(const std::string& path);
  // The files that the specifiers of a text lead to.
  [[nodiscard]] std::vector<std::string> resolved(const std::vector<FoundSpecifier>& specifiers,
                                                  const std::string& path);
  [[nodiscard]] bool is_asynchronous(std::vector<std::string> open);
  void remember(const std::string& path, Asynchrony asynchrony);

  std::shared_ptr<PackageFiles> packages_;
  WorkspaceRoots roots_;
  ModuleKinds kinds_;
  ParsedSources parsed_;
  std::mutex mutex_;
  // By root, and by the directories whose files were asked about.
  std::unordered_map<std::string, std::unique_ptr<ModuleResolver>> resolvers_;
  std::unordered_map<std::string, ModuleResolver*> by_directory_;
  std::unordered_map<std::string, std::unique_ptr<Entry>> entries_;
};

}  // namespace asynclint
