#include "syntax/tree.h"

namespace asynclint::syntax {
namespace {

std::uint32_t next_sibling(const Record& record, std::uint32_t index) {
  return (record.flags & flag::unit) != 0 ? index + 1 : record.end;
}

}  // namespace

std::size_t Tree::size_in_memory() const {
  std::size_t bytes = units_.size() * sizeof(Unit);
  for (const auto& block : blocks_) bytes += block->size() * sizeof(Record);
  return bytes;
}

std::size_t Tree::record_count() const {
  std::size_t count = 0;
  for (const Unit& unit : units_) count += unit.count;
  return count;
}

Node Tree::root() const { return {this, 0, 0}; }

Node Node::at(const Tree* tree, UnitId unit, std::uint32_t index) {
  const Record& record = tree->record(unit, index);
  if ((record.flags & flag::unit) == 0) return {tree, unit, index};
  const UnitId inside = tree->unit_at(unit, record);
  tree->note_crossing(inside);
  return {tree, inside, 0};
}

Node Node::parent() const {
  if (index_ != 0) return {tree_, unit_, record().parent};
  if (unit_ == 0) return {};
  const Unit& own = tree_->units()[unit_];
  tree_->note_crossing(own.parent);
  return {tree_, own.parent, tree_->record(own.parent, own.place).parent};
}

Node Node::previous() const {
  UnitId unit = unit_;
  std::uint32_t index = index_;
  if (index == 0) {
    if (unit == 0) return {};
    const Unit& own = tree_->units()[unit];
    tree_->note_crossing(own.parent);
    unit = own.parent;
    index = own.place;
  }
  const std::uint32_t parent = tree_->record(unit, index).parent;
  if (index == parent + 1) return {};
  std::uint32_t before = index - 1;
  while (tree_->record(unit, before).parent != parent) before = tree_->record(unit, before).parent;
  return at(tree_, unit, before);
}

ChildRange Node::children() const {
  if (tree_ == nullptr) return {nullptr, 0, 0, 0};
  return {tree_, unit_, index_ + 1, record().end};
}

ChildRange::Iterator& ChildRange::Iterator::operator++() {
  index_ = next_sibling(tree_->record(unit_, index_), index_);
  return *this;
}

Node Node::child(Field field) const {
  if (tree_ == nullptr) return {};
  const std::uint32_t end = record().end;
  for (std::uint32_t i = index_ + 1; i < end;) {
    const Record& record = tree_->record(unit_, i);
    if (record.field == field && record.kind != Kind::comment) return at(tree_, unit_, i);
    i = next_sibling(record, i);
  }
  return {};
}

Node Node::child(Kind kind) const {
  if (tree_ == nullptr) return {};
  const std::uint32_t end = record().end;
  for (std::uint32_t i = index_ + 1; i < end;) {
    const Record& record = tree_->record(unit_, i);
    if (record.kind == kind) return at(tree_, unit_, i);
    i = next_sibling(record, i);
  }
  return {};
}

Span Node::span() const {
  const Record& own = record();
  const std::uint32_t begin = tree_->units()[unit_].start + own.start;
  return {begin, begin + own.length};
}

Node Node::named_child(std::uint32_t n) const {
  for (const Node child : children())
    if (is_named(child.kind()) && child.kind() != Kind::comment && n-- == 0) return child;
  return {};
}

std::uint32_t Node::named_child_count() const {
  std::uint32_t count = 0;
  for (const Node child : children())
    if (is_named(child.kind()) && child.kind() != Kind::comment) ++count;
  return count;
}

Node Node::last_named_child() const {
  Node last;
  for (const Node child : children())
    if (is_named(child.kind()) && child.kind() != Kind::comment) last = child;
  return last;
}

bool Node::is_within(const Node& other) const {
  if (unit_ == other.unit_) return index_ >= other.index_ && (index_ == other.index_ || index_ < other.record().end);
  if (other.index_ == 0) return unit_ > other.unit_ && unit_ <= tree_->units()[other.unit_].last_descendant;
  return other.span().contains(span());
}

}  // namespace asynclint::syntax
