// Who handles the rejection of a promise.
#pragma once

#include <string>

#include "facts/facts.h"

namespace asynclint {

// Chains of `.then` that are longer are not followed to their end.
inline constexpr int longest_chain = 200;

// The `.catch(…)`, two-argument `.then(…)` or callback that takes a promise's rejection in the expression itself: the
// name of the method there. None when the rejection goes on. A `.then` behind a `.catch` counts as handled when its
// callback runs nothing that may throw.
[[nodiscard]] syntax::Node rejection_handler(const Facts& facts, syntax::Node promise);

// Whether every promise that an inline callback returns has its rejection handled in the callback.
[[nodiscard]] bool handles_what_it_returns(const Facts& facts, syntax::Node callback);

// Whether a function is called for an event, so that nobody waits for what it returns: an argument of `.on(…)` and its
// like, an attribute such as onClick, or a property such as onload.
[[nodiscard]] bool is_event_handler(syntax::Node function);

// Whether an argument is missing, undefined or null: a handler that handles nothing.
[[nodiscard]] bool is_no_handler(syntax::Node argument);

// Whether a function keeps the promise that it returns, `return (this.tail = …)`, and so may handle it later.
[[nodiscard]] bool keeps_what_it_returns(const Facts& facts, syntax::Node function);

// Whether a call gives back what it was handed, and that has a name which is used elsewhere: `inform(saving, done)` of
// a function that returns its parameter drops nothing.
[[nodiscard]] bool gives_back_what_is_held(const Facts& facts, syntax::Node expression);

}  // namespace asynclint
