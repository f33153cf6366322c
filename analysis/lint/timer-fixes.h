// How timers come to be cleared. Each gives no edits where it would not be right.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/timers.h"
#include "lint/rule-context.h"
#include "text/span.h"

namespace asynclint {

struct TimerCleanup {
  std::vector<TextEdit> edits;
  std::string where;  // what clears it now: the method's name, or none for the function that the callback returns
};

// Clears it where the lifecycle around it ends: in the function that an effect returns, or in the method that ends what
// the class has begun. Outside lifecycles: in a method of the class that evidently ends things, if there is one.
[[nodiscard]] TimerCleanup clear_at_the_end(RuleContext& context, const syntax::CallExpression& timer, TimerKind kind,
                                            const TimerHandle& handle,
                                            const std::optional<LifecycleCallback>& lifecycle);

// `.unref()`, in a file that is evidently run by Node.
[[nodiscard]] std::vector<TextEdit> unref_timer(const Facts& facts, const syntax::CallExpression& timer);

// `let timer; … Promise.race([…]).finally(() => clearTimeout(timer))`, for a promise that is made in the race itself.
[[nodiscard]] std::vector<TextEdit> clear_after_race(RuleContext& context, const syntax::CallExpression& race,
                                                     const RacingTimeout& timeout);

}  // namespace asynclint
