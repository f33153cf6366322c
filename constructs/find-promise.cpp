// `.then`, `.catch`, `.finally` and the combinators: what they are depends on what they are given and stand in.
#include <array>

#include "constructs/fate.h"
#include "constructs/finders.h"
#include "facts/chain-values.h"
#include "facts/handling.h"
#include "facts/names.h"
#include "facts/throwing.h"
#include "facts/timers.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

FoundConstruct as(ConstructKind kind, Node token, Node node) { return Construct{kind, token, node}; }

// The `.then` whose callback a call stands in, in the callback's own code; none otherwise.
Node then_around(const Facts& facts, Node call) {
  const Node function = syntax::enclosing_function(call);
  const Node list = function ? syntax::wrapped(function).parent() : Node{};
  const auto outer = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
  const bool is_chain = outer && syntax::called_name(*outer) == "then" && facts.value(outer->node()).is_promise();
  return is_chain ? outer->node() : Node{};
}

bool is_callable_value(const Value& value) {
  return value.is(Shape::function) || value.is(Shape::promise_function) || value.is(Shape::unknown) ||
         value.is(Shape::api) || value.is(Shape::typed) || value.is(Shape::class_);
}

// `cb(null, rows)` in the callback of a `.then`.
bool calls_a_callback(const Facts& facts, Node callback) {
  const auto function = Function::from(callback);
  if (!function) return false;
  return contains_own(function->body(), [&](Node node) {
    const auto call = CallExpression::from(node);
    const Node callee = call ? syntax::unwrap(call->callee()) : Node{};
    if (!callee.is(Kind::identifier) || !is_named_like_a_callback(callee.text())) return false;
    const Binding binding = facts.bindings().resolve(callee);
    return binding.kind == DeclarationKind::parameter && !binding.owner.is_within(function->node());
  });
}

// Whether a timer without delay is set in the same list of statements.
bool is_beside_timer(const Facts& facts, Node call) {
  const Node statement = syntax::enclosing_statement(call);
  if (!statement.is(Kind::expression_statement)) return false;
  for (const Node sibling : statement.parent().children()) {
    if (sibling == statement || !sibling.is(Kind::expression_statement)) continue;
    const auto other = CallExpression::from(syntax::unwrap(sibling.named_child(0)));
    if (other && kind_of_api(facts, syntax::unwrap(other->callee())) == ConstructKind::timeout) return true;
  }
  return false;
}

bool calls_itself(const Facts& facts, Node callback, Node call) {
  const Value value = callback ? facts.value(callback) : Value{};
  const auto function = Function::from(value.node);
  if (value.is(Shape::function) && call.is_within(value.node)) return true;
  // `.then(() => spin())` in `spin`
  if (!function || syntax::wrapped(function->node()).parent().parent() != call) return false;
  const Node around = syntax::enclosing_function(call);
  return around && contains_own(function->body(), [&](Node node) {
           const auto inner = CallExpression::from(node);
           const Value callee = inner ? facts.value(inner->callee()) : Value{};
           return callee.is(Shape::function) && callee.node == around;
         });
}

ConstructKind kind_of_then(const Facts& facts, const CallExpression& call) {
  const Node callback = syntax::unwrap(call.argument(0));
  if (!callback) return ConstructKind::then;
  const bool is_function = syntax::is_function_kind(callback.kind());
  if (!is_function && !is_no_handler(callback) && !is_callable_value(facts.value(callback)))
    return ConstructKind::then_non_function;
  if (!is_no_handler(call.argument(1))) return ConstructKind::catch_;
  if (calls_itself(facts, callback, call.node())) return ConstructKind::recursive_then;
  const auto missing = missing_return(facts, call);
  if (missing && (missing->loses_value || missing->promise) && missing->silent_because.empty())
    return ConstructKind::then_without_return;
  if (then_around(facts, call.node())) return ConstructKind::nested_then;
  if (calls_a_callback(facts, callback)) return ConstructKind::mixed_callback;
  // A chain that ends without a handler.
  const Node outer = syntax::wrapped(call.node()).parent();
  if (outer.is(Kind::expression_statement) && !rejection_handler(facts, call.node()) &&
      fate_of(facts, call.node()).way == Fate::Way::nobody)
    return ConstructKind::end_of_chain;
  return is_beside_timer(facts, call.node()) ? ConstructKind::then_before_timer : ConstructKind::then;
}

// The first argument's elements, where they are written down.
std::optional<std::vector<Node>> listed(const CallExpression& call) {
  const auto array = syntax::ArrayExpression::from(syntax::unwrap(call.argument(0)));
  return array ? std::optional(array->elements()) : std::nullopt;
}

bool races_timer(const Facts& facts, const CallExpression& call) {
  const auto elements = listed(call);
  if (!elements) return false;
  for (const Node element : *elements) {
    const Node inner = syntax::unwrap(element);
    if (is_pause(facts, inner)) return true;
    if (inner.is(Kind::new_expression)) {
      const auto executor = Function::from(syntax::unwrap(inner.child(Field::arguments).named_child(0)));
      if (executor && contains_own(executor->body(), [&](Node node) {
            const auto timer = CallExpression::from(node);
            return timer && kind_of_api(facts, syntax::unwrap(timer->callee())) == ConstructKind::timeout;
          }))
        return true;
    }
  }
  return !racing_timeouts(facts, call).empty();
}

bool is_mapped(const CallExpression& call) {
  const auto list = CallExpression::from(syntax::unwrap(call.argument(0)));
  return list && syntax::called_name(*list) == "map";
}

}  // namespace

FoundConstruct find_promise_method(const Facts& facts, Node token, std::string_view name) {
  const auto call = CallExpression::from(call_of(token.parent()));
  if (!call) return std::nullopt;
  const Node object = syntax::unwrap(token.parent().child(Field::object));
  const Value receiver = facts.value(object);
  const bool is_chain = facts.value(call->node()).is_promise();
  // Of something unknown only a method with a function is taken for a promise's.
  const Node argument = syntax::unwrap(call->argument(0));
  const bool gives_function = argument && (syntax::is_function_kind(argument.kind()) || argument.is(Kind::identifier));
  if (!is_chain && (!gives_function || is_of_text(facts, token.parent(), receiver))) return std::nullopt;
  if (name == "finally") return as(ConstructKind::finally_, token, call->node());
  if (name == "then") return as(kind_of_then(facts, *call), token, call->node());
  const auto handler = Function::from(argument);
  const bool is_empty = handler && handler->has_block_body() && handler->body().named_child_count() == 0;
  return as(is_empty ? ConstructKind::empty_catch_handler : ConstructKind::catch_, token, call->node());
}

ConstructKind kind_of_combinator(const Facts& facts, const CallExpression& call, std::string_view name) {
  const auto elements = listed(call);
  const Value list = facts.value(syntax::unwrap(call.argument(0)));
  const bool is_no_list = call.argument_count() != 1 || list.is_promise() || list.is(Shape::function);
  if (is_no_list || (elements && elements->size() < 1)) return ConstructKind::combinator_pitfall;
  if (name == "allSettled") return ConstructKind::promise_all_settled;
  if (name == "any") return ConstructKind::promise_any;
  if (name == "race") return races_timer(facts, call) ? ConstructKind::race_with_timer : ConstructKind::promise_race;
  return is_mapped(call) ? ConstructKind::promise_all_mapped : ConstructKind::promise_all;
}

}  // namespace asynclint
