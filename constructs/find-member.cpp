// Constructs that are known by the name of a method and by what has it.
#include <array>

#include "constructs/fate.h"
#include "constructs/finders.h"
#include "facts/array-callbacks.h"
#include "facts/chain-values.h"
#include "facts/handling.h"
#include "facts/ignored-callbacks.h"
#include "facts/names.h"
#include "facts/throwing.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

constexpr std::array<std::string_view, 1> for_each{"forEach"};
constexpr std::array<std::string_view, 2> mapping{"map", "flatMap"};
constexpr std::array<std::string_view, 9> deciding{"filter", "some",     "every",         "find",       "findIndex",
                                                   "reduce", "findLast", "findLastIndex", "reduceRight"};
constexpr std::array<std::string_view, 8> listening{
    "on",  "once",           "addListener",         "prependListener",
    "off", "removeListener", "prependOnceListener", "removeAllListeners"};
constexpr std::array<std::string_view, 5> reading_body{"json", "text", "arrayBuffer", "blob", "formData"};

FoundConstruct at(ConstructKind kind, Node token, Node node) { return Construct{kind, token, node}; }

bool has_member(const Facts& facts, const Value& value, std::string_view name, Node place) {
  const bool is_outside = value.is(Shape::typed) || value.is(Shape::api);
  return is_outside && value.type && !facts.member(value, name, place).is(Shape::unknown);
}

ConstructKind kind_of_event(const CallExpression& call, const Value& receiver) {
  constexpr std::array<std::string_view, 4> removing{"off", "removeListener", "removeAllListeners",
                                                     "removeEventListener"};
  if (is_one_of(syntax::called_name(call), removing)) return ConstructKind::emitter_listener;
  const auto event = syntax::string_value(call.argument(0)).value_or("");
  const bool is_process =
      receiver.is(Shape::api) && (receiver.api.is_global("process") || receiver.api.module_name() == "process");
  if (is_process) {
    if (event == "unhandledRejection" || event == "rejectionHandled") return ConstructKind::unhandled_event;
    if (event == "uncaughtException" || event == "uncaughtExceptionMonitor") return ConstructKind::fatal_event;
    if (event.starts_with("SIG") || event == "beforeExit" || event == "exit") return ConstructKind::shutdown;
  }
  if (event == "unhandledrejection" || event == "rejectionhandled") return ConstructKind::frontend_error_event;
  return ConstructKind::emitter_listener;
}

FoundConstruct of_array_method(const Facts& facts, Node token, const CallExpression& call, const Value& receiver) {
  const std::string_view name = token.text();
  const auto async = [&](const auto& methods, ConstructKind kind) -> FoundConstruct {
    if (!is_one_of(name, methods)) return std::nullopt;
    const auto callback = promise_callback(facts, call, methods);
    if (!callback || has_own_method(facts, *callback)) return std::nullopt;
    return at(kind, token, call.node());
  };
  if (auto found = async(for_each, ConstructKind::async_for_each)) return found;
  if (auto found = async(mapping, ConstructKind::async_map)) return found;
  if (auto found = async(deciding, ConstructKind::async_predicate)) return found;
  const bool is_known =
      is_one_of(name, for_each) || is_one_of(name, mapping) || is_one_of(name, deciding) || name == "sort";
  const bool is_array =
      receiver.is(Shape::array) || receiver.is(Shape::set) || receiver.is(Shape::map) || receiver.is(Shape::list);
  const Node callback = syntax::unwrap(call.argument(0));
  const bool gives_function =
      callback && (syntax::is_function_kind(callback.kind()) || facts.value(callback).is(Shape::function));
  return is_known && is_array && gives_function ? at(ConstructKind::array_callback, token, call.node()) : std::nullopt;
}

FoundConstruct of_event_method(const Facts& facts, Node token, const CallExpression& call, const Value& receiver) {
  const std::string_view name = token.text();
  if (name == "addEventListener" || name == "removeEventListener") {
    if (call.argument_count() < 2) return std::nullopt;
    const ConstructKind kind = kind_of_event(call, receiver);
    return at(kind == ConstructKind::frontend_error_event ? kind : ConstructKind::event_listener, token, call.node());
  }
  if (name == "emit" || name == "dispatchEvent") {
    const bool is_emitter_here = is_emitter(facts, receiver, call.node()) || name == "dispatchEvent";
    return is_emitter_here ? at(ConstructKind::emit, token, call.node()) : std::nullopt;
  }
  if (!is_one_of(name, listening)) return std::nullopt;
  // Of what is not known to be something else, an event and a function are taken for a listener.
  const bool looks_like_event =
      syntax::unwrap(call.argument(0)).is(Kind::string, Kind::identifier, Kind::member_expression) &&
      syntax::unwrap(call.argument(1)) && !facts.value(call.argument(1)).is(Shape::plain);
  if (!looks_like_event && !is_emitter(facts, receiver, call.node())) return std::nullopt;
  return at(kind_of_event(call, receiver), token, call.node());
}

// What methods of the platform's own objects are; those that a value is known to have, or, of something unknown, those
// whose names nobody else uses.
FoundConstruct of_platform_method(const Facts& facts, Node token, Node access, const Value& receiver) {
  const std::string_view name = token.text();
  const Node call = call_of(access);
  const Node node = call ? call : access;
  const bool is_unknown = receiver.is(Shape::unknown);
  if (name == "abort" && has_member(facts, receiver, "signal", access))
    return at(ConstructKind::abort_controller, token, node);
  if (name == "signal" && has_member(facts, receiver, "abort", access))
    return at(ConstructKind::abort_controller, token, node);
  if (name == "throwIfAborted" || name == "aborted") {
    if (is_unknown || has_member(facts, receiver, "throwIfAborted", access))
      return at(ConstructKind::abort_controller, token, node);
    return std::nullopt;
  }
  if (name == "pipe" && (receiver.is(Shape::stream) || is_unknown || has_member(facts, receiver, "unpipe", access)))
    return call ? at(ConstructKind::stream, token, node) : std::nullopt;
  if (name == "getReader" || name == "pipeTo" || name == "pipeThrough" || name == "getWriter")
    return call ? at(ConstructKind::web_stream, token, node) : std::nullopt;
  if (name == "postMessage" || (name == "terminate" && has_member(facts, receiver, "postMessage", access)))
    return call ? at(name == "terminate" ? ConstructKind::worker : ConstructKind::message, token, node) : std::nullopt;
  if (is_one_of(name, reading_body) || name == "ok" || name == "status")
    return has_member(facts, receiver, "redirected", access) ? at(ConstructKind::response, token, node) : std::nullopt;
  if (name == "close" && call && has_member(facts, receiver, "listen", access))
    return at(ConstructKind::shutdown, token, node);
  if (name == "run" || name == "getStore" || name == "enterWith")
    return call && has_member(facts, receiver, "enterWith", access) ? at(ConstructKind::request_store, token, node)
                                                                    : std::nullopt;
  return std::nullopt;
}

bool is_error(const Facts& facts, Node object) {
  object = syntax::unwrap(object);
  if (object.is(Kind::new_expression)) return facts.is_global(object.child(Field::constructor), "Error");
  return object.is(Kind::identifier) && facts.bindings().resolve(object).kind == DeclarationKind::caught;
}

}  // namespace

bool is_of_text(const Facts& facts, Node access, const Value& receiver) {
  if (facts.value(access).is(Shape::function)) return true;
  return receiver.is(Shape::object) || receiver.is(Shape::array) || receiver.is(Shape::plain) ||
         receiver.is(Shape::function) || receiver.is(Shape::class_);
}

FoundConstruct find_by_member(const Facts& facts, Node token) {
  const Node access = token.parent();
  if (!access.is(Kind::member_expression)) return std::nullopt;
  if (auto found = find_known_member(facts, token, access)) return found;
  const Node object = syntax::unwrap(access.child(Field::object));
  const std::string_view name = token.text();
  if (name == "stack" && is_error(facts, object)) return at(ConstructKind::error_stack, token, access);
  if (name == "then" || name == "catch" || name == "finally") return find_promise_method(facts, token, name);
  const Value receiver = facts.value(object);
  const auto call = CallExpression::from(call_of(access));
  if (call) {
    if (auto found = of_array_method(facts, token, *call, receiver)) return found;
  }
  if (!is_of_text(facts, access, receiver)) {
    if (call) {
      if (auto found = of_event_method(facts, token, *call, receiver)) return found;
    }
    if (auto found = of_platform_method(facts, token, access, receiver)) return found;
  }
  return find_by_binding(facts, token);
}

}  // namespace asynclint
