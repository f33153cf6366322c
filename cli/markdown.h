// Markdown as the pages of rules use it, made readable on a terminal.
#pragma once

#include <string>
#include <string_view>

#include "cli/console.h"

namespace asynclint::cli {

[[nodiscard]] std::string rendered_markdown(std::string_view markdown, unsigned width, const Palette& palette);

}  // namespace asynclint::cli
