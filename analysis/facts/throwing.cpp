#include "facts/throwing.h"

#include <algorithm>
#include <array>

#include "facts/flow.h"
#include "facts/names.h"
#include "facts/passed-arguments.h"

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
// A function called in more places than this is not asked who settles what its parameters stand for.
constexpr std::size_t most_passed_settlers = 8;

bool is_free(const Facts& facts, Node name) { return name.is(Kind::identifier) && !facts.bindings().resolve(name); }

// `let memory = {}` that is only ever given other literals without getters and setters.
bool holds_only_literals(const Facts& facts, Node name) {
  const Binding binding = facts.bindings().resolve(name);
  const auto is_literal = [&](Node value) {
    value = syntax::unwrap(value);
    return value.is(Kind::array) || (value.is(Kind::object) && !facts.has_accessors(value));
  };
  if (!binding.owner.is(Kind::variable_declarator) || !is_literal(binding.owner.child(Field::value)) ||
      binding.owner.child(Field::name) != binding.identifier)
    return false;
  for (const Node write : facts.bindings().writes(binding)) {
    const Node assignment = write.parent();
    if (!assignment.is(Kind::assignment_expression) || !is_literal(assignment.child(Field::right))) return false;
  }
  return true;
}

// Whether a class's own code assigns a member of `this`: then it is no getter of the class above.
bool assigns_own_member(const Facts& facts, Node class_node, std::string_view name) {
  for (const Node write : facts.bindings().member_writes(name)) {
    const Node object = write.child(Field::object);
    if (!object.is(Kind::this_)) continue;
    const Value owner = facts.value(object);
    if (owner.is(Shape::instance) && owner.node == class_node) return true;
  }
  return false;
}

// `this.started`, `memory[key]`: of an object that the text shows, and that has no getters and setters.
bool is_harmless_access(const Facts& facts, Node access) {
  const Node index = access.child(Field::index);
  if (index && !syntax::unwrap(index).is(Kind::identifier, Kind::string, Kind::number)) return false;
  const Node object = syntax::unwrap(access.child(Field::object));
  if (!object.is(Kind::identifier, Kind::this_)) return false;
  const std::string_view name = index ? std::string_view{} : access.child(Field::property).text();
  const Value value = facts.value(object);
  switch (value.shape) {
    case Shape::array:
    case Shape::map:
    case Shape::set: return true;
    case Shape::object: return value.node && !facts.has_accessors(value.node, name);
    case Shape::instance: {
      const auto owner = syntax::ClassView::from(value.node);
      if (!owner || facts.has_accessors(owner->body(), name)) return false;
      return !owner->superclass() || (!index && assigns_own_member(facts, value.node, name));
    }
    case Shape::unknown: return object.is(Kind::identifier) && holds_only_literals(facts, object);
    default: return false;
  }
}

Node executor_of_settler(const Facts& facts, Node name, int depth);

// `const poll = (resolve) => …` that is only called, and always with the `resolve` of an executor, or with its own.
Node executor_of_passed(const Facts& facts, const Binding& parameter, int depth) {
  const auto function = syntax::Function::from(parameter.owner);
  if (!function || depth >= deepest_callback) return {};
  const Node holder = parameter.owner.parent();
  const bool is_variable = holder.is(Kind::variable_declarator);
  const Node name = is_variable ? holder.child(Field::name) : parameter.owner.child(Field::name);
  const Binding own = name.is(Kind::identifier) ? facts.bindings().resolve(name) : Binding{};
  if (!own || own.is_repeated || !(is_variable || parameter.owner.is(Kind::function_declaration))) return {};
  const auto uses = facts.bindings().references(own);
  if (uses.size() > most_passed_settlers) return {};
  Node found;
  for (const Node use : uses) {
    const auto call = CallExpression::from(use.parent());
    if (!call || use.field() != Field::function) return {};
    const Node given = syntax::unwrap(argument_for(*function, parameter.identifier, *call));
    if (given.is(Kind::identifier) && facts.bindings().resolve(given) == parameter) continue;
    found = executor_of_settler(facts, given, depth + 1);
    if (!found) return {};
  }
  return found;
}

Node executor_of_settler(const Facts& facts, Node name, int depth) {
  name = syntax::unwrap(name);
  if (!name.is(Kind::identifier)) return {};
  const Binding binding = facts.bindings().resolve(name);
  if (binding.kind != DeclarationKind::parameter) return {};
  const Node list = syntax::wrapped(binding.owner).parent();
  const Node creation = list.parent();
  if (list.is(Kind::arguments) && creation.is(Kind::new_expression))
    return facts.is_global(creation.child(Field::constructor), "Promise") ? binding.owner : Node{};
  return executor_of_passed(facts, binding, depth);
}

// Whether a call is of an async function of this text: it throws nothing while it starts.
bool is_async_call(const Facts& facts, Node call) {
  const auto member = CallExpression::assume(call).member();
  if (member && !syntax::unwrap(member->object()).is(Kind::identifier, Kind::this_)) return false;
  const Value callee = facts.value(call.child(Field::function));
  const auto function = callee.is(Shape::function) ? syntax::Function::from(callee.node) : std::nullopt;
  return function && function->is_async();
}

// Whether an async function is called only to settle a promise with what it gives, as in `resolve(finish())`, or its
// promise is dropped: whatever it rejects with does not get here.
bool only_starts_async_call(const Facts& facts, Node call) {
  const Node holder = syntax::wrapped(call).parent();
  const bool settles = holder.is(Kind::arguments) && holder.parent().is(Kind::call_expression) &&
                       executor_of_settler(facts, holder.parent().child(Field::function));
  return (settles || holder.is(Kind::expression_statement)) && is_async_call(facts, call);
}

// `setTimeout`, also by another name: `const wait = setTimeout`.
bool is_harmless_function(const Facts& facts, Node callee) {
  if (is_free(facts, callee)) return is_one_of(callee.text(), harmless_functions);
  const Value value = facts.value(callee);
  return value.is(Shape::api) && value.api.is_global() && value.api.members().size() == 1 &&
         is_one_of(value.api.members().front(), harmless_functions);
}

// `process.once('SIGINT', close)`
bool is_process_call(const Facts& facts, const syntax::MemberExpression& member) {
  const auto name = member.name();
  return (name == "exit" || name == "on" || name == "once" || name == "off" || name == "removeListener") &&
         facts.is_global(member.object(), "process");
}

// `stream.on('end', resolve)` of a variable: streams and sockets tell of these.
bool is_heard_as_stream(const Facts& facts, Node name) {
  constexpr std::array<std::string_view, 4> events{"close", "data", "end", "finish"};
  if (!name.is(Kind::identifier)) return false;
  return std::ranges::any_of(facts.bindings().references(facts.bindings().resolve(name)), [&](Node use) {
    const auto member = syntax::MemberExpression::from(use.parent());
    const auto call = member ? CallExpression::from(member->node().parent()) : std::nullopt;
    if (!call || member->object() != use || call->callee() != member->node()) return false;
    const auto event = syntax::string_value(call->argument(0));
    return (member->name() == "on" || member->name() == "once") && event && is_one_of(*event, events);
  });
}

// `socket.destroy()`: of the platform's streams, sockets and timers.
bool puts_an_end(const Facts& facts, const syntax::MemberExpression& member) {
  constexpr std::array<std::string_view, 5> ends{"destroy", "end", "unref", "ref", "abort"};
  const auto name = member.name();
  if (!name || !is_one_of(*name, ends)) return false;
  const Value owner = facts.value(member.object());
  return owner.is(Shape::stream) || facts.is_of_platform(owner) ||
         is_heard_as_stream(facts, syntax::unwrap(member.object()));
}

// Whether a call or construction runs only what is known not to throw; its arguments are another question.
bool is_harmless_call(const Facts& facts, Node call) {
  const Node callee =
      syntax::unwrap(call.is(Kind::new_expression) ? call.child(Field::constructor) : call.child(Field::function));
  if (call.is(Kind::new_expression)) {
    if (!is_free(facts, callee)) return false;
    const Node arguments = call.child(Field::arguments);
    return is_one_of(callee.text(), harmless_classes) ||
           (is_one_of(callee.text(), collections) && (!arguments || arguments.named_child_count() == 0));
  }
  if (executor_of_settler(facts, callee)) return true;
  if (callee.is(Kind::identifier)) return is_harmless_function(facts, callee) || only_starts_async_call(facts, call);
  const auto member = CallExpression::assume(call).member();
  if (!member) return false;
  return only_starts_async_call(facts, call) || facts.is_global(member->object(), "console") ||
         is_process_call(facts, *member) || puts_an_end(facts, *member);
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
    if (node.is(Kind::call_expression, Kind::new_expression) && !is_harmless_call(facts, node) &&
        !is_harmless_method(facts, node, depth))
      found = true;
    return !found;
  });
  return found;
}

}  // namespace

Node executor_of_settler(const Facts& facts, Node name) { return executor_of_settler(facts, name, 0); }

bool may_throw(const Facts& facts, Node callback) { return may_throw_inside(facts, callback, 0); }

bool is_harmless(const Facts& facts, Node node) {
  switch (node.kind()) {
    case Kind::call_expression:
    case Kind::new_expression: return is_harmless_call(facts, node);
    case Kind::member_expression:
    case Kind::subscript_expression: return is_harmless_access(facts, node);
    default: return false;
  }
}

}  // namespace asynclint
