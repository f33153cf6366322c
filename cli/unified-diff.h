// What changed between two texts, in the form that patch and git apply read.
#pragma once

#include <string>
#include <string_view>

#include "cli/console.h"

namespace asynclint::cli {

// Empty when nothing changed.
[[nodiscard]] std::string unified_diff(std::string_view path, std::string_view before, std::string_view after,
                                       const Palette& palette);

}  // namespace asynclint::cli
