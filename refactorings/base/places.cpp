#include "refactorings/base/places.h"

#include "syntax/views.h"

namespace asynclint {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

Node closest(const Place& place, const std::function<bool(Node)>& test) {
  for (Node at = place.node; at; at = at.parent()) {
    if (test(at)) return at;
    const Node parent = at.parent();
    if (!parent || (at.field() == Field::body && syntax::is_function_kind(parent.kind())) ||
        syntax::is_class_kind(parent.kind()))
      return {};
  }
  return {};
}

// The depth is that of the text, which the parser bounds no more than this does: a long chain is a deep tree.
void visit_all(Node root, const std::function<bool(Node)>& visit) {
  std::vector<Node> open{root};
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    if (!visit(node)) continue;
    for (const Node child : node.children()) open.push_back(child);
  }
}

bool uses_own_this(Node code) {
  bool found = false;
  visit_all(code, [&](Node node) {
    // Other functions and classes have their own, but for arrows and what is computed for a class.
    if (node != code && syntax::is_function_kind(node.kind()) && !node.is(Kind::arrow_function)) return false;
    found = found || node.is(Kind::this_, Kind::super, Kind::meta_property) ||
            (node.is(Kind::identifier) && node.text() == "arguments");
    return !found;
  });
  return found;
}

bool is_in_list(Node statement) {
  return statement.parent().is(Kind::statement_block, Kind::program, Kind::switch_case, Kind::switch_default);
}

}  // namespace asynclint
