// What a hover shows, in the words of the client: a card, the lesson's sentence, what was found, and where to read on.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "constructs/card.h"
#include "lint/finding.h"
#include "lint/rule-entry.h"
#include "text/line-index.h"

namespace asynclint::server {

// No hover has more lines.
inline constexpr std::size_t most_hover_lines = 12;

struct HoverParts {
  std::optional<Card> card;
  // What was found at the place.
  std::vector<const Finding*> findings;
};

struct HoverStyle {
  bool is_markdown = false;
  // Where a lesson's page is, with `{lesson}` in it; empty: beside those of rules, where that can be seen.
  std::string_view lesson_page;
  std::string_view rule_page;
  // Slugs of lessons that need no more than a line.
  std::span<const std::string> learned;
};

// Empty when there is nothing to say.
[[nodiscard]] std::string hover_text(const HoverParts& parts, const HoverStyle& style, std::span<const RuleEntry> rules,
                                     const LineIndex& lines);

}  // namespace asynclint::server
