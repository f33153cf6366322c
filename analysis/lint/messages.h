// How messages name what is in the reader's code.
#pragma once

#include <string>
#include <string_view>

namespace asynclint {

// `name`, between backticks; a text that is long or has line breaks is cut.
[[nodiscard]] std::string quoted(std::string_view code);

}  // namespace asynclint
