// What a run found, counted.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "lint/finding.h"
#include "project/lint-files.h"

namespace asynclint::cli {

// What is done about findings.
struct Reporting {
  FixMode fix_mode = FixMode::none;
  FixChoice fixes;
};

struct Totals {
  std::size_t files = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t hints = 0;
  // Those that are shown, by level, and hints that are not shown although nobody asked for that.
  std::array<std::size_t, 4> shown{};
  std::size_t hidden_hints = 0;
  // Files with a finding that is shown.
  std::size_t files_with_findings = 0;
  // Shown findings with a safe fix, and others with a suggestion.
  std::size_t fixable = 0;
  std::size_t suggested = 0;
  std::size_t fixed = 0;
  std::size_t fixed_files = 0;
  std::size_t minified = 0;
  std::vector<std::string> too_large;
  std::size_t failures = 0;
  // Where something could not be parsed: the first few files, and how many more there are.
  struct SyntaxNote {
    std::string path;
    std::size_t line;
    std::size_t places;
  };
  std::vector<SyntaxNote> syntax_notes;
  std::size_t more_syntax_notes = 0;

  void add(const FileReport& report);
};

// The fix that a person is offered for a finding, safe ones first; null when there is none.
[[nodiscard]] const Fix* offered_fix(const Finding& finding);

// One line without a line end, such as "3 errors, 1 warning in 2 files; 4 hints hidden (--level info shows them)".
[[nodiscard]] std::string summary_line(const Totals& totals, const Reporting& reporting, const Palette& palette);

}  // namespace asynclint::cli
