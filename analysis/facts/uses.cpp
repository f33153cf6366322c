#include "facts/uses.h"

#include <algorithm>

namespace asynclint {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

// A name that the text uses so rarely is looked up at each of its places. Of others the scope is searched, if it is
// small, so that a text full of the same name costs no more than its size.
constexpr std::size_t few_uses = 64;
constexpr std::uint32_t most_nodes_in_scope = 1000;

}  // namespace

std::optional<std::vector<Node>> uses_within(const Facts& facts, const Binding& binding, Node scope) {
  const std::string_view name = binding.identifier.text();
  if (!scope || !facts.bindings().is_used_often(Question::Kind::references, name, few_uses))
    return facts.bindings().references(binding);
  std::vector<Node> uses;
  std::uint32_t nodes = 0;
  std::vector<Node> open{scope};
  while (!open.empty()) {
    const Node at = open.back();
    open.pop_back();
    if (++nodes > most_nodes_in_scope) return std::nullopt;
    if (at.is(Kind::identifier, Kind::shorthand_property_identifier, Kind::shorthand_property_identifier_pattern) &&
        at != binding.identifier && at.text() == name && facts.bindings().resolve(at) == binding)
      uses.push_back(at);
    const std::size_t first = open.size();
    for (const Node child : at.children())
      if (!child.begins_type()) open.push_back(child);
    std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
  }
  return uses;
}

bool is_only_written(Node use) {
  const Node at = syntax::wrapped(use);
  return at.parent().is(Kind::assignment_expression) && at.field() == Field::left;
}

}  // namespace asynclint
