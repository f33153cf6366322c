// What the engine itself reports: comments that suppress nothing. It has a level and a page like a rule, and is in no
// table of them.
#pragma once

#include "lint/rule-entry.h"

namespace asynclint {

[[nodiscard]] const RuleEntry& unused_suppression_entry();

}  // namespace asynclint
