// Cards of what the platform does: requests, files, streams, measuring; and of libraries.
#include "constructs/cards.h"
#include "constructs/finders.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;
using K = ConstructKind;

std::string called(Node node) {
  const auto call = CallExpression::from(node);
  if (call) return Words::code(call->callee());
  return node.is(Kind::new_expression) ? Words::code(node.child(Field::constructor)) : Words::code(node);
}

// Of a name that stands here without being called: an import, an argument.
void write_named(CardWriter& card, const std::string& what) {
  card.lead(Words::code(card.token) + " " + what);
  const Binding binding = card.token.is(Kind::identifier) ? card.facts.bindings().resolve(card.token) : Binding{};
  const auto uses = binding ? card.facts.bindings().references(binding) : std::vector<Node>();
  if (!uses.empty()) card.say("It is used in " + card.words.lines(uses) + ".");
}

void say_promise_of(CardWriter& card) {
  const Words& words = card.words;
  if (!card.facts.value(card.node).is_promise()) return;
  const Node holder = syntax::wrapped(card.node).parent();
  const std::string receiver = Words::receiver(holder.is(Kind::await_expression) ? holder : card.node);
  if (holder.is(Kind::await_expression))
    card.say(words.around(card.node) + " is suspended until then" +
             (receiver.empty() ? "." : ", and " + receiver + " gets the result."));
  else if (!receiver.empty())
    card.say(receiver + " gets the promise, and " + words.around(card.node) + " goes on at once.");
  card.say(words.rejection(card.node));
}

}  // namespace

void write_fetch(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::from(card.node);
  if (!call) return write_named(card, "starts a request, and gives a promise of its response.");
  card.lead("Sends a request to " + Words::code(call->argument(0)) +
            ": the platform does it, outside of this thread. The promise is fulfilled with the response's head.");
  switch (card.construct.kind) {
    case K::fetch_in_listener: {
      Node around = syntax::enclosing_function(card.node);
      while (around && !is_run_later(card.facts, around)) around = syntax::enclosing_function(around);
      card.say("Each event in " + words.line(around) + " sends another, and an earlier one may answer last.");
      break;
    }
    case K::fetch_in_effect:
      card.say(
          "The effect runs again when what it depends on changes: an answer that comes late has to be thrown away in "
          "its cleanup.");
      break;
    case K::fetch_group: {
      const Node list = syntax::wrapped(card.node).parent();
      card.say("It is one of " + std::to_string(list.named_child_count()) + " that are under way at a time; " +
               Words::code(list.parent().parent().child(Field::function)) + " waits for them.");
      break;
    }
    case K::fetch_with_signal: {
      const Node options = syntax::unwrap(call->argument(1));
      const auto signals = card.facts.members_named(options, "signal");
      const Node given = signals.empty()                  ? options
                         : signals.front().is(Kind::pair) ? signals.front().child(Field::value)
                                                          : signals.front();
      card.say(Words::code(given) + " can call it off: it then rejects with the signal's reason.");
      break;
    }
    default: card.say("A status such as 404 or 500 is no rejection: `ok` has to be looked at."); break;
  }
  say_promise_of(card);
}

void write_response(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  const Node object = card.token.parent().child(Field::object);
  const std::string_view name = card.token.text();
  if (!call) {
    card.lead("Says whether the server answered " + Words::code(object) +
              (name == "ok" ? " with a status from 200 to 299" : " well") +
              ": the promise of `fetch` was fulfilled either way.");
    card.say("What " + card.words.line(card.node) + " decides is all that tells an error page from an answer.");
    return;
  }
  card.lead("Reads the rest of " + Words::code(object) +
            ", which is still on its way, and gives another promise. It can be read once.");
  if (name == "json") card.say("It rejects when that is no JSON, as with the page of an error.");
  say_promise_of(card);
}

void write_effect_hook(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  if (!call) return write_named(card, "runs a function after React has drawn.");
  const Node callback = syntax::unwrap(call->argument(0));
  const auto function = Function::from(callback);
  const Node list = syntax::unwrap(call->argument(1));
  card.lead("React runs " + card.words.callback(callback) + " of " + card.words.around(card.node) +
            " after it has drawn, " +
            (list ? "and again when one of " + Words::code(list) + " has changed." : "each time."));
  if (function && function->is_async())
    card.say(
        "It is async, so React gets a promise where it wants a cleanup function: nothing is cleaned up, and a "
        "rejection is unhandled.");
  else if (function && contains_own(function->body(),
                                    [](Node node) { return node.is(Kind::return_statement) && node.named_child(0); }))
    card.say("What it returns is called before the next run, and at the end.");
  else
    card.say("It returns no cleanup: what it starts goes on when the component is gone.");
}

void write_host_call(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::from(card.node);
  if (!call) {
    if (card.node.is(Kind::new_expression)) {
      card.lead(called(card.node) +
                " makes a request that the platform runs outside of this thread; its listeners run as tasks.");
      const std::string receiver = Words::receiver(card.node);
      if (!receiver.empty()) card.say("It is kept as " + receiver + ".");
      return;
    }
    return write_named(card, "is done by the platform, outside of this thread.");
  }
  if (card.facts.value(card.node).is_promise()) {
    card.lead(called(card.node) +
              " is done by the platform, outside of this thread; this gives a promise of it at once.");
    say_promise_of(card);
    return;
  }
  const Node callback = syntax::unwrap(call->argument_list().last_named_child());
  card.lead(called(card.node) + " is done by the platform, outside of this thread; " + words.callback(callback) +
            " runs when it is done, in the poll phase.");
  const Node next = next_statement(card.node);
  if (next) card.say(words.around(card.node) + " goes on at " + words.line(next) + " meanwhile.");
  card.say("What " + words.callback(callback) + " throws, no `try` around this line catches.");
}

void write_blocking_call(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  if (!call) return write_named(card, "keeps the thread until it is done.");
  card.lead(called(card.node) +
            " keeps the thread until it is done: no timer, event or promise gets a turn meanwhile.");
  const auto around = Function::from(syntax::enclosing_function(card.node));
  if (around && around->is_async())
    card.say(card.words.around(card.node) + " is async, which does not change that.");
  else
    card.say("While " + card.words.around(card.node) + " starts up, that is fine; in a server every request waits.");
  card.say("When it throws, " + card.words.throwing(card.node) + ".");
}

void write_stream(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::from(card.node);
  const std::string_view name = call ? syntax::called_name(*call) : card.token.text();
  if (call && name == "pipe") {
    const auto member = call->member();
    card.lead("Sends the chunks of " + Words::code(member->object()) + " to " + Words::code(call->argument(0)) +
              " as they come, and waits when that one is full.");
    card.say("An `error` of " + Words::code(member->object()) + " does not end " + Words::code(call->argument(0)) +
             ", and nobody is told: `pipeline` does both.");
    return;
  }
  if (call && name == "pipeline") {
    card.lead("Connects " + std::to_string(call->argument_count()) + " parts, from " + Words::code(call->argument(0)) +
              " on, and destroys all of them when one fails.");
    if (card.facts.value(card.node).is_promise())
      say_promise_of(card);
    else
      card.say(words.callback(call->argument_list().last_named_child()) +
               " is called at the end, with the error if there was one.");
    return;
  }
  const std::string receiver = Words::receiver(card.node);
  if (!call && !card.node.is(Kind::new_expression)) return write_named(card, "gives its data in chunks, as they come.");
  card.lead(called(card.node) + " gives " + (receiver.empty() ? std::string("a stream") : receiver) +
            ": data in chunks, as they come, and not all at once.");
  const Node holder = syntax::wrapped(card.node).parent();
  if (holder.is(Kind::for_in_statement))
    card.say("The loop in " + words.line(holder) +
             " asks for the next chunk when it is done with one; a failure is thrown there.");
  else
    card.say("`for await` over it waits for each chunk, and throws its failure; otherwise that is an `error` event.");
  if (const Node target = holder.is(Kind::variable_declarator) ? holder.child(Field::name) : Node{};
      target.is(Kind::identifier)) {
    const auto uses = card.facts.bindings().references(card.facts.bindings().resolve(target));
    if (!uses.empty()) card.say("It is used in " + words.lines(uses) + ".");
  }
}

void write_web_stream(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  const auto member = call ? call->member() : std::nullopt;
  const std::string object = member ? Words::code(member->object()) : called(card.node);
  const std::string_view name = card.token.text();
  if (name == "getReader") {
    card.lead("Locks " + object +
              ": only this reader gets its chunks, each by a promise of `read()`, until `releaseLock()`.");
    const std::string receiver = Words::receiver(card.node);
    if (!receiver.empty()) card.say("It is kept as " + receiver + ".");
    card.say("`for await` over the stream does all of that, in Node and in newer browsers.");
    return;
  }
  if (call && member) {
    card.lead("Sends the chunks of " + object + " to " + Words::code(call->argument(0)) +
              ", and slows down when that is full.");
    say_promise_of(card);
    return;
  }
  if (!card.node.is(Kind::new_expression))
    return write_named(card, "is a stream of the web, as browsers and Node have it.");
  const std::string receiver = Words::receiver(card.node);
  card.lead(object + " makes " + (receiver.empty() ? std::string("a stream") : receiver) +
            " of what its functions say: `pull` is called when somebody wants a chunk.");
  const Node source = syntax::unwrap(card.node.child(Field::arguments).named_child(0));
  if (source.is(Kind::object)) {
    std::string names;
    for (const auto& property : syntax::ObjectExpression::assume(source).properties())
      if (const auto own = property.name()) names += (names.empty() ? "" : ", ") + Words::quoted(*own);
    if (!names.empty()) card.say("Here it has " + names + "; a promise of theirs is waited for.");
  }
}

void write_library(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::from(card.node);
  if (!call) return write_named(card, "comes from a library that bounds or orders asynchronous work.");
  if (card.construct.kind == K::pool_library) {
    const std::string receiver = Words::receiver(card.node);
    card.lead((receiver.empty() ? called(card.node) : receiver) + " lets " +
              (call->argument(0) ? Words::code(call->argument(0)) : std::string("some")) +
              " of the functions that it is given run at a time; the others wait in its queue.");
    if (card.facts.value(card.node).is_promise()) card.say(words.rejection(card.node));
    return;
  }
  const std::string own = words.callback(call->argument_list().last_named_child());
  card.lead(called(card.node) + " runs functions that take callbacks, in its own order, and calls " + own +
            " at the end.");
  card.say("The first error ends it: " + own + " gets it as its first argument.");
  const Node next = next_statement(card.node);
  if (next) card.say("It returns at once: " + words.line(next) + " runs first.");
}

void write_promisify(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  if (!call) return write_named(card, "makes a function that gives a promise of one that takes a callback.");
  const std::string receiver = Words::receiver(card.node);
  const std::string what = Words::code(call->argument(0));
  if (syntax::called_name(*call) == "callbackify") {
    card.lead((receiver.empty() ? std::string("The new function") : receiver) + " calls " + what +
              ", and hands its result to an error-first callback, in `process.nextTick`.");
    return;
  }
  card.lead((receiver.empty() ? std::string("The new function") : receiver) + " calls " + what +
            " with an error-first callback of its own, and gives a promise.");
  card.say("An error in that callback rejects the promise; the second argument fulfils it.");
  const Node given = syntax::unwrap(call->argument(0));
  if (given.is(Kind::member_expression) && !card.facts.value(given.child(Field::object)).is(Shape::api))
    card.say("`this` is lost on the way: " + Words::code(syntax::unwrap(call->argument(0)).child(Field::object)) +
             " has to be bound where the method needs it.");
}

void write_loop_lag(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  const std::string own = card.words.around(card.node);
  const std::string receiver = Words::receiver(card.node);
  if (call && syntax::called_name(*call) == "monitorEventLoopDelay") {
    card.lead((receiver.empty() ? std::string("The histogram") : receiver) +
              " measures how late timers come because the thread was busy, once it is enabled.");
    card.say("Its values are nanoseconds.");
    return;
  }
  if (!call) return write_named(card, "measures time, also how long the event loop is kept waiting.");
  card.lead("Reads the clock in " + own + (receiver.empty() ? "" : ", as " + receiver) +
            ", in milliseconds with fractions, unmoved by changes of the system's time.");
  const Node next = next_statement(card.node);
  const bool waits = next && contains_own(next, [](Node node) { return node.is(Kind::await_expression); });
  if (waits)
    card.say("Over the `await` in " + card.words.line(next) +
             " it measures what others do meanwhile, too, and the wait for the thread.");
  else
    card.say("Between two readings without an `await`, it is time in which nothing else ran.");
}

void write_request_store(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  const auto member = call ? call->member() : std::nullopt;
  const std::string_view name = card.token.text();
  if (name == "run" && call) {
    card.lead("Calls " + card.words.callback(call->argument(1)) +
              " at once; there, and in all that it awaits or schedules, `getStore()` gives " +
              Words::code(call->argument(0)) + ".");
    card.say("Calls of other requests have their own, however they are mixed in time.");
    return;
  }
  if (name == "getStore" && call) {
    card.lead("Gives what " + Words::code(member->object()) +
              " was run with by whoever led to this call, across every `await` and timer; `undefined` outside.");
    card.say("Here " + card.words.around(card.node) + " need not be handed it by its callers.");
    return;
  }
  const std::string receiver = Words::receiver(card.node);
  card.lead((receiver.empty() ? Words::code(card.token) : receiver) +
            " carries a value along with asynchronous work: through `await`, timers and events.");
  const Node holder = syntax::wrapped(card.node).parent();
  const Node target = holder.is(Kind::variable_declarator) ? holder.child(Field::name) : card.token;
  const Binding binding = target.is(Kind::identifier) ? card.facts.bindings().resolve(target) : Binding{};
  const auto uses = binding ? card.facts.bindings().references(binding) : std::vector<Node>();
  if (!uses.empty()) card.say("It is used in " + card.words.lines(uses) + ".");
}

void write_host_global(CardWriter& card) {
  const std::string name = Words::code(card.token);
  const bool is_node = card.token.text() == "process";
  const Node access = card.token.parent();
  const bool is_object = access.is(Kind::member_expression) && access.child(Field::object) == card.token;
  card.lead(name + (is_node ? " is Node's: a browser does not have it" : " is a browser's: Node does not have it") +
            (is_object ? ", nor " + Words::code(access) + "." : "."));
  const Node parent = syntax::wrapped(card.token).parent();
  const bool is_asked = parent.is(Kind::unary_expression) && parent.child(Field::operator_).is(Kind::kw_typeof);
  if (is_asked)
    card.say("`typeof` asks without throwing.");
  else
    card.say("Where it is missing, " + card.words.line(card.token) +
             " throws a `ReferenceError`: " + card.words.throwing(card.token) + ".");
}

}  // namespace asynclint
