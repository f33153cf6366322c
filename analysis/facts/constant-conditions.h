// Conditions that are decided by what one call hands to a function.
#pragma once

#include <optional>

#include "facts/facts.h"

namespace asynclint {

// How a condition in a function comes out when that call runs it, as far as it rests on arguments that are written out
// in the call, or left out of it: `connect(server, { noWait: true })`. Nothing where more has to be known.
[[nodiscard]] std::optional<bool> condition_in_call(const Facts& facts, syntax::Node condition,
                                                    const syntax::Function& function,
                                                    const syntax::CallExpression& call);

}  // namespace asynclint
