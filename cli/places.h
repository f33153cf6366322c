// Where in a file something is, in the terms of editors and of ESLint: lines from 1, columns from 1 in UTF-16 units.
#pragma once

#include <cstdint>
#include <string_view>

#include "cli/utf16-offsets.h"
#include "text/line-index.h"

namespace asynclint::cli {

struct Place {
  std::uint32_t line;
  std::uint32_t column;
};

// Keeps a view of the text, which must outlive it.
class Places {
 public:
  explicit Places(std::string_view text) : lines_(text), offsets_(text) {}

  [[nodiscard]] const LineIndex& lines() const { return lines_; }
  [[nodiscard]] const Utf16Offsets& offsets() const { return offsets_; }
  // The line index counts from the start of the line; on a line of megabytes this does not.
  [[nodiscard]] Place of(std::uint32_t offset) const {
    const std::uint32_t line = lines_.line_of(offset);
    return {line + 1, offsets_.of(offset) - offsets_.of(lines_.line_span(line).begin) + 1};
  }

 private:
  LineIndex lines_;
  Utf16Offsets offsets_;
};

}  // namespace asynclint::cli
