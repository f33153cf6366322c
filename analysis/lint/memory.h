// Lints a text that changes, version after version. What was found in a unit is kept while the unit's text and all
// answers that it rests on stay the same; the findings are always those of `lint`.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "lint/lint.h"
#include "syntax/live-tree.h"

namespace asynclint {

// Owned by whoever holds the text; one thread at a time. Rules and settings are the same for its whole life.
class LintMemory {
 public:
  LintMemory(std::span<const RuleEntry> rules, LintSettings settings);
  ~LintMemory();
  LintMemory(const LintMemory&) = delete;
  LintMemory& operator=(const LintMemory&) = delete;

  // The findings of this version. The document's text need not outlive the call.
  [[nodiscard]] LintResult lint(const Document& document);

  // Of the latest version, until the next one comes; null when that was not worth parsing.
  [[nodiscard]] const Facts* facts() const;
  [[nodiscard]] std::size_t unit_count() const;
  [[nodiscard]] std::size_t units_linted() const { return units_linted_; }

 private:
  struct Version;

  // The tree of the latest version, and what the next one needs of it.
  std::unique_ptr<syntax::LiveTree> live_;
  std::span<const RuleEntry> rules_;
  LintSettings settings_;
  std::unique_ptr<Version> latest_;
  std::size_t units_linted_ = 0;
};

}  // namespace asynclint
