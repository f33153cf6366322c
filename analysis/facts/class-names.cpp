#include "facts/class-names.h"

#include "facts/flow.h"
#include "syntax/views.h"

namespace asynclint {

using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

namespace {

std::uint32_t line_of(Node node, const LineIndex& lines) { return lines.line_of(node.span().begin) + 1; }

}  // namespace

MemberLines names_in_class(Node node, const LineIndex& lines, bool of_instance) {
  MemberLines names;
  for (const Node own : syntax::ClassView::assume(node).members()) {
    Node key;
    bool is_static = false;
    if (const auto field = syntax::ClassField::from(own)) {
      key = field->key();
      is_static = field->is_static();
    } else if (own.is(Kind::method_definition)) {
      key = own.child(Field::name);
      is_static = Function::assume(own).is_static();
      if (of_instance) note_fields(own, lines, names);
    } else {
      continue;
    }
    const auto name = syntax::key_name(key);
    if (name && is_static != of_instance && *name != "constructor") names.emplace(*name, line_of(own, lines));
  }
  return names;
}

void note_fields(Node method, const LineIndex& lines, MemberLines& names) {
  for (const syntax::Parameter& parameter : Function::assume(method).parameter_views())
    if (parameter.node().child(Kind::accessibility_modifier) || parameter.node().child(Kind::kw_readonly))
      names.emplace(parameter.pattern().text(), line_of(method, lines));
  if (Function::assume(method).is_static()) return;
  visit_own(method.child(Field::body), [&](Node inner) {
    if (!inner.is(Kind::assignment_expression)) return true;
    const auto access = MemberExpression::from(syntax::unwrap(inner.child(Field::left)));
    if (access && access->object().is(Kind::this_) && access->name())
      names.emplace(*access->name(), line_of(inner, lines));
    return true;
  });
}

}  // namespace asynclint
