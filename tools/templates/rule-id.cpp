// What goes wrong in the reader's program, and why nobody notices. (This one finds promises that queueMicrotask drops:
// it compiles and its fixtures pass, so change it step by step.)
#include "lint/messages.h"
#include "lint/rule.h"

namespace asynclint::rules {
namespace {

using syntax::CallExpression;

void check(RuleContext& context, const CallExpression& call) {
  // What is not its business: early returns. Globals are looked up as bindings, and what a value is, in facts/.
  const Facts& facts = context.facts();
  if (!facts.is_global(call.callee(), "queueMicrotask")) return;
  const Value result = facts.result_of_calling(call.argument(0));
  if (!result.is_promise()) return;

  // What looks like it and is right says why it is.
  if (facts.never_rejects(result)) return context.decline(call.callee(), "its whole body is in try/catch");

  // What is wrong, in the reader's code; the places that prove it; and repairs, once there are any.
  Report report = context.report(call.callee(), result.evidence, "the promise of the callback is lost");
  explain_promise(report, result);
}

}  // namespace

extern constexpr Rule RULE_NAME = complete({
    .summary = "Promise that queueMicrotask drops",
    .family = Family::floating,
    .levels = {.certain = Level::error, .known = Level::error, .likely = Level::off},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::none,
    .since = "0.1",
    .known_as = {},
    .lesson = "event-loop",
    .check = on<CallExpression, check>(),
});

}  // namespace asynclint::rules
