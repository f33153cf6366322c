// What names of the language, the platform and some packages stand for, by module and path.
#include <algorithm>
#include <array>

#include "constructs/finders.h"
#include "facts/names.h"
#include "facts/rejection.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

struct ApiRow {
  std::string_view module;  // empty: a global
  std::string_view path;    // members joined by dots; `*` for any one member; empty: the module itself
  ConstructKind kind;
};

// The first row that fits counts.
constexpr ApiRow api_rows[] = {
    {"", "setTimeout", ConstructKind::timeout},
    {"", "setInterval", ConstructKind::interval},
    {"", "setImmediate", ConstructKind::immediate},
    {"", "clearTimeout", ConstructKind::clear_timer},
    {"", "clearInterval", ConstructKind::clear_timer},
    {"", "clearImmediate", ConstructKind::clear_timer},
    {"", "queueMicrotask", ConstructKind::microtask},
    {"", "MutationObserver", ConstructKind::microtask},
    {"", "requestAnimationFrame", ConstructKind::animation_frame},
    {"", "requestIdleCallback", ConstructKind::animation_frame},
    {"", "process.nextTick", ConstructKind::next_tick},
    {"timers", "setTimeout", ConstructKind::timeout},
    {"timers", "setInterval", ConstructKind::interval},
    {"timers", "setImmediate", ConstructKind::immediate},
    {"timers", "clearTimeout", ConstructKind::clear_timer},
    {"timers", "clearInterval", ConstructKind::clear_timer},
    {"timers", "clearImmediate", ConstructKind::clear_timer},
    {"process", "nextTick", ConstructKind::next_tick},
    {"timers/promises", "setTimeout", ConstructKind::promised_timer},
    {"timers/promises", "setImmediate", ConstructKind::promised_timer},
    {"timers/promises", "setInterval", ConstructKind::promised_timer},
    {"timers/promises", "scheduler.wait", ConstructKind::promised_timer},
    {"timers/promises", "scheduler.yield", ConstructKind::promised_timer},
    {"", "Promise", ConstructKind::new_promise},
    {"", "Promise.withResolvers", ConstructKind::new_promise},
    {"", "Promise.resolve", ConstructKind::promise_resolve_reject},
    {"", "Promise.reject", ConstructKind::promise_resolve_reject},
    {"", "Promise.try", ConstructKind::promise_resolve_reject},
    {"", "Promise.all", ConstructKind::promise_all},
    {"", "Promise.allSettled", ConstructKind::promise_all_settled},
    {"", "Promise.race", ConstructKind::promise_race},
    {"", "Promise.any", ConstructKind::promise_any},
    {"", "AbortController", ConstructKind::abort_controller},
    {"", "AbortSignal", ConstructKind::abort_controller},
    {"", "AbortSignal.any", ConstructKind::abort_controller},
    {"", "AbortSignal.abort", ConstructKind::abort_controller},
    {"", "AbortSignal.timeout", ConstructKind::abort_timeout},
    {"", "fetch", ConstructKind::fetch},
    {"", "XMLHttpRequest", ConstructKind::host_call},
    {"", "WebSocket", ConstructKind::message},
    {"", "EventSource", ConstructKind::message},
    {"", "EventTarget", ConstructKind::emitter},
    {"events", "", ConstructKind::emitter},
    {"events", "EventEmitter", ConstructKind::emitter},
    {"events", "once", ConstructKind::promised_timer},
    {"events", "on", ConstructKind::stream},
    {"", "Worker", ConstructKind::worker},
    {"", "SharedWorker", ConstructKind::worker},
    {"worker_threads", "Worker", ConstructKind::worker},
    {"", "MessageChannel", ConstructKind::message},
    {"", "BroadcastChannel", ConstructKind::message},
    {"worker_threads", "MessageChannel", ConstructKind::message},
    {"worker_threads", "BroadcastChannel", ConstructKind::message},
    {"worker_threads", "parentPort", ConstructKind::message},
    {"worker_threads", "parentPort.postMessage", ConstructKind::message},
    {"", "postMessage", ConstructKind::message},
    {"", "ReadableStream", ConstructKind::web_stream},
    {"", "WritableStream", ConstructKind::web_stream},
    {"", "TransformStream", ConstructKind::web_stream},
    {"stream", "*", ConstructKind::stream},
    {"stream", "Readable.from", ConstructKind::stream},
    {"stream/promises", "*", ConstructKind::stream},
    {"fs", "createReadStream", ConstructKind::stream},
    {"fs", "createWriteStream", ConstructKind::stream},
    {"util", "promisify", ConstructKind::promisify},
    {"util", "callbackify", ConstructKind::promisify},
    {"bluebird", "promisify", ConstructKind::promisify},
    {"bluebird", "", ConstructKind::new_promise},
    {"bluebird", "all", ConstructKind::promise_all},
    {"bluebird", "race", ConstructKind::promise_race},
    {"bluebird", "any", ConstructKind::promise_any},
    {"bluebird", "resolve", ConstructKind::promise_resolve_reject},
    {"bluebird", "reject", ConstructKind::promise_resolve_reject},
    {"async", "", ConstructKind::control_flow_library},
    {"async", "*", ConstructKind::control_flow_library},
    {"async", "default.*", ConstructKind::control_flow_library},
    {"p-limit", "default", ConstructKind::pool_library},
    {"p-limit", "", ConstructKind::pool_library},
    {"p-queue", "default", ConstructKind::pool_library},
    {"p-map", "default", ConstructKind::pool_library},
    {"async_hooks", "AsyncLocalStorage", ConstructKind::request_store},
    {"perf_hooks", "*", ConstructKind::loop_lag},
    {"perf_hooks", "performance.now", ConstructKind::loop_lag},
    {"", "performance.now", ConstructKind::loop_lag},
    {"react", "useEffect", ConstructKind::effect_hook},
    {"react", "useLayoutEffect", ConstructKind::effect_hook},
    {"react", "default.useEffect", ConstructKind::effect_hook},
    {"react", "lazy", ConstructKind::dynamic_import},
    {"fs/promises", "*", ConstructKind::host_call},
    {"dns/promises", "*", ConstructKind::host_call},
    {"readline/promises", "*", ConstructKind::host_call},
    {"", "console.log", ConstructKind::console_between},
    {"", "console.trace", ConstructKind::error_stack},
    {"", "Error.captureStackTrace", ConstructKind::error_stack},
    {"", "window", ConstructKind::host_global},
    {"", "document", ConstructKind::host_global},
    {"", "process", ConstructKind::host_global},
};

// Modules of Node whose functions take a callback, or block where they are named `…Sync`.
constexpr std::array<std::string_view, 6> modules_with_callbacks{"fs",   "child_process", "crypto",
                                                                 "zlib", "dns",           "http"};

bool fits(const ApiRow& row, const ApiPath& api) {
  if (row.module != api.module_name()) return false;
  std::string_view rest = row.path;
  std::size_t left = api.members().size();
  for (const std::string_view member : api.members()) {
    --left;
    if (rest == "*") return left == 0;
    if (!rest.starts_with(member)) return false;
    rest.remove_prefix(member.size());
    if (rest.empty()) return left == 0;
    if (rest.front() != '.') return false;
    rest.remove_prefix(1);
  }
  return rest.empty();
}

// `then` of a promise, by name and receiver.
bool is_then(const CallExpression& call) {
  const auto member = call.member();
  const auto name = member ? member->name() : std::nullopt;
  return name == "then" || name == "catch" || name == "finally";
}

bool is_listening_name(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{
      "on", "once", "addListener", "prependListener", "addEventListener", "prependOnceListener"};
  return is_one_of(name, names);
}

}  // namespace

std::optional<ConstructKind> kind_of_api(const Facts& facts, Node expression) {
  const Value value = facts.value(expression);
  if (!value.is(Shape::api)) return std::nullopt;
  const ApiPath& api = value.api;
  for (const ApiRow& row : api_rows)
    if (fits(row, api)) return row.kind;
  if (api.members().size() != 1 || !is_one_of(api.module_name(), modules_with_callbacks)) return std::nullopt;
  if (api.members().front().ends_with("Sync")) return ConstructKind::blocking_call;
  const auto call = CallExpression::from(call_of(expression));
  const Node last = call ? syntax::unwrap(call->argument_list().last_named_child()) : Node{};
  const bool takes_callback = last && (syntax::is_function_kind(last.kind()) || facts.value(last).is(Shape::function));
  return takes_callback ? std::optional(ConstructKind::host_call) : std::nullopt;
}

bool is_scheduler(ConstructKind kind) {
  switch (kind) {
    case ConstructKind::timeout:
    case ConstructKind::interval:
    case ConstructKind::immediate:
    case ConstructKind::microtask:
    case ConstructKind::next_tick:
    case ConstructKind::animation_frame: return true;
    default: return false;
  }
}

Node call_of(Node callee) {
  const Node at = syntax::wrapped(callee);
  const Node parent = at.parent();
  const bool is_callee = parent.is(Kind::call_expression, Kind::new_expression) &&
                         (at.field() == Field::function || at.field() == Field::constructor);
  return is_callee ? parent : Node{};
}

Node scheduled_callback(const Facts& facts, const CallExpression& call) {
  if (call.argument_count() == 0) return {};
  const Node callee = syntax::unwrap(call.callee());
  if (is_then(call)) {
    const Node argument = syntax::unwrap(call.argument(0));
    const bool may_be = argument && (syntax::is_function_kind(argument.kind()) || argument.is(Kind::identifier));
    return may_be && facts.value(call.node()).is_promise() ? argument : Node{};
  }
  const auto kind = kind_of_api(facts, callee);
  return kind && is_scheduler(*kind) ? syntax::unwrap(call.argument(0)) : Node{};
}

bool is_run_later(const Facts& facts, Node function) {
  const Node own = syntax::wrapped(function);
  const Node list = own.parent();
  const auto call = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
  if (!call) return false;
  if (scheduled_callback(facts, *call) == function) return true;
  const std::string_view name = syntax::called_name(*call);
  if ((name == "then" || name == "catch") && facts.value(call->node()).is_promise()) return true;
  return call->member() && is_listening_name(name) && call->argument(1) == own;
}

Node loop_around(Node place) {
  for (Node at = place.parent(), inner = place; at; inner = at, at = at.parent()) {
    if (syntax::is_function_kind(at.kind()) || at.is(Kind::class_body)) return {};
    // What a loop goes over is evaluated once.
    const bool is_once = (at.is(Kind::for_in_statement) && inner.field() == Field::right) ||
                         (at.is(Kind::for_statement) && inner.field() == Field::initializer);
    if (syntax::is_loop_kind(at.kind()) && !is_once) return at;
  }
  return {};
}

bool is_pause(const Facts& facts, Node promise) {
  promise = syntax::unwrap(promise);
  const auto call = CallExpression::from(promise);
  if (!call) return false;
  if (kind_of_api(facts, syntax::unwrap(call->callee())) == ConstructKind::promised_timer) {
    return facts.value(syntax::unwrap(call->callee())).api.module_name() != "events";
  }
  const Value value = facts.value(promise);
  const auto function = Function::from(value.node);
  if (value.source != PromiseSource::returning_function || !function) return false;
  return contains_own(function->body(), [&](Node node) {
    if (!node.is(Kind::new_expression)) return false;
    const auto executor = Function::from(syntax::unwrap(node.child(Field::arguments).named_child(0)));
    return executor && contains_own(executor->body(), [&](Node inner) {
             const auto timer = CallExpression::from(inner);
             return timer && kind_of_api(facts, syntax::unwrap(timer->callee())) == ConstructKind::timeout;
           });
  });
}

bool is_retry_loop(Node loop) {
  return contains_own(loop.child(Field::body), [&](Node node) {
    if (!node.is(Kind::try_statement) || !node.child(Field::handler)) return false;
    const bool tries =
        contains_own(node.child(Field::body), [](Node inner) { return inner.is(Kind::await_expression); });
    // A success ends the loop; a failure does not, or not at once.
    const bool succeeds = contains_own(
        node.child(Field::body), [](Node inner) { return inner.is(Kind::return_statement, Kind::break_statement); });
    return tries && succeeds;
  });
}

Node flag_of_loop(const Facts& facts, Node loop) {
  Node condition = loop.child(Field::condition);
  const auto is_flag = [&](Node node) {
    if (!node.is(Kind::identifier)) return false;
    const Binding binding = facts.bindings().resolve(node);
    if (!binding || !binding.owner.is(Kind::variable_declarator)) return false;
    if (binding.owner.is_within(loop)) return false;
    const Node value = syntax::unwrap(binding.owner.child(Field::value));
    if (!value.is(Kind::true_, Kind::false_)) return false;
    for (const Node write : facts.bindings().writes(binding))
      if (!write.is_within(loop)) return true;
    return false;
  };
  Node found;
  const auto look_at = [&](Node root) {
    if (!root || found) return;
    visit_own(root, [&](Node node) {
      if (!found && is_flag(node)) found = node;
      return !found;
    });
  };
  look_at(condition);
  if (!found)
    visit_own(loop.child(Field::body), [&](Node node) {
      if (node.is(Kind::if_statement)) look_at(node.child(Field::condition));
      return !found;
    });
  return found;
}

}  // namespace asynclint
