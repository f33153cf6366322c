#include "facts/ignored-callbacks.h"

#include <array>

#include "facts/emissions.h"
#include "facts/names.h"

namespace asynclint {
namespace {

using syntax::AssignmentExpression;
using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::NewExpression;
using syntax::Node;

constexpr int deepest_class = 16;

constexpr std::array<std::string_view, 5> listening{"on", "once", "addListener", "prependListener",
                                                    "prependOnceListener"};
constexpr std::array<std::string_view, 4> timers{"setTimeout", "setInterval", "setImmediate", "queueMicrotask"};
// Those that stop calling it; and `finally`, whose promise waits for that of its callback. What methods of arrays do
// with it has rules of its own.
constexpr std::array<std::string_view, 8> not_calling{
    "off", "removeListener", "removeEventListener", "removeAllListeners", "finally", "then", "catch", "forEach"};
// Test runners wait for what they call, whatever an old declaration says.
constexpr std::array<std::string_view, 14> test_functions{"it",         "test",      "describe",  "before",   "after",
                                                          "beforeEach", "afterEach", "beforeAll", "afterAll", "suite",
                                                          "context",    "specify",   "setup",     "teardown"};
// Properties of the DOM's targets and of what takes after them.
constexpr std::array<std::string_view, 30> event_properties{"onabort",       "onblur",
                                                            "onchange",      "onclick",
                                                            "onclose",       "ondblclick",
                                                            "ondrop",        "onend",
                                                            "onerror",       "onfocus",
                                                            "oninput",       "onkeydown",
                                                            "onkeyup",       "onload",
                                                            "onloadend",     "onmessage",
                                                            "onmousedown",   "onmouseup",
                                                            "onopen",        "onpaste",
                                                            "onpointerdown", "onpointerup",
                                                            "onscroll",      "onsubmit",
                                                            "ontouchstart",  "ontouchend",
                                                            "ontimeout",     "onnegotiationneeded",
                                                            "onunload",      "onvisibilitychange"};

bool is_timer(const Facts& facts, const CallExpression& call) {
  const Node callee = syntax::unwrap(call.callee());
  const std::string_view name = syntax::called_name(call);
  if (name == "nextTick") return facts.is_global_member(callee, "process", "nextTick");
  if (!is_one_of(name, timers) && !callee.is(Kind::identifier)) return false;
  for (const std::string_view timer : timers)
    if (facts.is_global(callee, timer)) return true;
  const Value value = facts.value(callee);
  if (!value.is(Shape::api) || value.api.members().size() != 1) return false;
  return (value.api.module_name() == "timers" && is_one_of(value.api.members().front(), timers)) ||
         (value.api.module_name() == "process" && value.api.members().front() == "nextTick");
}

// Whether a class of the text says itself what its `on` does.
bool has_own_method(const Facts& facts, Node class_node, std::string_view name) {
  for (int depth = 0; depth < deepest_class; ++depth) {
    const auto view = syntax::ClassView::from(class_node);
    if (!view) return false;
    if (!facts.members_named(view->body(), name).empty()) return true;
    if (!view->superclass()) return false;
    const Value base = facts.value(view->superclass());
    if (!base.is(Shape::class_)) return false;
    class_node = base.node;
  }
  return true;
}

bool is_emitter_class(const ApiPath& api) {
  constexpr std::array<std::string_view, 2> modules{"events", "eventemitter3"};
  if (!is_one_of(api.module_name(), modules) || api.is_called()) return false;
  return api.members().empty() || api.members().back() == "EventEmitter" || api.members().back() == "default";
}

// `captureRejections: true` sends what a listener rejects with to the emitter's 'error' event. Whoever writes the word
// has thought of it.
bool captures_rejections(const Facts& facts) {
  constexpr std::string_view word = "captureRejections";
  return !facts.bindings().member_names(word).empty() ||
         facts.bindings().is_used_often(Question::Kind::references, word, 0);
}

// Emitters that are there from the start.
bool is_emitter_of_platform(const ApiPath& api) {
  const bool is_module = api.members().empty() || (api.members().size() == 1 && api.members().front() == "default");
  return api.is_global("process") || (is_module && (api.module_name() == "process" || api.module_name() == "cluster"));
}

// What is declared elsewhere is an emitter if it has an emitter's methods.
bool has_emitter_methods(const Facts& facts, const Value& value, Node place) {
  constexpr std::array<std::string_view, 3> methods{"emit", "removeListener", "listenerCount"};
  return std::ranges::none_of(methods, [&](std::string_view method) {
    const Value found = facts.member(value, method, place);
    // A path from outside leads to any name; whether there is something, its type says.
    return found.is(Shape::unknown) || (found.is(Shape::api) && facts.of_type(found.type).is(Shape::unknown));
  });
}

// Functions of Node that take a listener, and are known where no declaration is.
bool makes_server(const ApiPath& api) {
  constexpr std::array<std::string_view, 5> modules{"http", "https", "http2", "net", "tls"};
  return is_one_of(api.module_name(), modules) && !api.is_called() && !api.members().empty() &&
         (api.members().back() == "createServer" || api.members().back() == "createSecureServer");
}

// The list that a name stands for each element of, in turn: `for (const name of list)`, `list.forEach((name) => …)`.
Node list_gone_through(const Facts& facts, Node name) {
  const Binding binding = name.is(Kind::identifier) ? facts.bindings().resolve(name) : Binding{};
  if (const auto loop = syntax::ForInStatement::from(binding.owner))
    return loop->is_of() ? binding.owner.child(Field::right) : Node{};
  const auto function = binding.kind == DeclarationKind::parameter ? Function::from(binding.owner) : std::nullopt;
  const auto call = function ? CallExpression::from(binding.owner.parent().parent()) : std::nullopt;
  const auto member = call ? call->member() : std::nullopt;
  const bool is_each = member && member->name() == "forEach" && call->argument(0) == binding.owner;
  return is_each && function->parameters().front() == binding.identifier ? member->object() : Node{};
}

bool ends_process(Node event) {
  const auto name = syntax::string_value(event);
  return name && (name->starts_with("SIG") || *name == "beforeExit" || *name == "exit");
}

bool is_process_signal(const Facts& facts, Node object, Node event) {
  const Value emitter = facts.value(object);
  if (!emitter.is(Shape::api) || !is_emitter_of_platform(emitter.api)) return false;
  if (ends_process(event)) return true;
  const Value list = facts.value(list_gone_through(facts, syntax::unwrap(event)));
  if (!list.is(Shape::array) || !list.node.is(Kind::array)) return false;
  const auto events = syntax::named_children(list.node);
  return events.begin() != events.end() && std::ranges::all_of(events, ends_process);
}

// Whether a function may give a promise: what costs nothing to see.
bool may_give_promise(Node callback) {
  if (const auto function = Function::from(callback))
    return function->is_async() || !function->has_block_body() || !function->is_generator();
  return callback.is(Kind::identifier, Kind::member_expression, Kind::call_expression);
}

std::optional<IgnoredCallback> ignored_listener(const Facts& facts, const CallExpression& call,
                                                const MemberExpression& member) {
  const Node event = call.argument(0);
  const auto taken = callback_with_promise(facts, CallbackTaker::listener, member.property(), call.argument(1));
  if (!taken) return std::nullopt;
  const Value receiver = facts.value(member.object());
  if (!is_emitter(facts, receiver, member.node())) return std::nullopt;
  const auto declared = facts.result_of_callback(call.node(), 1);
  if (declared == types::CallbackResult::taken || captures_rejections(facts)) return std::nullopt;
  if (waits_for_listeners_of(facts, receiver, event)) return std::nullopt;
  IgnoredCallback listener = *taken;
  if (is_process_signal(facts, member.object(), event)) listener.taker = CallbackTaker::signal;
  return listener;
}

// `window.requestAnimationFrame`, `readFile`: a global, or what was imported.
bool may_be_from_outside(const Facts& facts, Node callee) {
  if (callee.is(Kind::member_expression)) callee = syntax::unwrap(callee.child(Field::object));
  if (!callee.is(Kind::identifier)) return false;
  const Binding binding = facts.bindings().resolve(callee);
  return !binding || binding.kind == DeclarationKind::import_;
}

// `save`, `this.save`, `this.save.bind(this)`
bool is_method_or_name(Node callback) {
  if (callback.is(Kind::identifier)) return true;
  if (const auto call = CallExpression::from(callback)) {
    const auto member = call->member();
    return member && member->name() == "bind" && is_method_or_name(syntax::unwrap(member->object()));
  }
  return callback.is(Kind::member_expression) && callback.child(Field::object).is(Kind::this_);
}

// What is declared to take a function that returns nothing.
std::optional<IgnoredCallback> ignored_by_declaration(const Facts& facts, Node taking, Node callee, Node arguments) {
  std::uint32_t index = 0;
  // Names are asked about where the callee is from outside or takes listeners; everywhere would be slow.
  const auto method = MemberExpression::from(callee);
  const auto name = method ? method->name() : std::nullopt;
  const bool may_be_named = (name && is_one_of(*name, listening)) || may_be_from_outside(facts, callee);
  for (const Node argument : syntax::named_children(arguments)) {
    const std::uint32_t own = index++;
    const Node callback = syntax::unwrap(argument);
    if (!syntax::is_function_kind(callback.kind()) && !(may_be_named && is_method_or_name(callback))) continue;
    const auto taken = callback_with_promise(facts, CallbackTaker::parameter, callee, callback);
    if (!taken) continue;
    const Value value = facts.value(callee);
    const bool is_server = value.is(Shape::api) && makes_server(value.api);
    if (!is_server && facts.result_of_callback(taking, own) != types::CallbackResult::ignored) continue;
    IgnoredCallback ignored = *taken;
    if (is_server || (value.is(Shape::api) && !value.api.module_name().empty() && facts.is_of_platform(value)))
      ignored.taker = CallbackTaker::platform;
    if (method) ignored.token = method->property();
    return ignored;
  }
  return std::nullopt;
}

// `adapter.setTimeout(refresh, 1000)`: a timer of somebody's own does what it is named after.
std::optional<IgnoredCallback> ignored_by_own_timer(const Facts& facts, const CallExpression& call,
                                                    const MemberExpression& member) {
  auto ignored = callback_with_promise(facts, CallbackTaker::parameter, member.property(), call.argument(0));
  if (!ignored || facts.value(call.callee()).is(Shape::function)) return std::nullopt;
  if (facts.result_of_callback(call.node(), 0) == types::CallbackResult::taken) return std::nullopt;
  return ignored;
}

std::optional<IgnoredCallback> in_call(const Facts& facts, const CallExpression& call) {
  const Node callee = syntax::unwrap(call.callee());
  const std::string_view name = syntax::called_name(call);
  if (call.argument_count() == 0 || is_one_of(name, not_calling)) return std::nullopt;
  const auto member = call.member();
  if (member && is_one_of(name, listening)) {
    if (auto listener = ignored_listener(facts, call, *member)) return listener;
    if (captures_rejections(facts)) return std::nullopt;
    if (waits_for_listeners_of(facts, facts.value(member->object()), call.argument(0))) return std::nullopt;
  }
  if (name == "addEventListener") {
    const Value receiver = member ? facts.value(member->object()) : Value{};
    const bool is_own = receiver.is(Shape::object) || (receiver.node && has_own_method(facts, receiver.node, name));
    // The DOM's own declarations allow any result, though nobody looks at it.
    const bool is_taken = !facts.is_of_platform(facts.value(callee)) &&
                          facts.result_of_callback(call.node(), 1) == types::CallbackResult::taken;
    if (!is_own && !is_taken)
      return callback_with_promise(facts, CallbackTaker::event, member ? member->property() : callee, call.argument(1));
    return std::nullopt;
  }
  if (is_timer(facts, call))
    return callback_with_promise(facts, CallbackTaker::timer, member ? member->property() : callee, call.argument(0));
  if (member && (name == "setTimeout" || name == "setInterval")) return ignored_by_own_timer(facts, call, *member);
  if (is_one_of(name, test_functions)) return std::nullopt;
  return ignored_by_declaration(facts, call.node(), callee, call.argument_list());
}

}  // namespace

std::optional<IgnoredCallback> callback_with_promise(const Facts& facts, CallbackTaker taker, Node token,
                                                     Node callback) {
  callback = syntax::unwrap(callback);
  if (!callback || !may_give_promise(callback)) return std::nullopt;
  Value promise = facts.result_of_calling(callback);
  if (!promise.is_promise()) return std::nullopt;
  // `onTick: () => void | Promise<void>` may never give one.
  if (promise.is_partial && promise.source != PromiseSource::returning_function) return std::nullopt;
  return IgnoredCallback{taker, token, callback, std::move(promise)};
}

bool is_emitter(const Facts& facts, const Value& value, Node place) {
  switch (value.shape) {
    case Shape::stream: return true;
    case Shape::instance: {
      if (is_emitter_class(value.api)) return true;
      Node class_node = value.node;
      for (int depth = 0; class_node && depth < deepest_class; ++depth) {
        const auto view = syntax::ClassView::from(class_node);
        if (!view || !view->superclass() || !facts.members_named(view->body(), "on").empty()) return false;
        const Value base = facts.value(view->superclass());
        if (base.is(Shape::api) && is_emitter_class(base.api)) return true;
        if (base.type && !base.is(Shape::class_)) return has_emitter_methods(facts, value, place);
        if (!base.is(Shape::class_)) return false;
        class_node = base.node;
      }
      return false;
    }
    case Shape::api:
      if (is_emitter_of_platform(value.api)) return true;
      [[fallthrough]];
    case Shape::typed: {
      return value.type && has_emitter_methods(facts, value, place);
    }
    default: return false;
  }
}

std::optional<IgnoredCallback> ignored_callback(const Facts& facts, Node taking) {
  if (const auto call = CallExpression::from(taking)) return in_call(facts, *call);
  if (const auto creation = NewExpression::from(taking)) {
    const Node constructor = syntax::unwrap(creation->constructor());
    if (!constructor.is(Kind::identifier, Kind::member_expression)) return std::nullopt;
    // A class that extends Promise calls its executor as Promise does.
    const auto executor = Function::from(syntax::unwrap(creation->argument(0)));
    if (facts.is_global(constructor, "Promise") ||
        (executor && executor->is_async() && facts.value(taking).is_promise()))
      return callback_with_promise(facts, CallbackTaker::executor, constructor, creation->argument(0));
    return ignored_by_declaration(facts, taking, constructor, taking.child(Field::arguments));
  }
  const auto assignment = AssignmentExpression::from(taking);
  if (!assignment || syntax::unwrap(assignment->target()).is(Kind::identifier)) return ignored_by_place(facts, taking);
  const auto target = assignment ? MemberExpression::from(syntax::unwrap(assignment->target())) : std::nullopt;
  const auto name = target ? target->name() : std::nullopt;
  if (!name || !name->starts_with("on") || !taking.is(Kind::assignment_expression)) return std::nullopt;
  const Value receiver = facts.value(target->object());
  // A property of the text's own objects is what the text makes of it.
  if (receiver.is(Shape::object) || receiver.is(Shape::instance) || receiver.is(Shape::class_)) return std::nullopt;
  const auto declared = facts.result_of_callback(receiver, *name);
  if (declared == types::CallbackResult::ignored)
    return callback_with_promise(facts, CallbackTaker::parameter, target->property(), assignment->value());
  if (!is_one_of(*name, event_properties)) return std::nullopt;
  return callback_with_promise(facts, CallbackTaker::event, target->property(), assignment->value());
}

}  // namespace asynclint
