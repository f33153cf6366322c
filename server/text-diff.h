// One text made from another with small edits, so that cursors, folds and marks of an editor stay where they are.
#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace asynclint::server {

// Sorted, without conflicts; whole lines, and as few as can be.
[[nodiscard]] std::vector<TextEdit> text_difference(std::string_view before, std::string_view after);

}  // namespace asynclint::server
