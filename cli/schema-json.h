// The JSON schema of asynclint.json: what editors complete and check.
#pragma once

#include <span>
#include <string>

#include "lint/rule-entry.h"

namespace asynclint::cli {

[[nodiscard]] std::string schema_json(std::span<const RuleEntry> rules);

}  // namespace asynclint::cli
