#include "server/text-changes.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace asynclint::server {
namespace {

// Replaces what a range names; what lies around it keeps its lines.
ChangedRange apply(std::string& text, const LineIndex& lines, const ContentChange& change, ColumnUnit unit) {
  std::uint32_t begin = lines.offset(change.range->start, unit);
  std::uint32_t end = lines.offset(change.range->end, unit);
  // Some clients send a range backwards.
  if (end < begin) std::swap(begin, end);
  text.replace(begin, end - begin, change.text);
  return {begin, end, begin + static_cast<std::uint32_t>(change.text.size())};
}

}  // namespace

std::shared_ptr<const IndexedText> changed_text(const std::shared_ptr<const IndexedText>& before,
                                                const std::vector<ContentChange>& changes, ColumnUnit unit) {
  if (changes.empty()) return before;
  // Nothing that stands before a whole text counts.
  const auto whole = std::find_if(changes.rbegin(), changes.rend(), [](const auto& one) { return !one.range; });
  auto next = whole.base();
  std::string text = whole == changes.rend() ? before->text : std::prev(next)->text;
  if (next == changes.end()) return std::make_shared<const IndexedText>(std::move(text));
  LineIndex lines = whole == changes.rend() ? before->lines : LineIndex(text);
  while (true) {
    const ChangedRange range = apply(text, lines, *next, unit);
    if (++next == changes.end()) return std::make_shared<const IndexedText>(std::move(text), lines, range);
    lines = LineIndex(lines, text, range);
  }
}

}  // namespace asynclint::server
