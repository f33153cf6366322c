// All rules, in the order of their ids. The table is generated from the files in this folder.
#pragma once

#include <span>

#include "lint/rule-entry.h"

namespace asynclint {

[[nodiscard]] std::span<const RuleEntry> rule_table();

}  // namespace asynclint
