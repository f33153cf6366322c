// How CommonJS exports: what stands for the exports of a module, and what compilers write for `export *`.
#pragma once

#include <optional>
#include <string_view>

#include "facts/facts.h"

namespace asynclint {

// `module.exports`.
[[nodiscard]] bool is_module_exports(const Facts& facts, syntax::Node expression);
// `module.exports`, `exports`, and an assignment to one of them.
[[nodiscard]] bool is_exports(const Facts& facts, syntax::Node expression);
// `__exportStar(require("./api"), exports)`: the specifier; nothing where it is something else.
[[nodiscard]] std::optional<std::string_view> starred_module(syntax::Node expression);

}  // namespace asynclint
