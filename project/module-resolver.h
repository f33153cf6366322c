// Where the modules are that a file imports, as Node and TypeScript find them: relative paths, packages with their
// `exports` and declarations, `#imports`, and what a tsconfig.json maps.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "project/package-files.h"
#include "project/project-warning.h"
#include "project/resolved-module.h"

namespace asynclint {

// Any thread may ask. What was answered and what was read is kept: whoever lives longer than a run makes a new one when
// files came or went. Nothing is read outside of the root, and links that lead out of it lead nowhere.
class ModuleResolver {
 public:
  // `root` is absolute, see workspace.h. `packages` may be shared with others who read package.json files.
  explicit ModuleResolver(const std::string& root,
                          std::shared_ptr<PackageFiles> packages = std::make_shared<PackageFiles>());
  ~ModuleResolver();
  ModuleResolver(const ModuleResolver&) = delete;
  ModuleResolver& operator=(const ModuleResolver&) = delete;

  // `from_file` is absolute; it need not be there, but its directory has to. Where a module has declarations, they are
  // the answer, also when it is written in JavaScript; where it is written in TypeScript, that is.
  // None for what is not there and for what is no module: a style sheet, `./x?raw`, a URL.
  [[nodiscard]] std::optional<ResolvedModule> resolve(std::string_view specifier, std::string_view from_file,
                                                      ImportSyntax syntax);

  // About package.json and tsconfig.json files that are broken, each once, by path. The rest goes on without them.
  [[nodiscard]] std::vector<ProjectWarning> take_warnings();

 private:
  class Search;
  struct Kept;
  std::unique_ptr<Kept> kept_;
};

}  // namespace asynclint
