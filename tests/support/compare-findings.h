// Findings against marks, in both directions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "tests/support/marks.h"

namespace asynclint::tests {

// What differs, to be read by a person: the lines of code, with carets under what was expected and what was found.
// Empty when every finding has its mark and every mark its finding.
[[nodiscard]] std::string compare_findings(const MarkedText& expected, const std::vector<Finding>& findings);

// What is wrong with findings whatever the text is: a span that is empty, outside of the text, inside a character or
// longer than its line, findings out of order, a fix that cannot be applied. Empty when all is well.
[[nodiscard]] std::string findings_problem(std::string_view text, const std::vector<Finding>& findings);

// What is wrong with a fix of this text, whatever it does. Empty when all is well.
[[nodiscard]] std::string fix_problem(std::string_view text, const Fix& fix);

}  // namespace asynclint::tests
