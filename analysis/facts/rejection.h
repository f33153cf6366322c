// What can reject, and what cannot.
#pragma once

#include "facts/facts.h"

namespace asynclint {

// Whether a promise cannot reject: the function that gives it catches everything, or handles what it returns, and what
// is chained to it runs nothing that may throw.
[[nodiscard]] bool cannot_reject(const Facts& facts, syntax::Node promise);

// The same of a value.
[[nodiscard]] bool value_cannot_reject(const Facts& facts, const Value& promise);

}  // namespace asynclint
