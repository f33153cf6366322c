// Configuration as JSON: what --print-config says, and the schema of asynclint.json.
#pragma once

#include <span>
#include <string>

#include "lint/rule-entry.h"
#include "project/configuration.h"

namespace asynclint::cli {

// What counts for a file; each setting with the line that it comes from, null where it is the linter's own.
[[nodiscard]] std::string configuration_json(const std::string& path, const ResolvedConfiguration& resolved);

// The JSON schema of asynclint.json: what editors complete and check.
[[nodiscard]] std::string schema_json(std::span<const RuleEntry> rules);

}  // namespace asynclint::cli
