// Repairs for callbacks whose result decides: the checks are awaited first, then the decision is made.
#pragma once

#include <vector>

#include "facts/array-callbacks.h"
#include "lint/rule-context.h"

namespace asynclint {

// The edits for filter, some, every, the find family, sort and toSorted; none where they would not be right.
[[nodiscard]] std::vector<TextEdit> await_before_deciding(RuleContext& context, const CallbackCall& call);

}  // namespace asynclint
