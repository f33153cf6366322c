// What a hover says of a construct: a first sentence and some more, about this code and not about the language.
#pragma once

#include <string>
#include <vector>

#include "constructs/construct.h"
#include "text/line-index.h"

namespace asynclint {

// More sentences than these are left out, so that a hover keeps to its twelve lines.
inline constexpr std::size_t most_details = 4;

struct Card {
  // What is explained, on one line.
  Span range;
  ConstructKind kind{};
  // In the words of Markdown, as far as names between backticks are that. One line each.
  std::string lead;
  std::vector<std::string> details;
};

[[nodiscard]] Card card_of(const Facts& facts, const LineIndex& lines, const Construct& construct);

}  // namespace asynclint
