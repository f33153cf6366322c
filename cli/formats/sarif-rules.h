// The rules as SARIF describes them: with their pages, so that a code host shows them beside a finding.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "lint/finding.h"
#include "lint/rule-entry.h"

namespace asynclint::cli {

[[nodiscard]] nlohmann::ordered_json sarif_rule(const RuleEntry& entry);

[[nodiscard]] std::string_view sarif_level(Level level);

}  // namespace asynclint::cli
