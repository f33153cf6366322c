#include "facts/decisions.h"

#include <array>

#include "facts/names.h"
#include "facts/promise-uses.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

constexpr int deepest_operand = 50;

// What gives something that is kept, or nothing.
constexpr std::array<std::string_view, 12> looking_up{"get",  "at",   "find", "findLast", "pop",  "shift",
                                                      "peek", "take", "next", "first",    "last", "item"};

bool is_logical(Kind operation) {
  return operation == Kind::op_amp_amp || operation == Kind::op_pipe_pipe || operation == Kind::op_question_question;
}

void add_deciding(Node expression, std::vector<Node>& found, int depth) {
  const Node inner = syntax::unwrap(expression);
  if (!inner || depth > deepest_operand) return;
  switch (inner.kind()) {
    case Kind::binary_expression:
      if (is_logical(inner.child(Field::operator_).kind())) add_deciding(inner.child(Field::right), found, depth + 1);
      return;
    case Kind::ternary_expression:
      add_deciding(inner.child(Field::consequence), found, depth + 1);
      return add_deciding(inner.child(Field::alternative), found, depth + 1);
    case Kind::sequence_expression: return add_deciding(inner.last_named_child(), found, depth + 1);
    case Kind::call_expression:
    case Kind::new_expression:
    case Kind::identifier: found.push_back(inner); return;
    default: return;
  }
}

bool is_operation(Node node, Kind operation) {
  return node.is(Kind::binary_expression) && node.child(Field::operator_).is(operation);
}

// Whether it is asked if something is truthy, and what it is does not matter.
bool is_condition(Node expression) {
  Node at = syntax::wrapped(expression);
  while (at.parent().is(Kind::binary_expression) && is_logical(at.parent().child(Field::operator_).kind()))
    at = syntax::wrapped(at.parent());
  const Node holder = at.parent();
  return at.field() == Field::condition ||
         (holder.is(Kind::unary_expression) && holder.child(Field::operator_).is(Kind::op_bang));
}

// `(token && Promise.resolve(token)) || ask()`: the token decides, and the promise is what is chosen.
bool chooses(Node alternative) {
  return is_operation(alternative, Kind::op_pipe_pipe) &&
         is_operation(syntax::unwrap(alternative.child(Field::left)), Kind::op_amp_amp) && !is_condition(alternative);
}

// `queue?.close()` is undefined where there is no queue.
bool has_optional_link(Node at) {
  for (int depth = 0; at && depth < deepest_operand; ++depth) {
    at = syntax::unwrap(at);
    if (at.child(Field::optional_chain)) return true;
    if (at.is(Kind::call_expression))
      at = at.child(Field::function);
    else if (at.is(Kind::member_expression, Kind::subscript_expression))
      at = at.child(Field::object);
    else
      return false;
  }
  return true;
}

bool gives_always(const Facts& facts, Node expression) {
  const Value value = facts.value(expression);
  if (!value.is_promise() || value.is_partial) return false;
  if (expression.is(Kind::new_expression)) return true;
  const auto call = CallExpression::from(expression);
  if (!call || has_optional_link(expression)) return false;
  if (!is_one_of(syntax::called_name(*call), looking_up)) return true;
  // A method of the text itself that has such a name.
  const Value callee = facts.value(call->callee());
  return callee.is(Shape::function);
}

}  // namespace

std::vector<Node> deciding_expressions(Node node) {
  std::vector<Node> found;
  switch (node.kind()) {
    case Kind::unary_expression:
      // `!async function () { … }()`: the sign only makes an expression of the function.
      if (node.child(Field::operator_).is(Kind::op_bang) && !node.parent().is(Kind::expression_statement))
        add_deciding(node.child(Field::argument), found, 0);
      break;
    case Kind::binary_expression:
      if (is_logical(node.child(Field::operator_).kind()) && !chooses(node))
        add_deciding(node.child(Field::left), found, 0);
      break;
    case Kind::for_statement: add_deciding(syntax::ForStatement::assume(node).condition(), found, 0); break;
    default: add_deciding(node.child(Field::condition), found, 0); break;
  }
  return found;
}

bool is_always_promise(const Facts& facts, Node expression) {
  expression = syntax::unwrap(expression);
  if (!expression.is(Kind::identifier)) return gives_always(facts, expression);
  const Binding binding = facts.bindings().resolve(expression);
  if (binding.kind != DeclarationKind::constant || !binding.owner.is(Kind::variable_declarator) ||
      binding.owner.child(Field::name) != binding.identifier)
    return false;
  // Whoever awaits it elsewhere knows what it is, and asks for nothing else.
  return gives_always(facts, syntax::unwrap(binding.owner.child(Field::value))) &&
         use_of_promise_name(facts, binding) <= PromiseUse::reads;
}

}  // namespace asynclint
