// Repairs that let awaits start together. Each gives no edits where it would not be right.
#pragma once

#include <vector>

#include "facts/await-runs.h"
#include "text/span.h"

namespace asynclint {

// `const [a, b] = await Promise.all([f(), g()])` for a run of declarations of one kind or of plain statements.
[[nodiscard]] std::vector<TextEdit> await_run_together(const Facts& facts, const AwaitRun& run);

// The same for all arguments of a call or all elements of an array.
[[nodiscard]] std::vector<TextEdit> await_parts_together(const Facts& facts, syntax::Node list, const AwaitRun& run);

// Whether evaluating a call gives a promise and cannot throw at once.
[[nodiscard]] bool is_visibly_async(const Facts& facts, syntax::Node call);

}  // namespace asynclint
