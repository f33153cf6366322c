// A package's declarations say what its functions give, and the code beside them whether that fails.
#pragma once

#include "types/type-builder.h"

namespace asynclint::types {

// Notes in the declarations of a module what is known of the functions that its code exports by the same names: that
// they are async, that they throw nothing, that their promises never reject, or that they catch what may fail.
void note_failures_of_code(TypeBuilder& declarations, const ModuleTypes& code);

}  // namespace asynclint::types
