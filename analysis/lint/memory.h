// Lints a text that changes, version after version. What was found in a unit is kept while the unit's text and all
// answers that it rests on stay the same; the findings are always those of `lint`.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "lint/lint.h"
#include "text/changed-range.h"

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
  // The same without a copy of the text, which must be the document's. `within` says where it may differ from that of
  // the call before, for whoever knows; null is for whoever does not.
  [[nodiscard]] LintResult lint(const Document& document, std::shared_ptr<const std::string> text,
                                const ChangedRange* within = nullptr);

  // Of the latest version, until the next one comes; null when that was not worth parsing.
  [[nodiscard]] const Facts* facts() const;
  [[nodiscard]] std::size_t unit_count() const;
  [[nodiscard]] std::size_t units_linted() const { return units_linted_; }

 private:
  struct Kept;
  class Version;

  std::span<const RuleEntry> rules_;
  LintSettings settings_;
  // Of the latest version; null when there was nothing to parse in it.
  std::unique_ptr<Kept> kept_;
  std::size_t units_linted_ = 0;
};

}  // namespace asynclint
