#include "syntax/function-views.h"

#include <algorithm>

namespace asynclint::syntax {

Node Parameter::pattern() const {
  Node pattern = node();
  if (pattern.is(Kind::required_parameter, Kind::optional_parameter)) pattern = pattern.child(Field::pattern);
  if (pattern.is(Kind::assignment_pattern)) pattern = pattern.child(Field::left);
  return pattern.is(Kind::rest_pattern) ? pattern.named_child(0) : pattern;
}

Node Parameter::default_value() const {
  return node().child(node().is(Kind::assignment_pattern) ? Field::right : Field::value);
}

bool Parameter::is_rest() const {
  return node().is(Kind::rest_pattern) || node().child(Field::pattern).is(Kind::rest_pattern);
}

std::vector<Node> overloads_of(Node function) {
  std::vector<Node> found;
  const auto name = key_name(function.child(Field::name));
  if (!name) return found;
  const Node statement = function.parent().is(Kind::export_statement) ? function.parent() : function;
  for (Node at = statement.previous(); at; at = at.previous()) {
    if (at.is(Kind::comment) || !is_named(at.kind())) continue;
    const Node signature = at.is(Kind::export_statement) ? at.child(Field::declaration) : at;
    if (!signature.is(Kind::function_signature, Kind::method_signature)) break;
    if (key_name(signature.child(Field::name)) != name) break;
    found.push_back(signature);
  }
  std::ranges::reverse(found);
  return found;
}

bool Function::is_generator() const {
  return node().is(Kind::generator_function, Kind::generator_function_declaration) ||
         (node().is(Kind::method_definition) && has(Kind::op_star));
}

std::vector<Node> Function::parameters() const {
  if (const Node single = node().child(Field::parameter)) return {single};
  std::vector<Node> patterns;
  for (const Node parameter : named_children(node().child(Field::parameters))) {
    const bool is_typed = parameter.is(Kind::required_parameter, Kind::optional_parameter);
    const Node pattern = is_typed ? parameter.child(Field::pattern) : Node{};
    if (pattern.is(Kind::this_)) continue;
    // One with a default value stays what it is, as an assignment pattern does.
    patterns.push_back(pattern && !parameter.child(Field::value) ? pattern : parameter);
  }
  return patterns;
}

std::vector<Parameter> Function::parameter_views() const {
  if (const Node single = node().child(Field::parameter)) return {Parameter::assume(single)};
  std::vector<Parameter> found;
  for (const Node child : named_children(node().child(Field::parameters)))
    if (const auto parameter = Parameter::from(child); parameter && !child.child(Field::pattern).is(Kind::this_))
      found.push_back(*parameter);
  return found;
}

Node ClassField::key() const {
  const Node property = node().child(Field::property);
  return property ? property : node().child(Field::name);
}

Node ClassView::superclass() const {
  const Node heritage = node().child(Kind::class_heritage);
  if (!heritage) return {};
  if (const Node clause = heritage.child(Kind::extends_clause)) return clause.child(Field::value);
  return heritage.child(Kind::implements_clause) ? Node{} : heritage.named_child(0);
}

std::vector<Node> ClassView::members() const {
  std::vector<Node> found;
  for (const Node child : named_children(body()))
    if (!child.is(Kind::decorator)) found.push_back(child);
  return found;
}

}  // namespace asynclint::syntax
