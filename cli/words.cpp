#include "cli/words.h"

#include <fmt/format.h>

#include <vector>

#include "lint/unused-suppression.h"
#include "rules/rule-table.h"

namespace asynclint::cli {

std::span<const RuleEntry> rules_by_name() {
  static const std::vector<RuleEntry> rules = [] {
    std::vector<RuleEntry> all(rule_table().begin(), rule_table().end());
    all.push_back(unused_suppression_entry());
    return all;
  }();
  return rules;
}

std::optional<When> when_of(std::string_view word) {
  if (word == "auto") return When::automatically;
  if (word == "always") return When::always;
  return word == "never" ? std::optional(When::never) : std::nullopt;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace asynclint::cli
