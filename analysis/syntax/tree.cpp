#include "syntax/tree.h"

namespace asynclint::syntax {

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
