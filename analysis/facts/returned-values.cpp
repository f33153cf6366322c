#include "facts/returned-values.h"

#include <algorithm>

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

bool is_settled_value(const Facts& facts, Node name) {
  const Binding binding = name.is(Kind::identifier) ? facts.bindings().resolve(name) : Binding{};
  if (binding.kind != DeclarationKind::parameter || !facts.bindings().writes(binding).empty()) return false;
  const Node list = syntax::wrapped(binding.owner).parent();
  const auto call = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
  const auto member = call ? call->member() : std::nullopt;
  return member && (member->name() == "then" || member->name() == "catch");
}

bool is_of_settled_list(const Facts& facts, Node expression) {
  const auto call = CallExpression::from(expression);
  const auto member = call ? call->member() : std::nullopt;
  const Node object = member ? syntax::unwrap(member->object()) : Node{};
  return object.is(Kind::await_expression, Kind::yield_expression) && member->name() != "reduce" &&
         facts.is_combinator_call(syntax::unwrap(object.named_child(0)));
}

bool calls_back(const Facts& facts, Node expression) {
  const auto call = CallExpression::from(expression);
  const Node callee = call ? syntax::unwrap(call->callee()) : Node{};
  if (!callee.is(Kind::identifier)) return false;
  const Binding binding = facts.bindings().resolve(callee);
  return binding.kind == DeclarationKind::parameter &&
         std::ranges::any_of(facts.bindings().references(binding), [](Node use) {
           const auto other = CallExpression::from(use.parent());
           return other && other->callee() == use && other->node().parent().is(Kind::expression_statement);
         });
}

std::optional<std::vector<Node>> put_into_list(const Facts& facts, Node name) {
  const Binding binding = facts.bindings().resolve(name);
  const Node first = binding.owner.is(Kind::variable_declarator) ? binding.owner.child(Field::value) : Node{};
  if (!first.is(Kind::array) || first.named_child_count() != 0 || !facts.bindings().writes(binding).empty()) return {};
  std::vector<Node> found;
  for (const Node use : facts.bindings().references(binding)) {
    if (use.parent().is(Kind::arguments) && facts.is_combinator_call(use.parent().parent())) continue;
    const Node access = syntax::wrapped(use).parent();
    const auto call = CallExpression::from(access.parent());
    const auto member = call ? call->member() : std::nullopt;
    if (!member || member->node() != access || member->name() != "push") return {};
    for (const Node element : syntax::named_children(call->argument_list())) found.push_back(element);
  }
  return found;
}

}  // namespace asynclint
