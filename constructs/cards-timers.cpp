// Cards of timers and of the queues of the event loop.
#include <cmath>

#include "constructs/cards.h"
#include "constructs/finders.h"
#include "facts/timers.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;
using K = ConstructKind;

constexpr double milliseconds_in_second = 1000;

// `1000` as "1 s", `250` as "250 ms".
std::string duration(double milliseconds) {
  if (milliseconds >= milliseconds_in_second && std::fmod(milliseconds, milliseconds_in_second) == 0)
    return std::to_string(static_cast<long long>(milliseconds / milliseconds_in_second)) + " s";
  return std::to_string(static_cast<long long>(milliseconds)) + " ms";
}

// "250 ms", or the expression.
std::string delay_in_words(const CallExpression& call, std::uint32_t argument) {
  const Node given = syntax::unwrap(call.argument(argument));
  if (!given) return "0 ms";
  const auto delay = delay_of(call);
  return delay ? duration(*delay) : Words::code(given) + " ms";
}

void say_handle(CardWriter& card) {
  const TimerHandle handle = handle_of_timer(card.facts, card.node);
  switch (handle.place) {
    case TimerHandle::Place::dropped: card.say("Its handle is dropped, so nobody can call it off."); return;
    case TimerHandle::Place::local:
    case TimerHandle::Place::field:
      card.say("Its handle is kept as " + Words::quoted(handle.name) +
               (is_handle_read(card.facts, handle) ? "." : ", which nobody reads: it cannot be called off."));
      return;
    case TimerHandle::Place::elsewhere: return;
  }
}

// What a callback that nobody waits for does with its failures.
void say_callback(CardWriter& card, Node callback) {
  const Value given = callback ? card.facts.result_of_calling(callback) : Value{};
  if (given.is_promise())
    card.say(card.words.callback(callback) + " gives a promise that nobody takes: a rejection in it is unhandled.");
  else
    card.say("It runs on an empty stack: what it throws, no `try` around this line catches.");
}

void write_general(CardWriter& card) {
  card.lead(Words::code(card.node) + " is the platform's function; " + card.words.around(card.node) +
            " only names it here.");
}

}  // namespace

void write_timer(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  if (!call) return write_general(card);
  const Node callback = syntax::unwrap(call->argument(0));
  const std::string own = card.words.callback(callback);
  if (card.construct.kind == K::timeout_overflow) {
    card.lead("The delay of " + Words::code(call->argument(1)) + " ms does not fit into 32 bits: " + own +
              " runs after 1 ms.");
    card.say("Node warns of it once; the longest delay is 2147483647 ms, some 24.8 days.");
    say_handle(card);
    return;
  }
  card.lead("Runs " + own + " once, in the timers phase, " +
            (card.construct.kind == K::timeout_zero ? std::string("as soon as it may")
                                                    : "when at least " + delay_in_words(*call, 1) + " have passed") +
            "; " + card.words.around(card.node) + " goes on at once.");
  if (card.construct.kind == K::timeout_zero)
    card.say("Without a delay it still waits for this turn to end, and for all microtasks; Node makes 1 ms of 0.");
  else
    card.say("When the thread is busy then, it runs later; microtasks run before it and behind it.");
  say_callback(card, callback);
  say_handle(card);
}

void write_interval(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  if (!call) return write_general(card);
  const Node callback = syntax::unwrap(call->argument(0));
  card.lead("Runs " + card.words.callback(callback) + " every " + delay_in_words(*call, 1) +
            ", in the timers phase, until somebody clears it.");
  const Value given = callback ? card.facts.result_of_calling(callback) : Value{};
  if (given.is_promise())
    card.say("It does not wait for the promise of " + card.words.callback(callback) + ": slow rounds overlap.");
  say_handle(card);
  card.say("A process does not end by itself, and a page keeps all that the callback uses, as long as it runs.");
}

void write_clear_timer(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  if (!call) return write_general(card);
  const Node handle = syntax::unwrap(call->argument(0));
  card.lead("Calls off the timer in " + (handle ? Words::code(handle) : std::string("nothing")) +
            ": a callback that has not begun does not run.");
  if (handle.is(Kind::identifier)) {
    const Binding binding = card.facts.bindings().resolve(handle);
    std::vector<Node> set;
    if (binding.owner.is(Kind::variable_declarator) && binding.owner.child(Field::value)) set.push_back(binding.owner);
    if (binding)
      for (const Node write : card.facts.bindings().writes(binding)) set.push_back(write);
    if (!set.empty()) card.say("It is set in " + card.words.lines(set) + ".");
  }
  card.say("A promise that waits for that callback stays pending. Clearing twice does no harm.");
}

void write_promised_timer(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  const Value value = card.facts.value(call ? syntax::unwrap(call->callee()) : card.node);
  const std::string_view name = value.api.members().empty() ? card.token.text() : value.api.members().back();
  if (value.api.module_name() == "events") {
    card.lead(call ? "Gives a promise of the next " + Words::code(call->argument(1)) + " event of " +
                         Words::code(call->argument(0)) + "; an `error` event rejects it."
                   : "`once` of `node:events` gives a promise of the next event.");
  } else if (name == "setInterval") {
    card.lead(call ? "Gives an asynchronous iterator with a value every " + Words::code(call->argument(0)) +
                         " ms; it takes no callback."
                   : "This `setInterval` is that of `node:timers/promises`: it gives an asynchronous iterator.");
  } else {
    card.lead(call && call->argument(0) ? "This is the `" + std::string(name) +
                                              "` of `node:timers/promises`: a promise that is fulfilled after " +
                                              Words::code(call->argument(0)) + " ms, without a callback."
                                        : "This is the `" + std::string(name) +
                                              "` of `node:timers/promises`: it takes no callback and gives a promise.");
  }
  if (!call) {
    const Binding binding = card.token.is(Kind::identifier) ? card.facts.bindings().resolve(card.token) : Binding{};
    if (binding) card.say("It is used in " + card.words.lines(card.facts.bindings().references(binding)) + ".");
    return;
  }
  const Node holder = syntax::wrapped(card.node).parent();
  if (holder.is(Kind::await_expression))
    card.say(card.words.around(card.node) + " is suspended meanwhile, and the thread is free.");
  card.say(card.words.rejection(card.node));
  card.say("With `{ signal }` among its options it can be called off.");
}

void write_immediate(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  if (!call) return write_general(card);
  const Node callback = syntax::unwrap(call->argument(0));
  const Node around = syntax::enclosing_function(card.node);
  card.lead("Runs " + card.words.callback(callback) + " in the check phase of this turn of the event loop; " +
            card.words.around(card.node) + " goes on at once.");
  const auto outer = around ? CallExpression::from(syntax::wrapped(around).parent().parent()) : std::nullopt;
  const auto kind = outer ? kind_of_api(card.facts, syntax::unwrap(outer->callee())) : std::nullopt;
  if (kind == K::host_call)
    card.say("Inside of an I/O callback it comes before every timer.");
  else if (kind == K::immediate)
    card.say("Inside of another immediate it waits for the next turn.");
  else if (kind == K::timeout)
    card.say("Inside of a timer's callback it comes before a `setTimeout` of 0 ms that is set there.");
  else if (!around)
    card.say("From the main program it may come before or behind a timer of 0 ms.");
  say_callback(card, callback);
  card.say("Browsers do not have it.");
}

void write_microtask(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  if (!call) {
    const auto creation = syntax::NewExpression::from(card.node);
    if (!creation) return write_general(card);
    card.lead("Calls " + card.words.callback(creation->argument(0)) +
              " as a microtask after the DOM has changed, once for all changes of a turn.");
    card.say("So it runs before the page is drawn, and before any timer.");
    return;
  }
  const Node callback = syntax::unwrap(call->argument(0));
  card.lead("Runs " + card.words.callback(callback) +
            " as a microtask: as soon as the code that runs now has ended, before any timer or event.");
  const Node next = next_statement(card.node);
  if (next)
    card.say("First comes " + card.words.line(next) + ", as all that " + card.words.around(card.node) + " still does.");
  say_callback(card, callback);
}

void write_next_tick(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  if (!call) return write_general(card);
  const Node callback = syntax::unwrap(call->argument(0));
  const bool is_module = card.construct.kind == K::next_tick_module;
  const Node around = syntax::enclosing_function(card.node);
  card.lead("Runs " + card.words.callback(callback) + " from Node's own queue, right after the code that runs now; " +
            card.words.around(card.node) + " goes on at once.");
  if (!around)
    card.say(is_module
                 ? "An ES module's main code runs in a microtask itself, so promises that are ready come first here."
                 : "In CommonJS it comes before all microtasks: before every `.then` and `await`.");
  else
    card.say("That queue is emptied before the microtasks; inside of a microtask it waits until those are done.");
  say_callback(card, callback);
  card.say("Browsers do not have it.");
}

void write_animation_frame(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  const bool is_idle = card.token.text() == "requestIdleCallback";
  if (!call) return write_general(card);
  const Node callback = syntax::unwrap(call->argument(0));
  card.lead("A browser runs " + card.words.callback(callback) +
            (is_idle ? " when it has nothing better to do." : " right before it draws the next frame.") +
            " Node does not have it.");
  const Value value = card.facts.value(callback);
  if (value.is(Shape::function) && card.node.is_within(value.node))
    card.say("It asks for the next frame itself in " + card.words.line(card.node) + ", so it runs again and again.");
  say_handle(card);
  say_callback(card, callback);
}

}  // namespace asynclint
