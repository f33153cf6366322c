// Declaration files, each with those that it refers to by path: `/// <reference path="./query.d.ts" />`.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "types/type-builder.h"

namespace asynclint {

// What the file at an absolute path declares; null when it cannot be read. References that lead out of `root`, which
// is absolute, are not followed. `heard`, if there is one, is told what each file holds.
[[nodiscard]] std::unique_ptr<types::TypeBuilder> read_declarations(
    const std::string& path, const std::string& root,
    const std::function<void(const std::string& path, std::string_view bytes)>& heard = {});

}  // namespace asynclint
