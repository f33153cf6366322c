#include "lint/comment-zones.h"

#include <algorithm>

namespace asynclint {
namespace {

// Where white space ends.
std::uint32_t first_code(std::string_view text, std::uint32_t at) {
  const std::size_t found = text.find_first_not_of(" \t\r\n", at);
  return static_cast<std::uint32_t>(std::min(found, text.size()));
}

CommentZones::Comments changed_comments(std::span<const Span> before, std::span<const Span> now,
                                        const ChangedRange& change) {
  CommentZones::Comments changed{0, before.size(), now.size()};
  // One that the change touches may have another text, wherever it ends.
  while (changed.first < before.size() && changed.first < now.size() && before[changed.first] == now[changed.first] &&
         before[changed.first].end < change.begin)
    ++changed.first;
  while (changed.old_end > changed.first && changed.new_end > changed.first) {
    const Span old = before[changed.old_end - 1];
    const Span own = now[changed.new_end - 1];
    if (old.begin <= change.old_end || own.begin != old.begin + change.shift() || own.length() != old.length()) break;
    --changed.old_end;
    --changed.new_end;
  }
  return changed;
}

}  // namespace

CommentZones::CommentZones(const CommentedText& before, const CommentedText& now, const ChangedRange& change)
    : changed_(changed_comments(before.comments, now.comments, change)) {
  const auto old_zone = [&](std::uint32_t begin, std::uint32_t end) {
    zones_.push_back({change.moved(begin), change.moved(first_code(before.text, end))});
  };
  old_zone(change.begin, change.old_end);
  zones_.push_back({change.begin, first_code(now.text, change.new_end)});
  for (std::size_t i = changed_.first; i < changed_.old_end; ++i)
    old_zone(before.comments[i].begin, before.comments[i].end);
  for (std::size_t i = changed_.first; i < changed_.new_end; ++i)
    zones_.push_back({now.comments[i].begin, first_code(now.text, now.comments[i].end)});
  hull_ = zones_.front();
  for (const Span zone : zones_) hull_ = {std::min(hull_.begin, zone.begin), std::max(hull_.end, zone.end)};
}

bool CommentZones::touch(Span span) const {
  const auto meets = [&](Span zone) { return zone.begin <= span.end && span.begin <= zone.end; };
  return meets(hull_) && std::ranges::any_of(zones_, meets);
}

}  // namespace asynclint
