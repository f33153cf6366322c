#include "facts/kept-promises.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "facts/flow.h"
#include "facts/handling.h"
#include "facts/held-values.h"
#include "facts/summary-notes.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

// What is used more often than this is not followed.
constexpr std::size_t most_place_uses = 40;
// How far functions that return what others give are followed.
constexpr int deepest_keeper = 3;

// Where a promise is kept: a variable, or a member of that name.
struct Place {
  Binding variable;
  std::string_view member;

  friend bool operator==(const Place& a, const Place& b) { return a.variable == b.variable && a.member == b.member; }
};

// `this`, and `self` of `const self = this`.
bool is_this(const Facts& facts, Node expression) {
  expression = syntax::unwrap(expression);
  if (expression.is(Kind::this_)) return true;
  if (!expression.is(Kind::identifier)) return false;
  const Binding binding = facts.bindings().resolve(expression);
  return binding.owner.is(Kind::variable_declarator) && binding.owner.child(Field::name) == binding.identifier &&
         binding.owner.child(Field::value).is(Kind::this_) && facts.bindings().writes(binding).empty();
}

std::optional<Place> kept_place_of(const Facts& facts, Node expression, Node function) {
  expression = syntax::unwrap(expression);
  if (expression.is(Kind::assignment_expression)) expression = syntax::unwrap(expression.child(Field::left));
  if (const auto access = MemberExpression::from(expression)) {
    const auto name = access->name();
    if (!name || !is_this(facts, access->object())) return std::nullopt;
    return Place{{}, *name};
  }
  if (!expression.is(Kind::identifier)) return std::nullopt;
  const Binding binding = facts.bindings().resolve(expression);
  if (!binding.owner.is(Kind::variable_declarator) || binding.is_repeated || binding.owner.is_within(function))
    return std::nullopt;
  return Place{binding, {}};
}

// The one place that a function returns.
std::optional<Place> place_of_result(const Facts& facts, Node node) {
  const auto function = Function::from(node);
  if (!function || function->is_async() || function->is_generator()) return std::nullopt;
  std::optional<Place> found;
  bool is_one = true;
  const auto look_at = [&](Node returned) {
    const auto place = kept_place_of(facts, returned, node);
    is_one = is_one && place && (!found || *found == *place);
    if (!found) found = place;
    return is_one;
  };
  if (!all_returned(node, look_at) || !is_one) return std::nullopt;
  return found;
}

bool is_waited_for(Node use) {
  const Node at = syntax::wrapped(use);
  const Node holder = at.parent();
  if (holder.is(Kind::await_expression, Kind::return_statement)) return true;
  if (holder.is(Kind::arrow_function)) return at.field() == Field::body;
  if (holder.is(Kind::arguments)) return holder.parent().is(Kind::call_expression);
  const auto access = MemberExpression::from(holder);
  return access && at.field() == Field::object && access->name() == "catch";
}

// A member's name, as it stands behind a dot, and the whole access.
Node access_of(Node name) { return name.field() == Field::property ? name.parent() : Node{}; }

std::vector<Node> uses_of_place(const Facts& facts, const Place& place) {
  std::vector<Node> uses;
  if (place.variable) {
    uses = facts.bindings().references(place.variable);
  } else {
    for (const Node name : facts.bindings().member_names(place.member))
      if (const Node access = access_of(name)) uses.push_back(access);
  }
  if (uses.size() > most_place_uses) uses.clear();
  return uses;
}

// `queue` of `queue.add(task)`; none of a function that is called by its name alone.
Node receiver_of(const CallExpression& call) {
  const auto member = call.member();
  return member ? syntax::unwrap(member->object()) : Node{};
}

// Whether two expressions name the same object, as far as their words say: `this` has other names.
bool is_same_object(const Facts& facts, Node a, Node b) {
  const bool is_first_this = !a || is_this(facts, a);
  const bool is_second_this = !b || is_this(facts, b);
  return is_first_this || is_second_this ? is_first_this == is_second_this : a.text() == b.text();
}

bool names_place(const Facts& facts, Node expression, const Place& place) {
  expression = syntax::unwrap(expression);
  if (place.variable) return expression.is(Kind::identifier) && facts.bindings().resolve(expression) == place.variable;
  const auto access = MemberExpression::from(expression);
  return access && access->name() == place.member && is_this(facts, access->object());
}

// `tail = tail.catch(report)`, `tail = tail.then(go_on, report)`: a `.catch` whose promise is not kept may come too
// late, when the failure has been reported already.
bool goes_on_caught(const Facts& facts, Node use, const Place& place) {
  bool is_caught = false;
  Node chain = syntax::wrapped(use);
  while (true) {
    const auto access = MemberExpression::from(chain.parent());
    const auto call = access ? CallExpression::from(access->node().parent()) : std::nullopt;
    if (!call || access->object() != chain || call->callee() != access->node()) break;
    const auto name = access->name();
    is_caught = is_caught || (name == "catch" && !is_no_handler(call->argument(0))) ||
                (name == "then" && !is_no_handler(call->argument(1)));
    chain = syntax::wrapped(call->node());
  }
  const Node holder = chain.parent();
  return is_caught && holder.is(Kind::assignment_expression) && names_place(facts, holder.child(Field::left), place);
}

bool is_caught_elsewhere(const Facts& facts, const Place& place, Node function) {
  const Node own_class = class_body_around(function);
  return std::ranges::any_of(uses_of_place(facts, place), [&](Node use) {
    return syntax::enclosing_function(use) != function && class_body_around(use) == own_class &&
           goes_on_caught(facts, use, place);
  });
}

// `Promise.resolve()`
bool is_settled(const Facts& facts, const CallExpression& call) {
  return facts.is_global_member(call.callee(), "Promise", "resolve") &&
         (!call.argument(0) || facts.value(call.argument(0)).is(Shape::plain));
}

// What has to be known of the functions that an outcome rests on.
class KeepingSearch {
 public:
  explicit KeepingSearch(const Facts& facts) : facts_(facts) {}

  bool is_right(Node function, int depth) {
    bool is_any = false;
    return all_returned(
               function,
               [&](Node returned) { return returns_right(syntax::unwrap(returned), function, depth, is_any); }) &&
           is_any;
  }

  bool is_right_callee(const Value& callee, Node place, int depth) {
    if (callee.is(Shape::function)) return depth < deepest_keeper && is_right(callee.node, depth + 1);
    if (!callee.type || (!callee.is(Shape::typed) && !callee.is(Shape::api))) return false;
    asks_.push_back(facts_.member(callee, kept_note, place));
    return true;
  }

  [[nodiscard]] const std::vector<Value>& asks() const { return asks_; }

 private:
  bool returns_right(Node returned, Node function, int depth, bool& is_any) {
    const auto call = CallExpression::from(returned);
    if (call && is_settled(facts_, *call)) return true;
    is_any = true;
    if (call) return is_right_callee(facts_.value(call->callee()), returned, depth);
    const auto place = kept_place_of(facts_, returned, function);
    return place && is_caught_elsewhere(facts_, *place, function);
  }

  const Facts& facts_;
  std::vector<Value> asks_;
};

}  // namespace

std::optional<std::vector<Value>> keeps_and_catches(const Facts& facts, Node function) {
  KeepingSearch search(facts);
  return search.is_right(function, 0) ? std::optional(search.asks()) : std::nullopt;
}

bool is_kept_and_caught(const Facts& facts, const CallExpression& call) {
  KeepingSearch search(facts);
  return search.is_right_callee(facts.value(call.callee()), call.node(), 0) &&
         std::ranges::all_of(search.asks(), [&](const Value& note) { return is_noted(facts, note); });
}

bool is_waited_for_elsewhere(const Facts& facts, Node function) {
  const auto place = place_of_result(facts, function);
  if (!place) return false;
  const Node own_class = class_body_around(function);
  return std::ranges::any_of(uses_of_place(facts, *place), [&](Node use) {
    return syntax::enclosing_function(use) != function && class_body_around(use) == own_class && is_waited_for(use);
  });
}

bool is_taken_by_its_other_name(const Facts& facts, const CallExpression& call) {
  const Value value = facts.value(call.node());
  if (value.source != PromiseSource::returning_function) return false;
  const auto place = place_of_result(facts, value.node);
  if (!place) return false;
  const Node receiver = receiver_of(call);
  const auto is_it = [&](Node expression) {
    expression = syntax::unwrap(expression);
    if (place->variable)
      return expression.is(Kind::identifier) && facts.bindings().resolve(expression) == place->variable;
    if (const auto access = MemberExpression::from(expression))
      return access->name() == place->member && is_same_object(facts, access->object(), receiver);
    const auto other = CallExpression::from(expression);
    if (!other || !is_same_object(facts, receiver_of(*other), receiver)) return false;
    const Value given = facts.value(expression);
    const auto kept =
        given.source == PromiseSource::returning_function ? place_of_result(facts, given.node) : std::optional<Place>();
    return kept && *kept == *place;
  };
  const std::uint32_t end = call.node().span().end;
  for (Node around = syntax::enclosing_function(call.node()); around; around = syntax::enclosing_function(around)) {
    bool is_taken = false;
    visit_own(around.child(Field::body), [&](Node node) {
      if (node.is(Kind::await_expression, Kind::return_statement) && node.span().begin >= end)
        is_taken = is_taken || is_it(node.named_child(0));
      return !is_taken;
    });
    if (is_taken) return true;
  }
  return false;
}

}  // namespace asynclint
