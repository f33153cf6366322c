// Generators that run as async functions: what compilers make of these for older engines, and `co`.
#pragma once

#include "facts/facts.h"

namespace asynclint {

// The generator that a call starts so, each `yield` of which waits: `_asyncToGenerator(function* () { … })()`,
// `_ref.apply(this, arguments)` of what such a helper gave, `__awaiter(this, void 0, void 0, function* () { … })`,
// `co(function* () { … })`. None where a call does something else. The helpers are known by their names.
[[nodiscard]] syntax::Node generator_driven_by(const Facts& facts, syntax::Node call);

// The generator that a function runs so when it is called: `_asyncToGenerator(function* () { … })`, or a variable that
// holds this.
[[nodiscard]] syntax::Node generator_driven_in(const Facts& facts, syntax::Node function);

}  // namespace asynclint
