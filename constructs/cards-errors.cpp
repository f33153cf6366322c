// Cards of `try`, `catch`, `throw`, `return` and `void`, and of variables that code which runs later shares.
#include "constructs/cards.h"
#include "constructs/finders.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

std::vector<Node> found_in(Node root, Kind kind) {
  std::vector<Node> found;
  if (root)
    visit_own(root, [&](Node node) {
      if (node.is(kind)) found.push_back(node);
      return true;
    });
  return found;
}

// The `try` that a `catch` or `finally` belongs to.
Node try_of(Node clause) { return clause.parent().is(Kind::try_statement) ? clause.parent() : Node{}; }

std::string span_of(const Words& words, Node block) {
  const std::uint32_t first = words.number(block.named_child(0) ? block.named_child(0) : block);
  const Node last = block.last_named_child() ? block.last_named_child() : block;
  const std::uint32_t end = words.number(last);
  return first == end ? "line " + std::to_string(first)
                      : "lines " + std::to_string(first) + " to " + std::to_string(end);
}

// The callbacks in a block that run when the block is over.
std::vector<Node> queued_in(const Facts& facts, Node block) {
  std::vector<Node> found;
  visit_own(block, [&](Node node) {
    const auto call = CallExpression::from(node);
    if (call && scheduled_callback(facts, *call)) found.push_back(node);
    return true;
  });
  return found;
}

// What a chain of `.then`, `.catch` and `.finally` begins with; none where a call is no part of one.
Node base_of_chain(const CallExpression& call) {
  Node base;
  std::optional<CallExpression> at = call;
  while (at) {
    const auto member = at->member();
    const auto name = member ? member->name() : std::nullopt;
    if (name != "then" && name != "catch" && name != "finally") break;
    base = syntax::unwrap(member->object());
    at = CallExpression::from(base);
  }
  return base;
}

void write_try(CardWriter& card, Node statement) {
  const Words& words = card.words;
  const Node body = statement.child(Field::body);
  const Node clause = statement.child(Field::handler);
  const Node finalizer = statement.child(Field::finalizer);
  if (clause)
    card.lead("What is thrown in " + span_of(words, body) + " goes to the `catch` in " + words.line(clause) + ".");
  else
    card.lead("Whatever happens in " + span_of(words, body) + ", the `finally` in " + words.line(finalizer) +
              " runs afterwards.");
  card.say("Nothing in it waits: a promise that is made here and rejects later is not caught.");
  if (clause && finalizer) card.say("The `finally` in " + words.line(finalizer) + " runs on every way out.");
}

}  // namespace

void write_try_with_await(CardWriter& card) {
  const Words& words = card.words;
  const Node body = card.node.child(Field::body);
  const Node clause = card.node.child(Field::handler);
  const std::vector<Node> awaits = found_in(body, Kind::await_expression);
  if (clause)
    card.lead("A rejection of what is awaited in " + words.lines(awaits) +
              " is thrown there and goes to the `catch` in " + words.line(clause) + ".");
  else
    card.lead("A rejection of what is awaited in " + words.lines(awaits) + " goes on to the callers of " +
              words.around(card.node) + "; the `finally` runs before.");
  for (const Node returned : found_in(body, Kind::return_statement)) {
    const Node value = syntax::unwrap(returned.named_child(0));
    if (value && !value.is(Kind::await_expression) && card.facts.value(value).is_promise())
      card.say("The promise that " + words.line(returned) + " returns is not awaited, so " +
               (clause ? "its failure passes the `catch` by." : "the `finally` runs before it settles."));
  }
  const std::vector<Node> queued = queued_in(card.facts, body);
  if (!queued.empty())
    card.say("The callback of " + words.line(queued.front()) + " runs later, outside of this `try`.");
  if (const Node finalizer = card.node.child(Field::finalizer))
    card.say("The `finally` in " + words.line(finalizer) + " runs on every way out, a pause in between included.");
  if (awaits.size() > 1) card.say("Which of the " + std::to_string(awaits.size()) + " failed, only the error tells.");
}

void write_try_around_scheduler(CardWriter& card) {
  const Words& words = card.words;
  const std::vector<Node> queued = queued_in(card.facts, card.node.child(Field::body));
  const Node callback = scheduled_callback(card.facts, CallExpression::assume(queued.front()));
  const Node clause = card.node.child(Field::handler);
  card.lead("This `try` is over before " + words.callback(callback) + " of " +
            Words::quoted(syntax::called_name(CallExpression::assume(queued.front()))) + " in " +
            words.line(queued.front()) + " runs.");
  if (clause)
    card.say("What it throws does not come to the `catch` in " + words.line(clause) +
             ": that frame of the stack is gone.");
  if (card.facts.value(queued.front()).is_promise())
    card.say("It rejects the promise of the chain instead, which only a `.catch` there takes.");
  else
    card.say("It ends Node as an uncaught exception; a `try` inside of the callback would catch it.");
}

void write_error_statement(CardWriter& card) {
  const Words& words = card.words;
  switch (card.node.kind()) {
    case Kind::throw_statement:
      card.lead("Throws " + Words::code(card.node.named_child(0)) + ", and " + words.around(card.node) +
                " ends here: " + words.throwing(card.node) + ".");
      card.say(words.waiting(syntax::enclosing_function(card.node)));
      return;
    case Kind::catch_clause: {
      const Node statement = try_of(card.node);
      const Node parameter = card.node.child(Field::parameter);
      const std::vector<Node> thrown = found_in(card.node.child(Field::body), Kind::throw_statement);
      card.lead(
          "Takes what is thrown in " + span_of(words, statement.child(Field::body)) +
          (parameter ? ", as " + Words::code(parameter) : std::string(", without looking at it")) +
          (thrown.empty() ? "; " + words.around(card.node) + " goes on as if nothing had failed." : std::string(".")));
      if (!thrown.empty())
        card.say("It throws " + Words::code(thrown.front().named_child(0)) + " in " + words.line(thrown.front()) +
                 ": " + words.throwing(card.node) + ".");
      if (found_in(statement.child(Field::body), Kind::await_expression).empty())
        card.say("Rejections come here only where they are awaited, and nothing is awaited there.");
      return;
    }
    case Kind::finally_clause: {
      const Node statement = try_of(card.node);
      card.lead("Runs after " + span_of(words, statement.child(Field::body)) +
                ", whatever happens there: an end, a `return`, a failure.");
      const std::vector<Node> returned = found_in(card.node.child(Field::body), Kind::return_statement);
      if (!returned.empty())
        card.say("The `return` in " + words.line(returned.front()) +
                 " wins over an error that is on its way: it is lost.");
      if (statement.child(Field::handler))
        card.say("The `catch` in " + words.line(statement.child(Field::handler)) + " comes before it.");
      else
        card.say("An error goes on behind it: " + words.throwing(statement) + ".");
      return;
    }
    default: write_try(card, card.node); return;
  }
}

void write_empty_catch(CardWriter& card) {
  const Words& words = card.words;
  const Node body = try_of(card.node).child(Field::body);
  card.lead("Every failure of " + span_of(words, body) + " ends here, and nobody learns of it.");
  const std::vector<Node> awaits = found_in(body, Kind::await_expression);
  if (!awaits.empty())
    card.say("That includes a rejection of " + Words::code(awaits.front().named_child(0)) + " in " +
             words.line(awaits.front()) + ".");
  const Node next = next_statement(try_of(card.node));
  card.say(next ? words.around(card.node) + " goes on at " + words.line(next) + " as if all had gone well."
                : words.around(card.node) + " ends as if all had gone well.");
}

void write_catch_with_fallback(CardWriter& card) {
  const Words& words = card.words;
  const Node body = try_of(card.node).child(Field::body);
  const std::vector<Node> returned = found_in(card.node.child(Field::body), Kind::return_statement);
  std::string value = "another value";
  for (const Node one : returned)
    if (one.named_child(0)) value = Words::code(one.named_child(0));
  card.lead("After a failure in " + span_of(words, body) + ", " + words.around(card.node) + " gives " + value +
            " instead.");
  const auto around = Function::from(syntax::enclosing_function(card.node));
  card.say(around && around->is_async() ? "Its promise is fulfilled with that, so whoever awaits it sees no failure."
                                        : "Its caller sees no failure.");
  card.say(words.waiting(syntax::enclosing_function(card.node)));
}

void write_return_in_try(CardWriter& card) {
  const Words& words = card.words;
  const Node value = syntax::unwrap(card.node.named_child(0));
  card.lead(words.around(card.node) + " returns the promise of " + Words::code(value) +
            " without awaiting it: the `try` is left at once.");
  card.say("If it rejects, the `catch` in " + words.line(catch_around(card.node)) +
           " is not asked; the callers get the rejection.");
  card.say("`return await` keeps it inside.");
  card.say(words.waiting(syntax::enclosing_function(card.node)));
}

void write_return_promise(CardWriter& card) {
  const Words& words = card.words;
  const Node value = syntax::unwrap(card.node.named_child(0));
  const Node function = syntax::enclosing_function(card.node);
  const std::string own = words.function(function);
  if (Function::assume(function).is_async()) {
    card.lead(own + " is async: its own promise follows that of " + Words::code(value) + ", and settles as it does.");
    card.say("Taking over another promise costs two microtasks more than returning a value.");
  } else {
    card.lead(own + " hands the promise of " + Words::code(value) + " to its caller as it is.");
    card.say("What " + own + " itself throws comes at once, and not as a rejection, because it is not async.");
  }
  card.say(words.rejection(value));
  card.say(words.waiting(function));
}

void write_void_promise(CardWriter& card) {
  const Node value = syntax::unwrap(card.node.child(Field::argument));
  card.lead("`void` says that nobody waits for " + Words::code(value) + ": " + card.words.around(card.node) +
            " goes on at once.");
  card.say(card.words.rejection(value));
  const Node next = next_statement(card.node);
  if (next) card.say("It is under way while " + card.words.line(next) + " runs.");
}

void write_dynamic_import(CardWriter& card) {
  const auto call = CallExpression::from(card.node);
  const Node what = call ? syntax::unwrap(call->argument(0)) : card.node;
  if (call && !call->is_import()) {
    card.lead("Loads the component of " + Words::code(what) + " when it is first drawn, not before.");
    card.say("Until it is there, the nearest `Suspense` shows its fallback.");
    card.say("If it cannot be loaded, the nearest error boundary gets the error.");
    return;
  }
  card.lead("Loads " + Words::code(what) + " when " + card.words.around(card.node) +
            " comes here, and gives a promise of its namespace.");
  const auto name = syntax::string_value(what);
  card.say(name ? "The module runs once; every further `import()` of it gives the same namespace."
                : "Which module it is shows only at run time, so a bundler cannot split it off exactly.");
  card.say(card.words.rejection(card.node));
}

void write_var_in_loop(CardWriter& card) {
  const Node loop = card.node;
  std::string name = "the variable";
  const Node declaration = card.token.parent();
  if (declaration.is(Kind::for_in_statement))
    name = Words::code(declaration.child(Field::left));
  else if (const auto view = syntax::VariableDeclaration::from(declaration); view && !view->declarators().empty())
    name = Words::code(view->declarators().front().name());
  const std::vector<Node> queued = queued_in(card.facts, loop.child(Field::body));
  card.lead("`var` makes one " + name + " for all rounds of the loop in " + card.words.line(loop) +
            ", and for all of " + card.words.around(loop) + ".");
  card.say("The callback in " + card.words.line(queued.front()) +
           " runs when the loop is over: it sees the last value.");
  card.say("`let` makes one for each round.");
}

void write_captured_in_loop(CardWriter& card) {
  const Binding binding = card.facts.bindings().resolve(card.token);
  Node user = syntax::enclosing_function(card.token);
  while (user && !is_run_later(card.facts, user)) user = syntax::enclosing_function(user);
  const std::string name = Words::code(card.token);
  const Node loop = loop_around(user);
  if (binding.kind == DeclarationKind::var)
    card.lead(name + " is one variable for all rounds of the loop in " + card.words.line(loop) +
              ": when this callback runs, it holds its last value.");
  else
    card.lead(name + " is a variable of its own for each round of the loop in " + card.words.line(loop) +
              ": this callback keeps the one of its round.");
  card.say("It is read when " + card.words.function(user) + " runs, not when it is scheduled in " +
           card.words.line(user) + ".");
}

void write_captured_later(CardWriter& card) {
  const Binding binding = card.facts.bindings().resolve(card.token);
  Node user = syntax::enclosing_function(card.token);
  while (user && !is_run_later(card.facts, user)) user = syntax::enclosing_function(user);
  std::vector<Node> writes;
  for (const Node write : card.facts.bindings().writes(binding)) writes.push_back(write);
  const std::string name = Words::code(card.token);
  card.lead(name + " is the variable of " + card.words.line(binding.identifier) +
            " itself, not a copy: " + card.words.function(user) + " finds in it what it holds when it runs.");
  card.say("It is written in " + card.words.lines(writes) + ".");
}

void write_this_in_callback(CardWriter& card) {
  const Words& words = card.words;
  const std::string own = words.function(card.node);
  if (card.node.is(Kind::arrow_function)) {
    const Node around = syntax::enclosing_function(card.node);
    card.lead("`this` in an arrow function is that of " + words.function(around) + ", whoever calls " + own +
              " later.");
    card.say("So it is the same object now, in " + words.line(card.node) + ", and when the callback runs.");
    return;
  }
  const Node list = syntax::wrapped(card.node).parent();
  const std::string_view taker = syntax::called_name(CallExpression::assume(list.parent()));
  card.lead("`this` is not the object around it: " + Words::quoted(taker) + " in " + words.line(list.parent()) +
            " calls this function later, and decides what `this` is.");
  if (taker == "addEventListener")
    card.say("A listener gets the element that it was added to.");
  else if (taker == "on" || taker == "once")
    card.say("A listener gets the emitter.");
  else if (taker == "then" || taker == "catch")
    card.say("A promise's callback gets `undefined` in strict code.");
  else
    card.say("A timer gives its own handle in Node, and `window` in a browser.");
  card.say("An arrow function keeps the one from outside.");
}

void write_super_call(CardWriter& card) {
  const Words& words = card.words;
  const std::string own = words.around(card.node);
  card.lead(Words::code(card.node) + " runs the base class's method on the same object, and gives its promise to " +
            own + ".");
  const bool is_awaited = syntax::wrapped(card.node).parent().is(Kind::await_expression);
  if (!is_awaited && fate_of(card.facts, card.node).way == Fate::Way::nobody)
    card.say(own + " does not wait for it: what follows runs before the base class is done.");
  card.say(words.rejection(card.node));
}

void write_order_comment(CardWriter& card) {
  const Words& words = card.words;
  std::vector<Node> now;
  std::vector<Node> ticks;
  std::vector<Node> microtasks;
  std::vector<Node> timers;
  std::vector<Node> immediates;
  bool is_behind = false;
  for (const Node sibling : card.node.parent().children()) {
    if (sibling == card.node) is_behind = true;
    if (!is_behind || !sibling.is(Kind::expression_statement)) continue;
    const auto call = CallExpression::from(syntax::unwrap(sibling.named_child(0)));
    if (!call) continue;
    const auto kind = kind_of_api(card.facts, syntax::unwrap(call->callee()));
    if (const Node base = base_of_chain(*call)) {
      // Of any other promise it is not known when it is fulfilled.
      const auto first = CallExpression::from(base);
      if (first && card.facts.is_global_member(first->callee(), "Promise", "resolve")) microtasks.push_back(sibling);
    } else if (kind == ConstructKind::microtask)
      microtasks.push_back(sibling);
    else if (kind == ConstructKind::next_tick)
      ticks.push_back(sibling);
    else if (kind == ConstructKind::timeout || kind == ConstructKind::interval)
      timers.push_back(sibling);
    else if (kind == ConstructKind::immediate)
      immediates.push_back(sibling);
    else
      now.push_back(sibling);
  }
  card.lead("What follows runs in this order:" + (now.empty()
                                                      ? std::string(" what is queued, queue by queue.")
                                                      : " first what does not wait, in " + words.lines(now) + "."));
  if (!ticks.empty() && !words.is_module())
    card.say("Then the queue of `process.nextTick`: " + words.lines(ticks) + ".");
  if (!microtasks.empty()) card.say("Then the microtasks: " + words.lines(microtasks) + ".");
  if (!ticks.empty() && words.is_module())
    card.say("Then, in an ES module, the queue of `process.nextTick`: " + words.lines(ticks) + ".");
  if (!timers.empty())
    card.say("Then, in turns of their own, the timers whose time has come: " + words.lines(timers) + ".");
  if (!immediates.empty())
    card.say("`setImmediate` in " + words.lines(immediates) + " has the check phase, before or after a timer of 0 ms.");
}

}  // namespace asynclint
