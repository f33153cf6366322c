// The lines of code that a finding is about, with its spans marked below them.
#pragma once

#include <string>
#include <string_view>

#include "cli/console.h"
#include "lint/finding.h"
#include "text/line-index.h"

namespace asynclint::cli {

// What all frames of a file share.
struct FrameSource {
  std::string_view text;
  const LineIndex& lines;
  const Palette& palette;
  // Of the terminal, in character cells.
  unsigned width;
};

// The finding's line with carets under its span, a line before and after it, and the lines of its related places with
// their messages. Ends in a line end. Lines too long for the terminal are shown around the span.
[[nodiscard]] std::string code_frame(const FrameSource& source, const Finding& finding);

// The colour that stands for a level.
[[nodiscard]] Paint paint_of(Level level);

}  // namespace asynclint::cli
