#include "facts/quiet-code.h"

#include <algorithm>
#include <array>

#include "facts/flow.h"
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

// How many functions are looked into for one answer, and how deep they may call each other.
constexpr std::size_t most_quiet_functions = 40;
constexpr int deepest_quiet_call = 6;

// Methods of arrays, maps and sets, and those that call back.
constexpr std::array<std::string_view, 26> quiet_methods{
    "get",     "set",    "has",     "add",     "delete",      "clear",    "push",     "pop",     "shift",
    "unshift", "fill",   "slice",   "splice",  "concat",      "includes", "indexOf",  "join",    "at",
    "keys",    "values", "entries", "reverse", "lastIndexOf", "flat",     "toString", "subarray"};
constexpr std::array<std::string_view, 9> quiet_visitors{"some", "every",     "map",     "filter", "forEach",
                                                         "find", "findIndex", "flatMap", "sort"};
constexpr std::array<std::string_view, 5> quiet_classes{"Date", "Promise", "AbortController", "Event", "CustomEvent"};
// Methods that strings, arrays, maps and streams have, and that nobody names so who throws by them.
constexpr std::array<std::string_view, 40> methods_of_plain_values{
    "push",       "pop",         "shift",       "unshift",        "splice",  "includes", "indexOf", "lastIndexOf",
    "startsWith", "endsWith",    "trim",        "trimStart",      "trimEnd", "split",    "replace", "replaceAll",
    "match",      "toLowerCase", "toUpperCase", "padStart",       "padEnd",  "charAt",   "slice",   "substring",
    "concat",     "join",        "toString",    "hasOwnProperty", "valueOf", "getTime",  "get",     "set",
    "has",        "add",         "delete",      "clear",          "entries", "values"};
// What the platform's own objects do with what they are given: elements, signals, headers.
constexpr std::array<std::string_view, 20> methods_of_platform{"add",          "remove",
                                                               "toggle",       "contains",
                                                               "setAttribute", "removeAttribute",
                                                               "getAttribute", "hasAttribute",
                                                               "append",       "appendChild",
                                                               "focus",        "blur",
                                                               "get",          "set",
                                                               "has",          "delete",
                                                               "abort",        "close",
                                                               "setProperty",  "getBoundingClientRect"};
// These throw for what cannot be iterated.
constexpr std::array<std::string_view, 4> quiet_collections{"Map", "Set", "WeakMap", "WeakSet"};
constexpr std::array<std::string_view, 6> quiet_owners{"Math", "Number", "Date", "performance", "Object", "JSON"};
constexpr std::array<std::string_view, 10> of_owners{"now",     "isArray", "isInteger", "isFinite", "isNaN",
                                                     "entries", "keys",    "values",    "assign",   "stringify"};
// Whoever listens, or listens no more, runs nothing; and what listeners of an event target throw is reported, and does
// not get to whoever dispatches.
constexpr std::array<std::string_view, 9> listening_methods{"on",
                                                            "once",
                                                            "off",
                                                            "addListener",
                                                            "removeListener",
                                                            "removeAllListeners",
                                                            "addEventListener",
                                                            "removeEventListener",
                                                            "dispatchEvent"};
// Hooks that give a value and a function that sets it later, or that function alone.
constexpr std::array<std::string_view, 3> state_hooks{"useState", "useReducer", "useDispatch"};
// Timers of somebody's own do what they are named after.
constexpr std::array<std::string_view, 4> own_timers{"setTimeout", "setInterval", "clearTimeout", "clearInterval"};
// `isOpen()`, `getName()`: what only asks.
constexpr std::array<std::string_view, 6> asking_words{"is", "has", "can", "should", "get", "find"};
constexpr std::array<std::string_view, 5> errors_of_callbacks{"err", "error", "e", "_err", "_error"};
// Those who write a log make sure that writing it breaks nothing.
constexpr std::array<std::string_view, 5> loggers{"log", "logger", "_log", "_logger", "#log"};
constexpr std::array<std::string_view, 9> log_levels{"trace",  "debug", "verbose", "info", "log",
                                                     "notice", "warn",  "warning", "error"};

bool is_logger(Node object) {
  object = syntax::unwrap(object);
  if (object.is(Kind::identifier)) return is_one_of(object.text(), loggers);
  return object.is(Kind::member_expression) && is_one_of(object.child(Field::property).text(), loggers);
}

bool has_throw(Node block) {
  bool found = false;
  visit_own(block, [&](Node node) {
    found = found || node.is(Kind::throw_statement);
    return !found;
  });
  return found;
}

// `this.debug(draft)`, `log(`${count} sent`)`, `this._warn('late')`: a function of its own for writing a log, unless it
// throws by a statement: `this.error('unexpected token')`.
bool writes_log(const Facts& facts, const CallExpression& call) {
  std::string_view name = syntax::called_name(call);
  if (name.starts_with('_')) name.remove_prefix(1);
  if (!is_one_of(name, log_levels)) return false;
  const Value callee = facts.value(call.callee());
  if (callee.is(Shape::function) && has_throw(callee.node.child(Field::body))) return false;
  const auto member = call.member();
  return (member && member->object().is(Kind::this_)) ||
         syntax::unwrap(call.argument(0)).is(Kind::string, Kind::template_string);
}

// `setBusy(true)` of `const [busy, setBusy] = useState(false)`.
bool sets_state(const Facts& facts, Node callee) {
  const Binding binding = callee.is(Kind::identifier) ? facts.bindings().resolve(callee) : Binding{};
  if (!binding.owner.is(Kind::variable_declarator)) return false;
  const Node pattern = binding.owner.child(Field::name);
  const auto hook = CallExpression::from(binding.owner.child(Field::value));
  return hook && is_one_of(syntax::called_name(*hook), state_hooks) &&
         (pattern.is(Kind::array_pattern) ? pattern.named_child(1) : pattern) == binding.identifier;
}

bool only_asks(std::string_view name) {
  return std::ranges::any_of(asking_words, [name](std::string_view word) {
    return name.size() > word.size() && name.starts_with(word) && name[word.size()] >= 'A' && name[word.size()] <= 'Z';
  });
}

// `readFile(path, (error, text) => …)`: who takes such a callback hands it what fails.
bool tells_callback(const CallExpression& call) {
  const auto callback = Function::from(syntax::unwrap(call.argument_list().last_named_child()));
  if (!callback || callback->parameters().empty()) return false;
  return is_one_of(callback->parameters().front().text(), errors_of_callbacks);
}

// `({ name, size: bytes })`, `[first, second]`, whatever it takes apart.
bool is_simple_pattern(Node pattern) {
  return std::ranges::all_of(syntax::named_children(pattern), [](Node part) {
    return part.is(Kind::shorthand_property_identifier_pattern, Kind::comment, Kind::identifier) ||
           (part.is(Kind::pair_pattern) && part.child(Field::value).is(Kind::identifier) &&
            part.child(Field::key).is(Kind::property_identifier));
  });
}

}  // namespace

bool hands_over_settler(Node call, const std::vector<Node>& settlers) {
  const Node given = call.is(Kind::call_expression) ? call.child(Field::arguments) : Node{};
  return given.is(Kind::arguments) && std::ranges::any_of(settlers, [&](Node settler) {
           return given.span().begin <= settler.span().begin && settler.span().end <= given.span().end;
         });
}

bool QuietCode::is_quiet(Node node) {
  switch (node.kind()) {
    case Kind::member_expression:
    case Kind::subscript_expression: return is_quiet_access(node);
    case Kind::call_expression: return is_harmless(facts_, node) || is_quiet_call(node);
    case Kind::new_expression: return is_harmless(facts_, node) || is_quiet_creation(node);
    case Kind::try_statement: return is_quiet_try(node);
    case Kind::object_pattern:
    case Kind::array_pattern: return is_simple_pattern(node);
    // As with members: that something else is there than what can be iterated, or looked into, is not reckoned with.
    case Kind::for_in_statement: return !syntax::ForInStatement::assume(node).is_await();
    case Kind::spread_element:
    case Kind::binary_expression: return true;
    default: return false;
  }
}

bool QuietCode::runs_quietly(Node code) {
  return cannot_throw(code, [this](Node node) { return is_quiet(node); });
}

bool QuietCode::is_quiet_access(Node access) {
  const Node object = syntax::unwrap(access.child(Field::object));
  if (const Node index = access.child(Field::index)) return runs_quietly(index) && runs_quietly(object);
  if (!object.is(Kind::this_, Kind::super, Kind::identifier)) return runs_quietly(object);
  const Value owner = facts_.value(object);
  const auto class_view = syntax::ClassView::from(owner.node);
  const bool is_shown = owner.is(Shape::object) || (class_view && owner.is(Shape::instance));
  if (!is_shown) return true;
  const std::string_view name = access.child(Field::property).text();
  const Node body = class_view ? class_view->body() : owner.node;
  if (!facts_.has_accessors(body, name)) return true;
  const Node holder = syntax::wrapped(access).parent();
  const bool is_written = holder.is(Kind::assignment_expression) && holder.child(Field::left) == access;
  const auto members = facts_.members_named(body, name);
  // Whoever reads through a getter expects no more of it than of a member, unless it throws by a statement of its own.
  return !members.empty() && std::ranges::all_of(members, [&](Node member) {
    if (member.child(Kind::kw_set)) return !is_written || is_quiet_function(member);
    return is_written || !has_throw(member.child(Field::body));
  });
}

bool QuietCode::uses_collection(const CallExpression& call, const MemberExpression& member) {
  const auto name = member.name();
  if (!name) return false;
  const bool calls_back = is_one_of(*name, quiet_visitors);
  if (!calls_back && !is_one_of(*name, quiet_methods)) return false;
  const Value object = facts_.value(member.object());
  const bool is_known = object.is(Shape::array) || object.is(Shape::set) || object.is(Shape::map);
  // What has such a method and is given a callback is a list, too, as far as anybody can tell.
  if (!is_known && !(object.is(Shape::unknown) && calls_back)) return false;
  if (!calls_back || (*name == "sort" && call.argument_count() == 0)) return true;
  const Value callback = facts_.value(call.argument(0));
  return callback.is(Shape::function) && is_quiet_function(callback.node);
}

bool QuietCode::is_quiet_call(Node call) {
  const CallExpression view = CallExpression::assume(call);
  if (const auto member = view.member()) {
    const auto name = member->name();
    if (!name) return false;
    const Node object = syntax::unwrap(member->object());
    if (is_logger(object) || is_one_of(*name, own_timers) || writes_log(facts_, view)) return runs_quietly(object);
    if (object.is(Kind::identifier) && is_one_of(object.text(), quiet_owners) &&
        facts_.is_global(object, object.text()))
      return object.text() == "Math" || is_one_of(*name, of_owners);
    if (facts_.is_global_member(view.callee(), "Array", "isArray")) return true;
    if (facts_.is_global_member(view.callee(), "Array", "from") && view.argument_count() == 1) return true;
    if (!runs_quietly(object)) return false;
    if (uses_collection(view, *member)) return true;
    if (is_one_of(*name, listening_methods)) return true;
    const Value owner = facts_.value(object);
    if (is_one_of(*name, methods_of_platform) && facts_.is_of_platform(owner)) return true;
    if (is_one_of(*name, methods_of_plain_values) && !facts_.value(view.callee()).is(Shape::function)) return true;
    // A promise calls back later, and what is thrown there is in the promise that comes out.
    if ((*name == "then" || *name == "catch" || *name == "finally") && facts_.value(object).is_promise()) return true;
  } else if (syntax::unwrap(view.callee()).is(Kind::super)) {
    const auto own = syntax::ClassView::from(facts_.this_value(call).node);
    const Value base = own && own->superclass() ? facts_.value(own->superclass()) : Value{};
    return !base.is(Shape::class_) || is_quiet_class(base.node);
  } else if (!syntax::unwrap(view.callee()).is(Kind::identifier)) {
    return false;
  } else if (writes_log(facts_, view) || sets_state(facts_, syntax::unwrap(view.callee()))) {
    return true;
  }
  const Value callee = facts_.value(view.callee());
  if (callee.is(Shape::function)) return is_quiet_function(callee.node);
  if (tells_callback(view)) return true;
  if (!callee.is(Shape::promise_function) && only_asks(syntax::called_name(view))) return true;
  if (callee.is(Shape::api) && (callee.api.module_name() == "path" || syntax::called_name(view) == "existsSync"))
    return true;
  // What is declared to give a promise rejects, and throws nothing.
  const Value given = facts_.value(call);
  if (given.is_promise() && (given.source == PromiseSource::api || given.source == PromiseSource::declared))
    return true;
  constexpr std::uint8_t quiet = types::signature_flag::async | types::signature_flag::cannot_throw;
  return (facts_.flags_of_calling(callee, call) & quiet) != 0;
}

// A class's own constructor, or that of the class above it. Of classes from elsewhere nobody expects that making one
// throws.
bool QuietCode::is_quiet_class(Node class_node) {
  const auto view = syntax::ClassView::from(class_node);
  if (!view || depth_ >= deepest_quiet_call) return !view;
  const auto constructors = facts_.members_named(view->body(), "constructor");
  if (!constructors.empty()) return is_quiet_function(constructors.front());
  const Value base = view->superclass() ? facts_.value(view->superclass()) : Value{};
  ++depth_;
  const bool is_quiet = !base.is(Shape::class_) || is_quiet_class(base.node);
  --depth_;
  return is_quiet;
}

bool QuietCode::is_quiet_creation(Node creation) {
  const Node constructor = syntax::unwrap(creation.child(Field::constructor));
  // Errors are made where something has failed already, and are meant not to fail themselves.
  if (constructor.is(Kind::identifier, Kind::member_expression) && constructor.text().ends_with("Error")) return true;
  if (!constructor.is(Kind::identifier, Kind::member_expression)) return false;
  const Value made = facts_.value(constructor);
  if (made.is(Shape::class_)) return is_quiet_class(made.node);
  if (made.is(Shape::function)) return is_quiet_function(made.node);
  if (!constructor.is(Kind::identifier) || !facts_.is_global(constructor, constructor.text()))
    return !facts_.is_of_platform(made);
  if (is_one_of(constructor.text(), quiet_classes)) return true;
  const Node elements = syntax::unwrap(creation.child(Field::arguments).named_child(0));
  return is_one_of(constructor.text(), quiet_collections) && facts_.value(elements).is(Shape::array);
}

// What a `catch` does is meant not to fail.
bool QuietCode::is_quiet_try(Node statement) {
  const Node handler = statement.child(Field::handler);
  const Node finalizer = statement.child(Field::finalizer);
  if (handler ? has_throw(handler.child(Field::body)) : !runs_quietly(statement.child(Field::body))) return false;
  return !finalizer || runs_quietly(finalizer.child(Field::body));
}

bool QuietCode::is_quiet_function(Node node) {
  const auto function = Function::from(node);
  if (!function) return false;
  // What an async function throws, its promise rejects with; a generator runs later.
  if (function->is_async() || function->is_generator()) return true;
  // Those that call each other are as quiet as what else they do.
  const auto known = std::ranges::find(seen_, node, &Seen::function);
  if (known != seen_.end()) return known->is_quiet;
  if (depth_ >= deepest_quiet_call || seen_.size() >= most_quiet_functions) return false;
  const std::size_t place = seen_.size();
  seen_.push_back({node, true});
  ++depth_;
  const bool is_quiet = runs_quietly(function->body());
  --depth_;
  seen_[place].is_quiet = is_quiet;
  return is_quiet;
}

}  // namespace asynclint
