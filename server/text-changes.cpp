#include "server/text-changes.h"

#include <algorithm>

namespace asynclint::server {
namespace {

void apply(std::string& text, const LineIndex& lines, const ContentChange& change, ColumnUnit unit) {
  std::uint32_t begin = lines.offset(change.range->start, unit);
  std::uint32_t end = lines.offset(change.range->end, unit);
  // Some clients send a range backwards.
  if (end < begin) std::swap(begin, end);
  text.replace(begin, end - begin, change.text);
}

}  // namespace

std::string apply_changes(const IndexedText& before, const std::vector<ContentChange>& changes, ColumnUnit unit) {
  std::string text;
  bool is_first = true;
  for (const ContentChange& change : changes) {
    if (!change.range) {
      text = change.text;
    } else if (is_first) {
      text = before.text;
      apply(text, before.lines, change, unit);
    } else {
      const LineIndex lines(text);
      apply(text, lines, change, unit);
    }
    is_first = false;
  }
  return is_first ? before.text : text;
}

}  // namespace asynclint::server
