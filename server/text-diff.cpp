#include "server/text-diff.h"

#include <cstdint>
#include <span>
#include <string>

#include "text/line-changes.h"

namespace asynclint::server {
namespace {

using Lines = std::span<const std::string_view>;

// Lines [begin, end) as a part of the text that they are of.
Span place_of(std::string_view text, Lines lines, std::size_t begin, std::size_t end) {
  const auto offset = [&](std::size_t line) {
    return static_cast<std::uint32_t>(line < lines.size() ? static_cast<std::size_t>(lines[line].data() - text.data())
                                                          : text.size());
  };
  return {offset(begin), offset(end)};
}

}  // namespace

std::vector<TextEdit> text_difference(std::string_view before, std::string_view after) {
  const auto old_lines = lines_with_ends(before);
  const auto new_lines = lines_with_ends(after);
  std::vector<TextEdit> edits;
  for (const LineChange& change : line_changes(old_lines, new_lines)) {
    const Span made = place_of(after, new_lines, change.new_begin, change.new_end);
    edits.push_back({place_of(before, old_lines, change.old_begin, change.old_end), std::string(slice(after, made))});
  }
  return edits;
}

}  // namespace asynclint::server
