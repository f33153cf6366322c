// Puts a function that was read by itself into the tree around it.
#include <algorithm>
#include <functional>
#include <utility>

#include "syntax/tree-builder.h"

namespace asynclint::syntax {
namespace {

// Spans of the whole text that lie in a unit, from place to place.
struct Replaced {
  std::uint32_t first;
  std::uint32_t last;
};

// Those of the block become others, and those behind it move.
void replace(std::vector<Span>& spans, Replaced old, const std::vector<Span>& own, std::uint32_t shift) {
  const std::vector<Span> behind(spans.begin() + old.last, spans.end());
  spans.resize(old.first);
  spans.insert(spans.end(), own.begin(), own.end());
  for (const Span span : behind) spans.push_back({span.begin + shift, span.end + shift});
}

// What becomes of the flags around a block that has errors now, or has none any more.
enum class Errors : std::uint8_t { as_before, more, fewer };

bool has_error_in(const std::vector<Span>& errors, Span span) {
  const auto first = std::ranges::lower_bound(errors, span.begin, {}, &Span::begin);
  return first != errors.end() && first->end <= span.end;
}

// Puts records of a unit around the function in other places: the function's end and everything behind it.
class MovedUnit {
 public:
  MovedUnit(std::vector<Record>& to, const Unit& unit) : start_(unit.start), first_(to.size()) {
    to.insert(to.end(), unit.records, unit.records + unit.count);
    own_ = std::span(to).subspan(first_);
  }

  void move(std::uint32_t place, std::uint32_t shift, std::uint32_t more_units) {
    for (std::uint32_t at = place;; at = own_[at].parent) {
      own_[at].length += shift;
      if (at == 0) break;
    }
    for (Record& record : own_.subspan(place + 1)) {
      record.start += shift;
      if ((record.flags & flag::unit) != 0) record.end += more_units;
    }
  }

  // Whether somebody may see that: what is done about a class does not depend on errors in its members.
  bool flag_errors(std::uint32_t place, Errors change, const std::vector<Span>& errors) {
    bool is_seen = false;
    for (std::uint32_t at = place;; at = own_[at].parent) {
      Record& record = own_[at];
      if (record.kind == Kind::class_body) is_in_class_ = true;
      const std::uint32_t begin = start_ + record.start;
      const bool has_error = change == Errors::more || has_error_in(errors, {begin, begin + record.length});
      const auto flags = static_cast<std::uint8_t>(has_error ? record.flags | flag::contains_error
                                                             : record.flags & ~flag::contains_error);
      is_seen = is_seen || (flags != record.flags && !is_in_class_);
      record.flags = flags;
      if (at == 0) return is_seen;
    }
  }

  [[nodiscard]] bool is_in_class() const { return is_in_class_; }
  [[nodiscard]] std::size_t first() const { return first_; }

 private:
  std::uint32_t start_;
  std::size_t first_;
  std::span<Record> own_;
  bool is_in_class_ = false;
};

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

  // Comments and errors: those in the block are its own.
  const auto is_before = [&](const Span& span) { return span.end <= old_body; };
  const auto replaced = [&](std::span<const Span> spans, std::uint32_t unit_begin, std::uint32_t unit_end) {
    const auto in_unit = spans.subspan(unit_begin, unit_end - unit_begin);
    const auto behind = std::partition_point(in_unit.begin(), in_unit.end(), is_before);
    return Replaced{unit_begin + static_cast<std::uint32_t>(behind - in_unit.begin()), unit_end};
  };
  const UnitSource& old_source = before.sources[place.unit];
  const Replaced comments = replaced(before.tree.comments(), old_source.first_comment, old_source.last_comment);
  const Replaced errors = replaced(before.tree.errors(), old_source.first_error, old_source.last_error);
  const auto more_comments = static_cast<std::uint32_t>(own.comments.size()) - (comments.last - comments.first);
  const auto more_errors = static_cast<std::uint32_t>(own.errors.size()) - (errors.last - errors.first);
  replace(now.comments, comments, own.comments, shift);
  replace(now.errors, errors, own.errors, shift);
  const auto move_behind = [&](UnitSource& source) {
    source.last_comment += more_comments;
    source.last_error += more_errors;
  };

  // Units: those around the function, itself with what is in it, and those behind it.
  ReadTree result;
  const UnitId count = static_cast<UnitId>(old_units.size()) + more_units;
  result.sources.reserve(count);
  result.past.reserve(count);
  now.units.resize(place.unit);
  std::vector<Record> moved;
  struct Around {
    UnitId unit;
    std::size_t offset;
    bool has_same_records;
  };
  std::vector<Around> around;
  const bool had_errors = (old.records[place.record].flags & flag::contains_error) != 0;
  const bool has_errors = (own.units[0].records[place.record].flags & flag::contains_error) != 0;
  const Errors change = had_errors == has_errors ? Errors::as_before : has_errors ? Errors::more : Errors::fewer;
  bool is_in_class = false;
  for (UnitId inner = place.unit; inner != 0; inner = old_units[inner].parent) {
    const UnitId outer = old_units[inner].parent;
    MovedUnit unit(moved, old_units[outer]);
    unit.move(old_units[inner].place, shift, more_units);
    const bool is_seen =
        change != Errors::as_before && unit.flag_errors(old_units[inner].place, change, now.errors) && !is_in_class;
    is_in_class = is_in_class || unit.is_in_class();
    around.push_back({outer, unit.first(), !is_seen});
    if (outer == 0) break;
  }
  const auto moved_block = std::make_shared<const std::vector<Record>>(std::move(moved));
  for (UnitId id = 0; id < place.unit; ++id) {
    result.sources.push_back(before.sources[id]);
    result.past.push_back({id, true, true});
  }
  for (const auto& [id, offset, has_same_records] : around) {
    now.units[id].records = moved_block->data() + offset;
    now.units[id].last_descendant += more_units;
    move_behind(result.sources[id]);
    result.past[id].is_same = false;
    result.past[id].has_same_records = has_same_records;
  }
  for (UnitId id = 0; id < own_count; ++id) {
    Unit unit = own.units[id];
    unit.last_descendant += place.unit;
    unit.parent += place.unit;
    UnitSource source = body.sources[id];
    source.first_comment += comments.first;
    source.last_comment += comments.first;
    source.first_error += errors.first;
    source.last_error += errors.first;
    if (id == 0) {
      unit.parent = old.parent;
      unit.place = old.place;
      source = old_source;
      move_behind(source);
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
    source.first_error += more_errors;
    move_behind(source);
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
