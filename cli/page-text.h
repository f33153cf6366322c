// A page as it was rendered for terminals when asynclint was built (tools/pages/markdown.mjs describes the marks), made
// readable on one.
#pragma once

#include <string>
#include <string_view>

#include "cli/console.h"

namespace asynclint::cli {

[[nodiscard]] std::string page_for_people(std::string_view marked, unsigned width, const Palette& palette);

}  // namespace asynclint::cli
