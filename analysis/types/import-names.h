// `import("x").Y<T>` is more than the grammar can read. In texts of declarations and comments `import("x")` is written
// as a name instead, which says what the specifier is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace asynclint::types {

// The name that stands for `import("specifier")`.
[[nodiscard]] std::string import_name(std::string_view specifier);
// The specifier of such a name.
[[nodiscard]] std::optional<std::string> imported_specifier(std::string_view name);

}  // namespace asynclint::types
