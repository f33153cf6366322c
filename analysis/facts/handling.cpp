#include "facts/handling.h"

#include <algorithm>
#include <array>

#include "facts/flow.h"
#include "facts/passed-arguments.h"
#include "facts/throwing.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

Node handler(const Facts& facts, Node promise, int depth) {
  promise = syntax::unwrap(promise);
  if (!promise || depth > longest_chain) return {};
  if (promise.is(Kind::ternary_expression)) {
    const Node first = handler(facts, promise.child(Field::consequence), depth + 1);
    return first && handler(facts, promise.child(Field::alternative), depth + 1) ? first : Node{};
  }
  if (promise.is(Kind::binary_expression)) return handler(facts, promise.child(Field::right), depth + 1);
  // `return (tail = tail.catch(report))`
  if (promise.is(Kind::assignment_expression)) return handler(facts, promise.child(Field::right), depth + 1);
  const auto call = CallExpression::from(promise);
  if (!call) return {};
  const auto member = call->member();
  if (!member) return {};
  const auto name = member->name();
  if (name == "catch" && !is_no_handler(call->argument(0))) return member->property();
  if (name == "then" && (!is_no_handler(call->argument(1)) || call->argument_list().child(Kind::spread_element)))
    return member->property();
  if ((name == "asCallback" || name == "nodeify") && !is_no_handler(call->argument(0))) return member->property();
  if (name == "catch" || name == "finally") return handler(facts, member->object(), depth + 1);
  if (name == "then") {
    const Node before = handler(facts, member->object(), depth + 1);
    return before && !may_throw(facts, call->argument(0)) ? before : Node{};
  }
  return {};
}

// How far calls of functions that keep their promise are followed.
constexpr int deepest_call = 3;

bool keeps(const Facts& facts, Node function, int depth) {
  bool found = false;
  visit_own(function.child(Field::body), [&](Node inner) {
    if (!inner.is(Kind::return_statement)) return !found;
    const Node returned = syntax::unwrap(inner.named_child(0));
    found = found || returned.is(Kind::assignment_expression);
    // `return this.add(…)`
    if (found || depth >= deepest_call || !returned.is(Kind::call_expression)) return !found;
    const Value value = facts.value(returned);
    if (value.source == PromiseSource::returning_function && value.node != function)
      found = keeps(facts, value.node, depth + 1);
    return !found;
  });
  return found;
}

}  // namespace

bool is_event_handler(Node function) {
  const Node holder = syntax::wrapped(function).parent();
  if (holder.is(Kind::jsx_expression)) {
    const Node attribute = holder.parent();
    return attribute.is(Kind::jsx_attribute) && attribute.text().starts_with("on");
  }
  if (holder.is(Kind::assignment_expression)) {
    const auto target = MemberExpression::from(holder.child(Field::left));
    const auto name = target ? target->name() : std::nullopt;
    return name && name->starts_with("on");
  }
  if (!holder.is(Kind::arguments)) return false;
  const auto call = CallExpression::from(holder.parent());
  const auto member = call ? call->member() : std::nullopt;
  const auto name = member ? member->name() : std::nullopt;
  if (!name || call->argument(0) == syntax::wrapped(function)) return false;
  for (const std::string_view known : {"on", "once", "addListener", "prependListener", "addEventListener"})
    if (*name == known) return true;
  return false;
}

bool is_no_handler(Node argument) {
  argument = syntax::unwrap(argument);
  return !argument || argument.is(Kind::undefined, Kind::null) ||
         (argument.is(Kind::identifier) && argument.text() == "undefined");
}

Node rejection_handler(const Facts& facts, Node promise) { return handler(facts, promise, 0); }

bool handles_what_it_returns(const Facts& facts, Node callback) {
  return all_returned(callback, [&](Node promise) { return static_cast<bool>(rejection_handler(facts, promise)); });
}

bool keeps_what_it_returns(const Facts& facts, Node function) { return keeps(facts, function, 0); }

namespace {

// Whether something else in the file speaks of the variable that an argument is.
bool is_held(const Bindings& bindings, Node given) {
  given = syntax::unwrap(given);
  if (!given.is(Kind::identifier)) return false;
  return std::ranges::any_of(bindings.references(bindings.resolve(given)), [&](Node use) { return use != given; });
}

// `Object.freeze(…)` and what else of the language gives back its first argument.
bool gives_back_its_first(const Facts& facts, Node callee) {
  constexpr std::array<std::string_view, 7> names{
      "assign", "defineProperties", "defineProperty", "freeze", "preventExtensions", "seal", "setPrototypeOf"};
  return std::ranges::any_of(names,
                             [&](std::string_view name) { return facts.is_global_member(callee, "Object", name); });
}

}  // namespace

bool gives_back_what_is_held(const Facts& facts, Node expression) {
  const auto call = CallExpression::from(expression);
  if (!call) return false;
  const Bindings& bindings = facts.bindings();
  if (gives_back_its_first(facts, call->callee())) return is_held(bindings, call->argument(0));
  const Value callee = facts.value(call->callee());
  const auto function = callee.is(Shape::function) ? Function::from(callee.node) : std::nullopt;
  if (!function || function->is_async() || function->is_generator()) return false;
  bool returns = false;
  const bool gives_back = all_returned(callee.node, [&](Node returned) {
    returns = true;
    returned = syntax::unwrap(returned);
    const Binding parameter = returned.is(Kind::identifier) ? bindings.resolve(returned) : Binding{};
    if (!parameter || !bindings.writes(parameter).empty()) return false;
    return is_held(bindings, argument_for(*function, parameter.identifier, *call));
  });
  return returns && gives_back;
}

}  // namespace asynclint
