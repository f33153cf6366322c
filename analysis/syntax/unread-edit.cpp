#include "syntax/unread-edit.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "syntax/tree-builder.h"

namespace asynclint::syntax {
namespace {

// Where a place of the earlier text is now. What is put in between two nodes belongs to neither.
class Moved {
 public:
  explicit Moved(const ChangedRange& change) : change_(change) {}

  [[nodiscard]] std::uint32_t begin(std::uint32_t place) const {
    if (place >= change_.old_end) return place + change_.shift();
    return std::min(place, change_.begin);
  }
  [[nodiscard]] std::uint32_t end(std::uint32_t place) const {
    if (place <= change_.begin) return place;
    return place >= change_.old_end ? place + change_.shift() : change_.begin;
  }
  [[nodiscard]] Span span(Span old) const {
    const std::uint32_t first = begin(old.begin);
    return {first, std::max(first, end(old.end))};
  }

 private:
  const ChangedRange& change_;
};

bool is_inside(const ChangedRange& change, Span span) { return span.begin < change.begin && change.old_end < span.end; }
bool is_behind(const ChangedRange& change, Span span) { return span.begin >= change.old_end; }
bool is_in_front(const ChangedRange& change, Span span) { return span.end <= change.begin; }

// Whether the text of a node is another because of the change.
bool is_torn(const ChangedRange& change, Span span) {
  return change.begin == change.old_end ? is_inside(change, span)
                                        : span.begin < change.old_end && change.begin < span.end;
}

Span span_of(const Unit& unit) { return {unit.start, unit.start + unit.records->length}; }

}  // namespace

UnitId unit_around(const Tree& tree, const ChangedRange& change) {
  const auto units = tree.units();
  UnitId innermost = 0;
  for (UnitId unit = 1; unit < units.size();) {
    const Span span = span_of(units[unit]);
    if (is_inside(change, span))
      innermost = unit++;
    else if (is_behind(change, span))
      break;
    else
      unit = units[unit].last_descendant + 1;
  }
  return innermost;
}

TreeAroundEdit leave_edit_unread(const Tree& before, std::string_view text, const ChangedRange& change) {
  TreeAroundEdit result;
  auto tree = std::make_unique<Tree>(before);
  tree->set_listener(nullptr);
  const TreeParts parts = parts_of(*tree);
  parts.text = text;
  parts.errors = {{change.begin, change.new_end}};
  const Moved moved(change);
  std::erase_if(parts.comments, [&](Span comment) { return is_torn(change, comment); });
  for (Span& comment : parts.comments) comment = moved.span(comment);

  const auto old_units = before.units();
  const UnitId innermost = unit_around(before, change);
  std::vector<Record> records;
  std::vector<std::pair<UnitId, std::size_t>> written;
  for (UnitId id = 0; id < old_units.size(); ++id) {
    const Unit& old = old_units[id];
    Unit& unit = parts.units[id];
    const Span span = span_of(old);
    unit.start = id == 0 && span.length() == 0 ? span.begin : moved.begin(span.begin);
    const bool is_around = id < innermost && old.last_descendant >= innermost;
    if (id != innermost && !is_around && (is_behind(change, span) || is_in_front(change, span))) continue;
    (is_around ? result.around : result.touched).push_back(id);
    written.emplace_back(id, records.size());
    for (std::uint32_t i = 0; i < old.count; ++i) {
      Record record = old.records[i];
      const std::uint32_t begin = old.start + record.start;
      const Span now = moved.span({begin, begin + record.length});
      record.start = now.begin - unit.start;
      record.length = now.length();
      // Whoever reads a name or a string takes it for a whole one.
      const bool is_leaf = record.end == i + 1 && (record.flags & flag::unit) == 0;
      if (is_torn(change, {begin, begin + old.records[i].length}) && (is_leaf || now.length() < 2) && i != 0)
        record.kind = Kind::error;
      if (!is_around && now.begin <= change.new_end && change.begin <= now.end) record.flags |= flag::contains_error;
      records.push_back(record);
    }
  }
  const auto block = std::make_shared<const std::vector<Record>>(std::move(records));
  for (const auto& [id, first] : written) parts.units[id].records = block->data() + first;
  parts.blocks.push_back(block);
  drop_unused_records(*tree);
  result.tree = std::move(tree);
  return result;
}

}  // namespace asynclint::syntax
