// Pieces of HTML for the static site.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asynclint::cli {

[[nodiscard]] std::string html_text(std::string_view text);

// A line of plain Markdown: what stands between backticks is code.
[[nodiscard]] std::string html_line(std::string_view line);

// "{{name}}" in the template becomes the value. What is not named there stays.
[[nodiscard]] std::string filled(std::string_view html_template,
                                 const std::vector<std::pair<std::string_view, std::string>>& values);

}  // namespace asynclint::cli
