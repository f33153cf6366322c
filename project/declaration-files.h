// Declaration files, each with those that it refers to by path: `/// <reference path="./query.d.ts" />`.
#pragma once

#include <memory>
#include <string>

#include "types/type-builder.h"

namespace asynclint {

// What the file at an absolute path declares; null when it cannot be read. References that lead out of `root`, which
// is absolute, are not followed.
[[nodiscard]] std::unique_ptr<types::TypeBuilder> read_declarations(const std::string& path, const std::string& root);

}  // namespace asynclint
