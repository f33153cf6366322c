// Repairs of callbacks whose promises are ignored. Each gives no edits where it would not be right.
#pragma once

#include <string_view>
#include <vector>

#include "facts/escaping-failure.h"
#include "facts/ignored-callbacks.h"
#include "text/span.h"

namespace asynclint {

// `try { … } catch (error) { console.error(error); }` inside an inline async callback.
[[nodiscard]] std::vector<TextEdit> catch_inside(const Facts& facts, const IgnoredCallback& ignored,
                                                 const EscapingFailure& failure, std::string_view handler);

// The same with the executor's `reject`, which becomes a parameter where it is none yet.
[[nodiscard]] std::vector<TextEdit> reject_inside(const Facts& facts, const IgnoredCallback& ignored,
                                                  const EscapingFailure& failure);

// `() => save().catch(console.error)`, of `() => save()`, or of `save` where a timer calls it.
[[nodiscard]] std::vector<TextEdit> catch_returned(const Facts& facts, const IgnoredCallback& ignored,
                                                   std::string_view handler);

}  // namespace asynclint
