// A `reject` that comes too late.
#pragma once

#include "facts/facts.h"

namespace asynclint {

// Whether the parameters of an executor are kept in variables, and `reject` is called only where a flag is set that is
// set beside a call of `resolve`: the promise is settled then, and the call does nothing.
[[nodiscard]] bool rejects_only_when_settled(const Facts& facts, syntax::Node resolve, syntax::Node reject);

}  // namespace asynclint
