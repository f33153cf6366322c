// Fixes applied to a text until there is nothing left to apply.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/lint.h"
#include "project/file-text.h"
#include "project/finding-scope.h"

namespace asynclint {

// Which fixes a run applies; refactors never are.
struct FixChoice {
  bool safe = false;
  // Of each finding without a safe fix, the first suggestion.
  bool suggestions = false;
  // The same for the findings of these rules only.
  std::vector<std::string> suggestions_of{};
  // What is not shown is not changed either.
  Level least = Level::warning;

  [[nodiscard]] bool any() const { return safe || suggestions || !suggestions_of.empty(); }
};

struct FixedText {
  // On the heap, so that the result may refer to it wherever this is moved.
  std::unique_ptr<const std::string> text;
  // Of the new text.
  LintResult result;
  std::uint32_t fixed = 0;
};

// Line ends in the text of fixes become those of the text where each applies.
void adapt_line_ends(std::string_view text, LintResult& result);
void adapt_line_ends(std::string_view text, std::vector<TextEdit>& edits);
// lint(), with line ends in the text of fixes as they are where the fix applies.
[[nodiscard]] LintResult lint_with_line_ends(const FileText& file, std::span<const RuleEntry> rules,
                                             const LintSettings& settings);

// What lint_with_line_ends says of a text, by whatever way.
using LintText = std::function<LintResult(const FileText& file)>;

// Whether a finding has a fix that would be applied.
[[nodiscard]] bool is_fixed_by(const FixChoice& choice, const Finding& finding);

// `first` is what `lint_text` says of `file`, as far as the run is about it; the versions that fixing makes of it are
// given to it too. Fixes that
// touch what another one changes wait for the next round; after ten rounds it is enough. A fix after which less of the
// text can be parsed is left out. None when nothing was changed.
[[nodiscard]] std::optional<FixedText> fix_text(const FileText& file, const LintResult& first,
                                                const LintText& lint_text, const FixChoice& choice,
                                                FindingScope scope = {});
// The same, with each version linted as a whole.
[[nodiscard]] std::optional<FixedText> fix_text(const FileText& file, const LintResult& first,
                                                std::span<const RuleEntry> rules, const LintSettings& settings,
                                                const FixChoice& choice, FindingScope scope = {});

}  // namespace asynclint
