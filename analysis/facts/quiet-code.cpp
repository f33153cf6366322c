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
constexpr std::array<std::string_view, 3> quiet_classes{"Date", "Error", "AbortController"};
// These throw for what cannot be iterated.
constexpr std::array<std::string_view, 4> quiet_collections{"Map", "Set", "WeakMap", "WeakSet"};
constexpr std::array<std::string_view, 5> quiet_owners{"Math", "Number", "Date", "performance", "Object"};
constexpr std::array<std::string_view, 9> of_owners{"now",     "isArray", "isInteger", "isFinite", "isNaN",
                                                    "entries", "keys",    "values",    "assign"};
// Whoever listens, or listens no more, runs nothing.
constexpr std::array<std::string_view, 7> listening_methods{
    "on", "once", "off", "addListener", "removeListener", "addEventListener", "removeEventListener"};
// Those who write a log make sure that writing it breaks nothing.
constexpr std::array<std::string_view, 5> loggers{"log", "logger", "_log", "_logger", "#log"};
constexpr std::array<std::string_view, 9> log_levels{"trace",  "debug", "verbose", "info", "log",
                                                     "notice", "warn",  "warning", "error"};

bool is_logger(Node object) {
  object = syntax::unwrap(object);
  if (object.is(Kind::identifier)) return is_one_of(object.text(), loggers);
  return object.is(Kind::member_expression) && is_one_of(object.child(Field::property).text(), loggers);
}

// `({ name, size: bytes })`, whatever it takes apart.
bool is_simple_pattern(Node pattern) {
  return std::ranges::all_of(syntax::named_children(pattern), [](Node part) {
    return part.is(Kind::shorthand_property_identifier_pattern, Kind::comment) ||
           (part.is(Kind::pair_pattern) && part.child(Field::value).is(Kind::identifier) &&
            part.child(Field::key).is(Kind::property_identifier));
  });
}

bool has_throw(Node block) {
  bool found = false;
  visit_own(block, [&](Node node) {
    found = found || node.is(Kind::throw_statement);
    return !found;
  });
  return found;
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
    case Kind::object_pattern: return is_simple_pattern(node);
    case Kind::for_in_statement: {
      const auto loop = syntax::ForInStatement::assume(node);
      if (loop.is_await()) return false;
      const Value list = facts_.value(node.child(Field::right));
      return list.is(Shape::array) || list.is(Shape::set) || list.is(Shape::map);
    }
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
  return !is_shown ||
         !has_accessors(class_view ? class_view->body() : owner.node, access.child(Field::property).text());
}

bool QuietCode::uses_collection(const CallExpression& call, const MemberExpression& member) {
  const auto name = member.name();
  if (!name) return false;
  const bool calls_back = is_one_of(*name, quiet_visitors);
  if (!calls_back && !is_one_of(*name, quiet_methods)) return false;
  const Value object = facts_.value(member.object());
  if (!object.is(Shape::array) && !object.is(Shape::set) && !object.is(Shape::map)) return false;
  if (!runs_quietly(member.object())) return false;
  if (!calls_back) return true;
  const Value callback = facts_.value(call.argument(0));
  return callback.is(Shape::function) && is_quiet_function(callback.node);
}

bool QuietCode::is_quiet_call(Node call) {
  const CallExpression view = CallExpression::assume(call);
  if (const auto member = view.member()) {
    const auto name = member->name();
    if (!name) return false;
    const Node object = syntax::unwrap(member->object());
    if (is_one_of(*name, log_levels) && is_logger(object)) return runs_quietly(object);
    if (object.is(Kind::identifier) && is_one_of(object.text(), quiet_owners) &&
        facts_.is_global(object, object.text()))
      return object.text() == "Math" || is_one_of(*name, of_owners);
    if (facts_.is_global_member(view.callee(), "Array", "isArray")) return true;
    if (uses_collection(view, *member)) return true;
    if (!runs_quietly(object)) return false;
    if (is_one_of(*name, listening_methods)) return true;
    // A promise calls back later, and what is thrown there is in the promise that comes out.
    if ((*name == "then" || *name == "catch" || *name == "finally") && facts_.value(object).is_promise()) return true;
  } else if (!syntax::unwrap(view.callee()).is(Kind::identifier)) {
    return false;
  }
  const Value callee = facts_.value(view.callee());
  if (callee.is(Shape::function)) return is_quiet_function(callee.node);
  constexpr std::uint8_t quiet = types::signature_flag::async | types::signature_flag::cannot_throw;
  return (facts_.flags_of_calling(callee) & quiet) != 0;
}

bool QuietCode::is_quiet_creation(Node creation) {
  const Node constructor = syntax::unwrap(creation.child(Field::constructor));
  if (!constructor.is(Kind::identifier) || !facts_.is_global(constructor, constructor.text())) return false;
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
