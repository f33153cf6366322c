// One text made from another with small edits, so that cursors, folds and marks of an editor stay where they are.
#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace asynclint::server {

// Sorted, without conflicts; whole lines. Where little is the same, it is one edit.
[[nodiscard]] std::vector<TextEdit> text_difference(std::string_view before, std::string_view after);

}  // namespace asynclint::server
