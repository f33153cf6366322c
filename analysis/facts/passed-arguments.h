// Which argument of a call a parameter is.
#pragma once

#include "syntax/views.h"

namespace asynclint {

// What a call gives to a parameter of the function that it calls: `parameter` is a name in the function's list. None
// where it gives nothing, or nobody can tell: for a name inside a pattern, and behind `...`.
[[nodiscard]] syntax::Node argument_for(const syntax::Function& function, syntax::Node parameter,
                                        const syntax::CallExpression& call);

}  // namespace asynclint
