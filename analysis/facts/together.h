// Which awaited calls could run at the same time: by what they are known to do, and else by what their names say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "facts/effects.h"

namespace asynclint {

// How sure it is that two calls may start together.
enum class Together : std::uint8_t {
  no,
  perhaps,  // nothing speaks against it, and nothing for it
  likely,   // their names say that they read
  known,    // what they do is seen, or they are known APIs
};

struct Verdict {
  Together together = Together::no;
  // Why not, in a sentence without a final stop.
  std::string reason;
};

// What is awaited, and what evaluating it does.
struct AwaitedCall {
  syntax::Node expression;  // behind `await`, without parentheses
  syntax::Node call;        // that starts it: of `fetch(url).then(parse)`, `fetch(url)`
  std::string_view name;    // the function's or method's
  Effects effects;
  // What may be said of the call alone: whether one like it may start before its turn.
  Verdict verdict;
};

// Looks at what an await expression waits for. A call of one of `readers` only reads: a user says so.
[[nodiscard]] AwaitedCall awaited_call(const Facts& facts, syntax::Node await_expression,
                                       const ListedPaths& readers = {});

// Whether the second of two calls may start before the first is through. The values that the first one's is bound to
// are another question.
[[nodiscard]] Verdict may_start_together(const AwaitedCall& first, const AwaitedCall& second);

// Whether calling a function of this text takes time: it awaits, or gives a promise that somebody else made.
[[nodiscard]] bool takes_time(const Facts& facts, syntax::Node function);

// Whether a name says that its function only reads: `getUser`, `loadPosts`.
[[nodiscard]] bool is_named_like_a_read(std::string_view name);
// Whether a name says that the place of its call in the order counts: `save`, `connect`, `prompt`.
[[nodiscard]] bool is_named_like_an_action(std::string_view name);
// Whether a name says that its function decides whether the next step may happen: `validateOrder`, `login`.
[[nodiscard]] bool is_named_like_a_guard(std::string_view name);

// Whether a comment between two offsets speaks of order, load or concurrency, so that what stands there is meant.
[[nodiscard]] bool comments_speak_of_order(const syntax::Tree& tree, Span place);

}  // namespace asynclint
