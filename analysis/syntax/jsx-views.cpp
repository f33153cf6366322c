#include "syntax/jsx-views.h"

namespace asynclint::syntax {

Node JsxAttribute::value() const {
  const Node value = node().named_child(1);
  return value.is(Kind::jsx_expression) ? value.named_child(0) : value;
}

// What carries the name and the attributes.
Node JsxElement::tag() const { return node().is(Kind::jsx_element) ? node().child(Field::open_tag) : node(); }

Node JsxElement::name() const { return tag().child(Field::name); }

std::vector<Node> JsxElement::attributes() const {
  std::vector<Node> found;
  for (const Node child : named_children(tag()))
    if (child.is(Kind::jsx_attribute, Kind::jsx_expression)) found.push_back(child);
  return found;
}

std::vector<Node> JsxElement::contents() const {
  std::vector<Node> found;
  if (node().is(Kind::jsx_self_closing_element)) return found;
  for (const Node child : named_children(node()))
    if (child.field() != Field::open_tag && child.field() != Field::close_tag) found.push_back(child);
  return found;
}

}  // namespace asynclint::syntax
