#include "syntax/view.h"

#include <algorithm>

#include "syntax/function-views.h"

namespace asynclint::syntax {
namespace {

bool is_wrapper(Node node) {
  return node.is(Kind::parenthesized_expression, Kind::as_expression, Kind::satisfies_expression,
                 Kind::non_null_expression, Kind::type_assertion, Kind::instantiation_expression);
}

// What a wrapper is put around: the type stands in front in `<T>a`, and behind in `a as T`.
Node inside(Node wrapper) {
  return wrapper.is(Kind::type_assertion) ? wrapper.last_named_child() : wrapper.named_child(0);
}

}  // namespace

Node unwrap(Node expression) {
  while (is_wrapper(expression)) {
    const Node inner = inside(expression);
    if (!inner) break;
    expression = inner;
  }
  return expression;
}

Node wrapped(Node expression) {
  for (Node parent = expression.parent(); is_wrapper(parent) && inside(parent) == expression; parent = parent.parent())
    expression = parent;
  return expression;
}

Node unparenthesized(Node expression) {
  while (expression.is(Kind::parenthesized_expression)) {
    const Node inner = inside(expression);
    if (!inner) break;
    expression = inner;
  }
  return expression;
}

std::optional<std::string_view> string_value(Node literal) {
  if (!literal.is(Kind::string, Kind::template_string)) return std::nullopt;
  const std::string_view text = literal.text();
  if (text.size() < 2 || text.find('\\') != std::string_view::npos) return std::nullopt;
  if (literal.is(Kind::template_string) && literal.child(Kind::template_substitution)) return std::nullopt;
  return text.substr(1, text.size() - 2);
}

std::optional<std::string_view> key_name(Node key) {
  switch (key.kind()) {
    case Kind::identifier:
    case Kind::property_identifier:
    case Kind::private_property_identifier:
    case Kind::shorthand_property_identifier:
    case Kind::shorthand_property_identifier_pattern: return key.text();
    case Kind::computed_property_name: return string_value(key.named_child(0));
    default: return string_value(key);
  }
}

void NamedChildren::Iterator::skip() {
  while (at_ != end_ && (!is_named((*at_).kind()) || (*at_).is(Kind::comment))) ++at_;
}

bool is_function_kind(Kind kind) { return std::ranges::find(Function::kinds, kind) != Function::kinds.end(); }

bool is_class_kind(Kind kind) { return std::ranges::find(ClassView::kinds, kind) != ClassView::kinds.end(); }

bool is_loop_kind(Kind kind) {
  switch (kind) {
    case Kind::for_statement:
    case Kind::for_in_statement:
    case Kind::while_statement:
    case Kind::do_statement: return true;
    default: return false;
  }
}

Node enclosing_function(Node node) {
  for (node = node.parent(); node; node = node.parent())
    if (is_function_kind(node.kind())) return node;
  return {};
}

Node enclosing_statement(Node node) {
  for (; node; node = node.parent()) {
    const Node parent = node.parent();
    if (!parent || parent.is(Kind::statement_block, Kind::program, Kind::switch_case, Kind::switch_default))
      return node;
    switch (node.kind()) {
      case Kind::expression_statement:
      case Kind::return_statement:
      case Kind::throw_statement:
      case Kind::lexical_declaration:
      case Kind::variable_declaration: return node;
      default: break;
    }
  }
  return {};
}

}  // namespace asynclint::syntax
