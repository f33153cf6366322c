// What differs between two texts line by line, for people and for editors, which keep cursors, folds and marks where
// nothing has changed.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace asynclint {

// The lines of a text with their line ends; only the last one may have none. A line ends with `\n`.
[[nodiscard]] std::vector<std::string_view> lines_with_ends(std::string_view text);

// Lines [old_begin, old_end) became lines [new_begin, new_end), counted from 0.
struct LineChange {
  std::size_t old_begin;
  std::size_t old_end;
  std::size_t new_begin;
  std::size_t new_end;
};

// Sorted, and never next to each other: as few lines as can be. Where thousands of them have changed, everything
// between the first and the last is one change.
[[nodiscard]] std::vector<LineChange> line_changes(std::span<const std::string_view> before,
                                                   std::span<const std::string_view> after);

}  // namespace asynclint
