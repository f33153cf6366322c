// What is sure to be no promise where a function returns it, and what a list of promises holds.
#pragma once

#include <optional>
#include <vector>

#include "facts/facts.h"

namespace asynclint {

// `rows` of `.then((rows) => …)`, which is never a promise.
[[nodiscard]] bool is_settled_value(const Facts& facts, syntax::Node name);

// `(await Promise.all(answers)).find(Boolean)`: what all of them gave are no promises.
[[nodiscard]] bool is_of_settled_list(const Facts& facts, syntax::Node expression);

// `return callback(null, rows)` ends the function where it stands; that others of its calls are statements shows that
// nobody wants what it gives.
[[nodiscard]] bool calls_back(const Facts& facts, syntax::Node expression);

// What is in a list that starts empty: `all.push(save())`. Nothing where more may be done with it.
[[nodiscard]] std::optional<std::vector<syntax::Node>> put_into_list(const Facts& facts, syntax::Node name);

}  // namespace asynclint
