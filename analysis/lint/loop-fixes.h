// Repairs of loops that await. No edits where they would not be right.
#pragma once

#include <vector>

#include "facts/loop-rounds.h"
#include "text/span.h"

namespace asynclint {

// `await Promise.all(xs.map(async (x) => { … }))`; what the rounds push becomes what the callback returns.
[[nodiscard]] std::vector<TextEdit> rounds_together(const Facts& facts, const syntax::Loop& loop,
                                                    const LoopRounds& rounds);

}  // namespace asynclint
