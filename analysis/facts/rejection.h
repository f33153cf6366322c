// What can throw or reject, and what cannot.
#pragma once

#include "facts/facts.h"

namespace asynclint {

// Whether running a callback may throw: it calls, constructs, awaits or throws. Calls that are known to be harmless do
// not count, and a callback that is not seen is taken for harmless.
[[nodiscard]] bool may_throw(const Facts& facts, syntax::Node callback);

// Whether a function's whole body is in try/catch, so that the promise it returns does not reject.
[[nodiscard]] bool catches_everything(const Facts& facts, syntax::Node function);

// Whether nothing that a function returns can reject: it is handled there, settled, or a mere timer.
[[nodiscard]] bool returns_what_cannot_reject(const Facts& facts, syntax::Node function);

// Whether a promise cannot reject: the function that gives it catches everything, or handles what it returns, and what
// is chained to it runs nothing that may throw.
[[nodiscard]] bool cannot_reject(const Facts& facts, syntax::Node promise);

// The function given to `new Promise` whose parameter a name is: calling resolve or reject never throws. None when the
// name is something else.
[[nodiscard]] syntax::Node executor_of_settler(const Facts& facts, syntax::Node name);

}  // namespace asynclint
