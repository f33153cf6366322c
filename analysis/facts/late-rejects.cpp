#include "facts/late-rejects.h"

#include <algorithm>
#include <vector>

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// The variable that a parameter is kept in: `let fail; new Promise((resolve, reject) => { fail = reject; })`. None when
// something else is done with the parameter or the variable.
Binding kept_in(const Facts& facts, Node parameter) {
  const auto uses = facts.bindings().references(facts.bindings().resolve(parameter));
  if (uses.size() != 1) return {};
  const Node assignment = uses.front().parent();
  const Node name = assignment.child(Field::left);
  if (!assignment.is(Kind::assignment_expression) || assignment.child(Field::right) != uses.front() ||
      !name.is(Kind::identifier))
    return {};
  const Binding kept = facts.bindings().resolve(name);
  const bool is_variable = kept.kind == DeclarationKind::let || kept.kind == DeclarationKind::var;
  return is_variable && facts.bindings().writes(kept).size() == 1 ? kept : Binding{};
}

// The calls of what a variable holds; none when it is used otherwise, but for the place where it is filled.
std::vector<Node> calls_of(const Facts& facts, const Binding& kept) {
  std::vector<Node> calls;
  for (const Node use : facts.bindings().references(kept)) {
    const auto call = CallExpression::from(use.parent());
    if (call && call->callee() == use)
      calls.push_back(call->node());
    else if (!use.parent().is(Kind::assignment_expression) || use.parent().child(Field::left) != use)
      return {};
  }
  return calls;
}

// `if (done) { fail(new Error('called twice')); return; }`: the flag.
Node flag_around(Node call) {
  Node inner = call;
  for (Node outer = call.parent(); outer && !syntax::is_function_kind(outer.kind());
       inner = outer, outer = outer.parent()) {
    if (!outer.is(Kind::if_statement) || outer.child(Field::consequence) != inner) continue;
    const Node condition = syntax::unwrap(outer.child(Field::condition));
    if (condition.is(Kind::identifier)) return condition;
  }
  return {};
}

// Whether one of the statements beside a statement is one of these calls, and runs in the same go.
bool stands_beside(Node statement, const std::vector<Node>& calls) {
  const auto function = syntax::Function::from(syntax::enclosing_function(statement));
  if (!function || function->is_async() || function->is_generator()) return false;
  return std::ranges::any_of(calls, [&](Node call) {
    return call.parent().is(Kind::expression_statement) && call.parent().parent() == statement.parent();
  });
}

}  // namespace

bool rejects_only_when_settled(const Facts& facts, Node resolve, Node reject) {
  if (!resolve.is(Kind::identifier) || !reject.is(Kind::identifier)) return false;
  const Binding resolver = kept_in(facts, resolve);
  const Binding rejecter = kept_in(facts, reject);
  if (!resolver || !rejecter) return false;
  const auto resolving = calls_of(facts, resolver);
  const auto rejecting = calls_of(facts, rejecter);
  if (resolving.empty() || rejecting.empty()) return false;
  return std::ranges::all_of(rejecting, [&](Node call) {
    const Node flag = flag_around(call);
    const Binding binding = flag ? facts.bindings().resolve(flag) : Binding{};
    if (!binding.owner.is(Kind::variable_declarator) || binding.is_repeated) return false;
    const Node first = binding.owner.child(Field::value);
    if (first && !first.is(Kind::false_)) return false;
    return std::ranges::all_of(facts.bindings().writes(binding), [&](Node write) {
      const Node assignment = write.parent();
      if (!assignment.is(Kind::assignment_expression)) return false;
      const Node value = assignment.child(Field::right);
      return value.is(Kind::false_) || (value.is(Kind::true_) && assignment.parent().is(Kind::expression_statement) &&
                                        stands_beside(assignment.parent(), resolving));
    });
  });
}

}  // namespace asynclint
