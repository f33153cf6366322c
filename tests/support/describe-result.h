// All that a run says, as text, so that two runs can be compared and a difference be read.
#pragma once

#include <string>

#include "lint/lint.h"

namespace asynclint::tests {

[[nodiscard]] std::string describe(const LintResult& result);

}  // namespace asynclint::tests
