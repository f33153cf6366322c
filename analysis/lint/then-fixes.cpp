#include "lint/then-fixes.h"

#include <algorithm>
#include <array>

#include "facts/array-callbacks.h"
#include "facts/handling.h"
#include "facts/names.h"
#include "facts/throwing.h"
#include "lint/edits.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

// Called for what they do; what they return is not what the next callback is after.
constexpr std::array<std::string_view, 22> called_for_their_effect{"push",
                                                                   "unshift",
                                                                   "splice",
                                                                   "set",
                                                                   "add",
                                                                   "delete",
                                                                   "clear",
                                                                   "forEach",
                                                                   "log",
                                                                   "info",
                                                                   "warn",
                                                                   "error",
                                                                   "debug",
                                                                   "write",
                                                                   "emit",
                                                                   "dispatch",
                                                                   "appendChild",
                                                                   "setItem",
                                                                   "addEventListener",
                                                                   "resolve",
                                                                   "reject",
                                                                   "on"};

bool is_called_for_its_effect(const Facts& facts, const CallExpression& call) {
  const Node callee = syntax::unwrap(call.callee());
  if (executor_of_settler(facts, callee)) return true;
  const auto access = MemberExpression::from(callee);
  const auto name = access ? access->name() : callee.is(Kind::identifier) ? std::optional(callee.text()) : std::nullopt;
  if (!name || is_named_like_a_callback(*name) || is_one_of(*name, called_for_their_effect)) return true;
  if (access && facts.is_global(access->object(), "console")) return true;
  const Value value = facts.value(callee);
  return value.is(Shape::function) && !syntax::Function::assume(value.node).is_async() &&
         syntax::Function::assume(value.node).has_block_body() && !may_return_a_value(facts, value.node);
}

// Whether the code evidently meant to return an expression: a promise, or all that the callback has to give.
bool may_be_returned(const Facts& facts, const MissingReturn& missing, Node expression, int depth) {
  expression = syntax::unwrap(expression);
  if (++depth > 16) return false;
  const auto is_only = missing.callback.body().named_child_count() == 1;
  switch (expression.kind()) {
    case Kind::new_expression: return true;
    case Kind::call_expression: {
      const auto call = CallExpression::assume(expression);
      if (facts.value(expression).is_promise()) return !rejection_handler(facts, expression) || missing.loses_value;
      return missing.loses_value && is_only && !is_called_for_its_effect(facts, call);
    }
    case Kind::member_expression:
    case Kind::subscript_expression:
    case Kind::identifier:
    case Kind::template_string:
    case Kind::array:
    case Kind::string:
    case Kind::number: return missing.loses_value;
    case Kind::binary_expression: {
      const auto binary = syntax::BinaryExpression::assume(expression);
      if (!binary.is_logical()) return missing.loses_value;
      return may_be_returned(facts, missing, binary.right(), depth);
    }
    case Kind::ternary_expression: {
      const auto ternary = syntax::TernaryExpression::assume(expression);
      return may_be_returned(facts, missing, ternary.consequence(), depth) &&
             may_be_returned(facts, missing, ternary.alternative(), depth);
    }
    default: return false;
  }
}

bool is_in_finally(Node statement, Node body) {
  for (Node at = statement; at && at != body; at = at.parent())
    if (at.is(Kind::finally_clause)) return true;
  return false;
}

bool all_may_be_returned(const Facts& facts, const MissingReturn& missing) {
  if (missing.tails.empty() || missing.has_other_ends) return false;
  // `(order): void => { … }` may not return anything.
  if (missing.callback.node().child(Field::return_type)) return false;
  return std::ranges::all_of(missing.tails, [&](Node tail) {
    return may_be_returned(facts, missing, tail.named_child(0), 0) && !is_in_finally(tail, missing.callback.body());
  });
}

}  // namespace

std::vector<TextEdit> return_tails(const Facts& facts, const MissingReturn& missing) {
  if (!all_may_be_returned(facts, missing)) return {};
  std::vector<TextEdit> edits;
  edits.reserve(missing.tails.size());
  for (const Node tail : missing.tails) edits.push_back(insert_before(tail, "return "));
  return edits;
}

std::vector<TextEdit> concise_arrow(const Facts& facts, const MissingReturn& missing) {
  const Node body = missing.callback.body();
  if (!missing.callback.is_arrow() || !all_may_be_returned(facts, missing) || body.named_child_count() != 1) return {};
  const Span span = body.span();
  if (has_comment_between(body.tree(), span.begin, span.end)) return {};
  const Node expression = body.named_child(0).named_child(0);
  std::string text(expression.text());
  if (expression.is(Kind::sequence_expression)) text = "(" + text + ")";
  return {replace(body, std::move(text))};
}

}  // namespace asynclint
