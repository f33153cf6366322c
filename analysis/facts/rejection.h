// What can reject, and what cannot.
#pragma once

#include "facts/facts.h"

namespace asynclint {

// Whether no rejection is lost where a promise is dropped: it cannot reject, because the function that gives it catches
// everything and what is chained to it runs nothing that may throw; or that function handles what it returns.
[[nodiscard]] bool cannot_reject(const Facts& facts, syntax::Node promise);

// Whether the function that gives a promise takes its rejection itself. What is chained to it rejects nevertheless.
[[nodiscard]] bool is_taken_by_its_maker(const Facts& facts, syntax::Node promise);

// Whether a chain ends in a handler that does not throw again.
[[nodiscard]] bool is_handled_for_good(const Facts& facts, syntax::Node promise);

// Whether a promise cannot reject at all.
[[nodiscard]] bool value_cannot_reject(const Facts& facts, const Value& promise);

}  // namespace asynclint
