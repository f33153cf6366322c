// Text as a terminal shows it: code points, their widths, and nothing that would drive the terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace asynclint::cli {

struct CodePoint {
  // U+FFFD for a byte that is not valid UTF-8.
  char32_t value = 0;
  std::uint32_t bytes = 1;
};

[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);
void append_utf8(std::string& text, char32_t value);

// In character cells: 0 for combining marks, 2 for wide letters and emoji.
[[nodiscard]] unsigned width_of(char32_t value);
[[nodiscard]] unsigned width_of(std::string_view text);

// The code point to show for one that a terminal would obey: control characters as their pictures, invisible changes
// of direction as U+FFFD.
[[nodiscard]] char32_t shown(char32_t value);
// The same for a whole text.
[[nodiscard]] std::string printable(std::string_view text);

// As part of a URI, slashes kept.
[[nodiscard]] std::string percent_encoded(std::string_view path);
// The address of an absolute path, on this machine or a named one. On Windows a path begins with a drive.
[[nodiscard]] std::string file_address(std::string_view path, std::string_view host = {});

// Every invalid byte replaced by one U+FFFD, which is how columns count them.
[[nodiscard]] std::string valid_utf8(std::string_view text);

}  // namespace asynclint::cli
