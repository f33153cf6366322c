// Objects that hold a promise and what settles it: `defer()`, `new Deferred()`.
#pragma once

#include <functional>

#include "facts/facts.h"

namespace asynclint {

// Whether a promise is `opened.promise` of a deferred in a variable, or in a member of `this`, and all that is ever
// done with that in this text is to resolve it, and to wait. `resolves_calmly` says whether what it is resolved with,
// none where there is nothing, is no promise that may reject.
[[nodiscard]] bool is_deferred_only_resolved(const Facts& facts, syntax::Node promise,
                                             const std::function<bool(syntax::Node)>& resolves_calmly);

}  // namespace asynclint
