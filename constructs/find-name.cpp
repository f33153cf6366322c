// Constructs that are known by what a name stands for outside of this text, and by how it is used here.
#include <algorithm>
#include <array>

#include "constructs/fate.h"
#include "constructs/finders.h"
#include "facts/names.h"
#include "facts/timers.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::NewExpression;
using syntax::Node;

// From this delay on, in milliseconds, Node and browsers take 1 instead.
constexpr double longest_delay = 2147483647;

FoundConstruct found(ConstructKind kind, Node token, Node node) { return Construct{kind, token, node}; }

// Whether a function puts itself into a queue again, so that the queue never gets empty.
bool puts_itself(const Facts& facts, const CallExpression& call) {
  const Node callback = scheduled_callback(facts, call);
  const Value value = callback ? facts.value(callback) : Value{};
  return value.is(Shape::function) && call.node().is_within(value.node);
}

ConstructKind kind_of_timeout(const CallExpression& call) {
  const auto delay = delay_of(call);
  if (call.argument_count() == 1 || (delay && *delay <= 1)) return ConstructKind::timeout_zero;
  return delay && *delay > longest_delay ? ConstructKind::timeout_overflow : ConstructKind::timeout;
}

ConstructKind kind_of_interval(const Facts& facts, const CallExpression& call) {
  const TimerHandle handle = handle_of_timer(facts, call.node());
  const bool is_lost = handle.place == TimerHandle::Place::dropped ||
                       (handle.place == TimerHandle::Place::local && !is_handle_read(facts, handle));
  return is_lost ? ConstructKind::uncleared_interval : ConstructKind::interval;
}

// `new Promise((resolve, reject) => readFile(path, (error, text) => …))`
bool wraps_callback(const Facts& facts, const Function& executor) {
  return contains_own(executor.body(), [&](Node node) {
    const auto call = CallExpression::from(node);
    if (!call || call->argument_count() == 0) return false;
    const auto kind = kind_of_api(facts, syntax::unwrap(call->callee()));
    if (kind && is_scheduler(*kind)) return false;
    const auto callback = Function::from(syntax::unwrap(call->argument(call->argument_count() - 1)));
    const auto parameters = callback ? callback->parameters() : std::vector<Node>();
    if (parameters.empty() || !parameters.front().is(Kind::identifier)) return false;
    const std::string_view name = parameters.front().text();
    return name == "err" || name == "error" || name == "e";
  });
}

FoundConstruct of_promise_constructor(const Facts& facts, Node token, Node callee) {
  const auto creation = NewExpression::from(call_of(callee));
  if (!creation) return found(ConstructKind::new_promise, token, callee);
  const auto executor = Function::from(syntax::unwrap(creation->argument(0)));
  if (executor && executor->is_async()) return found(ConstructKind::async_executor, token, executor->node());
  const bool wraps = executor && wraps_callback(facts, *executor);
  return found(wraps ? ConstructKind::wrapped_callback : ConstructKind::new_promise, token, creation->node());
}

bool has_signal(const Facts& facts, const CallExpression& call) {
  const Node options = syntax::unwrap(call.argument(1));
  return options.is(Kind::object) && !facts.members_named(options, "signal").empty();
}

// The function that a place is in, or one around it, that is called for an event; none otherwise.
bool is_in_effect(const Facts& facts, Node place) {
  for (Node function = syntax::enclosing_function(place); function; function = syntax::enclosing_function(function)) {
    const Node list = syntax::wrapped(function).parent();
    const auto call = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
    if (call && kind_of_api(facts, syntax::unwrap(call->callee())) == ConstructKind::effect_hook) return true;
  }
  return false;
}

bool is_in_listener(const Facts& facts, Node place) {
  for (Node function = syntax::enclosing_function(place); function; function = syntax::enclosing_function(function)) {
    const Node list = syntax::wrapped(function).parent();
    const auto call = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
    if (call && syntax::called_name(*call) == "addEventListener" && is_run_later(facts, function)) return true;
  }
  return false;
}

ConstructKind kind_of_fetch(const Facts& facts, const CallExpression& call) {
  if (is_in_effect(facts, call.node())) return ConstructKind::fetch_in_effect;
  if (has_signal(facts, call)) return ConstructKind::fetch_with_signal;
  if (is_in_listener(facts, call.node())) return ConstructKind::fetch_in_listener;
  const Node list = syntax::wrapped(call.node()).parent();
  const bool is_listed =
      list.is(Kind::array) && list.parent().is(Kind::arguments) && facts.is_combinator_call(list.parent().parent());
  return is_listed ? ConstructKind::fetch_group : ConstructKind::fetch;
}

// Whether an `await` or a queue stands beside a statement, so that it matters when it prints.
bool is_between_turns(const Facts& facts, Node call) {
  const Node statement = syntax::enclosing_statement(call);
  if (!syntax::wrapped(call).parent().is(Kind::expression_statement)) return false;
  for (const Node sibling : statement.parent().children()) {
    if (sibling == statement || !syntax::is_named(sibling.kind())) continue;
    const bool matters = contains_own(sibling, [&](Node node) {
      if (node.is(Kind::await_expression)) return true;
      const auto inner = CallExpression::from(node);
      return inner && scheduled_callback(facts, *inner);
    });
    if (matters) return true;
  }
  return false;
}

FoundConstruct of_queue(const Facts& facts, ConstructKind kind, Node token, const CallExpression& call) {
  const Node node = call.node();
  const bool drains = kind == ConstructKind::microtask || kind == ConstructKind::next_tick;
  if (drains && puts_itself(facts, call)) return found(ConstructKind::starving_queue, token, node);
  switch (kind) {
    case ConstructKind::timeout: return found(kind_of_timeout(call), token, node);
    case ConstructKind::interval: return found(kind_of_interval(facts, call), token, node);
    case ConstructKind::next_tick: {
      const bool is_module = facts.may_await(facts.tree().root());
      return found(is_module ? ConstructKind::next_tick_module : kind, token, node);
    }
    default: return found(kind, token, node);
  }
}

// An API, as it is used at a place. `callee` is the whole expression that names it.
FoundConstruct refined(const Facts& facts, ConstructKind kind, Node token, Node callee) {
  const Node user = call_of(callee);
  const auto call = CallExpression::from(user);
  switch (kind) {
    case ConstructKind::new_promise: return of_promise_constructor(facts, token, callee);
    case ConstructKind::promise_all:
    case ConstructKind::promise_all_settled:
    case ConstructKind::promise_race:
    case ConstructKind::promise_any:
      if (!call) return found(kind, token, callee);
      return found(kind_of_combinator(facts, *call, syntax::called_name(*call)), token, user);
    case ConstructKind::fetch:
      return call ? found(kind_of_fetch(facts, *call), token, user) : found(kind, token, callee);
    case ConstructKind::console_between:
      return call && is_between_turns(facts, user) ? found(kind, token, user) : std::nullopt;
    case ConstructKind::host_global: return found(kind, token, callee);
    default: break;
  }
  if (is_scheduler(kind) && call) return of_queue(facts, kind, token, *call);
  return found(kind, token, user ? user : callee);
}

// `"SIGTERM"` in `process.on("SIGTERM", …)` is what the method is.
FoundConstruct of_event_name(const Facts& facts, Node token) {
  const Node list = token.parent();
  const auto call = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
  const auto member = call ? call->member() : std::nullopt;
  if (!member || call->argument(0) != token || call->argument_count() < 2) return std::nullopt;
  auto construct = find_by_member(facts, member->property());
  if (!construct) return std::nullopt;
  switch (construct->kind) {
    case ConstructKind::emitter_listener:
    case ConstructKind::event_listener:
    case ConstructKind::unhandled_event:
    case ConstructKind::fatal_event:
    case ConstructKind::frontend_error_event:
    case ConstructKind::shutdown: construct->token = token; return construct;
    default: return std::nullopt;
  }
}

// A `then` that is defined here makes its object a thenable.
bool defines_then(Node token) {
  const Node parent = token.parent();
  if (token.text() != "then" || parent.child(Field::name) == token)
    return parent.is(Kind::method_definition) && token.text() == "then";
  return parent.is(Kind::pair) && parent.child(Field::key) == token &&
         syntax::is_function_kind(syntax::unwrap(parent.child(Field::value)).kind());
}

}  // namespace

FoundConstruct find_by_name(const Facts& facts, Node token) {
  if (token.is(Kind::string)) return of_event_name(facts, token);
  const Node parent = token.parent();
  if (defines_then(token)) return found(ConstructKind::thenable, token, parent);
  if (parent.is(Kind::member_expression) && parent.child(Field::property) == token) return find_by_member(facts, token);
  if (!token.is(Kind::identifier, Kind::shorthand_property_identifier)) {
    return token.is(Kind::shorthand_property_identifier_pattern) ? find_by_binding(facts, token) : std::nullopt;
  }
  // `Promise` of `Promise.all` is what the whole is; of `console` nothing else is known.
  const bool is_object = parent.is(Kind::member_expression) && parent.child(Field::object) == token;
  if (is_object && token.is(Kind::identifier) &&
      (facts.is_global(token, "Promise") || facts.is_global(token, "console"))) {
    auto whole = find_by_member(facts, parent.child(Field::property));
    if (whole) whole->token = token;
    return whole;
  }
  // `import { setTimeout } from "node:timers/promises"`
  const bool is_import = parent.is(Kind::import_specifier, Kind::import_clause, Kind::namespace_import);
  const auto kind = kind_of_api(facts, token);
  if (kind) {
    if (is_object && *kind == ConstructKind::host_global) {
      auto whole = find_by_member(facts, parent.child(Field::property));
      if (whole) {
        whole->token = token;
        return whole;
      }
    }
    if (is_import && *kind == ConstructKind::console_between) return std::nullopt;
    return refined(facts, *kind, token, token);
  }
  return is_import ? std::nullopt : find_by_binding(facts, token);
}

// Shared with members: `process.nextTick`, `Promise.all`, `timers.setTimeout`.
FoundConstruct find_known_member(const Facts& facts, Node token, Node access) {
  const auto kind = kind_of_api(facts, access);
  return kind ? refined(facts, *kind, token, access) : std::nullopt;
}

}  // namespace asynclint
