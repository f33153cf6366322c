// Words that people type, on the command line and in configuration files: which one they meant, and what they stand
// for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lint/finding.h"
#include "lint/rule-entry.h"

namespace asynclint {

// The candidate that a misspelled word is nearest to; none when it is near to none of them.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      std::span<const std::string_view> candidates);

// `; did you mean "..."?`, or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

// "a", "b" or "c".
[[nodiscard]] std::string alternatives(std::span<const std::string_view> words);

// `off`, `info`, `warning` (or `warn`) and `error`.
[[nodiscard]] std::optional<Level> level_of(std::string_view word);

[[nodiscard]] const RuleEntry* find_rule(std::string_view id, std::span<const RuleEntry> rules);
// Whether another linter knows the rule by this name, with or without that linter's own in front.
[[nodiscard]] bool answers_to(const RuleEntry& rule, std::string_view name);
// What to say about a word that is no rule: the nearest id, or the rule that answers to another linter's name.
[[nodiscard]] std::string no_such_rule(std::string_view word, std::span<const RuleEntry> rules);

}  // namespace asynclint
