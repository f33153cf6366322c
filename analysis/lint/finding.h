// What a rule says: a finding in the reader's code, with the places that prove it and the changes that mend it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "facts/evidence-chain.h"
#include "facts/evidence.h"
#include "text/span.h"

namespace asynclint {

enum class Level : std::uint8_t { off, info, warning, error };

// Safe: the outcome stays the same. Suggestion: repairs, and its title says what changes. Refactor: only on request.
enum class FixKind : std::uint8_t { none, safe, suggestion, refactor };

[[nodiscard]] std::string_view name(Level level);
[[nodiscard]] std::string_view name(FixKind kind);

struct Fix {
  FixKind kind = FixKind::suggestion;
  // What it does and what changes by it, in a sentence without a final stop.
  std::string title;
  // Sorted, without conflicts, in bytes of the linted text.
  std::vector<TextEdit> edits;
};

struct RelatedPlace {
  Span span;
  std::string message;
};

struct Finding {
  // On one line, so that a comment above that line can suppress it.
  Span span;
  // The rule's id, for as long as the rule table lives.
  std::string_view rule;
  Level level = Level::error;
  Evidence evidence = Evidence::certain;
  // Lower case, no final stop.
  std::string message;
  std::vector<RelatedPlace> related;
  // What it rests on, the nearest place first; filled only when asked for.
  std::vector<EvidenceStep> steps;
  // Best first. The first suggestion is the preferred one.
  std::vector<Fix> fixes;
};

}  // namespace asynclint
