#include "server/text-changes.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace asynclint::server {
namespace {

// What a range names; what lies around it keeps its lines.
ChangedRange range_of(const LineIndex& lines, const ContentChange& change, ColumnUnit unit) {
  std::uint32_t begin = lines.offset(change.range->start, unit);
  std::uint32_t end = lines.offset(change.range->end, unit);
  // Some clients send a range backwards.
  if (end < begin) std::swap(begin, end);
  return {begin, end, begin + static_cast<std::uint32_t>(change.text.size())};
}

// In one go: a text is long.
std::string replaced(const std::string& text, const ChangedRange& range, const std::string& by) {
  std::string result;
  result.reserve(text.size() + by.size());
  result.append(text, 0, range.begin);
  result += by;
  result.append(text, range.old_end);
  return result;
}

}  // namespace

std::shared_ptr<const IndexedText> changed_text(const std::shared_ptr<const IndexedText>& before,
                                                const std::vector<ContentChange>& changes, ColumnUnit unit) {
  if (changes.empty()) return before;
  // Nothing that stands before a whole text counts.
  const auto whole = std::find_if(changes.rbegin(), changes.rend(), [](const auto& one) { return !one.range; });
  auto next = whole.base();
  const auto first = whole == changes.rend() ? before : std::make_shared<const IndexedText>(std::prev(next)->text);
  auto text = first;
  for (; next != changes.end(); ++next) {
    const ChangedRange range = range_of(text->lines, *next, unit);
    const ChangedRange all = text == first ? range : range_of_both(text->origin.change, range);
    text = std::make_shared<const IndexedText>(replaced(text->text, range, next->text), text->lines, range,
                                               IndexedText::Origin{first, all});
  }
  return text;
}

}  // namespace asynclint::server
