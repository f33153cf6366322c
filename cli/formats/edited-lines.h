// A fix as lines of code before and after it, for who reads it or makes the change by hand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "text/line-index.h"

namespace asynclint::cli {

struct EditedLines {
  // From 1.
  std::uint32_t first_line = 1;
  // Whole lines, without the line end of the last one.
  std::string before;
  std::string after;
};

// Edits that are close to each other are shown together. None when they are about more code than anybody reads.
[[nodiscard]] std::vector<EditedLines> edited_lines(std::string_view text, const LineIndex& lines, const Fix& fix);

// The same with as many lines around each piece as make it the only one of its kind in the text, if a few do that.
[[nodiscard]] std::vector<EditedLines> unmistakable_lines(std::string_view text, const LineIndex& lines,
                                                          const Fix& fix);

}  // namespace asynclint::cli
