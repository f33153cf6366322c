// Whether two modules tell others the same.
#pragma once

#include "types/types.h"

namespace asynclint::types {

// Written down in the same order: of one text the answer is yes, of two that say the same in other words it may be no.
[[nodiscard]] bool same_types(const ModuleTypes& one, const ModuleTypes& other);

}  // namespace asynclint::types
