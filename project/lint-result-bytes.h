// What linting a text gave, as bytes that are good for the same text.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lint/lint.h"

namespace asynclint {

// Paths of other files are written as seen from `root`. None when the result cannot be kept.
[[nodiscard]] std::optional<std::string> bytes_of(const LintResult& result, std::string_view text,
                                                  const std::string& root);
// `text` is what was linted, and has to outlive the result. None when the bytes are not such a result.
[[nodiscard]] std::optional<LintResult> result_of(std::string_view bytes, std::string_view text,
                                                  std::span<const RuleEntry> rules, const std::string& root);

}  // namespace asynclint
