// How a promise that nobody holds may come to reject.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "facts/facts.h"
#include "facts/summary-notes.h"

namespace asynclint {

// What a function leaves uncaught. What it calls without waiting counts for nothing here: an async function is asked
// what it waits for and throws, and one that returns promises what these are.
struct EscapingFailure {
  // Ordered: the worst counts.
  enum class From : std::uint8_t {
    nowhere,  // it awaits nothing that can fail, or catches it
    start,    // of an executor: what it does itself may throw
    handler,  // something that is awaited in a `catch` or `finally`
    body,
  };
  From from = From::nowhere;
  syntax::Node place{};  // what is awaited, thrown or returned

  explicit operator bool() const { return from != From::nowhere; }
};

// What is taken for no promise where it is returned.
enum class Unknown : std::uint8_t { is_plain, may_be_promise };

// What may reject the promise that a value is. Of a function that is not seen here nothing is known but that it may.
[[nodiscard]] EscapingFailure escaping_failure(const Facts& facts, const Value& promise,
                                               Unknown unknown = Unknown::is_plain);

// What is seen by which a promise can reject: what is awaited or returned may, code throws by a statement,
// a function that is known does so in turn, or something is called that throws for bad input, such as `JSON.parse`. Of
// a function whose code is not known that is always so. That code which is not known may throw while it runs, a
// callback or a listener, is no reason.
[[nodiscard]] EscapingFailure seen_reason_to_fail(const Facts& facts, syntax::Node promise);
[[nodiscard]] EscapingFailure seen_reason_to_fail(const Facts& facts, const Value& promise);

// What the text of a function leaves open of how its promise may reject.
struct LeftToOthers {
  struct Task {
    std::uint32_t parameter;  // from 0
    TaskUse use;
    friend bool operator==(const Task&, const Task&) = default;
  };
  std::vector<types::TypeRef> functions;  // of other modules, which it waits for
  std::vector<Task> tasks;                // functions that each call gives
};

// The same for a summary; nothing when something is seen by which the promise can reject.
[[nodiscard]] std::optional<LeftToOthers> left_to_others(const Facts& facts, const Value& promise);

// What a call has to hand to the function that gives a promise, so that nothing is seen by which it would reject. For a
// summary, of a promise that can.
[[nodiscard]] std::vector<Hypothesis> what_calms(const Facts& facts, const Value& promise);

// What an async executor may throw itself: nobody hears of that either, and the promise that is made stays pending.
[[nodiscard]] EscapingFailure failure_of_start(const Facts& facts, const syntax::Function& executor);

}  // namespace asynclint
