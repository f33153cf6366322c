#include "facts/chain-values.h"

#include <algorithm>
#include <array>

#include "facts/flow.h"
#include "facts/handling.h"
#include "facts/kept-promises.h"
#include "facts/names.h"
#include "facts/settled-elsewhere.h"
#include "facts/throwing.h"
#include "facts/uses.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

// Beyond these nobody follows a value.
constexpr int deepest_value = 24;
constexpr std::size_t most_callers = 8;

// What a promise library's methods call with the value, besides `then`.
constexpr std::array<std::string_view, 3> also_calling{"done", "tap", "always"};
// These hand the value on as it is.
constexpr std::array<std::string_view, 5> also_passing{"catch", "finally", "fail", "lastly", "caught"};
// References that people give to end a chain; what they are called with does not matter to them.
constexpr std::array<std::string_view, 6> settling{"resolve", "reject", "done", "next", "res", "noop"};

Consumer unknown_at(Node place, bool waits) {
  Consumer consumer;
  consumer.taken = Taken::unknown;
  consumer.place = place;
  consumer.waits = waits;
  return consumer;
}

Consumer taken_at(Node place, Taken taken, Evidence evidence = Evidence::certain) {
  return {taken, place, evidence, true, false, false};
}

Consumer only_waited_for() {
  Consumer consumer;
  consumer.waits = true;
  return consumer;
}

// Of several places the one that asks whether there is a value speaks for all: its author expects that there is none.
void add(Consumer& all, const Consumer& one) {
  const auto rank = [](Taken taken) {
    constexpr std::array<int, 4> ranks{0, 1, 3, 2};
    return ranks[static_cast<std::size_t>(taken)];
  };
  const bool waits = all.waits || one.waits;
  const bool is_handed_on = all.is_handed_on && one.is_handed_on;
  if (one.taken == all.taken) all.is_handed_on = is_handed_on;
  if (rank(one.taken) > rank(all.taken)) all = one;
  all.waits = waits;
}

class Values {
 public:
  explicit Values(const Facts& facts) : facts_(facts) {}

  // What becomes of what a promise is fulfilled with.
  Consumer of_promise(Node promise, int depth) {
    if (++depth > deepest_value) return unknown_at(promise, false);
    const Node at = syntax::wrapped(promise);
    const Node parent = at.parent();
    switch (parent.kind()) {
      case Kind::expression_statement: return {};
      case Kind::member_expression: return of_chained(at, parent, depth);
      case Kind::await_expression: {
        Consumer consumer = of_value(parent, depth);
        consumer.waits = true;
        return consumer;
      }
      case Kind::return_statement: return of_returned(syntax::enclosing_function(parent), depth);
      case Kind::arrow_function: return of_returned(parent, depth);
      case Kind::variable_declarator: return of_kept_promise(parent, depth);
      case Kind::ternary_expression:
        return at.field() == Field::condition ? unknown_at(at, false) : of_promise(parent, depth);
      case Kind::binary_expression:
        return at.field() == Field::right ? of_promise(parent, depth) : unknown_at(at, false);
      default: return unknown_at(at, false);
    }
  }

 private:
  Consumer of_chained(Node at, Node access, int depth) {
    const Node call = syntax::wrapped(access).parent();
    const auto view = CallExpression::from(call);
    const auto name = MemberExpression::assume(access).name();
    if (at.field() != Field::object || !view || !name || syntax::unwrap(view->callee()) != access)
      return unknown_at(at, false);
    const Node callback = view->argument(0);
    if (*name == "then" || is_one_of(*name, also_calling))
      return is_no_handler(callback) ? of_promise(call, depth) : of_callback(callback, depth);
    if (!is_one_of(*name, also_passing)) return unknown_at(at, false);
    Consumer consumer = of_promise(call, depth);
    if (*name == "finally" || *name == "lastly")
      consumer.waits = true;
    else
      consumer.is_mixed = true;
    return consumer;
  }

  Consumer of_callback(Node callback, int depth) {
    callback = syntax::unwrap(callback);
    if (const auto function = Function::from(callback)) return of_first_parameter(*function, callback, depth);
    if (callback.is(Kind::identifier)) {
      if (is_one_of(callback.text(), settling) || is_named_like_a_callback(callback.text()) ||
          executor_of_settler(facts_, callback))
        return only_waited_for();
    } else if (!callback.is(Kind::member_expression)) {
      return unknown_at(callback, true);
    }
    if (const auto access = MemberExpression::from(callback); access && access->name()) {
      if (facts_.is_global(access->object(), "console")) return taken_at(callback, Taken::read);
      if (is_one_of(*access->name(), settling) || is_named_like_a_callback(*access->name())) return only_waited_for();
    }
    const Value value = facts_.value(callback);
    if (value.is(Shape::function)) return of_first_parameter(Function::assume(value.node), callback, depth);
    return taken_at(callback, Taken::read, Evidence::likely);
  }

  // `place` is the callback as it is written in the chain.
  Consumer of_first_parameter(const Function& function, Node place, int depth) {
    const auto parameters = function.parameter_views();
    if (parameters.empty()) return only_waited_for();
    const auto& first = parameters.front();
    const Node pattern = first.pattern();
    const bool is_inline = place == function.node();
    const Node shown = is_inline ? pattern : place;
    if (first.is_rest()) return unknown_at(shown, true);
    if (first.default_value()) return taken_at(shown, Taken::tested);
    if (!pattern.is(Kind::identifier)) return taken_at(shown, Taken::read);
    Consumer consumer = of_name(pattern, function.node(), depth);
    if (consumer.taken == Taken::read || consumer.taken == Taken::tested) consumer.place = shown;
    consumer.waits = true;
    return consumer;
  }

  // What all places within a function do with a name; none: in the whole text.
  Consumer of_name(Node name, Node scope, int depth) {
    const Binding binding = facts_.bindings().resolve(name);
    if (!binding || binding.is_repeated) return unknown_at(name, false);
    Consumer all;
    const auto add_use = [&](Node use) {
      const bool is_written = use.parent().is(Kind::assignment_expression) && use.field() == Field::left;
      add(all, is_written                 ? unknown_at(use, false)
               : use.is(Kind::identifier) ? of_value(use, depth)
                                          : unknown_at(use, false));
    };
    const auto uses = uses_within(facts_, binding, scope);
    if (!uses) return unknown_at(name, false);
    for (const Node use : *uses) add_use(use);
    return all;
  }

  // What becomes of a value that is there: awaited, or under a name.
  Consumer of_value(Node value, int depth) {
    if (++depth > deepest_value) return unknown_at(value, false);
    const Node at = syntax::wrapped(value);
    const Node parent = at.parent();
    switch (parent.kind()) {
      case Kind::expression_statement: return {};
      case Kind::variable_declarator: {
        const Node name = parent.child(Field::name);
        if (!name.is(Kind::identifier)) return taken_at(at, Taken::read);
        return of_name(name, syntax::enclosing_function(parent), depth);
      }
      case Kind::return_statement: return of_returned(syntax::enclosing_function(parent), depth);
      case Kind::arrow_function: return of_returned(parent, depth);
      case Kind::arguments: return of_argument(at, parent, depth);
      case Kind::member_expression:
      case Kind::subscript_expression:
        return taken_at(at, MemberExpression::assume(parent).is_optional() ? Taken::tested : Taken::read);
      case Kind::template_substitution:
      case Kind::spread_element:
      case Kind::for_in_statement: return taken_at(at, Taken::read);
      case Kind::call_expression: return taken_at(at, Taken::read);
      case Kind::if_statement:
      case Kind::while_statement:
      case Kind::do_statement:
      case Kind::switch_statement:
      case Kind::parenthesized_expression: return taken_at(at, Taken::tested);
      case Kind::unary_expression:
        if (parent.child(Field::operator_).is(Kind::kw_void)) return {};
        return taken_at(at, Taken::tested);
      case Kind::ternary_expression:
        return at.field() == Field::condition ? taken_at(at, Taken::tested) : of_value(parent, depth);
      case Kind::binary_expression: {
        const auto binary = syntax::BinaryExpression::assume(parent);
        if (binary.is_logical()) {
          if (at.field() == Field::left) return taken_at(at, Taken::tested);
          return of_value(parent, depth);
        }
        switch (binary.operation()) {
          case Kind::op_plus:
          case Kind::op_minus:
          case Kind::op_star:
          case Kind::op_slash: return taken_at(at, Taken::read);
          default: return taken_at(at, Taken::tested);
        }
      }
      default: return unknown_at(at, false);
    }
  }

  Consumer of_argument(Node at, Node list, int depth) {
    const auto call = CallExpression::from(list.parent());
    const Node callee = call ? syntax::unwrap(call->callee()) : Node{};
    const auto access = MemberExpression::from(callee);
    const auto name = access                                  ? access->name()
                      : callee && callee.is(Kind::identifier) ? std::optional(callee.text())
                                                              : std::nullopt;
    if (!name || is_one_of(*name, settling) || is_named_like_a_callback(*name)) return unknown_at(at, false);
    // `Array.isArray(list)`, `assert(user)`.
    const bool asks = name->size() > 2 && name->starts_with("is") && (*name)[2] >= 'A' && (*name)[2] <= 'Z';
    if (asks || name->starts_with("assert") || *name == "expect" || *name == "equal" || *name == "strictEqual" ||
        *name == "Boolean")
      return taken_at(at, Taken::tested);
    const Value value = facts_.value(callee);
    if (value.is(Shape::function)) return of_parameter(Function::assume(value.node), at, list, depth);
    // What prints can print that there is nothing.
    if (access && facts_.is_global(access->object(), "console")) return taken_at(at, Taken::tested);
    Consumer consumer = taken_at(at, Taken::read);
    consumer.is_handed_on = true;
    return consumer;
  }

  // What a function of this text does with one of its arguments.
  Consumer of_parameter(const Function& function, Node argument, Node list, int depth) {
    std::size_t index = 0;
    for (const Node child : list.children()) {
      if (child == argument) break;
      if (child.is(Kind::spread_element)) return unknown_at(argument, false);
      if (syntax::is_named(child.kind()) && !child.is(Kind::comment)) ++index;
    }
    const auto parameters = function.parameter_views();
    if (index >= parameters.size()) return {};
    const auto& parameter = parameters[index];
    if (parameter.is_rest()) return unknown_at(argument, false);
    if (parameter.default_value()) return taken_at(argument, Taken::tested);
    if (!parameter.pattern().is(Kind::identifier)) return taken_at(argument, Taken::read);
    Consumer consumer = of_name(parameter.pattern(), function.node(), depth);
    consumer.place = argument;
    return consumer;
  }

  // `const user = load().then(…)`.
  Consumer of_kept_promise(Node declarator, int depth) {
    const Node name = declarator.child(Field::name);
    if (!name.is(Kind::identifier) || facts_.is_exported(declarator.parent())) return unknown_at(declarator, false);
    const Binding binding = facts_.bindings().resolve(name);
    if (!binding || binding.is_repeated || !declarator.parent().child(Kind::kw_const)) return unknown_at(name, false);
    const auto uses = facts_.bindings().references(binding);
    if (uses.size() > most_callers) return unknown_at(name, false);
    Consumer all;
    for (const Node use : uses) add(all, use.is(Kind::identifier) ? of_promise(use, depth) : unknown_at(use, false));
    return all;
  }

  // What callers do with the promise that a function gives them.
  Consumer of_returned(Node node, int depth) {
    const auto function = Function::from(node);
    if (!function || function->is_generator()) return unknown_at(node, true);
    const Node at = syntax::wrapped(node);
    const Node holder = at.parent();
    if (const auto called = CallExpression::from(holder); called && at.field() == Field::function)
      return of_promise(holder, depth);
    if (holder.is(Kind::arguments)) return of_callback_result(at, holder, depth);
    Node name;
    if (node.is(Kind::function_declaration)) name = function->name();
    if (holder.is(Kind::variable_declarator) && holder.parent().child(Kind::kw_const)) name = holder.child(Field::name);
    const Node declaration = node.is(Kind::function_declaration) ? node : holder.parent();
    const Binding binding = name && name.is(Kind::identifier) ? facts_.bindings().resolve(name) : Binding{};
    if (!binding || binding.is_repeated || facts_.is_exported(declaration)) return unknown_at(node, true);
    const auto uses = facts_.bindings().references(binding);
    if (uses.size() > most_callers) return unknown_at(node, true);
    Consumer all;
    all.waits = true;
    for (const Node use : uses) {
      const auto call = CallExpression::from(use.parent());
      add(all, call && use.field() == Field::function ? of_promise(use.parent(), depth) : unknown_at(use, true));
    }
    return all;
  }

  // `.then(() => inner)`: the chain goes on with what `inner` gives.
  Consumer of_callback_result(Node callback, Node list, int depth) {
    const auto call = CallExpression::from(list.parent());
    const auto member = call ? call->member() : std::nullopt;
    const auto name = member ? member->name() : std::nullopt;
    if (name == "then" || (name == "catch" && call->argument(0) == callback)) {
      Consumer consumer = of_promise(call->node(), depth);
      // Nobody takes the value, but the chain's failures come through here.
      consumer.waits = true;
      return consumer;
    }
    return unknown_at(callback, true);
  }

  const Facts& facts_;
};

bool is_promise_left(const Facts& facts, Node expression) {
  expression = syntax::unwrap(expression);
  return expression.is(Kind::call_expression, Kind::new_expression) && facts.value(expression).is_promise() &&
         !rejection_handler(facts, expression) && !tells_somebody_else(facts, expression);
}

// What a chain of `.then` and its like is chained to.
Node first_of_chain(Node call) {
  Node at = call;
  for (int links = 0; links < longest_chain; ++links) {
    const auto view = CallExpression::from(syntax::unwrap(at));
    const auto member = view ? view->member() : std::nullopt;
    const auto name = member ? member->name() : std::nullopt;
    if (name != "then" && (!name || !is_one_of(*name, also_passing))) break;
    at = member->object();
  }
  return at;
}

// The callback of a `.then` that could have something missing.
std::optional<Function> block_callback(const CallExpression& call) {
  const auto member = call.member();
  if (!member || member->name() != "then") return std::nullopt;
  const auto callback = Function::from(syntax::unwrap(call.argument(0)));
  if (!callback || !callback->has_block_body() || callback->is_async() || callback->is_generator()) return std::nullopt;
  return callback;
}

// `queue.add(task)` of a queue that takes what fails: whoever waits for the queue waits for this, too.
bool is_kept(const Facts& facts, Node promise) {
  const auto call = CallExpression::from(syntax::unwrap(promise));
  return call && is_kept_and_caught(facts, *call);
}

}  // namespace

Consumer consumer_of_promise(const Facts& facts, Node promise) { return Values(facts).of_promise(promise, 0); }

std::optional<MissingReturn> missing_return(const Facts& facts, const CallExpression& call) {
  const auto callback = block_callback(call);
  // A chain that ends here hands its value to nobody.
  if (!callback || syntax::wrapped(call.node()).parent().is(Kind::expression_statement)) return std::nullopt;
  MissingReturn missing;
  missing.callback = *callback;
  missing.method = call.member()->property();
  missing.consumer = consumer_of_promise(facts, call.node());
  if (!missing.consumer.waits && missing.consumer.taken == Taken::nobody) return std::nullopt;

  if (callback->body().named_child_count() == 0) {
    missing.silent_because = "an empty callback drops the value on purpose";
    return missing;
  }
  for (const WayOut& way : facts.control_flow(callback->node()).ways_out()) {
    if (way.kind == Way::value) missing.on_some_paths = true;
    if (way.kind != Way::end) continue;
    const Node statement = way.place ? syntax::enclosing_statement(way.place) : Node{};
    if (!statement.is(Kind::expression_statement)) {
      missing.has_other_ends = true;
      continue;
    }
    if (std::ranges::find(missing.tails, statement) == missing.tails.end()) missing.tails.push_back(statement);
    if (!is_promise_left(facts, way.place) || is_kept(facts, way.place)) continue;
    // The surest speaks for all.
    if (!missing.promise || facts.value(way.place).evidence < facts.value(missing.promise).evidence)
      missing.promise = way.place;
  }
  if (missing.tails.empty() && !missing.has_other_ends) return std::nullopt;
  // An object of this text with a `then` of its own is no promise.
  const Value first = facts.value(first_of_chain(call.node()));
  if (first.is(Shape::instance) && first.node) return std::nullopt;

  const Taken taken = missing.consumer.taken;
  missing.loses_value =
      taken == Taken::read || (taken == Taken::tested && !missing.on_some_paths && !missing.consumer.is_mixed);
  if (is_cypress_chain(facts, call.node()))
    missing.silent_because = "Cypress hands the last value on when a callback returns none";
  else if (!missing.loses_value && !(missing.promise && missing.consumer.waits))
    missing.silent_because = taken == Taken::nobody   ? "what follows takes no value"
                             : taken == Taken::tested ? "what follows asks whether there is a value"
                                                      : "nobody is seen to use the value";
  if (missing.loses_value) {
    // A chain that goes on is a promise, whoever made it.
    const bool is_seen = first.is_promise() && first.evidence != Evidence::likely;
    missing.evidence = weaker(is_seen ? first.evidence : Evidence::known, missing.consumer.evidence);
  }
  if (missing.on_some_paths && missing.consumer.is_handed_on) missing.evidence = Evidence::likely;
  if (missing.promise) {
    const Evidence evidence = facts.value(missing.promise).evidence;
    missing.evidence = missing.loses_value ? std::min(missing.evidence, evidence) : evidence;
  }
  return missing;
}

std::optional<MissingReturn> missing_return_of_tail(const Facts& facts, Node statement) {
  const auto callback = Function::from(syntax::enclosing_function(statement));
  if (!callback) return std::nullopt;
  const Node list = syntax::wrapped(callback->node()).parent();
  const auto call = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
  if (!call || call->argument(0) != syntax::wrapped(callback->node())) return std::nullopt;
  auto missing = missing_return(facts, *call);
  if (!missing || !missing->silent_because.empty() ||
      std::ranges::find(missing->tails, statement) == missing->tails.end())
    return std::nullopt;
  return missing;
}

namespace {

// Functions that return what other functions return are followed so far.
constexpr int deepest_cypress_function = 4;

bool is_cypress(const Facts& facts, Node expression, int depth) {
  Node at = expression;
  for (int links = 0; at && links < longest_chain; ++links) {
    at = syntax::unwrap(at);
    if (at.is(Kind::call_expression)) {
      at = at.child(Field::function);
    } else if (at.is(Kind::member_expression)) {
      at = at.child(Field::object);
    } else {
      if (!at.is(Kind::identifier)) return false;
      if (at.text() == "cy") return facts.is_global(at, "cy");
      const Value function = links > 0 && depth < deepest_cypress_function ? facts.value(at) : Value{};
      return function.is(Shape::function) &&
             all_returned(function.node, [&](Node returned) { return is_cypress(facts, returned, depth + 1); });
    }
  }
  return false;
}

}  // namespace

bool is_cypress_chain(const Facts& facts, Node expression) { return is_cypress(facts, expression, 0); }

}  // namespace asynclint
