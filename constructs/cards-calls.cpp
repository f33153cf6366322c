// Cards of calls: of this text's functions, and of callbacks.
#include "constructs/cards.h"
#include "constructs/finders.h"
#include "facts/array-callbacks.h"
#include "facts/rejection.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;
using K = ConstructKind;

Node first_pause(Node function) {
  Node found;
  visit_own(function.child(Field::body), [&](Node node) {
    if (!found && (node.is(Kind::await_expression) ||
                   (node.is(Kind::for_in_statement) && syntax::ForInStatement::assume(node).is_await())))
      found = node;
    return !found;
  });
  return found;
}

std::string receiver_of(const CallExpression& call) {
  const auto member = call.member();
  return member ? Words::code(member->object()) : Words::code(call.argument(0));
}

}  // namespace

void write_async_call(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::assume(card.node);
  const Value callee = card.facts.value(syntax::unwrap(call.callee()));
  const std::string own = words.function(callee.node);
  const auto function = Function::assume(callee.node);
  const Node pause = function.is_async() ? first_pause(callee.node) : Node{};
  std::string lead = "Runs " + own + " (" + words.line(callee.node) + ") at once, ";
  if (pause && is_first_pause(pause))
    lead += "up to its `await` in " + words.line(pause) + ", and gives a promise then.";
  else if (pause)
    lead += "up to the first `await` that it comes to, or to its end, and gives a promise then.";
  else if (function.is_async())
    lead += "to its end, for it awaits nothing, and gives a promise.";
  else
    lead += "which returns a promise.";
  card.lead(lead);
  const Node holder = syntax::wrapped(card.node).parent();
  const Fate fate = fate_of(card.facts, card.node);
  const Node next = next_statement(card.node);
  if (card.construct.kind == K::floating_call) {
    card.say("Nobody waits for it: " + (next ? words.line(next) + " runs while it is under way."
                                             : words.around(card.node) + " is over while it is under way."));
    if (fate.way == Fate::Way::never) return card.say("It cannot reject, so no failure is lost.");
    card.say(
        "Nor does anybody take its rejection: if it fails, it is reported as unhandled, and ends Node with exit code "
        "1.");
    return;
  }
  if (holder.is(Kind::await_expression))
    card.say(words.around(card.node) + " waits here" +
             (next && is_straight_line(card.node) ? ", and goes on at " + words.line(next) + " when it is done."
                                                  : std::string(".")));
  else if (fate.way == Fate::Way::name || !Words::receiver(card.node).empty())
    card.say(Words::receiver(card.node) + " gets the promise, not the value" +
             (next ? ": " + words.line(next) + " runs while it is under way." : std::string(".")));
  card.say(words.rejection(card.node));
}

void write_sync_call(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::assume(card.node);
  const Value callee = card.facts.value(syntax::unwrap(call.callee()));
  const std::string own = words.function(callee.node);
  card.lead(own + " (" + words.line(callee.node) + ") lies on the stack above " + words.around(card.node) +
            ", and runs to its end before anything else does.");
  card.say("No timer, event or microtask comes in between, so what it reads and writes is its own for that time.");
  card.say("When it throws, " + words.throwing(card.node) + ".");
}

void write_recursive_call(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::assume(card.node);
  const Value callee = card.facts.value(syntax::unwrap(call.callee()));
  const std::string own = words.function(callee.node);
  card.lead(own +
            " calls itself: each call lies on the stack above the one before, until one returns without doing so.");
  std::vector<Node> ends;
  visit_own(callee.node.child(Field::body), [&](Node node) {
    if (node.is(Kind::return_statement) && !card.node.is_within(node)) ends.push_back(node);
    return true;
  });
  if (!ends.empty()) card.say("It ends at " + words.lines(ends) + ".");
  card.say(
      "Some ten thousand calls fill the stack, which is a `RangeError`; a loop or an asynchronous step uses no stack.");
}

void write_error_stack(CardWriter& card) {
  const Words& words = card.words;
  const Node around = syntax::enclosing_function(card.node);
  const Callers callers = callers_of(card.facts, around);
  if (card.node.is(Kind::member_expression) && syntax::unwrap(card.node.child(Field::object)).is(Kind::identifier))
    card.lead("The stack of " + Words::code(card.node.child(Field::object)) +
              " is that of where the error was made, not that of " + words.line(card.node) + ".");
  else
    card.lead("Shows who called whom when " + words.line(card.node) + " ran: " + words.around(card.node) + " on top" +
              (callers.calls.empty() ? std::string(".") : ", called in " + words.lines(callers.calls) + "."));
  card.say(
      "Behind an `await` those who called before are off the stack; Node names them behind `at async`, as far as they "
      "await.");
}

void write_zalgo_call(CardWriter& card) {
  const Words& words = card.words;
  const Binding binding = card.facts.bindings().resolve(card.token);
  Node function = binding.identifier;
  while (function && !syntax::is_function_kind(function.kind())) function = function.parent();
  std::vector<Node> now;
  std::vector<Node> later;
  for (const Node use : card.facts.bindings().references(binding)) {
    const bool is_now = syntax::enclosing_function(use) == function && call_of(use);
    (is_now ? now : later).push_back(use);
  }
  const bool is_now = syntax::enclosing_function(card.token) == function;
  card.lead(words.function(function) + " calls " + Words::code(card.token) +
            (is_now ? " at once here, but later in " + words.lines(later)
                    : " later here, but at once in " + words.lines(now)) +
            ": its caller cannot know which.");
  card.say("Code behind a call of " + words.function(function) +
           " runs before the callback on one way, and after it on the other.");
  if (is_now) card.say("`queueMicrotask(() => " + std::string(card.token.text()) + "(…))` makes it always later.");
}

void write_error_parameter(CardWriter& card) {
  const Words& words = card.words;
  const Node list = syntax::wrapped(card.node).parent();
  const auto call = CallExpression::assume(list.parent());
  const auto parameters = Function::assume(card.node).parameters();
  const std::string name = Words::code(parameters.front());
  card.lead(Words::quoted(syntax::called_name(call)) + " calls this function when it is done: with " + name +
            " when it has failed, and with `null` there" +
            (parameters.size() > 1 ? " and " + Words::code(parameters[1]) + " when it has not."
                                   : std::string(" when it has not.")));
  const auto uses = card.facts.bindings().references(card.facts.bindings().resolve(parameters.front()));
  if (uses.empty())
    card.say("Nobody looks at " + name + ": after a failure the code goes on with `undefined`.");
  else
    card.say("It is looked at in " + words.lines({uses.begin(), uses.end()}) + ".");
  if (card.construct.kind == K::nested_callbacks) {
    std::vector<Node> around;
    for (Node at = syntax::enclosing_function(card.node); at; at = syntax::enclosing_function(at)) {
      const Node holder = syntax::wrapped(at).parent();
      if (!holder.is(Kind::arguments)) break;
      around.push_back(at);
    }
    card.say("It lies in the callbacks of " + words.lines(around) +
             ": what they share, and every failure, has to be handed through each of them.");
  }
  if (kind_of_api(card.facts, syntax::unwrap(call.callee())) == K::host_call)
    card.say("What is thrown in here, no `try` around the call of " + words.line(call.node()) + " catches.");
}

void write_array_callback(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::assume(card.node);
  const Node next = next_statement(card.node);
  card.lead(Words::quoted(card.token.text()) + " calls " + words.callback(call.argument(0)) + " now, for each of " +
            receiver_of(call) + ", and returns afterwards.");
  card.say("It is a synchronous callback: no queue is involved" +
           (next ? ", and " + words.line(next) + " runs when all calls are over." : std::string(".")));
  card.say("When it throws, that ends `" + std::string(card.token.text()) + "`, and " + words.throwing(card.node) +
           ".");
}

void write_async_for_each(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::assume(card.node);
  const Node next = next_statement(card.node);
  card.lead("`forEach` starts " + words.callback(call.argument(0)) + " for each of " + receiver_of(call) +
            " and drops the promises: nobody waits for them.");
  if (next) card.say("It returns at once, so " + words.line(next) + " runs while all of them are under way.");
  const Node callback = syntax::unwrap(call.argument(0));
  if (const Node pause = Function::from(callback) ? first_pause(callback) : Node{})
    card.say("A rejection in it, as of the `await` in " + words.line(pause) +
             ", is unhandled and ends Node; no `try` around this line sees it.");
  else
    card.say("A rejection in one of them is unhandled, and ends Node.");
}

void write_async_map(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::assume(card.node);
  card.lead("`" + std::string(syntax::called_name(call)) + "` starts " + words.callback(call.argument(0)) +
            " for each of " + receiver_of(call) + " at once, and gives an array of promises, not of values.");
  const Node list = syntax::wrapped(card.node).parent();
  if (list.is(Kind::arguments) && card.facts.is_combinator_call(list.parent()))
    card.say(Words::code(list.parent().child(Field::function)) + " in " + words.line(list.parent()) +
             " waits for them. " + words.rejection(list.parent()));
  else if (const std::string receiver = Words::receiver(card.node); !receiver.empty())
    card.say(receiver + " holds the promises; `await Promise.all(…)` of it gives the values.");
  else
    card.say("`await Promise.all(…)` around it gives the values.");
}

void write_async_predicate(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::assume(card.node);
  const std::string_view name = syntax::called_name(call);
  card.lead(Words::quoted(name) + " looks at what " + words.callback(call.argument(0)) +
            " gives at once, and that is a promise.");
  if (name == "reduce" || name == "reduceRight")
    card.say("So from the second of " + receiver_of(call) +
             " on, the first parameter is a promise, too: it has to be awaited there.");
  else if (name == "some" || name == "find" || name == "findLast" || name == "findIndex" || name == "findLastIndex")
    card.say("A promise counts as true: the first of " + receiver_of(call) + " is taken, whatever it gives later.");
  else
    card.say("A promise counts as true: all of " + receiver_of(call) + " pass, whatever they give later.");
  card.say("Their rejections are nobody's: they are unhandled, and end Node.");
}

void write_unguarded_write(CardWriter& card) {
  const Words& words = card.words;
  const Node target = card.node.child(Field::left);
  Node pause;
  visit_own(card.node.child(Field::right), [&](Node node) {
    if (!pause && node.is(Kind::await_expression)) pause = node;
    return !pause;
  });
  card.lead(Words::code(target) + " is read before the `await` of " + Words::code(pause.named_child(0)) +
            " and written after it.");
  card.say("Whatever else writes it meanwhile is overwritten: two runs of " + words.around(card.node) +
           " at a time lose one update.");
  card.say("Await first: reading and writing in one statement without an `await` cannot be interrupted.");
}

}  // namespace asynclint
