// Whether Node takes a file for an ES module or for CommonJS: by its extension, or by the package that it is in.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "lint/lint.h"

namespace asynclint {

[[nodiscard]] Dialect dialect_of(std::string_view path);

// Whether a file of this name only declares types: `.d.ts`, `.d.mts`, `.d.cts`.
[[nodiscard]] bool only_declares_types(std::string_view path);

// Any thread may ask.
class ModuleKinds {
 public:
  // `path` is absolute. A package without a `type` leaves the question to the syntax: bundlers take such files for
  // either.
  [[nodiscard]] ModuleKind of(std::string_view path);

 private:
  [[nodiscard]] ModuleKind of_directory(const std::string& directory);

  std::mutex mutex_;
  // By directory, those that were asked about and all above them up to their package.
  std::unordered_map<std::string, ModuleKind> known_;
};

}  // namespace asynclint
