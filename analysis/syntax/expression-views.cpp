#include "syntax/expression-views.h"

namespace asynclint::syntax {

Node MemberExpression::property() const {
  return node().child(node().is(Kind::member_expression) ? Field::property : Field::index);
}

std::optional<std::string_view> MemberExpression::name() const {
  const Node name = property();
  if (node().is(Kind::subscript_expression)) return string_value(name);
  return name ? std::optional(name.text()) : std::nullopt;
}

Node CallExpression::argument_list() const {
  const Node list = node().child(Field::arguments);
  return list.is(Kind::arguments) ? list : Node{};
}

Node CallExpression::tagged_template() const {
  const Node list = node().child(Field::arguments);
  return list.is(Kind::template_string) ? list : Node{};
}

std::string_view called_name(const CallExpression& call) {
  const Node callee = unwrap(call.callee());
  if (callee.is(Kind::import_)) return "import";
  if (callee.is(Kind::identifier)) return callee.text();
  const auto member = call.member();
  return member ? member->name().value_or("") : "";
}

bool AssignmentExpression::is_logical() const {
  switch (operation()) {
    case Kind::op_amp_amp_eq:
    case Kind::op_pipe_pipe_eq:
    case Kind::op_question_question_eq: return true;
    default: return false;
  }
}

bool BinaryExpression::is_logical() const {
  switch (operation()) {
    case Kind::op_amp_amp:
    case Kind::op_pipe_pipe:
    case Kind::op_question_question: return true;
    default: return false;
  }
}

Node Property::key() const {
  switch (node().kind()) {
    case Kind::pair: return node().child(Field::key);
    case Kind::method_definition: return node().child(Field::name);
    case Kind::shorthand_property_identifier: return node();
    default: return {};
  }
}

Node Property::value() const {
  switch (node().kind()) {
    case Kind::pair: return node().child(Field::value);
    case Kind::spread_element: return node().named_child(0);
    default: return node();
  }
}

std::vector<Property> ObjectExpression::properties() const {
  std::vector<Property> found;
  for (const Node child : node().children())
    if (const auto property = Property::from(child)) found.push_back(*property);
  return found;
}

std::vector<Node> TemplateString::substitutions() const {
  std::vector<Node> found;
  for (const Node child : node().children())
    if (child.is(Kind::template_substitution)) found.push_back(child.named_child(0));
  return found;
}

std::optional<CallExpression> TemplateString::tag_call() const {
  return node().field() == Field::arguments ? CallExpression::from(node().parent()) : std::nullopt;
}

}  // namespace asynclint::syntax
