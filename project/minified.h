// Code that a program wrote for machines: nobody mends it where it stands.
#pragma once

#include <string_view>

namespace asynclint {

[[nodiscard]] bool has_minified_name(std::string_view path);
[[nodiscard]] bool looks_minified(std::string_view text);

}  // namespace asynclint
