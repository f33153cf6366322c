#include "constructs/fate.h"

#include <algorithm>
#include <array>

#include "facts/flow.h"
#include "facts/handling.h"
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
using Goes = Fate::Way;

constexpr int longest_way = 60;
// A name that is used in more places is not followed.
constexpr std::size_t most_uses = 12;
constexpr std::size_t most_callers = 40;

// The call whose argument a function is; none when it is something else.
std::optional<CallExpression> call_with_argument(Node function) {
  const Node list = syntax::wrapped(function).parent();
  return list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
}

class FateSearch {
 public:
  explicit FateSearch(const Facts& facts) : facts_(facts) {}

  Fate of(Node promise) {
    Node at = syntax::wrapped(promise);
    while (++steps_ < longest_way) {
      const Node parent = at.parent();
      switch (parent.kind()) {
        case Kind::await_expression: return of_awaited(parent);
        case Kind::expression_statement: return {Goes::nobody, parent, {}};
        case Kind::unary_expression:
          if (!parent.child(Field::operator_).is(Kind::kw_void)) return {};
          return {Goes::nobody, parent, {}};
        case Kind::return_statement: return of_returned(syntax::enclosing_function(parent));
        case Kind::arrow_function:
          if (at.field() != Field::body) return {};
          return of_returned(parent);
        case Kind::variable_declarator: return of_name(parent);
        case Kind::sequence_expression:
          if (parent.last_named_child() != at) return {Goes::nobody, parent, {}};
          break;
        case Kind::binary_expression:
          if (!syntax::BinaryExpression::assume(parent).is_logical()) return {};
          break;
        case Kind::ternary_expression:
          if (at.field() == Field::condition) return {};
          break;
        case Kind::member_expression: {
          const Node next = behind(parent);
          if (!next) return found_;
          at = next;
          continue;
        }
        case Kind::array:
        case Kind::arguments: {
          const Node combined = combined_by(parent);
          if (!combined) return {};
          at = syntax::wrapped(combined);
          continue;
        }
        default: return {};
      }
      at = syntax::wrapped(parent);
    }
    return {};
  }

 private:
  // The call behind `.then` and its like, whose promise takes over; none when the way ends there, in `found_`.
  Node behind(Node access) {
    const Node holder = syntax::wrapped(access).parent();
    const auto call = CallExpression::from(holder);
    const auto name = MemberExpression::assume(access).name();
    found_ = {};
    if (!call || syntax::wrapped(access).field() != Field::function || !name) return {};
    const Node property = MemberExpression::assume(access).property();
    if (*name == "catch" && !is_no_handler(call->argument(0))) {
      found_ = {Goes::handled, property, {}};
      return {};
    }
    if (*name == "then" && !is_no_handler(call->argument(1))) {
      found_ = {Goes::handled, property, {}};
      return {};
    }
    return *name == "then" || *name == "finally" || *name == "catch" ? holder : Node{};
  }

  // `Promise.all([…, here])`, and `Promise.all(xs.map(() => here))` from the callback on.
  [[nodiscard]] Node combined_by(Node list) const {
    Node arguments = list;
    if (list.is(Kind::array)) arguments = syntax::wrapped(list).parent();
    if (!arguments.is(Kind::arguments)) return {};
    const Node call = arguments.parent();
    return facts_.is_combinator_call(call) ? call : Node{};
  }

  Fate of_awaited(Node await) {
    if (const Node clause = catch_around(await)) return {Goes::caught, clause, await};
    const Node function = syntax::enclosing_function(await);
    if (!function) return {Goes::module, await, await};
    return {Goes::function, function, await};
  }

  Fate of_returned(Node function) {
    if (!function) return {};
    if (const auto call = call_with_argument(function)) {
      const auto member = call->member();
      const auto name = member ? member->name() : std::nullopt;
      if (name == "then" || name == "catch" || name == "finally") {
        const Fate outer = of(call->node());
        return outer.way == Goes::unknown ? Fate{Goes::chained, member->property(), {}} : outer;
      }
      // `Promise.all(xs.map((x) => load(x)))`
      const Node combined = combined_by(syntax::wrapped(call->node()).parent());
      if (name == "map" && combined) return of(combined);
    }
    const auto view = Function::from(function);
    if (view && view->is_async()) return {Goes::function, function, {}};
    return {Goes::returned, function, {}};
  }

  Fate of_name(Node declarator) {
    const Node name = declarator.child(Field::name);
    if (!name.is(Kind::identifier)) return {};
    const Binding binding = facts_.bindings().resolve(name);
    const Fate kept{Goes::name, name, {}};
    if (facts_.is_exported(declarator.parent())) return kept;
    if (!facts_.bindings().writes(binding).empty()) return kept;
    const std::vector<Node> uses = facts_.bindings().references(binding);
    if (uses.empty()) return {Goes::nobody, name, {}};
    if (uses.size() > most_uses) return kept;
    // The first place that settles it; a rejection is taken as soon as one of several takes it.
    for (const Node use : uses) {
      if (syntax::enclosing_function(use) != syntax::enclosing_function(name)) continue;
      const Fate fate = of(use);
      if (fate.way != Goes::unknown && fate.way != Goes::nobody) return fate;
    }
    return kept;
  }

  const Facts& facts_;
  Fate found_;
  int steps_ = 0;
};

bool is_function_body(Node node) {
  return node.is(Kind::statement_block) && node.parent() && syntax::is_function_kind(node.parent().kind());
}

}  // namespace

Fate fate_of(const Facts& facts, Node promise) {
  if (syntax::unwrap(promise).is(Kind::call_expression) && is_handled_for_good(facts, promise))
    return {Fate::Way::never, promise, {}};
  const Value value = facts.value(promise);
  if (value.is_promise() && (value.cannot_reject || value_cannot_reject(facts, value)))
    return {Goes::never, promise, {}};
  return FateSearch(facts).of(promise);
}

Node catch_around(Node place) {
  Node at = place;
  for (Node parent = at.parent(); parent; at = parent, parent = parent.parent()) {
    if (syntax::is_function_kind(parent.kind()) || parent.is(Kind::class_body)) return {};
    if (parent.is(Kind::try_statement) && at.field() == Field::body && parent.child(Field::handler))
      return parent.child(Field::handler);
  }
  return {};
}

Binding name_of_function(const Facts& facts, Node function) {
  if (function.is(Kind::function_declaration, Kind::generator_function_declaration)) {
    const Node name = function.child(Field::name);
    return name ? facts.bindings().resolve(name) : Binding{};
  }
  const Node holder = syntax::wrapped(function).parent();
  if (!holder.is(Kind::variable_declarator)) return {};
  const Node name = holder.child(Field::name);
  return name.is(Kind::identifier) ? facts.bindings().resolve(name) : Binding{};
}

Callers callers_of(const Facts& facts, Node function) {
  Callers callers;
  // `(async () => { … })()`
  const Node holder = syntax::wrapped(function).parent();
  if (holder.is(Kind::call_expression) && syntax::wrapped(function).field() == Field::function) return {{holder}, true};
  const Binding binding = name_of_function(facts, function);
  if (!binding || binding.is_repeated) return callers;
  const Node declaration =
      function.is(Kind::function_declaration, Kind::generator_function_declaration) ? function : binding.owner.parent();
  callers.are_all = !facts.is_exported(declaration) && facts.bindings().writes(binding).empty();
  for (const Node use : facts.bindings().references(binding)) {
    const auto call = CallExpression::from(use.parent());
    if (!call || call->callee() != use || callers.calls.size() > most_callers) {
      callers.are_all = false;
      continue;
    }
    callers.calls.push_back(call->node());
  }
  return callers;
}

bool is_straight_line(Node place) {
  for (Node at = place.parent(); at; at = at.parent()) {
    if (at.is(Kind::program) || syntax::is_function_kind(at.kind())) return true;
    if (syntax::is_loop_kind(at.kind())) return false;
    if (at.is(Kind::if_statement, Kind::switch_statement, Kind::ternary_expression, Kind::labeled_statement) ||
        at.is(Kind::catch_clause, Kind::finally_clause, Kind::class_body))
      return false;
    if (at.is(Kind::binary_expression) && syntax::BinaryExpression::assume(at).is_logical()) return false;
    if (at.is(Kind::statement_block) && !is_function_body(at) && !at.parent().is(Kind::try_statement)) return false;
  }
  return false;
}

Node next_statement(Node place) {
  Node statement = syntax::enclosing_statement(place);
  if (statement.parent().is(Kind::export_statement)) statement = statement.parent();
  bool is_next = false;
  for (const Node sibling : statement.parent().children()) {
    if (is_next && syntax::is_named(sibling.kind()) && !sibling.is(Kind::comment) &&
        !syntax::is_function_kind(sibling.kind()) && !sibling.begins_type())
      return sibling;
    is_next = is_next || sibling == statement;
  }
  return {};
}

bool is_first_pause(Node pause) {
  const Node function = syntax::enclosing_function(pause);
  if (!function || !is_straight_line(pause)) return false;
  Node first;
  visit_own(function.child(Field::body), [&](Node node) {
    if (first) return false;
    if (node.is(Kind::await_expression)) {
      // What is awaited comes before the `await` itself.
      bool has_inner = false;
      visit_own(node.named_child(0), [&](Node inner) {
        has_inner = has_inner || inner.is(Kind::await_expression, Kind::yield_expression);
        return !has_inner;
      });
      if (has_inner) return true;
      first = node;
    }
    if (node.is(Kind::yield_expression) ||
        (node.is(Kind::for_in_statement) && syntax::ForInStatement::assume(node).is_await()))
      first = node;
    return !first;
  });
  return first == pause;
}

Node where_caller_goes_on(const Facts& facts, Node function) {
  const auto view = Function::from(function);
  if (!view || !view->is_async() || view->is_generator()) return {};
  const Callers callers = callers_of(facts, function);
  if (!callers.are_all || callers.calls.size() != 1) return {};
  const Node call = callers.calls.front();
  Node at = syntax::wrapped(call);
  if (at.parent().is(Kind::unary_expression) && at.parent().child(Field::operator_).is(Kind::kw_void))
    at = syntax::wrapped(at.parent());
  // Anything else around the call would go on before the next statement does.
  const bool is_alone = at.parent().is(Kind::expression_statement) || at.parent().is(Kind::variable_declarator);
  if (!is_alone || !is_straight_line(call)) return {};
  if (at.parent().is(Kind::variable_declarator) && at.parent().parent().named_child_count() != 1) return {};
  return next_statement(call);
}

}  // namespace asynclint
