// What stands under a cursor: the token, and who looks at it.
#include "constructs/construct.h"
#include "constructs/finders.h"

namespace asynclint {
namespace {

using syntax::Kind;
using syntax::Node;

// Deeper code has no hovers.
constexpr int deepest_token = 2000;

// The innermost node that holds the offset, the offset of its end left out.
Node innermost(Node root, std::uint32_t offset) {
  Node at = root;
  for (int depth = 0; depth < deepest_token; ++depth) {
    Node inner;
    for (const Node child : at.children()) {
      const Span span = child.span();
      if (span.begin > offset) break;
      if (offset < span.end) inner = child;
    }
    if (!inner) return at;
    at = inner;
  }
  return {};
}

bool is_word(Node node) {
  return node && (node.children().begin() == node.children().end()) && !node.span().empty() && !node.is(Kind::program);
}

// Types are gone when the program runs.
bool is_in_type_or_error(Node token) {
  int depth = 0;
  for (Node at = token; at; at = at.parent()) {
    if (at.begins_type() || at.is(Kind::error) || ++depth > deepest_token) return true;
  }
  return false;
}

}  // namespace

Node token_at(const syntax::Tree& tree, std::uint32_t offset) {
  const Node here = innermost(tree.root(), offset);
  if (is_word(here)) return here;
  const Node before = offset == 0 ? Node{} : innermost(tree.root(), offset - 1);
  return is_word(before) && before.span().end == offset ? before : Node{};
}

std::optional<Construct> construct_at(const Facts& facts, std::uint32_t offset) {
  const Node token = token_at(facts.tree(), offset);
  if (!token || is_in_type_or_error(token)) return std::nullopt;
  switch (token.kind()) {
    case Kind::identifier:
    case Kind::property_identifier:
    case Kind::private_property_identifier:
    case Kind::shorthand_property_identifier:
    case Kind::shorthand_property_identifier_pattern:
    case Kind::string: return find_by_name(facts, token);
    default: return find_by_keyword(facts, token);
  }
}

}  // namespace asynclint
