// Cards of promises: chains, handlers, constructors, combinators, and names that hold one.
#include <array>

#include "constructs/cards.h"
#include "constructs/finders.h"
#include "facts/chain-values.h"
#include "facts/handling.h"
#include "facts/rejection.h"
#include "facts/throwing.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::NewExpression;
using syntax::Node;
using K = ConstructKind;

Node object_of(const CallExpression& call) {
  const auto member = call.member();
  return member ? syntax::unwrap(member->object()) : Node{};
}

// The call that is chained to this one; none at the end.
std::optional<CallExpression> next_in_chain(Node call) {
  const Node access = syntax::wrapped(call).parent();
  const Node outer =
      access.is(Kind::member_expression) && syntax::wrapped(call).field() == Field::object ? access.parent() : Node{};
  return CallExpression::from(outer);
}

// The next step that takes the value: `.catch` and `.finally` let it pass.
std::optional<CallExpression> next_taker(Node call) {
  auto next = next_in_chain(call);
  while (next && syntax::called_name(*next) != "then") next = next_in_chain(next->node());
  return next;
}

// Whether nobody has the promise at the end of a chain.
bool is_dropped_chain(Node call) {
  while (const auto next = next_in_chain(call)) call = next->node();
  return syntax::wrapped(call).parent().is(Kind::expression_statement);
}

// What a callback hands to the next step, in a sentence; empty where it is not seen.
std::string handed_on(const CardWriter& card, const CallExpression& call) {
  const Node callback = syntax::unwrap(call.argument(0));
  const auto function = Function::from(callback);
  const auto next = next_taker(call.node());
  if (!next && is_dropped_chain(call.node())) return {};
  const std::string to =
      next ? "`." + std::string(syntax::called_name(*next)) + "` in " + card.words.line(next->member()->property())
           : "whoever has the promise that this gives";
  if (!function)
    return callback ? "What " + card.words.callback(callback) + " returns goes to " + to + "." : std::string();
  if (!function->has_block_body()) {
    const Node body = syntax::unwrap(function->body());
    return card.facts.value(body).is_promise()
               ? "It returns the promise of " + Words::code(body) + ", and " + to + " waits for it."
               : "What it returns, " + Words::code(body) + ", goes to " + to + ".";
  }
  std::vector<Node> returned;
  visit_own(function->body(), [&](Node node) {
    if (node.is(Kind::return_statement) && node.named_child(0)) returned.push_back(node);
    return true;
  });
  if (returned.empty())
    return function->is_async() ? std::string() : "It returns nothing, so " + to + " gets `undefined`.";
  return "What it returns in " + card.words.lines(returned) + " goes to " + to + ".";
}

// Where the rejection of a chain goes, in a sentence.
std::string fate_of_chain(const CardWriter& card, Node call) { return card.words.rejection(call); }

void say_kind_of_then(CardWriter& card, const CallExpression& call) {
  const Words& words = card.words;
  switch (card.construct.kind) {
    case K::then_without_return: {
      const auto missing = missing_return(card.facts, call);
      if (!missing || missing->tails.empty()) break;
      const Node tail = missing->tails.front();
      card.say("It ends in " + words.line(tail) + " without returning" +
               (missing->promise
                    ? " the promise of " + Words::code(missing->promise) + ", for which the chain does not wait."
                    : std::string(" a value: the next step gets `undefined`.")));
      return;
    }
    case K::nested_then: {
      const Node around = syntax::enclosing_function(call.node());
      const Node list = syntax::wrapped(around).parent();
      card.say("It stands in " + words.function(around) + " in " +
               words.line(list.parent().child(Field::function).last_named_child()) + "; returning " +
               Words::code(object_of(call)) + " there makes this the next step of that chain.");
      return;
    }
    case K::mixed_callback:
      card.say("It calls a callback: what that throws rejects this chain, and a `.catch` behind it may call it again.");
      return;
    case K::then_before_timer: {
      const Node statement = syntax::enclosing_statement(call.node());
      for (const Node sibling : statement.parent().children()) {
        const auto other = sibling.is(Kind::expression_statement)
                               ? CallExpression::from(syntax::unwrap(sibling.named_child(0)))
                               : std::nullopt;
        const auto kind = other ? kind_of_api(card.facts, syntax::unwrap(other->callee())) : std::nullopt;
        if (kind != K::timeout) continue;
        card.say("A microtask comes before the timer of " + words.line(sibling) + ", whatever its delay, once " +
                 Words::code(object_of(call)) + " is fulfilled.");
        return;
      }
      return;
    }
    default: return;
  }
}

// The promise that `new Promise` or a combinator gives, and who has it.
void say_user(CardWriter& card, Node promise) {
  const std::string receiver = Words::receiver(promise);
  const Node holder = syntax::wrapped(promise).parent();
  if (holder.is(Kind::await_expression))
    card.say(card.words.around(promise) + " awaits it" +
             (Words::receiver(holder).empty() ? "." : "; " + Words::receiver(holder) + " gets the value."));
  else if (!receiver.empty() && fate_of(card.facts, promise).way != Fate::Way::name)
    card.say("The promise is kept as " + receiver + ".");
  card.say(card.words.rejection(promise));
}

// The same of a promise that cannot reject.
void say_holder(CardWriter& card, Node promise) {
  const std::string receiver = Words::receiver(promise);
  const Node holder = syntax::wrapped(promise).parent();
  if (holder.is(Kind::await_expression))
    card.say(card.words.around(promise) + " awaits it.");
  else if (!receiver.empty())
    card.say("The promise is kept as " + receiver + ".");
}

}  // namespace

void write_then(CardWriter& card) {
  const auto call = CallExpression::assume(card.node);
  const Node callback = syntax::unwrap(call.argument(0));
  card.lead("When " + Words::code(object_of(call)) + " is fulfilled, " + card.words.callback(callback) +
            " runs as a microtask; " + card.words.around(card.node) + " goes on at once.");
  say_kind_of_then(card, call);
  if (card.construct.kind != K::then_without_return) card.say(handed_on(card, call));
  if (card.construct.kind == K::end_of_chain)
    card.say("The chain ends here. " + fate_of_chain(card, card.node));
  else
    card.say(fate_of_chain(card, card.node));
}

void write_then_non_function(CardWriter& card) {
  const auto call = CallExpression::assume(card.node);
  const Node given = syntax::unwrap(call.argument(0));
  const bool is_call = given.is(Kind::call_expression);
  card.lead("`.then` takes a function, and " + Words::code(given) +
            " is none: it is ignored, and the value passes through.");
  if (is_call) card.say("It is called here, at once, and not when " + Words::code(object_of(call)) + " is fulfilled.");
  const auto next = next_in_chain(card.node);
  card.say((next ? "`." + std::string(syntax::called_name(*next)) + "` gets"
                 : std::string("Whoever has this promise gets")) +
           " what " + Words::code(object_of(call)) + " was fulfilled with.");
}

void write_starving(CardWriter& card) {
  const auto call = CallExpression::assume(card.node);
  const Node callback = scheduled_callback(card.facts, call);
  const std::string own = card.words.callback(callback ? callback : syntax::unwrap(call.argument(0)));
  card.lead("Each run of " + own + " queues the next one in " + card.words.line(card.token) +
            ", so this queue does not get empty in between.");
  card.say(
      "Microtasks and `process.nextTick` are emptied before anything else: timers, events and I/O do not get a turn.");
  const Node around = syntax::enclosing_function(card.node);
  const Value value = callback ? card.facts.value(callback) : Value{};
  const Node again = value.is(Shape::function) && card.node.is_within(value.node) ? value.node : around;
  const bool is_conditional = contains_own(again.child(Field::body), [](Node inner) {
    return inner.is(Kind::if_statement, Kind::ternary_expression, Kind::switch_statement);
  });
  card.say(is_conditional ? "Only when its condition says so, it stops and lets the others have a turn."
                          : "`setImmediate` or `setTimeout` instead lets everybody have a turn in between.");
}

void write_catch(CardWriter& card) {
  const auto call = CallExpression::assume(card.node);
  const Node source = object_of(call);
  const bool is_second = syntax::called_name(call) == "then";
  const Node handler = syntax::unwrap(call.argument(is_second ? 1 : 0));
  if (is_second)
    card.lead("The second function, " + card.words.callback(handler) + ", takes a rejection of " + Words::code(source) +
              ", but not what the first one throws.");
  else
    card.lead("Takes a rejection of " + Words::code(source) +
              ", from every step before it: " + card.words.callback(handler) + " runs as a microtask.");
  const auto next = next_in_chain(card.node);
  const bool throws = handler && may_throw(card.facts, handler);
  if (next)
    card.say("Behind it the chain goes on as fulfilled: `." + std::string(syntax::called_name(*next)) + "` in " +
             card.words.line(next->member()->property()) + " runs with what it returns.");
  else if (syntax::wrapped(card.node).parent().is(Kind::await_expression))
    card.say(card.words.around(card.node) + " then goes on with what it returns.");
  const auto function = Function::from(handler);
  const bool throws_itself =
      function && contains_own(function->body(), [](Node node) { return node.is(Kind::throw_statement); });
  if (throws_itself)
    card.say("It throws again, so the rejection goes on. " + card.words.rejection(card.node));
  else if (throws && !next && fate_of(card.facts, card.node).way == Fate::Way::nobody)
    card.say("Should it fail itself, nobody is behind it.");
  else if (!handler || is_no_handler(handler))
    card.say("Without a function it handles nothing.");
}

void write_empty_catch_handler(CardWriter& card) {
  const auto call = CallExpression::assume(card.node);
  const Node source = object_of(call);
  card.lead("A rejection of " + Words::code(source) + " ends here, and nobody learns of it.");
  const auto next = next_in_chain(card.node);
  const Node holder = syntax::wrapped(card.node).parent();
  if (next)
    card.say("`." + std::string(syntax::called_name(*next)) + "` in " + card.words.line(next->member()->property()) +
             " runs with `undefined` then.");
  else if (holder.is(Kind::await_expression))
    card.say((Words::receiver(holder).empty() ? card.words.around(card.node) + " goes on"
                                              : Words::receiver(holder) + " is `undefined` then, and " +
                                                    card.words.around(card.node) + " goes on") +
             ".");
  else
    card.say("The promise that it gives is fulfilled with `undefined`.");
}

void write_finally(CardWriter& card) {
  const auto call = CallExpression::assume(card.node);
  const Node callback = syntax::unwrap(call.argument(0));
  card.lead("When " + Words::code(object_of(call)) + " settles, either way, " + card.words.callback(callback) +
            " runs, without the value or the error.");
  const auto next = next_in_chain(card.node);
  card.say(std::string("What it returns is ignored: ") +
           (next
                ? "`." + std::string(syntax::called_name(*next)) + "` in " + card.words.line(next->member()->property())
                : "whoever has this promise") +
           " gets the value or the rejection of before.");
  const Value given = callback ? card.facts.result_of_calling(callback) : Value{};
  if (given.is_promise()) card.say("It gives a promise, and the chain waits for that first.");
  card.say(card.words.rejection(card.node));
}

void write_new_promise(CardWriter& card) {
  const Words& words = card.words;
  const auto creation = NewExpression::from(card.node);
  if (!creation) {
    card.lead(Words::code(card.node) +
              " is a promise constructor: what it makes is settled by its own functions, once.");
    const std::string receiver = Words::receiver(card.node);
    if (!receiver.empty()) card.say("It gives them to " + receiver + ".");
    return;
  }
  const auto executor = Function::from(syntax::unwrap(creation->argument(0)));
  const std::string own = words.around(card.node);
  card.lead("The function that `new Promise` is given runs at once, inside of " + own +
            "; what it starts settles the promise later.");
  if (executor) {
    const auto parameters = executor->parameters();
    const auto places = [&](std::size_t index) {
      std::vector<Node> found;
      if (index < parameters.size() && parameters[index].is(Kind::identifier))
        for (const Node use : card.facts.bindings().references(card.facts.bindings().resolve(parameters[index])))
          found.push_back(use);
      return found;
    };
    const std::vector<Node> resolves = places(0);
    const std::vector<Node> rejects = places(1);
    if (!resolves.empty())
      card.say("It is fulfilled in " + words.lines(resolves) +
               (rejects.empty() ? std::string(", and nothing rejects it but what is thrown at once.")
                                : ", and rejected in " + words.lines(rejects) + "."));
    else
      card.say("Nobody calls its first function, so it stays pending unless it fails.");
  }
  if (card.construct.kind == K::wrapped_callback)
    card.say("It wraps a function with an error-first callback, which `util.promisify` does, too.");
  say_user(card, card.node);
}

void write_settler(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::from(card.node);
  Binding binding = card.facts.bindings().resolve(card.token);
  Node executor = binding.identifier;
  while (executor && !syntax::is_function_kind(executor.kind())) executor = executor.parent();
  const auto parameters = Function::assume(executor).parameters();
  const bool resolves = !parameters.empty() && parameters.front().text() == card.token.text();
  const std::string made = "the promise of " + words.line(executor);
  if (!call) {
    const auto uses = card.facts.bindings().references(binding);
    const bool is_declared = card.token == binding.identifier;
    if (is_declared)
      card.lead(
          "Calling " + Words::code(card.token) + (resolves ? " fulfils " : " rejects ") + made +
          (uses.empty() ? "; nobody does." : "; that is done in " + words.lines({uses.begin(), uses.end()}) + "."));
    else
      card.lead("Hands on what " + std::string(resolves ? "fulfils " : "rejects ") + made +
                ": it settles when somebody calls it.");
    card.say("The first call counts, of either function; later ones do nothing.");
    return;
  }
  const Node given = syntax::unwrap(call->argument(0));
  if (card.construct.kind == K::settler_with_promise) {
    card.lead("Locks " + made + " to that of " + Words::code(given) + ": it settles when and as that one does.");
    card.say("It takes two microtasks more than with a plain value, even when the other is settled already.");
    return;
  }
  card.lead((resolves ? "Fulfils " : "Rejects ") + made +
            (given ? " with " + Words::code(given) : std::string(" with `undefined`")) + ".");
  card.say("Whoever waits for it goes on in a microtask, after " + words.around(card.node) + " has come to its end.");
  const Node next = next_statement(card.node);
  if (next) card.say("It does not end the function: " + words.line(next) + " still runs, and before that.");
}

void write_promise_resolve_reject(CardWriter& card) {
  const Words& words = card.words;
  const auto call = CallExpression::from(card.node);
  const std::string_view name = call ? syntax::called_name(*call) : card.token.text();
  const Node given = call ? syntax::unwrap(call->argument(0)) : Node{};
  if (name == "reject") {
    card.lead("A promise that is rejected from the start, with " +
              (given ? Words::code(given) : std::string("`undefined`")) + ".");
    say_user(card, card.node);
    return;
  }
  if (name == "try") {
    card.lead("Calls " + (given ? words.callback(given) : std::string("a function")) +
              " at once; what it throws becomes a rejection.");
    say_user(card, card.node);
    return;
  }
  const bool is_promise = given && card.facts.value(given).is_promise();
  card.lead(is_promise ? Words::code(given) + " is a promise already, and `Promise.resolve` gives the same one back."
                       : "A promise that is fulfilled from the start, with " +
                             (given ? Words::code(given) : std::string("`undefined`")) + ".");
  card.say("Its callbacks still run as microtasks, after " + words.around(card.node) +
           " has come to its end or pauses.");
  if (is_promise)
    card.say(words.rejection(card.node));
  else
    say_holder(card, card.node);
}

void write_combinator(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  const std::string_view name = call ? syntax::called_name(*call) : card.token.text();
  const Node list = call ? syntax::unwrap(call->argument(0)) : Node{};
  const auto array = syntax::ArrayExpression::from(list);
  const std::string what = array  ? "the " + std::to_string(array->elements().size()) + " of " + Words::code(list)
                           : list ? Words::code(list)
                                  : std::string("a list");
  std::string lead;
  if (name == "all")
    lead = "Waits until all of " + what +
           " are fulfilled, and gives their values in that order; the first rejection rejects it.";
  else if (name == "allSettled")
    lead = "Waits until all of " + what +
           " have settled, and never rejects: it gives `status` and `value` or `reason` of each.";
  else if (name == "race")
    lead = "Settles as the first of " + what + " does, fulfilled or rejected.";
  else
    lead = "Is fulfilled as soon as one of " + what +
           " is; only when all have failed it rejects, with an `AggregateError`.";
  card.lead(lead);
  switch (card.construct.kind) {
    case K::promise_all_mapped: {
      const auto map = CallExpression::assume(list);
      card.say("`map` starts all of them at once, one for each of " +
               Words::code(map.member() ? map.member()->object() : list) + ", however many these are.");
      break;
    }
    case K::race_with_timer:
      card.say("One of them is a timer, so it bounds the waiting; what has lost goes on, and so does the timer.");
      break;
    default:
      if (name == "all")
        card.say("They are under way already, side by side; what fails does not stop the others.");
      else if (name == "race" || name == "any")
        card.say("The others go on: nobody stops them, and what they give is dropped.");
      break;
  }
  if (call) say_user(card, card.node);
}

void write_combinator_pitfall(CardWriter& card) {
  const auto call = CallExpression::assume(card.node);
  const std::string_view name = syntax::called_name(call);
  const Node list = syntax::unwrap(call.argument(0));
  const Value value = list ? card.facts.value(list) : Value{};
  if (call.argument_count() > 1)
    card.lead("`Promise." + std::string(name) + "` takes one list: " + Words::code(call.argument(1)) +
              " and what follows is ignored.");
  else if (value.is_promise())
    card.lead(Words::code(list) + " is a single promise and no list: `Promise." + std::string(name) +
              "` rejects with a `TypeError`.");
  else if (!list || !value.is(Shape::array))
    card.lead("`Promise." + std::string(name) + "` wants a list, and rejects with a `TypeError` without one.");
  else if (name == "race")
    card.lead("Of an empty list nobody wins: this promise stays pending for good.");
  else if (name == "any")
    card.lead("Of an empty list none can be fulfilled: this rejects with an `AggregateError` at once.");
  else
    card.lead("Of an empty list nothing has to be waited for: this is fulfilled with `[]` at once.");
  const bool may_reject = call.argument_count() > 1 || !value.is(Shape::array) || name == "any";
  if (may_reject)
    say_user(card, card.node);
  else
    say_holder(card, card.node);
}

void write_promise_variable(CardWriter& card) {
  const Words& words = card.words;
  const Binding binding = card.facts.bindings().resolve(card.token);
  const bool is_declared = card.token == binding.identifier;
  const Node value =
      binding.owner.is(Kind::variable_declarator) ? syntax::unwrap(binding.owner.child(Field::value)) : Node{};
  const std::string name = Words::code(card.token);
  std::vector<Node> uses = card.facts.bindings().references(binding);
  if (is_declared)
    card.lead(
        name + " holds a promise" +
        (value ? ", not what " + Words::code(value) + " will have given one day." : std::string(", not its value.")));
  else
    card.lead(name + " is the promise that " +
              (value ? Words::code(value) + " gave in " + words.line(binding.owner)
                     : "was passed in " + words.line(binding.identifier)) +
              ".");
  if (is_declared && uses.empty())
    card.say("Nobody uses it: a rejection is unhandled.");
  else if (is_declared) {
    card.say("It is under way from now on, and is used in " + words.lines(uses) + ".");
    if (value) card.say(words.rejection(value));
  } else {
    const Node holder = syntax::wrapped(card.token).parent();
    if (holder.is(Kind::await_expression))
      card.say("`await` takes its value out of it; when it is settled already, that takes one microtask.");
    else
      card.say(words.rejection(card.token));
  }
}

void write_promise_condition(CardWriter& card) {
  const std::string what = Words::code(card.node);
  const Node parent = syntax::wrapped(card.node).parent();
  card.lead(what + " is a promise here, and every promise counts as true, also one that fails or gives `false`.");
  if (parent.is(Kind::unary_expression))
    card.say("So `!` always gives `false`.");
  else if (parent.is(Kind::if_statement))
    card.say("So " + card.words.line(parent.child(Field::consequence)) + " is always reached" +
             (parent.child(Field::alternative) ? ", and the `else` never." : "."));
  else
    card.say("So the decision in " + card.words.line(parent) + " always falls the same way.");
  if (card.facts.may_await(card.node)) card.say("`await` in front of it asks for its value.");
}

void write_promise_spread(CardWriter& card) {
  const Node holder = syntax::wrapped(card.node).parent().parent();
  card.lead(Words::code(card.node) + " is a promise, and a promise has nothing of its own to spread.");
  card.say(holder.is(Kind::object)
               ? "The object in " + card.words.line(holder) + " gets no property from it, and no error says so."
               : "In " + card.words.line(holder) + " it throws a `TypeError`: a promise is not iterable.");
  if (card.facts.may_await(card.node))
    card.say("`...(await " + std::string(card.node.is(Kind::identifier) ? card.node.text() : "…") +
             ")` spreads its value.");
}

void write_thenable(CardWriter& card) {
  Node function = card.node.is(Kind::pair) ? syntax::unwrap(card.node.child(Field::value)) : card.node;
  const auto parameters = Function::assume(function).parameters();
  const Node object = card.node.parent();
  card.lead("This `then` makes " +
            (object.is(Kind::class_body)
                 ? "every instance of " + Words::code(object.parent().child(Field::name)
                                                          ? object.parent().child(Field::name)
                                                          : object.parent().child(Kind::kw_class))
                 : "the object in " + card.words.line(object)) +
            " a thenable: `await` and `resolve` call it, in a microtask of its own.");
  if (parameters.empty())
    card.say("It takes no function, so whoever awaits it waits for good.");
  else {
    const Binding binding = card.facts.bindings().resolve(parameters.front());
    const auto uses = card.facts.bindings().references(binding);
    card.say(uses.empty() ? Words::code(parameters.front()) + " is never called: whoever awaits it waits for good."
                          : "Whoever awaits it goes on when " + Words::code(parameters.front()) + " is called, in " +
                                card.words.lines({uses.begin(), uses.end()}) + ".");
  }
}

}  // namespace asynclint
