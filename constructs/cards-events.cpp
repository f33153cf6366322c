// Cards of listeners, emitters, cancellation, messages, and of what a process hears at its end.
#include "constructs/cards.h"
#include "constructs/finders.h"
#include "facts/ignored-callbacks.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;
using K = ConstructKind;

std::string object_in_words(const CallExpression& call) {
  const auto member = call.member();
  return member ? Words::code(member->object()) : std::string("the global object");
}

bool is_removing(std::string_view name) {
  return name == "off" || name == "removeListener" || name == "removeEventListener" || name == "removeAllListeners";
}

// Where a listener is taken off again, by the same name and function; none where that is not seen.
Node removed_at(const CardWriter& card, const CallExpression& call) {
  const Node listener = syntax::unwrap(call.argument(1));
  if (!listener.is(Kind::identifier)) return {};
  const Binding binding = card.facts.bindings().resolve(listener);
  if (!binding) return {};
  for (const Node use : card.facts.bindings().references(binding)) {
    const auto other = use.parent().is(Kind::arguments) ? CallExpression::from(use.parent().parent()) : std::nullopt;
    if (other && other->node() != call.node() && is_removing(syntax::called_name(*other))) return other->node();
  }
  return {};
}

// What an option of `addEventListener` says of its end, in a sentence.
std::string ends_by_option(const CardWriter& card, const CallExpression& call) {
  const Node options = syntax::unwrap(call.argument(2));
  if (!options.is(Kind::object)) return {};
  if (!card.facts.members_named(options, "signal").empty()) return "It is taken off when its `signal` is aborted.";
  if (!card.facts.members_named(options, "once").empty()) return "With `once` it is taken off when it is called.";
  return {};
}

void say_end(CardWriter& card, const CallExpression& call) {
  const std::string_view name = syntax::called_name(call);
  const std::string option = ends_by_option(card, call);
  if (!option.empty()) return card.say(option);
  if (name == "once") return card.say("It is taken off before it is called, so it runs once at most.");
  if (const Node removed = removed_at(card, call))
    return card.say("It is taken off in " + card.words.line(removed) + ".");
  const Node listener = syntax::unwrap(call.argument(1));
  if (listener && syntax::is_function_kind(listener.kind()))
    card.say("Nobody has this function, so nobody can take it off: it and what it uses live as long as " +
             object_in_words(call) + ".");
  else
    card.say("It is not taken off in this file: it and what it uses live as long as " + object_in_words(call) + ".");
}

void say_promise(CardWriter& card, Node callback) {
  const Value given = callback ? card.facts.result_of_calling(callback) : Value{};
  if (given.is_promise())
    card.say("The promise that it gives is dropped: a rejection in it is unhandled, and no `error` event.");
}

}  // namespace

void write_listener(CardWriter& card) {
  const auto call = CallExpression::assume(card.node);
  const std::string_view name = syntax::called_name(call);
  const std::string event = Words::code(call.argument(0));
  const std::string own = card.words.callback(call.argument(1));
  if (is_removing(name)) {
    card.lead("Takes " + (call.argument(1) ? own : std::string("all listeners")) + " of " + event + " off " +
              object_in_words(call) + ".");
    const Node listener = syntax::unwrap(call.argument(1));
    if (listener && syntax::is_function_kind(listener.kind()))
      card.say("A function that is written here was never added: nothing is taken off.");
    else
      card.say("It has to be the very function that was added.");
    return;
  }
  if (name == "addEventListener") {
    card.lead("A browser calls " + own + " at each " + event + " of " + object_in_words(call) +
              ", each time in a turn of its own; " + card.words.around(card.node) + " goes on at once.");
    card.say(
        "After each listener the microtasks run, before the next one is called; `dispatchEvent` calls them all at "
        "once.");
  } else {
    const Value emitter = card.facts.value(syntax::unwrap(call.member()->object()));
    if (is_emitter(card.facts, emitter, card.node))
      card.lead(object_in_words(call) + " calls " + own + " whenever it emits " + event +
                ", synchronously, from inside of `emit`; " + card.words.around(card.node) + " goes on at once.");
    else
      card.lead("Hands " + own + " to " + object_in_words(call) + ", to be called at each " + event +
                "; an emitter of Node does so synchronously, from inside of `emit`.");
    if (syntax::string_value(call.argument(0)) == "error")
      card.say("Without a listener of `error`, that event is thrown.");
  }
  say_end(card, call);
  say_promise(card, syntax::unwrap(call.argument(1)));
}

void write_emit(CardWriter& card) {
  const auto call = CallExpression::assume(card.node);
  const Node next = next_statement(card.node);
  card.lead("Calls all listeners of " + Words::code(call.argument(0)) + " now, one after the other, inside of " +
            card.words.around(card.node) + ".");
  if (next)
    card.say("It is no queue: " + card.words.line(next) +
             " runs when they have returned. What they started asynchronously goes on.");
  card.say("What a listener throws comes out here: " + card.words.throwing(card.node) + ".");
  const auto event = syntax::string_value(call.argument(0));
  if (event == "error") card.say("If nobody listens to `error`, this throws.");
}

void write_emitter(CardWriter& card) {
  const Node holder = card.node.parent();
  const std::string what = Words::code(card.token.is(Kind::kw_new) ? card.node.child(Field::constructor) : card.token);
  if (holder.is(Kind::class_heritage, Kind::extends_clause)) {
    const Node view = holder.is(Kind::extends_clause) ? holder.parent().parent() : holder.parent();
    const Node name = view.child(Field::name);
    card.lead("Each instance of " + (name ? Words::code(name) : "the class in " + card.words.line(view)) +
              " calls its own listeners: `emit` does so at once, before it returns.");
  } else if (card.node.is(Kind::new_expression)) {
    const std::string receiver = Words::receiver(card.node);
    card.lead((receiver.empty() ? std::string("This emitter") : receiver) +
              " calls its listeners synchronously, in the order in which they were added.");
    const Binding binding = holder.is(Kind::variable_declarator) && holder.child(Field::name).is(Kind::identifier)
                                ? card.facts.bindings().resolve(holder.child(Field::name))
                                : Binding{};
    std::vector<Node> added;
    if (binding)
      for (const Node use : card.facts.bindings().references(binding)) {
        const auto call = CallExpression::from(call_of(use.parent()));
        if (call && (syntax::called_name(*call) == "on" || syntax::called_name(*call) == "once" ||
                     syntax::called_name(*call) == "addEventListener"))
          added.push_back(use);
      }
    if (!added.empty()) card.say("Listeners are added in " + card.words.lines(added) + ".");
  } else {
    card.lead(what + " calls its listeners synchronously, in the order in which they were added.");
    const Binding binding = card.token.is(Kind::identifier) ? card.facts.bindings().resolve(card.token) : Binding{};
    const auto uses = binding ? card.facts.bindings().references(binding) : std::vector<Node>();
    if (!uses.empty()) card.say("It is used in " + card.words.lines(uses) + ".");
  }
  card.say("It keeps every listener until it is taken off; Node warns from the eleventh of an event on.");
  card.say("An `error` event that nobody listens to is thrown.");
}

void write_process_event(CardWriter& card) {
  const auto call = CallExpression::assume(card.node);
  const auto event = syntax::string_value(call.argument(0)).value_or("");
  const std::string own = card.words.callback(call.argument(1));
  if (event == "unhandledRejection") {
    card.lead("Node calls " + own +
              " for a promise that rejected and has no handler when the microtasks are done; it does not end the "
              "process then.");
  } else if (event == "uncaughtException" || event == "uncaughtExceptionMonitor") {
    card.lead("Node calls " + own + " for an error that nobody caught" +
              (event == "uncaughtException" ? ", and goes on afterwards unless that ends the process."
                                            : ", and ends the process all the same."));
    if (event == "uncaughtException") card.say("What was under way is in an unknown state then: note it, and exit.");
  } else if (event == "unhandledrejection") {
    card.lead("A browser calls " + own +
              " for a promise that rejected and has no handler; React's error boundaries do not see those.");
    card.say("`event.preventDefault()` keeps it out of the console.");
  } else {
    card.lead("Calls " + own + " when a rejection that was reported as unhandled gets a handler after all.");
  }
  const Node function = syntax::unwrap(call.argument(1));
  const bool exits = Function::from(function) && contains_own(function.child(Field::body), [&](Node node) {
                       const auto inner = CallExpression::from(node);
                       return inner && card.facts.is_global_member(inner->callee(), "process", "exit");
                     });
  if (event == "uncaughtException")
    card.say(exits ? "It ends the process itself." : "It does not end the process by itself.");
  say_promise(card, function);
}

void write_shutdown(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  if (!call) return;
  if (syntax::called_name(*call) == "close") {
    card.lead(object_in_words(*call) +
              " takes no new connections from here on; those that are open are served to their end.");
    card.say(call->argument(0) ? card.words.callback(call->argument(0)) + " is called when the last one is gone."
                               : "Nobody hears when the last one is gone.");
    card.say("Idle keep-alive connections are closed, too, since Node 19.");
    return;
  }
  const auto event = syntax::string_value(call->argument(0)).value_or("");
  const Node callback = syntax::unwrap(call->argument(1));
  const std::string own = card.words.callback(callback);
  if (event == "exit") {
    card.lead("Node calls " + own + " at the very end: only synchronous code in it still runs.");
  } else if (event == "beforeExit") {
    card.lead("Node calls " + own + " when nothing is left to do; what it starts keeps the process alive.");
  } else {
    card.lead("Node calls " + own + " when " + Words::code(call->argument(0)) +
              " comes, and does not end by itself any more: this has to do it.");
    const Value function = callback ? card.facts.value(callback) : Value{};
    const bool exits = function.is(Shape::function) && contains_own(function.node.child(Field::body), [&](Node node) {
                         const auto inner = CallExpression::from(node);
                         return inner && card.facts.is_global_member(inner->callee(), "process", "exit");
                       });
    card.say(exits ? "It calls `process.exit`, which does not wait for what is under way."
                   : "Without `process.exit` the process ends when nothing is left to do.");
  }
  say_promise(card, callback);
}

void write_abort(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::from(card.node);
  const std::string_view name = card.token.is(Kind::kw_new) ? std::string_view("AbortController") : card.token.text();
  const Node object =
      card.token.parent().is(Kind::member_expression) ? card.token.parent().child(Field::object) : Node{};
  if (card.construct.kind == K::abort_timeout) {
    card.lead(call ? "A signal that aborts by itself after " + Words::code(call->argument(0)) +
                         " ms, with a `TimeoutError`; its timer keeps no process alive."
                   : "Makes a signal that aborts by itself after a time.");
    const std::string receiver = Words::receiver(card.node);
    if (!receiver.empty())
      card.say("It is kept as " + receiver + ".");
    else if (syntax::wrapped(card.node).parent().is(Kind::pair))
      card.say("Whoever gets it, here " +
               Words::code(syntax::wrapped(card.node).parent().parent().parent().parent().child(Field::function)) +
               ", stops by itself and rejects with that error.");
    return;
  }
  if (name == "AbortController") {
    const std::string receiver = Words::receiver(card.node);
    card.lead((receiver.empty() ? std::string("This controller") : receiver) +
              " can call off what it lends its `signal` to: once, and for all of them.");
    const Node holder = syntax::wrapped(card.node).parent();
    const Node target = holder.is(Kind::variable_declarator) ? holder.child(Field::name) : Node{};
    std::vector<Node> aborts;
    std::vector<Node> lends;
    if (target.is(Kind::identifier))
      for (const Node use : card.facts.bindings().references(card.facts.bindings().resolve(target))) {
        const auto access = MemberExpression::from(use.parent());
        if (access && access->name() == "abort")
          aborts.push_back(use);
        else
          lends.push_back(use);
      }
    if (!lends.empty()) card.say("Its signal is handed out in " + words.lines(lends) + ".");
    card.say(aborts.empty() ? (target.is(Kind::identifier) ? "Nobody aborts it in this file." : "")
                            : "It is aborted in " + words.lines(aborts) + ".");
    card.say(
        "Aborting stops nobody by force: who has the signal rejects with an `AbortError`, or does not look at it.");
    return;
  }
  if (name == "abort" && call && object) {
    card.lead("Aborts what has the signal of " + Words::code(object) + ": their promises reject with " +
              (call->argument(0) ? Words::code(call->argument(0)) : std::string("an `AbortError`")) +
              ", in microtasks.");
    card.say("The `abort` listeners run now, before " + words.around(card.node) +
             " goes on. A second call does nothing.");
    return;
  }
  if (name == "throwIfAborted") {
    card.lead("Throws the reason of " + Words::code(object) +
              " when that has been aborted, and does nothing otherwise.");
    card.say("When it throws, " + words.throwing(card.node) + ".");
    return;
  }
  if (name == "aborted") {
    card.lead("Says whether " + Words::code(object) +
              " has been aborted up to now; it does not change while this code runs.");
    const auto around = Function::from(syntax::enclosing_function(card.node));
    if (around && around->is_async())
      card.say("It has to be asked again after each `await` of " + words.around(card.node) + ".");
    return;
  }
  if (name == "signal") {
    const Node user = syntax::wrapped(card.node).parent();
    const Node list = user.is(Kind::pair) ? user.parent().parent() : user;
    const auto taker = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
    card.lead("Lends the signal of " + Words::code(object) +
              (taker ? " to " + Words::code(taker->callee()) + ": when it is aborted, that stops and rejects."
                     : ": whoever has it can hear of the abort."));
    card.say("The signal cannot abort; only " + Words::code(object) + " can.");
    return;
  }
  card.lead(call ? Words::code(card.node) + " gives a signal" +
                       (name == "any"     ? " that aborts with the first of these."
                        : name == "abort" ? " that is aborted from the start."
                                          : ".")
                 : Words::code(card.node) + " is what an `AbortController` lends out.");
}

void write_worker(CardWriter& card) {
  const auto creation = syntax::NewExpression::from(card.node);
  const auto call = CallExpression::from(card.node);
  if (call) {
    card.lead("Ends " + object_in_words(*call) + " in the middle of what it does" +
              (card.facts.value(card.node).is_promise() ? ", and gives a promise of its exit code." : "."));
    card.say(card.words.rejection(card.node));
    return;
  }
  card.lead(creation ? "Starts " + Words::code(creation->argument(0)) +
                           " in a thread of its own, with its own event loop; " + card.words.around(card.node) +
                           " goes on at once."
                     : "Starts another thread, with its own event loop.");
  const std::string receiver = Words::receiver(card.node);
  card.say("They share no variables: messages are copied, and come as events" +
           (receiver.empty() ? std::string(".") : " of " + receiver + "."));
  card.say("An error that nobody catches there is an `error` event here.");
}

void write_message(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  if (call && (syntax::called_name(*call) == "postMessage")) {
    card.lead("Copies " + Words::code(call->argument(0)) +
              " now, and delivers it later: the other side gets it in a turn of its own.");
    const Node next = next_statement(card.node);
    if (next) card.say("It waits for no answer: " + card.words.line(next) + " runs first.");
    card.say(call->argument(1)
                 ? "What " + Words::code(call->argument(1)) + " lists is moved, and cannot be used here any more."
                 : "A function or a promise cannot be copied: this throws a `DataCloneError`.");
    return;
  }
  const std::string receiver = Words::receiver(card.node);
  const std::string what = Words::code(card.token.is(Kind::kw_new) ? card.node.child(Field::constructor) : card.token);
  card.lead("What comes through " + (receiver.empty() ? what : receiver) +
            " is an event: each message is a task of its own, after the microtasks of the one before.");
  if (card.token.text() == "MessageChannel" || what == "`MessageChannel`")
    card.say(
        "What is posted on one of its ports comes out of the other; an open port with a listener keeps Node alive "
        "until `close()`.");
  else
    card.say(card.words.around(card.node) + " goes on at once; messages wait until it has ended.");
}

}  // namespace asynclint
