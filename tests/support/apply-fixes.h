// Fixes applied in rounds, as `--fix` and `--fix-suggestions` mean them, to see where they lead.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "lint/lint.h"
#include "tests/support/fixture.h"

namespace asynclint::tests {

// Every rule there is, with its own levels.
[[nodiscard]] LintResult lint_with_all_rules(const FileText& file);

// How often each rule speaks.
[[nodiscard]] std::map<std::string_view, std::size_t> count_by_rule(const std::vector<Finding>& findings);

// The fix of a finding that a variant names; null when the finding does not offer one.
[[nodiscard]] const Fix* fix_of(const Finding& finding, FixVariant variant);

struct SettledText {
  std::string text;
  // Whether another round would have changed nothing.
  bool settled = false;
};

// Applies the chosen fix of every finding and lints again, until nothing changes. A fix that meets another of its
// round waits for the next one.
[[nodiscard]] SettledText apply_to_fixed_point(const FileText& file, FixVariant variant);

}  // namespace asynclint::tests
