#include "facts/escaping-failure.h"

#include <algorithm>
#include <array>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "facts/awaited-calls.h"
#include "facts/constant-conditions.h"
#include "facts/control-flow.h"
#include "facts/driven-generators.h"
#include "facts/emissions.h"
#include "facts/flow.h"
#include "facts/handling.h"
#include "facts/held-values.h"
#include "facts/kept-promises.h"
#include "facts/late-rejects.h"
#include "facts/names.h"
#include "facts/passed-arguments.h"
#include "facts/quiet-code.h"
#include "facts/rejection.h"
#include "facts/returned-values.h"
#include "facts/seen-reasons.h"
#include "facts/settled-elsewhere.h"
#include "facts/summary-notes.h"
#include "facts/throwing.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;
using From = EscapingFailure::From;

// How many functions and expressions are looked at for one answer, and how deep they may lie in each other.
constexpr int most_questions = 200;
constexpr int deepest_search = 40;
// How many functions of other modules one summary may name.
constexpr std::size_t most_asked = 8;
// Code that is nested deeper is not looked at.
constexpr int deepest_nesting = 300;

EscapingFailure worse(const EscapingFailure& a, const EscapingFailure& b) { return b.from > a.from ? b : a; }

// Whether what code does itself, and is seen to throw, counts, or only what it waits for and throws by a statement.
enum class OwnCode : std::uint8_t { is_trusted, is_read };

// What a function returns is its promise's, but nobody takes what an executor returns: `return resolve(cached)`.
enum class Returned : std::uint8_t { counts, is_dropped };

// Gives a place another value for as long as it lives.
template <typename T>
class ForNow {
 public:
  ForNow(T& place, std::type_identity_t<T> value) : place_(place), before_(std::exchange(place, value)) {}
  ~ForNow() { place_ = before_; }
  ForNow(const ForNow&) = delete;
  ForNow& operator=(const ForNow&) = delete;

 private:
  T& place_;
  T before_;
};

class FailureSearch {
 public:
  FailureSearch(const Facts& facts, Unknown unknown, OwnCode own = OwnCode::is_trusted)
      : facts_(facts), unknown_(unknown), own_(own), reasons_(facts) {}

  EscapingFailure of_place(Node promise) { return of_expression(promise); }

  // With it, the function that is asked for is called so.
  void suppose(const Hypothesis& hypothesis) { hypothesis_ = &hypothesis; }

  // With it, calls of other modules and of what callers give are no failure: they are written down there.
  void leave_to_others(LeftToOthers& left) { left_ = &left; }

  EscapingFailure of_promise(const Value& promise, Node place) {
    const Level level(*this);
    if (!level.is_allowed()) return {};
    if (promise.cannot_reject || promise.is_caught || value_cannot_reject(facts_, promise)) return {};
    switch (promise.source) {
      case PromiseSource::async_function:
      case PromiseSource::returning_function: {
        const ForNow called(call_, CallExpression::from(place));
        return of_function(promise.node);
      }
      case PromiseSource::constructor: return of_construction(promise.node, place);
      case PromiseSource::declared: {
        // What an annotation says of a function of this text hides what its body says.
        const Node callee = reads_own_code() ? function_called_by(place) : Node{};
        if (!callee && is_calm_in_call(place)) return {};
        if (!callee) return of_tasks_given(place).value_or(EscapingFailure{From::body, place});
        const ForNow called(call_, CallExpression::from(place));
        return of_function(callee);
      }
      default: return {From::body, place};
    }
  }

 private:
  // One step deeper.
  class Level {
   public:
    explicit Level(FailureSearch& search) : search_(search) {
      ++search_.depth_;
      ++search_.questions_;
    }
    ~Level() { --search_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    [[nodiscard]] bool is_allowed() const {
      return search_.depth_ <= deepest_search && search_.questions_ <= most_questions;
    }

   private:
    FailureSearch& search_;
  };

  // The function of this text that an expression calls; no generator, which runs later.
  [[nodiscard]] Node function_called_by(Node expression) const {
    const auto call = CallExpression::from(expression);
    const Value callee = call ? facts_.value(call->callee()) : Value{};
    const auto function = callee.is(Shape::function) ? Function::from(callee.node) : std::nullopt;
    return function && !function->is_generator() ? callee.node : Node{};
  }

  EscapingFailure of_function(Node node) {
    const auto function = Function::from(node);
    if (!function || std::ranges::find(open_, node) != open_.end()) return {};
    open_.push_back(node);
    const ForNow returned(returned_, Returned::counts);
    // A generator comes here only where it runs as an async function.
    const bool is_async = function->is_async() || function->is_generator();
    EscapingFailure found;
    if (!is_async && (keeps_what_it_returns(facts_, node) || is_waited_for_elsewhere(facts_, node))) found = {};
    // What an emitter's listeners may do is no reason, and nothing else fails there.
    else if (reads_own_code() && waits_for_listeners(facts_, node))
      found = {};
    else if (!function->has_block_body())
      found = worse(of_returned(function->body()), inside(function->body(), is_async, From::body));
    else
      found = inside(function->body(), is_async, From::body);
    open_.pop_back();
    return found;
  }

  // What escapes from the nodes of one function: `escapes` says what a failure there counts for; nowhere in a `try`
  // that catches.
  EscapingFailure inside(Node node, bool is_async, From escapes) {
    if (!node || nesting_ > deepest_nesting || syntax::is_function_kind(node.kind()) || node.is(Kind::class_body))
      return {};
    if (node.is(Kind::try_statement)) return of_try(node, is_async, escapes);
    if (const auto taken = decided(node)) return of_branch(node, *taken, is_async, escapes);
    EscapingFailure found;
    ++nesting_;
    switch (node.kind()) {
      case Kind::throw_statement:
        if (is_async && escapes != From::nowhere && !is_throw_of(node, caught_)) found = {From::body, node};
        break;
      case Kind::await_expression:
      case Kind::yield_expression:
        if (escapes != From::nowhere)
          if (EscapingFailure awaited = of_awaited(syntax::unwrap(node.named_child(0)))) found = {escapes, node};
        break;
      case Kind::for_in_statement:
        if (escapes != From::nowhere && syntax::ForInStatement::assume(node).is_await()) found = {escapes, node};
        break;
      case Kind::return_statement:
        if (returned_ == Returned::counts) found = of_returned(syntax::unwrap(node.named_child(0)));
        break;
      case Kind::call_expression:
      case Kind::new_expression:
        if (reads_own_code() && is_async && escapes != From::nowhere && reasons_.is_reason(node))
          found = {escapes, node};
        break;
      default: break;
    }
    for (const Node child : node.children()) {
      if (found.from == From::body) break;
      found = worse(found, inside(child, is_async, escapes));
      // `if (noWait) return;`
      if (const auto taken = decided(child); taken && !completes_normally(branch_of(child, *taken))) break;
    }
    --nesting_;
    return found;
  }

  // Which way an `if` or a `?:` goes in the call at hand.
  [[nodiscard]] std::optional<bool> decided(Node node) const {
    if (open_.empty() || !node.is(Kind::if_statement, Kind::ternary_expression)) return std::nullopt;
    const auto function = Function::from(open_.back());
    const Node condition = node.child(Field::condition);
    if (function && hypothesis_ != nullptr && open_.size() == 1)
      return condition_under(facts_, condition, *function, *hypothesis_);
    return function && call_ ? condition_in_call(facts_, condition, *function, *call_) : std::nullopt;
  }

  static Node branch_of(Node node, bool taken) { return node.child(taken ? Field::consequence : Field::alternative); }

  EscapingFailure of_branch(Node node, bool taken, bool is_async, From escapes) {
    return worse(inside(node.child(Field::condition), is_async, escapes),
                 inside(branch_of(node, taken), is_async, escapes));
  }

  EscapingFailure of_try(Node node, bool is_async, From escapes) {
    const Node handler = node.child(Field::handler);
    // Whatever happens before, nobody lives to hear of it.
    if (const Node last = node.child(Field::finalizer).child(Field::body); always_ends_process(facts_, last))
      return inside(last, is_async, std::min(escapes, From::handler));
    const Node error = handler.child(Field::parameter);
    const bool catches = handler && !throws_again(handler.child(Field::body), error);
    EscapingFailure found = inside(node.child(Field::body), is_async, catches ? From::nowhere : escapes);
    const From from_handler = std::min(escapes, From::handler);
    const ForNow caught(caught_, error);
    found = worse(found, inside(handler.child(Field::body), is_async, from_handler));
    return worse(found, inside(node.child(Field::finalizer).child(Field::body), is_async, from_handler));
  }

  [[nodiscard]] bool is_throw_of(Node statement, Node error) const {
    if (!error || !statement.is(Kind::throw_statement)) return false;
    const Node thrown = syntax::unwrap(statement.named_child(0));
    return thrown && thrown.is(Kind::identifier) && facts_.bindings().resolve(thrown).identifier == error;
  }

  // `catch (error) { log(error); throw error; }`
  [[nodiscard]] bool throws_again(Node handler, Node error) const {
    bool found = false;
    visit_own(handler, [&](Node node) {
      found = found || is_throw_of(node, error);
      return !found;
    });
    return found;
  }

  // A promise that is returned is no longer in the hands of the `try` around it.
  EscapingFailure of_returned(Node expression) {
    expression = syntax::unwrap(expression);
    if (!expression || expression.is(Kind::await_expression, Kind::yield_expression)) return {};
    if (const Node generator = generator_driven_by(facts_, expression)) return of_function(generator);
    if (is_named_promise(expression)) return {From::body, expression};
    // `return reject(error)` gives undefined.
    if (executor_of_settler(facts_, syntax::unwrap(expression.child(Field::function)))) return {};
    if (is_settled_value(facts_, expression) || is_of_settled_list(facts_, expression)) return {};
    if (reads_own_code()) {
      if (calls_back(facts_, expression)) return {};
      if (const auto given = of_given(expression)) return *given;
    }
    const Value value = facts_.value(expression);
    if (value.is_promise()) return of_expression(expression);
    if (unknown_ == Unknown::is_plain) return {};
    if (expression.is(Kind::ternary_expression, Kind::binary_expression, Kind::sequence_expression))
      return of_expression(expression);
    if (const auto held = of_held(expression)) return *held;
    // That a name holds a promise is nowhere said; a call that is returned is at least worth returning.
    if (reads_own_code() && (expression.is(Kind::identifier) || is_named_like_no_promise(expression))) return {};
    if (reads_own_code() && expression.is(Kind::member_expression) && cannot_reject(facts_, expression)) return {};
    const bool may_be_promise = value.is(Shape::unknown) || value.is(Shape::api) || value.is(Shape::typed);
    return may_be_promise && !facts_.is_calm_elsewhere(value) && !is_handled_for_good(facts_, expression) &&
                   !is_left_to_others(expression)
               ? EscapingFailure{From::body, expression}
               : EscapingFailure{};
  }

  // `task()` in `run(task)`, where the call that is looked at is `run(async () => {})`.
  std::optional<EscapingFailure> of_given(Node expression) {
    const auto call = CallExpression::from(expression);
    if (!call) return std::nullopt;
    if (const Node callback = given_for(call->callee())) return of_callback(callback);
    if (!is_left_to_callers(call->callee(), TaskUse::awaited)) return std::nullopt;
    return EscapingFailure{};
  }

  // Whether a name is a parameter of the function that a summary is made of: each call gives another one.
  bool is_left_to_callers(Node name, TaskUse use) {
    name = syntax::unwrap(name);
    if (left_ == nullptr || open_.empty() || !name.is(Kind::identifier)) return false;
    const Binding binding = facts_.bindings().resolve(name);
    if (binding.kind != DeclarationKind::parameter || binding.owner != open_.front() ||
        !facts_.bindings().writes(binding).empty())
      return false;
    const auto parameters = Function::assume(open_.front()).parameters();
    const auto found = std::ranges::find(parameters, binding.identifier);
    const LeftToOthers::Task task{static_cast<std::uint32_t>(found - parameters.begin()), use};
    if (found == parameters.end() || task.parameter >= most_noted_parameters) return false;
    if (std::ranges::find(left_->tasks, task) == left_->tasks.end()) left_->tasks.push_back(task);
    return true;
  }

  // `connect(server, { noWait: true })` of another module, which says that nothing is seen then by which it would fail.
  [[nodiscard]] bool is_calm_in_call(Node expression) const {
    const auto call = CallExpression::from(expression);
    const auto given = call ? handed_over(*call) : std::vector<Hypothesis>{};
    const Value callee = given.empty() ? Value{} : facts_.value(call->callee());
    return std::ranges::any_of(given, [&](const Hypothesis& hypothesis) {
      return has_note(facts_, callee, calm_note(hypothesis), expression);
    });
  }

  // `queue.run(async () => { … })` of another module, which says that the call fails only with what it is given.
  std::optional<EscapingFailure> of_tasks_given(Node expression) {
    const auto call = CallExpression::from(expression);
    if (!call || !reads_own_code()) return std::nullopt;
    const Value callee = facts_.value(call->callee());
    std::optional<EscapingFailure> found;
    for (std::uint32_t i = 0; i < std::min(call->argument_count(), most_noted_parameters); ++i)
      for (const TaskUse use : task_uses) {
        if (!has_note(facts_, callee, task_note(i, use), expression)) continue;
        const Node task = call->argument(i);
        const bool is_hidden = use == TaskUse::awaited && !facts_.value(task).is(Shape::function);
        found = worse(found.value_or(EscapingFailure{}),
                      is_hidden ? EscapingFailure{From::body, expression} : of_callback(task));
      }
    return found;
  }

  // The function that the call at hand gives for a parameter of the function that is looked at.
  [[nodiscard]] Node given_for(Node name) const {
    name = syntax::unwrap(name);
    if (!name.is(Kind::identifier) || !call_ || open_.empty()) return {};
    const Binding binding = facts_.bindings().resolve(name);
    const auto function = Function::from(binding.owner);
    if (binding.kind != DeclarationKind::parameter || !function || binding.owner != open_.back() ||
        !facts_.bindings().writes(binding).empty())
      return {};
    const Node callback = argument_for(*function, binding.identifier, *call_);
    return callback && facts_.value(callback).is(Shape::function) ? callback : Node{};
  }

  EscapingFailure of_awaited(Node expression) {
    if (!expression || is_handled(expression)) return {};
    if (reads_own_code())
      if (const auto given = of_given(expression)) return *given;
    if (tells_somebody_else(facts_, expression)) return {};
    if (reads_own_code() && (waits_for_its_turn(expression) || asks_whether_it_exists(expression))) return {};
    const Value value = facts_.value(expression);
    if (value.is_promise()) return of_expression(expression);
    if (calls_what_throws(facts_, expression)) return {From::body, expression};
    if (hands_out_what_is_handled(expression)) return {};
    if (is_pause(value, expression)) return {};
    if (const Node callee = reads_own_code() ? function_called_by(expression) : Node{}) {
      const ForNow called(call_, CallExpression::from(expression));
      return of_function(callee);
    }
    if (const auto held = of_held(expression)) return *held;
    if (reads_own_code() && expression.is(Kind::member_expression) && cannot_reject(facts_, expression)) return {};
    const bool may_be_promise = value.is(Shape::unknown) || value.is(Shape::api) || value.is(Shape::typed);
    return may_be_promise && !facts_.is_calm_elsewhere(value) && !is_left_to_others(expression)
               ? EscapingFailure{From::body, expression}
               : EscapingFailure{};
  }

  // `queue.flush()` of a class that another module declares: whether that fails is left to whoever knows it.
  bool is_left_to_others(Node expression) {
    const auto call = CallExpression::from(expression);
    if (left_ == nullptr || !call) return false;
    const Value callee = facts_.value(call->callee());
    if (!callee.type || (!callee.is(Shape::typed) && !callee.is(Shape::api))) return false;
    auto& functions = left_->functions;
    if (std::ranges::find(functions, callee.type) != functions.end()) return true;
    if (functions.size() == most_asked) return false;
    functions.push_back(callee.type);
    return true;
  }

  // `closeQuietly(socket)` of `(socket) => socket.close().catch(() => {})`, whatever `close` gives.
  bool hands_out_what_is_handled(Node expression) {
    const auto call = CallExpression::from(expression);
    const Value callee = call ? facts_.value(call->callee()) : Value{};
    return callee.is(Shape::function) &&
           all_returned(callee.node, [&](Node returned) { return is_handled_for_good(facts_, returned); });
  }

  EscapingFailure of_expression(Node expression) {
    const Level level(*this);
    if (!level.is_allowed()) return {};
    expression = syntax::unwrap(expression);
    switch (expression.kind()) {
      case Kind::ternary_expression:
        if (const auto taken = decided(expression)) return of_returned(branch_of(expression, *taken));
        return worse(of_returned(expression.child(Field::consequence)),
                     of_returned(expression.child(Field::alternative)));
      case Kind::binary_expression:
        return worse(of_returned(expression.child(Field::left)), of_returned(expression.child(Field::right)));
      case Kind::sequence_expression: return of_returned(expression.last_named_child());
      default: break;
    }
    const Value value = facts_.value(expression);
    if (is_handled(expression) || cannot_reject(facts_, expression) || is_pause(value, expression)) return {};
    if (const Node generator = generator_driven_by(facts_, expression)) return of_function(generator);
    const auto call = CallExpression::from(expression);
    const auto member = call ? call->member() : std::nullopt;
    const auto name = member ? member->name() : std::nullopt;
    if (call && facts_.is_combinator_call(expression)) return of_combined(*call);
    if (call && (facts_.is_global_member(call->callee(), "Promise", "resolve") || resolves_of_library(*call))) {
      const Node given = syntax::unwrap(call->argument(0));
      return given.is(Kind::call_expression) ? of_awaited(given) : of_returned(given);
    }
    if (reads_own_code() && (name == "then" || name == "finally")) {
      const Node before = syntax::unwrap(member->object());
      const EscapingFailure first =
          is_taken_by_its_maker(facts_, before) ? EscapingFailure{From::body, before} : of_awaited(before);
      if (first) return first;
      if (is_left_to_callers(call->argument(0), TaskUse::chained)) return {};
      const Node given = given_for(call->argument(0));
      return of_callback(given ? given : call->argument(0));
    }
    if (name == "finally") return of_returned(member->object());
    if (name == "then") {
      const EscapingFailure first = of_returned(member->object());
      return first || !may_throw(facts_, call->argument(0)) ? first : EscapingFailure{From::body, expression};
    }
    // Its handler is missing, or throws.
    if (name == "catch")
      return is_no_handler(call->argument(0)) ? of_returned(member->object()) : EscapingFailure{From::body, expression};
    if (const auto held = of_held(expression)) return *held;
    return of_promise(value, expression);
  }

  // What a variable or a member of `this` is given in this text. What is being looked at already adds nothing.
  std::optional<EscapingFailure> of_held(Node place) {
    if (!reads_own_code() || !is_held_place(facts_, place)) return std::nullopt;
    const auto values = values_held(facts_, place);
    if (!values || values->empty()) return std::nullopt;
    EscapingFailure found;
    for (const Node value : *values) {
      if (std::ranges::find(held_, value) != held_.end()) continue;
      held_.push_back(value);
      found = worse(found, of_returned(value));
    }
    return found;
  }

  // What a callback of `.then` throws or gives, the chain rejects with.
  EscapingFailure of_callback(Node callback) {
    const Value value = facts_.value(callback);
    const auto function = value.is(Shape::function) ? Function::from(value.node) : std::nullopt;
    if (!function || std::ranges::find(open_, value.node) != open_.end()) return {};
    const ForNow called(call_, std::nullopt);
    if (function->is_async()) return of_function(value.node);
    open_.push_back(value.node);
    const ForNow returned(returned_, Returned::counts);
    // That `() => list.update()` gives a promise is nowhere said, as an `await` would say it.
    const bool is_told = !function->has_block_body() && facts_.value(function->body()).is_promise();
    const EscapingFailure given = is_told ? of_returned(function->body()) : EscapingFailure{};
    const EscapingFailure found = worse(given, inside(function->body(), true, From::body));
    open_.pop_back();
    return found;
  }

  // `Promise.all([save(), send()])`, `Promise.all(urls.map(load))`
  EscapingFailure of_combined(const CallExpression& call) {
    const Node list = syntax::unwrap(call.argument(0));
    if (list.is(Kind::array)) {
      EscapingFailure found;
      for (const Node element : syntax::named_children(list))
        found = worse(found,
                      element.is(Kind::spread_element) ? EscapingFailure{From::body, element} : of_returned(element));
      return found;
    }
    if (reads_own_code() && list.is(Kind::identifier))
      if (const auto put_in = put_into_list(facts_, list)) {
        EscapingFailure found;
        for (const Node element : *put_in) found = worse(found, of_returned(element));
        return found;
      }
    const auto mapping = CallExpression::from(list);
    const auto member = mapping ? mapping->member() : std::nullopt;
    if (!member || member->name() != "map") return {From::body, call.node()};
    const Value each = facts_.result_of_calling(mapping->argument(0));
    return each.is_promise() ? of_promise(each, call.node()) : EscapingFailure{From::body, call.node()};
  }

  // What has no `reject` is rejected by nobody.
  EscapingFailure of_construction(Node creation, Node place) {
    if (cannot_reject(facts_, creation)) return {};
    const Value executor = facts_.value(creation.child(Field::arguments).named_child(0));
    const auto function = executor.is(Shape::function) ? Function::from(executor.node) : std::nullopt;
    if (!function || function->is_async()) return {From::body, place};
    const auto parameters = function->parameters();
    if (parameters.size() > 1 &&
        !(reads_own_code() &&
          (is_never_used(parameters[1]) || rejects_only_when_settled(facts_, parameters[0], parameters[1]))))
      return {From::body, place};
    if (!reads_own_code()) return {};
    const ForNow returned(returned_, Returned::is_dropped);
    return inside(function->body(), true, From::body);
  }

  // Whether a chain ends in a handler that is not seen to throw.
  bool is_handled(Node chain) {
    if (!is_handled_for_good(facts_, chain)) return false;
    if (!reads_own_code()) return true;
    const Node property = rejection_handler(facts_, chain);
    const CallExpression call = CallExpression::assume(property.parent().parent());
    const Value handler = facts_.value(call.argument(property.text() == "then" ? 1 : 0));
    return !handler.is(Shape::function) || !reasons_.is_in_function(handler.node);
  }

  [[nodiscard]] bool is_never_used(Node parameter) const {
    return parameter.is(Kind::identifier) && facts_.bindings().references(facts_.bindings().resolve(parameter)).empty();
  }

  [[nodiscard]] bool reads_own_code() const { return own_ == OwnCode::is_read; }

  const Facts& facts_;
  Unknown unknown_;
  OwnCode own_;
  Returned returned_ = Returned::counts;
  SeenReasons reasons_;
  LeftToOthers* left_ = nullptr;
  const Hypothesis* hypothesis_ = nullptr;
  std::vector<Node> open_;
  // Values of variables and members that were looked at.
  std::vector<Node> held_;
  // What the `catch` at hand has caught: the `try` has been asked whether there is anything.
  Node caught_;
  // By which the function in `open_` is called; none where nobody knows.
  std::optional<CallExpression> call_;
  int depth_ = 0;
  int questions_ = 0;
  int nesting_ = 0;
};

FailureSearch search_for_reasons(const Facts& facts) {
  return FailureSearch(facts, Unknown::may_be_promise, OwnCode::is_read);
}

}  // namespace

EscapingFailure escaping_failure(const Facts& facts, const Value& promise, Unknown unknown) {
  return FailureSearch(facts, unknown).of_promise(promise, promise.node);
}

EscapingFailure seen_reason_to_fail(const Facts& facts, Node promise) {
  return search_for_reasons(facts).of_place(promise);
}

EscapingFailure seen_reason_to_fail(const Facts& facts, const Value& promise) {
  return search_for_reasons(facts).of_promise(promise, promise.node);
}

std::optional<LeftToOthers> left_to_others(const Facts& facts, const Value& promise) {
  LeftToOthers left;
  FailureSearch search = search_for_reasons(facts);
  search.leave_to_others(left);
  if (search.of_promise(promise, promise.node)) return std::nullopt;
  return left;
}

std::vector<Hypothesis> what_calms(const Facts& facts, const Value& promise) {
  const auto function = Function::from(promise.node);
  std::vector<Hypothesis> hypotheses = function ? hypotheses_of(facts, *function) : std::vector<Hypothesis>{};
  std::erase_if(hypotheses, [&](const Hypothesis& hypothesis) {
    FailureSearch search = search_for_reasons(facts);
    search.suppose(hypothesis);
    return static_cast<bool>(search.of_promise(promise, promise.node));
  });
  return hypotheses;
}

}  // namespace asynclint
