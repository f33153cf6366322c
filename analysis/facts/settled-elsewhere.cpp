#include "facts/settled-elsewhere.h"

#include <algorithm>
#include <array>

#include "facts/flow.h"
#include "facts/names.h"
#include "facts/passed-arguments.h"
#include "facts/throwing.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

// What people call a `reject` that a function is handed.
constexpr std::array<std::string_view, 3> rejecting{"reject", "rej", "_reject"};
// What they call the first thing that a callback is told.
constexpr std::array<std::string_view, 6> failures{"err", "error", "e", "er", "_err", "exception"};

bool is_reject(const Facts& facts, Node name) {
  name = syntax::unwrap(name);
  if (!name.is(Kind::identifier)) return false;
  const Binding binding = facts.bindings().resolve(name);
  if (binding.kind != DeclarationKind::parameter) return false;
  if (is_one_of(binding.identifier.text(), rejecting)) return true;
  const auto executor = Function::from(executor_of_settler(facts, name));
  if (!executor || executor->node() != binding.owner) return false;
  const auto parameters = executor->parameters();
  return parameters.size() > 1 && parameters[1] == binding.identifier;
}

// `(error, rows) => { if (error) return reject(error); … }`
bool hands_failure_on(const Facts& facts, const Function& function) {
  const auto parameters = function.parameters();
  if (parameters.empty() || !parameters.front().is(Kind::identifier)) return false;
  const std::string_view first = parameters.front().text();
  bool found = false;
  visit_own(function.body(), [&](Node node) {
    const auto call = CallExpression::from(node);
    if (call && is_reject(facts, call->callee()))
      found = found || is_one_of(first, failures) || call->argument(0).text() == first;
    return !found;
  });
  return found;
}

bool takes_failure(const Facts& facts, Node argument) {
  argument = syntax::unwrap(argument);
  if (is_reject(facts, argument)) return true;
  const Value value = facts.value(argument);
  const auto function = value.is(Shape::function) ? Function::from(value.node) : std::nullopt;
  return function && !function->is_async() && hands_failure_on(facts, *function);
}

bool is_called_or_given(Node use) {
  const Node holder = use.parent();
  return holder.is(Kind::arguments) || (holder.is(Kind::call_expression) && use.field() == Field::function);
}

// `query(sql, callback)` of a function that uses it, where the function around the call was given the callback.
bool hands_on_callback(const Facts& facts, Node argument, const CallExpression& call, const Function& callee) {
  const Node name = syntax::unwrap(argument);
  if (!name.is(Kind::identifier) || !is_named_like_a_callback(name.text())) return false;
  if (facts.bindings().resolve(name).kind != DeclarationKind::parameter) return false;
  return std::ranges::any_of(callee.parameters(), [&](Node parameter) {
    return parameter.is(Kind::identifier) && argument_for(callee, parameter, call) == argument &&
           std::ranges::any_of(facts.bindings().references(facts.bindings().resolve(parameter)), is_called_or_given);
  });
}

// What is given to `.then` hears of that promise alone.
bool is_of_chain(const CallExpression& call) {
  const auto member = call.member();
  const auto name = member ? member->name() : std::nullopt;
  return name == "then" || name == "catch" || name == "finally";
}

// `value.then(go_on, give_up)`, where `give_up` calls `reject`.
bool is_chain_that_rejects(const Facts& facts, const CallExpression& call) {
  return is_of_chain(call) && std::ranges::any_of(syntax::named_children(call.argument_list()),
                                                  [&](Node argument) { return takes_failure(facts, argument); });
}

Node executor_around(const Facts& facts, Node place) {
  for (Node at = syntax::enclosing_function(place); at; at = syntax::enclosing_function(at)) {
    const Node list = syntax::wrapped(at).parent();
    const Node creation = list.parent();
    if (list.is(Kind::arguments) && creation.is(Kind::new_expression) &&
        facts.is_global(creation.child(Field::constructor), "Promise"))
      return at;
  }
  return {};
}

// `step()` in `new Promise((resolve, reject) => { function step() { … reject(error) … } step(); })`
bool settles_the_same(const Facts& facts, Node call, const Function& callee) {
  const Node executor = executor_around(facts, call);
  if (!executor || !callee.node().is_within(executor)) return false;
  bool found = false;
  visit_own(callee.body(), [&](Node node) {
    const auto inner = CallExpression::from(node);
    found = found || (inner && (is_reject(facts, inner->callee()) || is_chain_that_rejects(facts, *inner)));
    return !found;
  });
  return found;
}

// `connection.createOffer(send, report)`: the form from before there were promises.
bool has_callback_for_each_outcome(const Facts& facts, const CallExpression& call, const Value& callee) {
  if (!facts.is_of_platform(callee)) return false;
  std::size_t callbacks = 0;
  for (const Node argument : syntax::named_children(call.argument_list())) {
    const Value value = facts.value(argument);
    if (value.is(Shape::function) || value.is(Shape::promise_function)) ++callbacks;
  }
  return callbacks >= 2;
}

// `process.on('unhandledRejection', …)`, as seen from the name of the event.
bool is_listened_to(Node event) {
  constexpr std::array<std::string_view, 4> listening{"on", "once", "addListener", "addEventListener"};
  const auto call = CallExpression::from(event.parent().parent());
  if (!call || call->argument(0) != event) return false;
  const auto member = call->member();
  const auto name = member ? member->name() : std::nullopt;
  return name && is_one_of(*name, listening);
}

}  // namespace

bool hears_of_rejections(const Facts& facts) {
  return std::ranges::any_of(facts.bindings().rejection_events(), is_listened_to);
}

bool tells_somebody_else(const Facts& facts, Node expression) {
  const auto call = CallExpression::from(syntax::unwrap(expression));
  if (!call || is_of_chain(*call)) return false;
  const Value value = facts.value(call->callee());
  const auto callee = value.is(Shape::function) ? Function::from(value.node) : std::nullopt;
  if (callee && callee->is_async()) return false;
  const bool tells =
      has_callback_for_each_outcome(facts, *call, value) ||
      (callee && settles_the_same(facts, call->node(), *callee)) ||
      std::ranges::any_of(syntax::named_children(call->argument_list()), [&](Node argument) {
        return takes_failure(facts, argument) || (callee && hands_on_callback(facts, argument, *call, *callee));
      });
  // Asked last, because it takes the longest.
  return tells && (callee || (facts.flags_of_calling(value, call->node()) & types::signature_flag::async) == 0);
}

}  // namespace asynclint
