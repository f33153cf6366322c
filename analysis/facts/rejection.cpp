#include "facts/rejection.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/control-flow.h"
#include "facts/deferreds.h"
#include "facts/driven-generators.h"
#include "facts/flow.h"
#include "facts/handling.h"
#include "facts/held-values.h"
#include "facts/names.h"
#include "facts/quiet-code.h"
#include "facts/throwing.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

// How many functions, handlers and chains are looked at for one answer, and how deep they may lie in each other.
constexpr int most_questions = 200;
constexpr int deepest_judgement = 100;

// `.catch((error) => { throw wrap(error); })`
bool throws_again(const Facts& facts, Node handler) {
  const Value value = facts.value(handler);
  if (!value.is(Shape::function)) return false;
  bool found = false;
  visit_own(value.node.child(Field::body), [&](Node node) {
    if (node.is(Kind::throw_statement)) found = true;
    return !found;
  });
  return found;
}

bool is_seen(const Facts& facts, Node callback) {
  return is_no_handler(callback) || facts.value(callback).is(Shape::function);
}

// `new Promise((resolve) => setTimeout(resolve, ms))`: nothing in it throws or rejects.
bool is_timer_promise(const Facts& facts, Node creation) {
  if (!creation.is(Kind::new_expression) || !facts.is_global(creation.child(Field::constructor), "Promise"))
    return false;
  const auto executor = syntax::Function::from(syntax::unwrap(creation.child(Field::arguments).named_child(0)));
  if (!executor || executor->is_async()) return false;
  const auto parameters = executor->parameters();
  if (parameters.size() != 1 || !parameters.front().is(Kind::identifier)) return false;
  bool only_timers = true;
  visit_own(executor->body(), [&](Node node) {
    switch (node.kind()) {
      case Kind::call_expression: {
        const Node callee = node.child(Field::function);
        const Node first = CallExpression::assume(node).argument(0);
        const bool is_timer = (facts.is_global(callee, "setTimeout") || facts.is_global(callee, "setImmediate")) &&
                              first.is(Kind::identifier) && first.text() == parameters.front().text();
        only_timers = only_timers && is_timer;
        break;
      }
      case Kind::throw_statement:
      case Kind::new_expression:
      case Kind::assignment_expression: only_timers = false; break;
      default: break;
    }
    return only_timers;
  });
  return only_timers;
}

// `Promise.resolve()` of nothing, or of no promise.
bool is_settled_promise(const Facts& facts, Node promise) {
  const auto call = CallExpression::from(syntax::unwrap(promise));
  const auto member = call ? call->member() : std::nullopt;
  if (!member || member->name() != "resolve" || facts.value(promise).source != PromiseSource::language) return false;
  const Node argument = call->argument(0);
  return !argument || facts.value(argument).is(Shape::plain);
}

// `all.catch(report); return all;`: whether a variable's rejection is taken where it is declared, before it is
// returned.
bool is_taken_before(const Facts& facts, Node returned) {
  const Node name = syntax::unwrap(returned);
  if (meaning(facts, name) == name) return false;
  const Binding binding = facts.bindings().resolve(name);
  const Node block = binding.owner.parent().parent();
  return std::ranges::any_of(facts.bindings().references(binding), [&](Node reference) {
    Node chain = syntax::wrapped(reference);
    while (chain.parent().is(Kind::member_expression) && chain.parent().parent().is(Kind::call_expression))
      chain = syntax::wrapped(chain.parent().parent());
    const Node statement = chain.parent();
    return syntax::unwrap(chain) != reference && statement.is(Kind::expression_statement) &&
           statement.parent() == block && statement.unit() == name.unit() && statement.index() < name.index() &&
           is_handled_for_good(facts, chain);
  });
}

// Of a class that extends Promise, too: it hands the executor on.
bool is_new_promise(const Facts& facts, Node creation) {
  return creation.is(Kind::new_expression) &&
         (facts.is_global(creation.child(Field::constructor), "Promise") || facts.value(creation).is_promise());
}

// Works out one answer: functions ask about the functions that they call, until there are too many.
class RejectionJudge {
 public:
  explicit RejectionJudge(const Facts& facts) : facts_(facts), quiet_(facts) {}

  bool never_rejects(Node promise) {
    const Level level(*this);
    if (!level.is_allowed()) return false;
    if (only_resolved(promise)) return true;
    promise = meaning(facts_, promise);
    if (promise.is(Kind::new_expression)) return is_timer_promise(facts_, promise) || only_resolves(promise);
    if (const Node kept = in_literal(promise)) return never_rejects(kept);
    const auto call = CallExpression::from(promise);
    if (!call) return facts_.value(promise).cannot_reject || is_held_calmly(promise);
    if (const Node generator = generator_driven_by(facts_, promise)) return catches_everything(generator);
    if (const auto member = call->member()) {
      const auto name = member->name();
      if (name == "then" || name == "finally") {
        const bool is_handled = name == "then" && is_calm_handler(call->argument(1));
        return is_calm_callback(call->argument(0)) && (is_handled || never_rejects(member->object()));
      }
      if (name == "catch" && facts_.value(member->object()).is_promise())
        return is_calm_handler(call->argument(0)) || never_rejects(member->object());
    }
    return is_settled_promise(facts_, promise) || combines_what_cannot_reject(*call) ||
           never_rejects(facts_.value(promise));
  }

  // Whether the function that gives a promise takes its rejection itself, so that nothing is lost where it is dropped.
  // What is chained to it rejects nevertheless.
  bool is_taken_by_its_maker(Node promise) {
    const Value value = facts_.value(promise);
    return value.source == PromiseSource::returning_function && !is_chained(promise) &&
           returns_only(value.node,
                        [&](Node returned) { return is_taken_before(facts_, returned) || is_kept_promise(returned); });
  }

  // `return this.queued.promise`, also of a variable that holds `this.queued`: others have it, or it would not be
  // there.
  bool is_kept_promise(Node returned) {
    const auto access = syntax::MemberExpression::from(meaning(facts_, returned));
    return access && access->name() == "promise" && is_own_member(meaning(facts_, access->object()));
  }

  bool never_rejects(const Value& promise) {
    if (promise.cannot_reject) return true;
    switch (promise.source) {
      case PromiseSource::async_function: return catches_everything(promise.node);
      case PromiseSource::returning_function: return returns_what_cannot_reject(promise.node);
      case PromiseSource::language: {
        const auto call = CallExpression::from(promise.node);
        const auto member = call ? call->member() : std::nullopt;
        return member && member->name() == "allSettled";
      }
      default: return false;
    }
  }

 private:
  // One step deeper.
  class Level {
   public:
    explicit Level(RejectionJudge& judge) : judge_(judge) {
      ++judge_.depth_;
      ++judge_.questions_;
    }
    ~Level() { --judge_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    [[nodiscard]] bool is_allowed() const {
      return judge_.depth_ <= deepest_judgement && judge_.questions_ <= most_questions;
    }

   private:
    RejectionJudge& judge_;
  };

  // Whether a function's whole body is in try/catch, so that the promise it returns does not reject.
  bool catches_everything(Node function) {
    const Level level(*this);
    if (!level.is_allowed() || is_open(function)) return false;
    open_.push_back(function);
    const bool catches = body_catches(function.child(Field::body));
    open_.pop_back();
    return catches;
  }

  bool body_catches(Node body) {
    if (!runs_calmly(body)) return false;
    return body.is(Kind::statement_block) ? block_returns_safely(body) : gives_safely(body);
  }

  // Whether code of an async function throws nothing, and waits for nothing that may reject.
  bool runs_calmly(Node code) {
    return cannot_throw(code, [this](Node node) {
      if (waits(node)) return is_calm(node);
      if (node.is(Kind::try_statement)) return try_is_safe(node);
      return quiet_.is_quiet(node) || is_settled_promise(facts_, node) || only_resolves(node);
    });
  }

  // A generator is looked at only where it runs as an async function.
  static bool waits(Node node) { return node.is(Kind::await_expression, Kind::yield_expression); }

  // `await null`, `await Promise.resolve()`, `await save()` of a function that never rejects; `yield` alone.
  bool is_calm(Node await_expression) {
    const Node awaited = syntax::unwrap(await_expression.named_child(0));
    if (!awaited) return true;
    switch (awaited.kind()) {
      case Kind::null:
      case Kind::undefined:
      case Kind::number:
      case Kind::string:
      case Kind::true_:
      case Kind::false_: return true;
      case Kind::call_expression:
      case Kind::new_expression: return starts_calmly(awaited) && never_rejects(awaited);
      case Kind::identifier:
      case Kind::member_expression:
        return facts_.value(awaited).is_promise() && (only_resolved(awaited) || is_held_calmly(awaited));
      default: return false;
    }
  }

  bool is_held_calmly(Node place) { return is_held_place(facts_, place) && holds_nothing_that_rejects(place); }

  // `wait.promise` of `return { promise, cancel }`, which nothing else is ever put into.
  Node in_literal(Node access) {
    const auto member = syntax::MemberExpression::from(access);
    const auto name = member ? member->name() : std::nullopt;
    const Node literal = name ? literal_of(member->object()) : Node{};
    if (!literal || !facts_.bindings().member_writes(*name).empty()) return {};
    const auto found = facts_.members_named(literal, *name);
    if (found.size() != 1) return {};
    if (found.front().is(Kind::pair)) return found.front().child(Field::value);
    return found.front().is(Kind::shorthand_property_identifier) ? found.front() : Node{};
  }

  // The literal that an expression is, or that the one `return` of a function gives, whatever a comment says of it.
  Node literal_of(Node object) {
    const Value owner = facts_.value(object);
    if (owner.is(Shape::object)) return owner.node;
    const auto call = CallExpression::from(meaning(facts_, object));
    const Value callee = call ? facts_.value(call->callee()) : Value{};
    Node found;
    const bool is_one = callee.is(Shape::function) && all_returned(callee.node, [&found](Node returned) {
                          const bool is_first = !found;
                          found = syntax::unwrap(returned);
                          return is_first && found.is(Kind::object);
                        });
    return is_one ? found : Node{};
  }

  // Whether a call throws nothing before there is a promise: it is async, and so are its arguments simple.
  bool starts_calmly(Node call) {
    if (is_timer_promise(facts_, call) || is_settled_promise(facts_, call)) return true;
    if (is_chained(call)) {
      const Node before = syntax::unwrap(CallExpression::assume(call).member()->object());
      return before.is(Kind::call_expression, Kind::new_expression) ? starts_calmly(before)
                                                                    : quiet_.runs_quietly(before);
    }
    for (const Node argument : call.child(Field::arguments).children())
      if (syntax::is_named(argument.kind()) && !quiet_.runs_quietly(argument)) return false;
    const Value value = facts_.value(call);
    constexpr std::uint8_t calm = types::signature_flag::async | types::signature_flag::cannot_throw;
    if (value.source == PromiseSource::declared && call.is(Kind::call_expression))
      return (facts_.flags_of_calling(facts_.value(call.child(Field::function)), call) & calm) != 0;
    // What the language and the platform give promises by rejects, and throws nothing.
    return value.source == PromiseSource::async_function || value.source == PromiseSource::language ||
           value.source == PromiseSource::api || value.source == PromiseSource::constructor ||
           (value.source == PromiseSource::returning_function && returns_calmly(value.node));
  }

  // `save(draft).catch(report)`: all that its own promise rejects with is taken.
  bool is_caught_chain(Node chain) {
    const auto call = CallExpression::from(chain);
    const auto member = call ? call->member() : std::nullopt;
    return member && member->name() == "catch" && is_handled_for_good(facts_, chain) &&
           starts_calmly(syntax::unwrap(member->object()));
  }

  // `(ms) => new Promise((resolve) => setTimeout(resolve, ms))`: whether a function throws nothing itself.
  bool returns_calmly(Node function) {
    return cannot_throw(function.child(Field::body),
                        [&](Node node) { return is_new_promise(facts_, node) || is_harmless(facts_, node); });
  }

  // Whether nothing that a function returns can reject: it is handled there, settled, or a mere timer.
  bool returns_what_cannot_reject(Node function) {
    return returns_only(function, [](Node) { return false; });
  }

  // The same, but for what is let pass.
  template <typename Exception>
  bool returns_only(Node function, Exception is_let_pass) {
    const Level level(*this);
    if (!level.is_allowed() || is_open(function)) return false;
    open_.push_back(function);
    const bool safe = all_returned(function, [&](Node promise) {
      return is_let_pass(promise) || is_handled_for_good(facts_, promise) ||
             is_timer_promise(facts_, syntax::unwrap(promise)) || is_settled_promise(facts_, promise) ||
             never_rejects(promise);
    });
    open_.pop_back();
    return safe;
  }

  // `new Promise((resolve) => { done = resolve; })`: nobody has its `reject`, nothing in it throws, and it is not seen
  // to be resolved with something that may reject.
  bool only_resolves(Node creation) {
    if (!is_new_promise(facts_, creation)) return false;
    const auto executor = Function::from(syntax::unwrap(creation.child(Field::arguments).named_child(0)));
    if (!executor || executor->is_async()) return false;
    const auto parameters = executor->parameters();
    if (parameters.empty() || !parameters.front().is(Kind::identifier)) return false;
    // Or it has a name, and nobody uses it.
    const bool has_reject =
        parameters.size() > 1 && !(parameters[1].is(Kind::identifier) &&
                                   facts_.bindings().references(facts_.bindings().resolve(parameters[1])).empty());
    if (has_reject) return false;
    const auto uses = facts_.bindings().references(facts_.bindings().resolve(parameters.front()));
    const auto is_harmless = [&](Node node) { return hands_over_settler(node, uses) || quiet_.is_quiet(node); };
    if (!cannot_throw(executor->body(), is_harmless)) return false;
    return std::ranges::all_of(uses, [&](Node use) {
      const auto call = CallExpression::from(use.parent());
      return !call || call->callee() != use || resolves_calmly(call->argument(0));
    });
  }

  // Whether what `resolve` is called with is no promise that may reject.
  bool resolves_calmly(Node argument) {
    argument = syntax::unwrap(argument);
    if (!argument || argument.is(Kind::await_expression)) return true;
    const Value value = facts_.value(argument);
    if (value.is_promise()) return never_rejects(argument);
    return value.is(Shape::plain) || !argument.is(Kind::call_expression, Kind::ternary_expression);
  }

  // Whether a callback of `.then` or `.finally` is seen to throw nothing.
  bool is_calm_callback(Node callback) {
    return executor_of_settler(facts_, callback) || (is_seen(facts_, callback) && !may_throw(facts_, callback)) ||
           runs_quietly(facts_.value(callback));
  }

  // The same of a callback of `.catch`, which has to be there.
  bool is_calm_handler(Node callback) { return !is_no_handler(callback) && is_calm_callback(callback); }

  bool runs_quietly(const Value& callback) {
    const auto function = callback.is(Shape::function) ? Function::from(callback.node) : std::nullopt;
    if (!function) return false;
    if (function->is_async()) return catches_everything(callback.node);
    // What it returns, the chain rejects with.
    return quiet_.runs_quietly(function->body()) &&
           all_returned(callback.node, [this](Node returned) { return gives_safely(returned); });
  }

  // `load().then(…)`
  static bool is_chained(Node promise) {
    const auto call = CallExpression::from(syntax::unwrap(promise));
    const auto member = call ? call->member() : std::nullopt;
    const auto name = member ? member->name() : std::nullopt;
    return name == "then" || name == "catch" || name == "finally";
  }

  // `Promise.all(urls.map((url) => load(url).catch(report)))`, `Promise.race([sleep(50), this.closed])`
  bool combines_what_cannot_reject(const CallExpression& call) {
    if (!facts_.is_combinator_call(call.node())) return false;
    // More may be put into a list that is in a variable.
    const Node given = syntax::unwrap(call.argument(0));
    const Node combined = meaning(facts_, given);
    if (given.is(Kind::array))
      return std::ranges::all_of(syntax::named_children(given), [this](Node element) {
        element = syntax::unwrap(element);
        return never_rejects(element) || facts_.value(element).is(Shape::plain) || is_held_calmly(element);
      });
    const auto list = CallExpression::from(combined);
    const auto member = list ? list->member() : std::nullopt;
    if (!member || member->name() != "map") return false;
    const Value callback = facts_.value(list->argument(0));
    const auto function = callback.is(Shape::function) ? Function::from(callback.node) : std::nullopt;
    if (!function) return false;
    return function->is_async() ? catches_everything(callback.node) : returns_what_cannot_reject(callback.node);
  }

  bool only_resolved(Node promise) {
    return is_deferred_only_resolved(facts_, promise, [this](Node given) { return resolves_calmly(given); });
  }

  bool try_is_safe(Node statement) {
    const Node handler = statement.child(Field::handler);
    const Node finalizer = statement.child(Field::finalizer);
    const Node body = statement.child(Field::body);
    if (finalizer && !handler_is_safe(finalizer.child(Field::body))) return false;
    if (always_ends_process(facts_, finalizer.child(Field::body))) return true;
    return (handler ? handler_is_safe(handler.child(Field::body)) : runs_calmly(body)) && block_returns_safely(body);
  }

  // A handler's calls are taken for harmless; what it throws or waits for is not, unless it catches that itself.
  bool handler_is_safe(Node block) {
    const Level level(*this);
    bool safe = level.is_allowed();
    visit_own(block, [&](Node node) {
      if (node.is(Kind::try_statement) && node.child(Field::handler)) {
        safe = safe && try_is_safe(node);
        return false;
      }
      if (node.is(Kind::throw_statement)) safe = false;
      if (waits(node) && !is_calm(node)) safe = false;
      if (node.is(Kind::return_statement) && !returns_safely(node)) safe = false;
      return safe;
    });
    return safe;
  }

  // What stands in a try block runs into the catch, apart from a promise that is returned unawaited.
  bool block_returns_safely(Node block) {
    bool safe = true;
    visit_own(block, [&](Node node) {
      if (node.is(Kind::return_statement) && !returns_safely(node)) safe = false;
      return safe;
    });
    return safe;
  }

  bool returns_safely(Node statement) { return gives_safely(syntax::unwrap(statement.named_child(0))); }

  // Whether what a function gives cannot be a promise that rejects: it is awaited, or no promise.
  bool gives_safely(Node argument) {
    argument = syntax::unwrap(argument);
    if (!argument || waits(argument)) return true;
    if (argument.is(Kind::ternary_expression)) {
      const Level level(*this);
      return level.is_allowed() && gives_safely(argument.child(Field::consequence)) &&
             gives_safely(argument.child(Field::alternative));
    }
    if (argument.is(Kind::call_expression)) {
      if (is_harmless(facts_, argument) || is_caught_chain(argument)) return true;
      const Value value = facts_.value(argument);
      return value.is(Shape::plain) || value.is(Shape::array) || (value.is_promise() && never_rejects(argument));
    }
    if (argument.is(Kind::new_expression)) return !facts_.value(argument).is_promise() || never_rejects(argument);
    const Value value = facts_.value(argument);
    const bool is_held = argument.is(Kind::identifier) || is_own_member(argument);
    if (value.is_promise()) return is_held && holds_nothing_that_rejects(argument);
    // `return this.closing`, which may be a promise that was kept.
    return !is_own_member(argument) || !value.is(Shape::unknown);
  }

  static bool is_own_member(Node expression) {
    return expression.is(Kind::member_expression) && expression.child(Field::object).is(Kind::this_);
  }

  // Whether a variable, or a member of `this`, is given nothing but promises that nobody can reject, and nothing.
  bool holds_nothing_that_rejects(Node place) {
    const Level level(*this);
    if (!level.is_allowed()) return false;
    const Binding binding = place.is(Kind::identifier) ? facts_.bindings().resolve(place) : Binding{};
    const Node property = place.child(Field::property);
    if (!binding && !property) return false;
    const std::string_view member = binding ? std::string_view() : property.text();
    const auto known = std::ranges::find_if(
        held_, [&](const Held& one) { return one.variable == binding.identifier && one.member == member; });
    // What is being looked at already adds nothing of its own.
    if (known != held_.end()) return known->is_calm;
    const std::size_t index = held_.size();
    held_.push_back({binding.identifier, member, true});
    const auto values = values_held(facts_, place);
    const bool is_calm = values && std::ranges::all_of(*values, [this](Node value) { return is_calm_value(value); });
    return held_[index].is_calm = is_calm;
  }

  bool is_calm_value(Node value) {
    value = syntax::unwrap(value);
    if (!value || value.is(Kind::null, Kind::undefined)) return true;
    return never_rejects(value);
  }

  [[nodiscard]] bool is_open(Node function) const { return std::ranges::find(open_, function) != open_.end(); }

  const Facts& facts_;
  QuietCode quiet_;
  std::vector<Node> open_;
  // Variables and members of `this` whose values have been looked at, or are being.
  struct Held {
    Node variable;
    std::string_view member;
    bool is_calm;
  };
  std::vector<Held> held_;
  int depth_ = 0;
  int questions_ = 0;
};

}  // namespace

bool cannot_reject(const Facts& facts, Node promise) {
  RejectionJudge judge(facts);
  return judge.never_rejects(promise) || judge.is_taken_by_its_maker(promise);
}

bool is_taken_by_its_maker(const Facts& facts, Node promise) {
  RejectionJudge judge(facts);
  return !judge.never_rejects(promise) && judge.is_taken_by_its_maker(promise);
}

bool is_handled_for_good(const Facts& facts, Node promise) {
  const Node property = rejection_handler(facts, promise);
  if (!property) return false;
  const CallExpression call = CallExpression::assume(property.parent().parent());
  return !throws_again(facts, property.text() == "then" ? call.argument(1) : call.argument(0));
}

bool value_cannot_reject(const Facts& facts, const Value& promise) {
  return RejectionJudge(facts).never_rejects(promise);
}

}  // namespace asynclint
