// Cards of `async`, `await`, `for await`, `yield` and of loops that wait.
#include "constructs/cards.h"
#include "constructs/finders.h"
#include "facts/escaping-failure.h"
#include "facts/rejection.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;
using K = ConstructKind;

std::vector<Node> awaits_in(Node root) {
  std::vector<Node> found;
  if (root)
    visit_own(root, [&](Node node) {
      const bool waits = node.is(Kind::await_expression) ||
                         (node.is(Kind::for_in_statement) && syntax::ForInStatement::assume(node).is_await());
      if (waits) found.push_back(node);
      return true;
    });
  return found;
}

// What a loop asks before each round, or goes over.
std::string rounds_of(Node loop) {
  if (const Node right = loop.child(Field::right)) return "for each of " + Words::code(right);
  Node condition = syntax::unwrap(loop.child(Field::condition));
  if (condition.is(Kind::expression_statement)) condition = condition.named_child(0);
  return condition ? "while " + Words::code(condition) : "without an end of its own";
}

// `load` continues at line 8, where the caller of an async function is at this time.
std::string say_caller(const CardWriter& card) {
  const Node function = syntax::enclosing_function(card.node);
  if (!function || !is_first_pause(card.node)) return {};
  const Node next = where_caller_goes_on(card.facts, function);
  if (!next) return {};
  const Node call = callers_of(card.facts, function).calls.front();
  return "It is the first pause of " + card.words.function(function) + ", so its caller, " + card.words.around(call) +
         ", gets a promise now and goes on at " + card.words.line(next) + ".";
}

// The await of the statement before, or behind.
Node neighbour(Node await, bool behind) {
  const Node statement = syntax::enclosing_statement(await);
  Node before;
  bool is_next = false;
  for (const Node sibling : statement.parent().children()) {
    if (!syntax::is_named(sibling.kind()) || sibling.is(Kind::comment)) continue;
    if (is_next) return behind ? sibling : before;
    if (sibling == statement)
      is_next = true;
    else
      before = sibling;
  }
  return behind ? Node{} : before;
}

// The `await` in a statement; none where there is none.
Node await_in(Node statement) {
  const std::vector<Node> awaits = awaits_in(statement);
  return awaits.empty() || !awaits.front().is(Kind::await_expression) ? Node{} : awaits.front();
}

void say_surroundings(CardWriter& card, Node operand) {
  const Words& words = card.words;
  switch (card.construct.kind) {
    case K::await_in_loop: {
      const Node loop = loop_around(card.node);
      card.say("The loop in " + words.line(loop) + " runs " + rounds_of(loop) +
               ": each round starts when this one is done, so the times add up.");
      break;
    }
    case K::await_pause_in_loop: {
      const Node loop = loop_around(card.node);
      card.say("It spaces out the rounds of the loop in " + words.line(loop) + ", which runs " + rounds_of(loop) + ".");
      break;
    }
    case K::await_in_sequence: {
      const Node before = neighbour(card.node, false);
      const bool is_second = before && !awaits_in(before).empty();
      if (is_second)
        card.say("The `await` in " + words.line(before) + " is over by now: " + Words::code(operand) +
                 " is started only then, and the times add up.");
      else
        card.say("What " + words.line(neighbour(card.node, true)) + " waits for is started only when this is done.");
      break;
    }
    case K::await_of_started: {
      const Binding binding = card.facts.bindings().resolve(operand);
      card.say(Words::code(operand) + " was started in " + words.line(binding.owner) +
               " and has been under way since; this only collects it.");
      const Node behind = await_in(neighbour(card.node, true));
      const Node other = syntax::unwrap(behind.named_child(0));
      if (other.is(Kind::identifier) && card.facts.value(other).is_promise())
        card.say("Meanwhile nobody asks for " + Words::code(other) + ": if that rejects first, it is unhandled.");
      break;
    }
    default: break;
  }
}

// A failure, where it is not said by whoever waits.
void say_failure(CardWriter& card, Node operand) {
  if (card.facts.value(operand).is(Shape::plain)) return;
  card.say(card.words.rejection(operand));
  const Fate fate = fate_of(card.facts, operand);
  if (fate.way == Fate::Way::function) card.say(card.words.waiting(fate.place));
}

}  // namespace

void write_async_function(CardWriter& card) {
  const Words& words = card.words;
  const auto function = Function::assume(card.node);
  const std::string own = words.function(card.node);
  const std::vector<Node> awaits = awaits_in(function.body());
  if (awaits.empty())
    card.lead("`async` makes every call of " + own +
              " give a promise, although it awaits nothing: its body runs to the end at once.");
  else if (is_first_pause(awaits.front()))
    card.lead("A call of " + own + " runs at once up to the `await` in " + words.line(awaits.front()) +
              ", and then gives its caller a promise.");
  else
    card.lead("A call of " + own +
              " gives its caller a promise at the first `await` that it comes to, or at its end: " +
              words.lines(awaits) + ".");
  std::vector<Node> returned;
  if (function.has_block_body())
    visit_own(function.body(), [&](Node node) {
      if (node.is(Kind::return_statement) && node.named_child(0)) returned.push_back(node);
      return true;
    });
  if (!function.has_block_body())
    card.say("The promise is fulfilled with " + Words::code(function.body()) + ".");
  else if (returned.empty())
    card.say("It returns nothing, so the promise is fulfilled with `undefined` when the body is done.");
  else
    card.say("The promise is fulfilled with what is returned in " + words.lines(returned) + ".");
  Value promise = Value::promise(Evidence::certain, PromiseSource::async_function, card.node);
  if (value_cannot_reject(card.facts, promise)) {
    card.say("It does not reject: all that may fail in it is caught there.");
  } else if (const EscapingFailure failure = escaping_failure(card.facts, promise); failure && failure.place) {
    card.say("It rejects when " + Words::code(failure.place) + " in " + words.line(failure.place) + " fails.");
  }
  card.say(words.waiting(card.node));
}

void write_async_generator(CardWriter& card) {
  const Words& words = card.words;
  const auto function = Function::assume(card.node);
  std::vector<Node> yields;
  visit_own(function.body(), [&](Node node) {
    if (node.is(Kind::yield_expression)) yields.push_back(node);
    return true;
  });
  const std::string own = words.function(card.node);
  card.lead("A call of " + own +
            " runs nothing yet: it gives an async iterator, and each `next()` runs it on to a `yield`" +
            (yields.empty() ? std::string(".") : " (" + words.lines(yields) + ")."));
  card.say("Each `next()` gives a promise; `for await` waits for it.");
  card.say("What it throws rejects the promise of the `next()` that was asked.");
  const Callers callers = callers_of(card.facts, card.node);
  if (!callers.calls.empty()) card.say("It is called in " + words.lines(callers.calls) + ".");
}

void write_async_executor(CardWriter& card) {
  const auto function = Function::assume(card.node);
  const std::vector<Node> awaits = awaits_in(function.body());
  card.lead("`new Promise` calls this function at once and drops the promise that an async function gives.");
  if (!awaits.empty())
    card.say("When the `await` in " + card.words.line(awaits.front()) +
             " fails, nobody hears of it: the new promise stays pending, and the rejection is unhandled.");
  else
    card.say("It awaits nothing: without `async` what it throws would reject the new promise.");
  card.say("An async function around the whole gives the promise that is wanted here.");
}

void write_await(CardWriter& card) {
  const Words& words = card.words;
  const Node operand = syntax::unwrap(card.node.named_child(0));
  const std::string own = words.around(card.node);
  const std::string receiver = Words::receiver(card.node);
  const Value value = card.facts.value(operand);
  const std::string what = Words::code(operand);
  if (value.is(Shape::plain))
    card.lead("`await` suspends " + own + " for one turn of the microtask queue, although " + what + " is no promise.");
  else
    card.lead("`await` suspends " + own + " until " + what + " settles" +
              (receiver.empty() ? "." : "; " + receiver + " gets its value."));
  if (card.construct.kind == K::return_await) {
    const Node clause = catch_around(card.node);
    if (clause)
      card.say("With `await`, a failure still reaches the `catch` in " + words.line(clause) +
               "; without, it would not.");
    else
      card.say("Outside of a `try`, " + Words::code(operand) +
               " could be returned as it is; the caller sees no difference.");
  }
  say_surroundings(card, operand);
  const Node next = next_statement(card.node);
  const bool is_straight = next && is_straight_line(card.node);
  if (card.construct.kind == K::top_level_await)
    card.say("Modules that import this one wait for it; timers and events are served meanwhile.");
  else
    card.say("The rest of " + own + (is_straight ? ", from " + words.line(next) + " on," : std::string()) +
             " continues as a microtask, before any timer or event.");
  card.say(say_caller(card));
  if (card.construct.kind != K::return_await || !catch_around(card.node)) say_failure(card, operand);
}

void write_await_in_sync_function(CardWriter& card) {
  const Words& words = card.words;
  const Node function = syntax::enclosing_function(card.node);
  if (!function) {
    card.lead("Only an ES module may `await` " + Words::code(syntax::unwrap(card.node.named_child(0))) +
              " outside of functions; this file is read as CommonJS, where it is a syntax error.");
    card.say("An async function around it, called at once, does the same: `(async () => { … })()`.");
    return;
  }
  const std::string own = words.function(function);
  card.lead("`await` is a syntax error here, because " + own + " (" + words.line(function) + ") is not async.");
  card.say("Nothing may pause a synchronous function: its caller wants the result at once.");
  const Callers callers = callers_of(card.facts, function);
  card.say("Made `async`, it gives a promise" +
           (callers.calls.empty() ? std::string(".")
                                  : ": its callers, in " + words.lines(callers.calls) + ", have to wait for it."));
}

void write_for_await(CardWriter& card) {
  const Words& words = card.words;
  const auto loop = syntax::ForInStatement::assume(card.node);
  const std::string own = words.around(card.node);
  const Value value = card.facts.value(loop.iterated());
  card.lead("Each round of this loop suspends " + own + " until " + Words::code(loop.iterated()) + " gives the next " +
            Words::code(loop.variable()) + ".");
  if (value.is(Shape::array))
    card.say("An array's promises have all been started before: the loop collects them in their order.");
  else if (value.is(Shape::stream))
    card.say(
        "It is an asynchronous iterator: the next value is asked for when the round is over, so nothing piles up.");
  visit_own(loop.body(), [&](Node node) {
    if (node.is(Kind::break_statement) && loop_around(node) == card.node)
      card.say("The `break` in " + words.line(node) + " closes the iterator: its `return()` is awaited.");
    return true;
  });
  card.say("If a value does not come, the failure is thrown at the loop: " + words.throwing(card.node) + ".");
  const Node next = next_statement(card.node);
  if (next) card.say("What follows, from " + words.line(next) + " on, runs when the iterator is done.");
}

void write_yield(CardWriter& card) {
  const Words& words = card.words;
  const auto yield = syntax::YieldExpression::assume(card.node);
  const std::string own = words.around(card.node);
  const Node function = syntax::enclosing_function(card.node);
  if (yield.is_delegating())
    card.lead("`yield*` hands on every value of " + Words::code(yield.operand()) + " and suspends " + own +
              " until it is done.");
  else
    card.lead("`yield` gives " + (yield.operand() ? Words::code(yield.operand()) : std::string("`undefined`")) +
              " to whoever iterates over " + own + ", which stops here until the next value is asked for.");
  if (!yield.is_delegating() && yield.operand())
    card.say(
        "An async generator awaits what it yields: a promise is given as its value, and a rejection is thrown here.");
  if (const Node loop = loop_around(card.node))
    card.say("The loop in " + words.line(loop) + " goes no further than somebody asks.");
  const Callers callers = callers_of(card.facts, function);
  if (!callers.calls.empty()) card.say(own + " is called in " + words.lines(callers.calls) + ".");
}

void write_loop_with_await(CardWriter& card) {
  const Words& words = card.words;
  const std::vector<Node> awaits = awaits_in(card.node);
  card.lead("This loop runs " + rounds_of(card.node) + ", one round after the other: each waits at the `await` in " +
            words.lines(awaits) + ".");
  card.say("While it waits, timers, events and other functions run.");
  card.say("A failure in " + words.line(awaits.front()) + " ends the loop: what remains is not started, and " +
           words.throwing(awaits.front()) + ".");
  const Node next = next_statement(card.node);
  if (next) card.say(words.around(card.node) + " comes to " + words.line(next) + " only after the last round.");
}

void write_loop_with_flag(CardWriter& card) {
  const Words& words = card.words;
  const Node flag = flag_of_loop(card.facts, card.node);
  const Binding binding = card.facts.bindings().resolve(flag);
  std::vector<Node> outside;
  for (const Node write : card.facts.bindings().writes(binding))
    if (!write.is_within(card.node)) outside.push_back(write);
  const std::vector<Node> awaits = awaits_in(card.node);
  card.lead(Words::code(flag) + " stops this loop, and it is looked at in " + words.line(flag) + " only.");
  card.say("Others set it in " + words.lines(outside) + "; they can do so while the loop waits in " +
           words.lines(awaits) + ".");
  card.say("What is being waited for then is not stopped: it is awaited to its end, and the flag is seen afterwards.");
}

void write_retry_loop(CardWriter& card) {
  const Words& words = card.words;
  Node attempt;
  Node clause;
  std::vector<Node> pauses;
  visit_own(card.node.child(Field::body), [&](Node node) {
    if (node.is(Kind::try_statement) && node.child(Field::handler) && !attempt) {
      const std::vector<Node> awaits = awaits_in(node.child(Field::body));
      if (!awaits.empty()) {
        attempt = awaits.front();
        clause = node.child(Field::handler);
      }
    }
    if (node.is(Kind::await_expression) && is_pause(card.facts, node.named_child(0))) pauses.push_back(node);
    return true;
  });
  const Node tried = attempt.is(Kind::for_in_statement) ? attempt.child(Field::right) : attempt.named_child(0);
  card.lead("This loop tries " + Words::code(tried) + " again after a failure; it runs " + rounds_of(card.node) + ".");
  card.say("A failure goes to the `catch` in " + words.line(clause) + ", and the next round is another attempt.");
  if (pauses.empty())
    card.say("It tries again at once: a service that is down gets all attempts in a row.");
  else
    card.say("Between two attempts it waits for " + Words::code(pauses.front().named_child(0)) + " (" +
             words.line(pauses.front()) + ").");
  card.say("What is tried may have worked although it failed here, so it has to be safe to do twice.");
}

void write_blocking_loop(CardWriter& card) {
  const Words& words = card.words;
  card.lead("This loop runs " + rounds_of(card.node) +
            ", and nothing else runs until it ends: no timer, no event, no promise.");
  const auto around = Function::from(syntax::enclosing_function(card.node));
  if (around && around->is_async())
    card.say(words.around(card.node) +
             " is async, but without an `await` in the loop it keeps the thread all the same.");
  else
    card.say(words.around(card.node) + " keeps the thread, and so does whoever called it.");
  bool asks_clock = false;
  const auto look = [&](Node node) {
    const auto call = CallExpression::from(node);
    asks_clock = asks_clock || (call && syntax::called_name(*call) == "now");
    return true;
  };
  if (const Node condition = card.node.child(Field::condition)) visit_own(condition, look);
  if (asks_clock) card.say("It waits by asking the clock: a timer would wait without keeping the thread.");
  const Node next = next_statement(card.node);
  if (next) card.say("The next thing to run is " + words.line(next) + ".");
}

void write_console_between(CardWriter& card) {
  const Words& words = card.words;
  const Node statement = syntax::enclosing_statement(card.node);
  std::vector<Node> before;
  std::vector<Node> queued;
  for (const Node sibling : statement.parent().children()) {
    if (sibling == statement) break;
    if (!syntax::is_named(sibling.kind()) || sibling.is(Kind::comment)) continue;
    const std::vector<Node> awaits = awaits_in(sibling);
    before.insert(before.end(), awaits.begin(), awaits.end());
    if (contains_own(sibling, [&](Node node) {
          const auto call = CallExpression::from(node);
          return call && scheduled_callback(card.facts, *call);
        }))
      queued.push_back(sibling);
  }
  const std::string what = Words::code(
      CallExpression::assume(card.node).argument(0) ? CallExpression::assume(card.node).argument(0) : card.node);
  if (before.empty())
    card.lead("Prints " + what + " while " + words.around(card.node) +
              " runs for the first time, before anything that was queued.");
  else
    card.lead("Prints " + what + " after the `await` in " + words.line(before.back()) + ", in a turn of its own.");
  if (!queued.empty() && before.empty())
    card.say("The callbacks of " + words.lines(queued) + " run later: the code around this line has to end first.");
  if (!before.empty())
    card.say("What else was queued when " + words.line(before.back()) + " was reached may have printed in between.");
  const Node next = next_statement(card.node);
  if (next && !awaits_in(next).empty())
    card.say("Directly behind it, " + words.line(next) + " pauses " + words.around(card.node) + ".");
}

}  // namespace asynclint
