// `asynclint --init`: a first asynclint.json, by what is there and what somebody answers.
#pragma once

#include "cli/commands.h"
#include "cli/console.h"

namespace asynclint::cli {

// Asks on a terminal, and guesses where there is none. Nothing is written over.
[[nodiscard]] ExitStatus init_configuration(Console& console);

}  // namespace asynclint::cli
