#include "cli/words.h"

#include <fmt/format.h>

#include <charconv>
#include <system_error>
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

std::vector<std::string> rule_words() {
  std::vector<std::string> words;
  for (const RuleEntry& entry : rules_by_name()) words.emplace_back(entry.id);
  return words;
}

std::optional<When> when_of(std::string_view word) {
  if (word == "auto") return When::automatically;
  if (word == "always") return When::always;
  return word == "never" ? std::optional(When::never) : std::nullopt;
}

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace asynclint::cli
