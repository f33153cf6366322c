// What the engine itself reports: comments that suppress nothing. It has a level like a rule, and a page, and stands in
// no folder.
#pragma once

#include "lint/rule-entry.h"

namespace asynclint {

[[nodiscard]] const RuleEntry& unused_suppression_entry();

}  // namespace asynclint
