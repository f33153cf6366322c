// Text with marks, the form in which pages are kept for terminals: lines whose first letter says what they are, with
// styles inside. tools/pages/markdown.mjs writes it and says what the letters mean.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace asynclint {

namespace marks {

inline constexpr char style_begin = '\x01';
inline constexpr char style_end = '\x02';
inline constexpr char separator = '\x03';

}  // namespace marks

// A piece of a line: its text, the letter of its style (0 for none), and where it leads if it is a link.
struct MarkedPiece {
  std::string text;
  char style = 0;
  std::string target;
};

// The pieces of a line. Styles stand inside each other at times (code in a link, code in strong): the innermost counts.
[[nodiscard]] std::vector<MarkedPiece> pieces_of(std::string_view line);

// A line that is an item of a list, without its first letter.
struct MarkedItem {
  // 0 for one of a list that is in no other.
  std::size_t depth = 0;
  std::string_view bullet;
  std::string_view text;
};
[[nodiscard]] MarkedItem item_of(std::string_view line);

// The cells of a table's row.
[[nodiscard]] std::vector<std::string_view> cells_of(std::string_view row);

// A whole page as the Markdown that it was made of.
[[nodiscard]] std::string page_as_markdown(std::string_view marked);

// A line of plain Markdown with marks: what stands between backticks is code.
[[nodiscard]] std::string marked_code(std::string_view line);

}  // namespace asynclint
