// Comments that tell the linter to keep silent: `// asynclint-disable-next-line floating-promise -- reason`, and
// ESLint's own comments for our rules by their names there (`asynclint/floating-promise`), and for the names that a
// rule is known as.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lint/lint.h"
#include "syntax/tree.h"
#include "text/line-index.h"

namespace asynclint {

inline constexpr std::string_view unused_suppression = "unused-suppression";

enum class Reach : std::uint8_t { next_line, line, from_here, until_here, file };

struct SuppressedName {
  std::string_view name;  // as it stands in the comment
  std::string_view rule;  // the rule's id; empty when there is no such rule
  bool is_ours = true;    // whether it speaks to us, and is told when it does so in vain
  bool is_used = false;
};

struct Suppression {
  Span comment;
  Reach reach = Reach::line;
  std::uint32_t line = 0;             // that it is about, 0-based; for from_here and until_here where it stands
  std::vector<SuppressedName> names;  // none: all rules
  Span list;                          // where the names stand
  std::string_view reason;
  bool is_ours = true;  // not ESLint's
  bool is_used = false;
};

// Whether a comment may suppress something; most texts have none.
[[nodiscard]] bool may_suppress(std::string_view text, Span comment);
// All of them.
[[nodiscard]] std::vector<Span> suppressions_in(const syntax::Tree& tree);

class Suppressions {
 public:
  // Of the comments that may suppress something.
  Suppressions(const syntax::Tree& tree, const LineIndex& lines, std::span<const Span> comments,
               std::span<const RuleEntry> rules);

  // Moves what the comments suppress out of the findings, then adds a finding for each comment of ours that suppressed
  // nothing.
  void apply(LintResult& result, const LintSettings& settings);

 private:
  [[nodiscard]] Suppression* match(const Finding& finding);
  void report_unused(LintResult& result, const LintSettings& settings) const;
  [[nodiscard]] Fix removal(const Suppression& suppression) const;
  [[nodiscard]] Span removed_span(Span comment) const;
  [[nodiscard]] Fix removal_of_names(const Suppression& suppression) const;

  const syntax::Tree& tree_;
  const LineIndex& lines_;
  std::vector<Suppression> all_;
};

}  // namespace asynclint
