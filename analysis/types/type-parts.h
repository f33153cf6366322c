// What a type is made of.
#pragma once

#include <functional>

#include "types/types.h"

namespace asynclint::types {

// Every type of the same module that a type names: its elements, members, signatures, arguments, and what a reference
// refers to. Each of them is visited once for each place that names it.
void visit_parts(const ModuleTypes& module, TypeId type, const std::function<void(TypeId)>& visit);

}  // namespace asynclint::types
