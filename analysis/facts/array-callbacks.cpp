#include "facts/array-callbacks.h"

#include <algorithm>
#include <array>

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

// Libraries whose collections wait for the callbacks' promises.
constexpr std::array<std::string_view, 12> promise_aware{"async", "bluebird",       "highland", "ix",
                                                         "most",  "p-iteration",    "q",        "readable-stream",
                                                         "rxjs",  "rxjs/operators", "stream",   "when"};

bool extends_array(const Facts& facts, Node class_node) {
  for (int depth = 0; depth < 16; ++depth) {
    const auto view = syntax::ClassView::from(class_node);
    if (!view || !view->superclass()) return false;
    if (facts.is_global(view->superclass(), "Array")) return true;
    const Value base = facts.value(view->superclass());
    if (!base.is(Shape::class_)) return false;
    class_node = base.node;
  }
  return false;
}

// The name of a function of lodash and its kin, which take the collection first: `_.filter(xs, cb)`, `filter(xs, cb)`.
std::optional<std::string_view> library_method(const ApiPath& api) {
  constexpr std::array<std::string_view, 4> libraries{"lodash", "lodash-es", "underscore", "lodash/fp"};
  const auto members = api.members();
  if (std::ranges::find(libraries, api.module_name()) != libraries.end() && api.module_name() != "lodash/fp") {
    if (members.size() == 1) return members[0];
    if (members.size() == 2 && members[0] == "default") return members[1];
  }
  const bool is_own_module = api.module_name().starts_with("lodash/") || api.module_name().starts_with("lodash-es/");
  if (is_own_module && (members.empty() || (members.size() == 1 && members[0] == "default")))
    return api.module_name().substr(api.module_name().find('/') + 1);
  return std::nullopt;
}

std::optional<CallbackCall> library_callback(const Facts& facts, const CallExpression& call,
                                             std::span<const std::string_view> methods) {
  const Node callback = syntax::unwrap(call.argument(1));
  if (!callback) return std::nullopt;
  const Node callee = syntax::unwrap(call.callee());
  const Value library = facts.value(callee);
  if (!library.is(Shape::api)) return std::nullopt;
  const auto name = library_method(library.api);
  if (!name || std::ranges::find(methods, *name) == methods.end()) return std::nullopt;
  Value promise = facts.result_of_calling(callback);
  if (!promise.is_promise()) return std::nullopt;
  const auto member = MemberExpression::from(callee);
  CallbackCall found{call.node(), call.argument(0),  member ? member->property() : callee, *name, callback,
                     {},          std::move(promise)};
  found.is_library_function = true;
  return found;
}

}  // namespace

bool CallbackCall::is_optional() const {
  for (Node at = call; at;) {
    if (at.child(syntax::Field::optional_chain)) return true;
    if (at.is(Kind::call_expression))
      at = at.child(syntax::Field::function);
    else if (at.is(Kind::member_expression, Kind::subscript_expression))
      at = at.child(syntax::Field::object);
    else if (at.is(Kind::non_null_expression))
      at = at.named_child(0);
    else
      break;
  }
  return false;
}

std::optional<CallbackCall> promise_callback(const Facts& facts, const CallExpression& call,
                                             std::span<const std::string_view> methods) {
  if (auto found = library_callback(facts, call, methods)) return found;
  const auto member = MemberExpression::from(call.callee());
  if (!member) return std::nullopt;
  const auto name = member->name();
  if (!name || std::ranges::find(methods, *name) == methods.end()) return std::nullopt;
  const Node callback = syntax::unwrap(call.argument(0));
  if (!callback) return std::nullopt;
  Value promise = facts.result_of_calling(callback);
  if (!promise.is_promise()) return std::nullopt;
  return CallbackCall{
      call.node(),       member->object(), member->property(), *name, callback, facts.value(member->object()),
      std::move(promise)};
}

std::optional<std::string> has_own_method(const Facts& facts, const CallbackCall& call) {
  const Value& receiver = call.receiver_value;
  switch (receiver.shape) {
    case Shape::promise: return "the receiver is a promise of a library, whose methods wait for their callbacks";
    case Shape::stream: return "streams and asynchronous iterators wait for their callbacks";
    case Shape::object:
    case Shape::class_:
    case Shape::function: return "the receiver is no array: it is written in this file";
    case Shape::instance:
      if (receiver.node && extends_array(facts, receiver.node)) return std::nullopt;
      return "the receiver is an instance of a class that is no array";
    case Shape::api:
      if (std::ranges::find(promise_aware, receiver.api.module_name()) != promise_aware.end())
        return "the library that the receiver comes from waits for its callbacks";
      if (receiver.api.members().empty() && !receiver.api.module_name().starts_with('.'))
        return "the receiver is a module, not an array";
      return std::nullopt;
    default: return std::nullopt;
  }
}

bool is_awaited_query(const CallbackCall& call) {
  return syntax::wrapped(call.call).parent().is(Kind::await_expression) &&
         syntax::unwrap(call.receiver).is(Kind::call_expression) && call.receiver_value.is(Shape::unknown);
}

Node statement_of(Node call) {
  Node outer = syntax::wrapped(call);
  if (outer.parent().is(Kind::await_expression)) outer = syntax::wrapped(outer.parent());
  const Node statement = outer.parent();
  return statement.is(Kind::expression_statement) ? statement : Node{};
}

bool is_stable(Node expression) {
  expression = syntax::unwrap(expression);
  for (int depth = 0; depth < 20; ++depth) {
    if (expression.is(Kind::identifier, Kind::this_)) return true;
    if (!expression.is(Kind::member_expression)) return false;
    if (expression.child(syntax::Field::optional_chain)) return false;
    expression = syntax::unwrap(expression.child(syntax::Field::object));
  }
  return false;
}

bool has_comment_between(const syntax::Tree& tree, std::uint32_t begin, std::uint32_t end) {
  return std::ranges::any_of(tree.comments(), [&](Span comment) { return comment.overlaps({begin, end}); });
}

}  // namespace asynclint
