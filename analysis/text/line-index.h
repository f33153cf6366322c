// Lines and columns of a text. Offsets are bytes of UTF-8; lines and columns are 0-based.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/changed-range.h"
#include "text/span.h"

namespace asynclint {

// What a column counts: bytes, UTF-16 code units (editors, ESLint's JSON), or code points (what a person sees).
enum class ColumnUnit : std::uint8_t { utf8, utf16, utf32 };

struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend constexpr bool operator==(Position, Position) = default;
};

// How many units a text has. A byte that is not valid UTF-8 counts as one unit, as a decoder's replacement character.
[[nodiscard]] std::uint32_t count_units(std::string_view text, ColumnUnit unit);

// Where the lines of a text begin. Lines end at \n, \r\n or a lone \r, as in the language server protocol.
// Keeps a view of the text, which must outlive it.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  // Of the next version of a text: only what has changed is searched.
  LineIndex(const LineIndex& before, std::string_view text, const ChangedRange& change);

  [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }
  // An offset beyond the end is taken for the end.
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
  [[nodiscard]] Position position(std::uint32_t offset, ColumnUnit unit) const;
  // A line or column beyond the end is clamped to the end of the text or line.
  [[nodiscard]] std::uint32_t offset(Position position, ColumnUnit unit) const;
  // The line without its line end. A line beyond the last is empty, at the end.
  [[nodiscard]] Span line_span(std::uint32_t line) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace asynclint
