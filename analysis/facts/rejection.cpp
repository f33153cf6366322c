#include "facts/rejection.h"

#include <algorithm>
#include <array>

#include "facts/flow.h"
#include "facts/handling.h"
#include "facts/names.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// Globals that throw for nothing that people pass them.
constexpr std::array<std::string_view, 13> harmless_functions{
    "clearTimeout", "clearInterval", "clearImmediate", "setTimeout", "setInterval", "setImmediate", "queueMicrotask",
    "parseInt",     "parseFloat",    "Number",         "String",     "Boolean",     "isNaN"};
constexpr std::array<std::string_view, 4> harmless_classes{"Error", "TypeError", "RangeError", "SyntaxError"};
// These throw for what cannot be iterated.
constexpr std::array<std::string_view, 4> collections{"Map", "Set", "WeakMap", "WeakSet"};
// Methods of arrays, and those that call back.
constexpr std::array<std::string_view, 5> harmless_methods{"includes", "push", "join", "slice", "concat"};
constexpr std::array<std::string_view, 5> calling_back{"some", "every", "map", "filter", "forEach"};
constexpr int deepest_callback = 4;

bool is_free(const Facts& facts, Node name) { return name.is(Kind::identifier) && !facts.bindings().resolve(name); }

// Whether a call or construction runs only what is known not to throw; its arguments are another question.
bool is_harmless(const Facts& facts, Node call) {
  const Node callee =
      syntax::unwrap(call.is(Kind::new_expression) ? call.child(Field::constructor) : call.child(Field::function));
  if (call.is(Kind::new_expression)) {
    if (!is_free(facts, callee)) return false;
    const Node arguments = call.child(Field::arguments);
    return is_one_of(callee.text(), harmless_classes) ||
           (is_one_of(callee.text(), collections) && (!arguments || arguments.named_child_count() == 0));
  }
  if (executor_of_settler(facts, callee)) return true;
  if (callee.is(Kind::identifier)) return is_free(facts, callee) && is_one_of(callee.text(), harmless_functions);
  const auto member = CallExpression::assume(call).member();
  if (!member) return false;
  return facts.is_global(member->object(), "console") ||
         (member->name() == "exit" && facts.is_global(member->object(), "process"));
}

// What `Promise.all` and `Promise.allSettled` hand to the callback of `.then`.
bool is_list_of_results(const Facts& facts, Node name) {
  if (!name.is(Kind::identifier)) return false;
  const Binding binding = facts.bindings().resolve(name);
  if (binding.kind != DeclarationKind::parameter) return false;
  const auto callback = syntax::Function::from(binding.owner);
  const Node list = syntax::wrapped(binding.owner).parent();
  const auto call = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
  const auto member = call ? call->member() : std::nullopt;
  if (!callback || !member || member->name() != "then" || call->argument(0) != syntax::wrapped(binding.owner))
    return false;
  const auto parameters = callback->parameters();
  if (parameters.empty() || parameters.front() != binding.identifier) return false;
  const Node promise = syntax::unwrap(member->object());
  return facts.is_combinator_call(promise) && CallExpression::assume(promise).member()->name()->starts_with("all");
}

bool may_throw_inside(const Facts& facts, Node callback, int depth);

// `results.some((result) => !result)`: on an array, with a callback that throws nothing either.
bool is_harmless_method(const Facts& facts, Node call, int depth) {
  const auto view = CallExpression::from(call);
  const auto member = view ? view->member() : std::nullopt;
  const auto name = member ? member->name() : std::nullopt;
  if (!name || (!is_one_of(*name, harmless_methods) && !is_one_of(*name, calling_back))) return false;
  const Node object = syntax::unwrap(member->object());
  if (!is_list_of_results(facts, object) && !facts.value(object).is(Shape::array)) return false;
  if (!is_one_of(*name, calling_back)) return true;
  return facts.value(view->argument(0)).is(Shape::function) && !may_throw_inside(facts, view->argument(0), depth + 1);
}

bool may_throw_inside(const Facts& facts, Node callback, int depth) {
  const Value value = facts.value(callback);
  if (!value.is(Shape::function)) return false;
  if (depth > deepest_callback) return true;
  bool found = false;
  visit_own(value.node.child(Field::body), [&](Node node) {
    if (node.is(Kind::throw_statement, Kind::await_expression)) found = true;
    if (node.is(Kind::call_expression, Kind::new_expression) && !is_harmless(facts, node) &&
        !is_harmless_method(facts, node, depth))
      found = true;
    return !found;
  });
  return found;
}

// `.catch((error) => { throw wrap(error); })`
bool throws_again(const Facts& facts, Node handler) {
  const Value value = facts.value(handler);
  if (!value.is(Shape::function)) return false;
  bool found = false;
  visit_own(value.node.child(Field::body), [&](Node node) {
    if (node.is(Kind::throw_statement)) found = true;
    return !found;
  });
  return found;
}

// Whether a chain ends in a handler that does not throw again.
bool is_handled_for_good(const Facts& facts, Node promise) {
  const Node property = rejection_handler(facts, promise);
  if (!property) return false;
  const CallExpression call = CallExpression::assume(property.parent().parent());
  return !throws_again(facts, property.text() == "then" ? call.argument(1) : call.argument(0));
}

bool is_seen(const Facts& facts, Node callback) {
  return is_no_handler(callback) || facts.value(callback).is(Shape::function);
}

// Whether what a return statement gives cannot be a promise that rejects: it is awaited, or no promise.
bool returns_safely(const Facts& facts, Node statement) {
  const Node argument = syntax::unwrap(statement.named_child(0));
  if (!argument || argument.is(Kind::await_expression)) return true;
  if (argument.is(Kind::call_expression)) {
    if (is_harmless(facts, argument)) return true;
    const Value value = facts.value(argument);
    return value.is(Shape::plain) || value.is(Shape::array) || (value.is_promise() && cannot_reject(facts, argument));
  }
  return !facts.value(argument).is_promise();
}

// What stands in a try block runs into the catch, apart from a promise that is returned unawaited.
bool block_returns_safely(const Facts& facts, Node block) {
  bool safe = true;
  visit_own(block, [&](Node node) {
    if (node.is(Kind::return_statement) && !returns_safely(facts, node)) safe = false;
    return safe;
  });
  return safe;
}

// A handler's calls are taken for harmless; what it throws or waits for is not.
bool handler_is_safe(const Facts& facts, Node block) {
  bool safe = true;
  visit_own(block, [&](Node node) {
    if (node.is(Kind::throw_statement, Kind::await_expression)) safe = false;
    if (node.is(Kind::return_statement) && !returns_safely(facts, node)) safe = false;
    return safe;
  });
  return safe;
}

// `new Promise((resolve) => setTimeout(resolve, ms))`: nothing in it throws or rejects.
bool is_timer_promise(const Facts& facts, Node creation) {
  if (!creation.is(Kind::new_expression) || !facts.is_global(creation.child(Field::constructor), "Promise"))
    return false;
  const auto executor = syntax::Function::from(syntax::unwrap(creation.child(Field::arguments).named_child(0)));
  if (!executor || executor->is_async()) return false;
  const auto parameters = executor->parameters();
  if (parameters.size() != 1 || !parameters.front().is(Kind::identifier)) return false;
  bool only_timers = true;
  visit_own(executor->body(), [&](Node node) {
    switch (node.kind()) {
      case Kind::call_expression: {
        const Node callee = node.child(Field::function);
        const Node first = CallExpression::assume(node).argument(0);
        const bool is_timer = (facts.is_global(callee, "setTimeout") || facts.is_global(callee, "setImmediate")) &&
                              first.is(Kind::identifier) && first.text() == parameters.front().text();
        only_timers = only_timers && is_timer;
        break;
      }
      case Kind::throw_statement:
      case Kind::new_expression:
      case Kind::assignment_expression: only_timers = false; break;
      default: break;
    }
    return only_timers;
  });
  return only_timers;
}

// `Promise.resolve()` of nothing, or of no promise.
bool is_settled_promise(const Facts& facts, Node promise) {
  const auto call = CallExpression::from(syntax::unwrap(promise));
  if (!call || !facts.is_global_member(call->callee(), "Promise", "resolve")) return false;
  const Node argument = call->argument(0);
  return !argument || facts.value(argument).is(Shape::plain);
}

bool never_rejects(const Facts& facts, Node promise, int depth) {
  promise = syntax::unwrap(promise);
  if (promise.is(Kind::new_expression)) return is_timer_promise(facts, promise);
  const auto call = CallExpression::from(promise);
  if (!call || depth > longest_chain) return false;
  if (const auto member = call->member()) {
    const auto name = member->name();
    if (name == "then" || name == "finally")
      return never_rejects(facts, member->object(), depth + 1) && is_seen(facts, call->argument(0)) &&
             !may_throw(facts, call->argument(0));
    if (name == "catch") return never_rejects(facts, member->object(), depth + 1);
  }
  return is_settled_promise(facts, promise) || facts.never_rejects(facts.value(promise));
}

}  // namespace

Node executor_of_settler(const Facts& facts, Node name) {
  name = syntax::unwrap(name);
  if (!name.is(Kind::identifier)) return {};
  const Binding binding = facts.bindings().resolve(name);
  if (binding.kind != DeclarationKind::parameter) return {};
  const Node list = syntax::wrapped(binding.owner).parent();
  const Node creation = list.parent();
  if (!list.is(Kind::arguments) || !creation.is(Kind::new_expression)) return {};
  return facts.is_global(creation.child(Field::constructor), "Promise") ? binding.owner : Node{};
}

bool may_throw(const Facts& facts, Node callback) { return may_throw_inside(facts, callback, 0); }

bool catches_everything(const Facts& facts, Node function) {
  const auto harmless = [&](Node call) { return is_harmless(facts, call); };
  const Node body = function.child(Field::body);
  if (!body.is(Kind::statement_block)) return cannot_throw(body, harmless);
  for (const Node statement : body.children()) {
    if (!syntax::is_named(statement.kind())) continue;
    if (statement.is(Kind::try_statement)) {
      const Node handler = statement.child(Field::handler);
      const Node finalizer = statement.child(Field::finalizer);
      if (!handler || !handler_is_safe(facts, handler.child(Field::body)) ||
          !block_returns_safely(facts, statement.child(Field::body)) ||
          (finalizer && !handler_is_safe(facts, finalizer.child(Field::body))))
        return false;
    } else if (!cannot_throw(statement, harmless)) {
      return false;
    }
  }
  return true;
}

bool returns_what_cannot_reject(const Facts& facts, Node function) {
  return all_returned(function, [&](Node promise) {
    return is_handled_for_good(facts, promise) || is_timer_promise(facts, syntax::unwrap(promise)) ||
           is_settled_promise(facts, promise);
  });
}

bool cannot_reject(const Facts& facts, Node promise) { return never_rejects(facts, promise, 0); }

}  // namespace asynclint
