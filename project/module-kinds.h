// Whether Node takes a file for an ES module or for CommonJS: by its extension, or by the package that it is in.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "lint/lint.h"
#include "project/package-files.h"

namespace asynclint {

[[nodiscard]] Dialect dialect_of(std::string_view path);

// Whether a file of this name only declares types: `.d.ts`, `.d.mts`, `.d.cts`.
[[nodiscard]] bool only_declares_types(std::string_view path);

// Any thread may ask.
class ModuleKinds {
 public:
  // What was read of package.json files may be shared with others who need it.
  explicit ModuleKinds(std::shared_ptr<PackageFiles> packages = std::make_shared<PackageFiles>())
      : packages_(std::move(packages)) {}

  // `path` is absolute. A package without a `type` leaves the question to the syntax: bundlers take such files for
  // either.
  [[nodiscard]] ModuleKind of(std::string_view path);

 private:
  [[nodiscard]] ModuleKind of_directory(const std::string& directory);

  std::shared_ptr<PackageFiles> packages_;
  std::mutex mutex_;
  // By directory, those that were asked about and all above them up to their package.
  std::unordered_map<std::string, ModuleKind> known_;
};

}  // namespace asynclint
