// Marks say which findings a text must have: comments below a line of code, with carets under the exact span.
//
//   names.forEach(async (name) => {
//         ^^^^^^^ await-in-foreach(error): the message, when it matters
//
// A span that begins where the comment itself begins is written `//<^^^`: the comment's columns, from the first slash
// to the last caret, are the span's. Inside JSX a mark is wrapped as `{/* ^^^ rule */}`. Columns count code points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"

namespace asynclint::tests {

struct Mark {
  // 0-based, in the text without marks.
  std::uint32_t line = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string rule;
  // Compared only when the mark gives them.
  std::optional<Level> level;
  std::optional<std::string> message;
  friend bool operator==(const Mark&, const Mark&) = default;
};

struct MarkedText {
  // The text without its marks, so that offsets are real.
  std::string text;
  std::vector<Mark> marks;
  // For each line of `text`, its 1-based line in the marked text.
  std::vector<std::uint32_t> source_lines;
  // What looks like a mark and cannot be understood, a sentence each.
  std::vector<std::string> problems;
};

[[nodiscard]] MarkedText parse_marks(std::string_view marked);

}  // namespace asynclint::tests
