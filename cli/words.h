// Words that people type on the command line and nowhere else, and words for counts.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"
#include "project/words.h"

namespace asynclint::cli {

// The rules of the table, and what the engine itself reports: what can be named.
[[nodiscard]] std::span<const RuleEntry> rules_by_name();

// Their ids.
[[nodiscard]] std::vector<std::string> rule_words();

[[nodiscard]] std::optional<When> when_of(std::string_view word);

// A whole number and nothing else.
[[nodiscard]] std::optional<std::size_t> number_in(std::string_view text);

// "1 error", "2 errors".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

}  // namespace asynclint::cli
