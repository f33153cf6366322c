// The parts of `construct_at`: by keyword, by what an API is, by name.
#pragma once

#include <optional>
#include <string_view>

#include "constructs/construct.h"
#include "facts/flow.h"

namespace asynclint {

using FoundConstruct = std::optional<Construct>;

// `async`, `await`, `for`, `try`, `this` and the like.
[[nodiscard]] FoundConstruct find_by_keyword(const Facts& facts, syntax::Node token);
// Identifiers, names of members, and the names of events in quotes.
[[nodiscard]] FoundConstruct find_by_name(const Facts& facts, syntax::Node token);
// A name that is a member: `.then`, `.on`, `.map`.
[[nodiscard]] FoundConstruct find_by_member(const Facts& facts, syntax::Node token);
// An API that is reached as a member: `process.nextTick`, `Promise.all`.
[[nodiscard]] FoundConstruct find_known_member(const Facts& facts, syntax::Node token, syntax::Node access);
// A name that stands for a value of this text.
[[nodiscard]] FoundConstruct find_by_binding(const Facts& facts, syntax::Node token);
// `Promise.all`, `.then(…)`, `new Promise` and what they are in their surroundings.
[[nodiscard]] FoundConstruct find_promise_method(const Facts& facts, syntax::Node token, std::string_view name);
[[nodiscard]] ConstructKind kind_of_combinator(const Facts& facts, const syntax::CallExpression& call,
                                               std::string_view name);

// What an expression names outside of this text; nothing when it is not known there.
[[nodiscard]] std::optional<ConstructKind> kind_of_api(const Facts& facts, syntax::Node expression);
// Whether a call hands its callback to a queue: a timer, a microtask, `process.nextTick`, `setImmediate`.
[[nodiscard]] bool is_scheduler(ConstructKind kind);
// The callback that a call puts in a queue, `.then` included; none where it does not.
[[nodiscard]] syntax::Node scheduled_callback(const Facts& facts, const syntax::CallExpression& call);
// Whether a function is run later than the code around it: an argument of a scheduler, `.then` or a listener.
[[nodiscard]] bool is_run_later(const Facts& facts, syntax::Node function);

// Whether a method is one that this text defines, or its receiver is known to be something else than an object of the
// platform or of a library.
[[nodiscard]] bool is_of_text(const Facts& facts, syntax::Node access, const Value& receiver);

// The call or `new` that an expression is the callee of; none otherwise.
[[nodiscard]] syntax::Node call_of(syntax::Node callee);
// Whether something holds for a node of a function's own body, or of any subtree without its functions.
template <typename Test>
[[nodiscard]] bool contains_own(syntax::Node root, Test test) {
  bool found = false;
  if (root)
    visit_own(root, [&](syntax::Node node) {
      found = found || test(node);
      return !found;
    });
  return found;
}
// The innermost loop around a place, in the same function.
[[nodiscard]] syntax::Node loop_around(syntax::Node place);
// Whether an expression is a pause and nothing else: a promise that a timer fulfils.
[[nodiscard]] bool is_pause(const Facts& facts, syntax::Node promise);
// Whether a loop tries something again until it works: it awaits in a `try` whose failure leads to the next round.
[[nodiscard]] bool is_retry_loop(syntax::Node loop);
// The name of a flag outside of a loop that its condition or an `if` in it asks for, and that somebody else sets.
[[nodiscard]] syntax::Node flag_of_loop(const Facts& facts, syntax::Node loop);

}  // namespace asynclint
