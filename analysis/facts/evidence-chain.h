// What an answer rests on, from place to place: a call, the function that it calls, what that one returns, and the
// declaration, table or comment at the end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "facts/facts.h"
#include "text/span.h"

namespace asynclint {

struct EvidenceStep {
  // What is so, in a sentence without a final stop: "`save` is async".
  std::string message;
  // Where that can be read: in this text, or at a line of a file; neither for what is in a table.
  std::optional<Span> place;
  // As other modules are named; empty: this text.
  std::string path;
  // From 1; 0 where there is none.
  std::uint32_t line = 0;
};

// Why an expression is a promise, or gives promises when it is an array or a function. The nearest place comes first.
[[nodiscard]] std::vector<EvidenceStep> evidence_of(const Facts& facts, syntax::Node expression);
// Why calling an expression gives a promise.
[[nodiscard]] std::vector<EvidenceStep> evidence_of_calling(const Facts& facts, syntax::Node callee);

}  // namespace asynclint
