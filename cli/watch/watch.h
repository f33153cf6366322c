// `asynclint --watch`.
#pragma once

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/lint-options.h"

namespace asynclint::cli {

// Lints now and whenever something has changed, until a key or a signal ends it.
[[nodiscard]] ExitStatus watch(const LintOptions& options, Console& console);

}  // namespace asynclint::cli
