// Repairs that rules about array callbacks share. Each gives no edits where it would not be right.
#pragma once

#include <string>
#include <vector>

#include "facts/array-callbacks.h"
#include "text/span.h"

namespace asynclint {

// `await Promise.all(xs.map(cb))`, for a call that is a statement by itself.
[[nodiscard]] std::vector<TextEdit> await_all_of_map(const Facts& facts, const CallbackCall& call);

// `Promise.all(xs.map(cb)).catch(console.error)`, for a call that is a statement by itself.
[[nodiscard]] std::vector<TextEdit> catch_all_of_map(const Facts& facts, const CallbackCall& call);

// `for (const x of xs) { … }`, for a call that is a statement by itself and whose inline callback can become a loop's
// body: no `this` of its own, no result, no third parameter.
[[nodiscard]] std::vector<TextEdit> for_of_loop(const Facts& facts, const CallbackCall& call);

// The same for a callback that is not async: what it gives is dropped as it was.
[[nodiscard]] std::vector<TextEdit> plain_for_of_loop(const Facts& facts, const CallbackCall& call);

enum class Result : std::uint8_t { dropped, used };

// `await Promise.all(xs.map(cb))` wherever the call stands; for flatMap the results are flattened when they are used.
[[nodiscard]] std::vector<TextEdit> await_mapped(const Facts& facts, const CallbackCall& call, Result result);

// Whether a call says types that another method would take for something else: `filter<Item>(…)`.
[[nodiscard]] bool loses_type_arguments(const CallbackCall& call);

// Renames the method: `forEach` to `map`, inside the quotes too.
[[nodiscard]] TextEdit rename_method(const CallbackCall& call, std::string_view name);

}  // namespace asynclint
