// What can throw while it runs, and what cannot.
#pragma once

#include "facts/facts.h"

namespace asynclint {

// Whether running a callback may throw: it calls, constructs, awaits or throws. Calls that are known to be harmless do
// not count, and a callback that is not seen is taken for harmless.
[[nodiscard]] bool may_throw(const Facts& facts, syntax::Node callback);

// Whether a call, a construction or a member access runs only what is known not to throw; the arguments of a call are
// another question.
[[nodiscard]] bool is_harmless(const Facts& facts, syntax::Node node);

// The function given to `new Promise` whose parameter a name is: calling resolve or reject never throws. None when the
// name is something else.
[[nodiscard]] syntax::Node executor_of_settler(const Facts& facts, syntax::Node name);

}  // namespace asynclint
