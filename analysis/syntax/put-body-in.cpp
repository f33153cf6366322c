// Puts a function that was read by itself into the tree around it.
#include <algorithm>
#include <functional>
#include <utility>

#include "syntax/tree-builder.h"

namespace asynclint::syntax {
namespace {

// The records of a unit around the function, with the function's end and everything behind it in other places.
void append_moved(std::vector<Record>& to, const Unit& unit, std::uint32_t place, std::uint32_t shift,
                  std::uint32_t more_units) {
  const std::size_t first = to.size();
  to.insert(to.end(), unit.records, unit.records + unit.count);
  const auto own = std::span(to).subspan(first);
  own[place].length += shift;
  for (std::uint32_t at = place; at != 0;) {
    at = own[at].parent;
    own[at].length += shift;
  }
  for (Record& record : own.subspan(place + 1)) {
    record.start += shift;
    if ((record.flags & flag::unit) != 0) record.end += more_units;
  }
}

}  // namespace

ReadTree put_body_in(const EarlierTree& before, ReadTree body, const BodyToRead& place, std::string_view text,
                     std::uint32_t shift) {
  const auto old_units = before.tree.units();
  const Unit& old = old_units[place.unit];
  const std::uint32_t old_body = old.start + old.records[place.record].start;
  const auto own_count = static_cast<UnitId>(body.tree->units().size());
  const UnitId old_end = old.last_descendant + 1;
  const UnitId more_units = own_count - (old_end - place.unit);
  auto tree = std::make_unique<Tree>(before.tree);
  tree->set_listener(nullptr);
  const TreeParts now = parts_of(*tree);
  const TreeParts own = parts_of(*body.tree);
  now.text = text;

  // Comments: those in the block are its own.
  const auto is_before = [&](const Span& comment) { return comment.end <= old_body; };
  const auto old_comments = before.tree.comments();
  const auto first = static_cast<std::uint32_t>(
      std::partition_point(old_comments.begin(), old_comments.end(), is_before) - old_comments.begin());
  const std::uint32_t last = before.sources[place.unit].last_comment;
  const auto own_comments = static_cast<std::uint32_t>(own.comments.size());
  const std::uint32_t more_comments = own_comments - (last - first);
  now.comments.resize(first);
  now.comments.insert(now.comments.end(), own.comments.begin(), own.comments.end());
  for (const Span comment : old_comments.subspan(last))
    now.comments.push_back({comment.begin + shift, comment.end + shift});

  // Units: those around the function, itself with what is in it, and those behind it.
  ReadTree result;
  const UnitId count = static_cast<UnitId>(old_units.size()) + more_units;
  result.sources.reserve(count);
  result.past.reserve(count);
  now.units.resize(place.unit);
  std::vector<Record> moved;
  std::vector<std::pair<UnitId, std::size_t>> around;
  for (UnitId inner = place.unit; inner != 0; inner = old_units[inner].parent) {
    const UnitId outer = old_units[inner].parent;
    around.emplace_back(outer, moved.size());
    append_moved(moved, old_units[outer], old_units[inner].place, shift, more_units);
    if (outer == 0) break;
  }
  const auto moved_block = std::make_shared<const std::vector<Record>>(std::move(moved));
  for (UnitId id = 0; id < place.unit; ++id) {
    result.sources.push_back(before.sources[id]);
    result.past.push_back({id, true, true});
  }
  for (const auto& [id, offset] : around) {
    now.units[id].records = moved_block->data() + offset;
    now.units[id].last_descendant += more_units;
    result.sources[id].last_comment += more_comments;
    result.past[id].is_same = false;
  }
  for (UnitId id = 0; id < own_count; ++id) {
    Unit unit = own.units[id];
    unit.last_descendant += place.unit;
    unit.parent += place.unit;
    UnitSource source = body.sources[id];
    source.first_comment += first;
    source.last_comment += first;
    if (id == 0) {
      unit.parent = old.parent;
      unit.place = old.place;
      source = before.sources[place.unit];
      source.last_comment += more_comments;
    }
    now.units.push_back(unit);
    result.sources.push_back(source);
    result.past.push_back(body.past[id]);
  }
  for (UnitId id = old_end; id < old_units.size(); ++id) {
    Unit unit = old_units[id];
    unit.start += shift;
    unit.last_descendant += more_units;
    if (unit.parent >= old_end) unit.parent += more_units;
    now.units.push_back(unit);
    UnitSource source = before.sources[id];
    source.first_comment += more_comments;
    source.last_comment += more_comments;
    result.sources.push_back(source);
    result.past.push_back({id, true, true});
  }
  now.blocks.insert(now.blocks.end(), own.blocks.begin(), own.blocks.end());
  now.blocks.push_back(moved_block);
  drop_unused_records(*tree);
  result.tree = std::move(tree);
  return result;
}

void drop_unused_records(Tree& tree) {
  constexpr std::size_t most_blocks = 512;
  const TreeParts parts = parts_of(tree);
  if (parts.blocks.size() <= 1) return;
  std::size_t held = 0;
  for (const auto& block : parts.blocks) held += block->size();
  const std::size_t used = tree.record_count();
  if (held <= 2 * used && parts.blocks.size() <= most_blocks) return;
  // What nothing refers to any more.
  std::ranges::sort(parts.blocks, std::less<>(), [](const auto& block) { return block->data(); });
  std::vector<bool> is_used(parts.blocks.size());
  for (const Unit& unit : parts.units) {
    const auto behind = std::ranges::upper_bound(parts.blocks, unit.records, std::less<>(),
                                                 [](const auto& block) { return block->data(); });
    is_used[static_cast<std::size_t>(behind - parts.blocks.begin()) - 1] = true;
  }
  std::size_t kept = 0;
  held = 0;
  for (std::size_t i = 0; i < parts.blocks.size(); ++i) {
    if (!is_used[i]) continue;
    held += parts.blocks[i]->size();
    parts.blocks[kept++] = std::move(parts.blocks[i]);
  }
  parts.blocks.resize(kept);
  if (held <= 2 * used && kept <= most_blocks / 2) return;
  std::vector<Record> all;
  all.reserve(used);
  for (const Unit& unit : parts.units) all.insert(all.end(), unit.records, unit.records + unit.count);
  auto own = std::make_shared<const std::vector<Record>>(std::move(all));
  const Record* next = own->data();
  for (Unit& unit : parts.units) {
    unit.records = next;
    next += unit.count;
  }
  parts.blocks = {std::move(own)};
}

}  // namespace asynclint::syntax
