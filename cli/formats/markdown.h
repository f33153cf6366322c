// Text in Markdown that others render.
#pragma once

#include <string>
#include <string_view>

namespace asynclint::cli {

// In a paragraph or in a table's cell. What stands between backticks stays code; everything else is only text.
[[nodiscard]] std::string markdown_text(std::string_view text);

}  // namespace asynclint::cli
