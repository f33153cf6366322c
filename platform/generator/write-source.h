// The table as C++.
#pragma once

#include <span>
#include <string>

#include "platform/generator/labels.h"
#include "types/type-builder.h"

namespace asynclint::apis {

// Adds the names that the labels need to the builder, and gives a source with both as constant arrays.
[[nodiscard]] std::string write_source(types::TypeBuilder& builder, std::span<const Label> all);

}  // namespace asynclint::apis
