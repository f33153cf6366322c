// What a program does with a promise, or with an array of promises, that it has in its hands.
#pragma once

#include <cstdint>

#include "facts/facts.h"

namespace asynclint {

// Ordered: where a value is used several times, the greatest counts.
enum class PromiseUse : std::uint8_t {
  none,      // dropped, or kept under a name that nobody reads
  reads,     // taken for the value that it will have one day: `.name`, `+`, `join`
  returned,  // handed to whoever called
  keeps,     // stored, or passed on to code that may wait
  waits,     // awaited, chained, combined
};

// What becomes of a promise: `expression` is the promise, or a name that holds it.
[[nodiscard]] PromiseUse use_of_promise(const Facts& facts, syntax::Node expression);

// What becomes of an array of promises.
[[nodiscard]] PromiseUse use_of_promise_array(const Facts& facts, syntax::Node expression);

// What all places together do with a name's promise.
[[nodiscard]] PromiseUse use_of_promise_name(const Facts& facts, const Binding& binding);

// Whether a callee is one of the globals that look at their arguments and wait for nothing: Math.max, JSON.stringify,
// console.log, new Map.
[[nodiscard]] bool waits_for_nothing(const Facts& facts, syntax::Node callee);

}  // namespace asynclint
