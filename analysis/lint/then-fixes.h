// How callbacks of `.then` come to return what they have. Each gives no edits where it would not be right.
#pragma once

#include <vector>

#include "facts/chain-values.h"
#include "text/span.h"

namespace asynclint {

// `return` before the last statement of every path that ends without a value.
[[nodiscard]] std::vector<TextEdit> return_tails(const Facts& facts, const MissingReturn& missing);

// `(a) => { save(a); }` as `(a) => save(a)`.
[[nodiscard]] std::vector<TextEdit> concise_arrow(const Facts& facts, const MissingReturn& missing);

}  // namespace asynclint
