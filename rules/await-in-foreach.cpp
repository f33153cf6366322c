// forEach throws away what its callback returns. An async callback returns a promise, so nothing waits for it, and
// nobody hears of its failure.
#include "facts/array-callbacks.h"
#include "facts/escaping-failure.h"
#include "facts/handling.h"
#include "lint/callback-fixes.h"
#include "lint/messages.h"
#include "lint/rule.h"

namespace asynclint::rules {
namespace {

using syntax::CallExpression;

constexpr std::string_view methods[] = {"forEach"};

void check(RuleContext& context, const CallExpression& call) {
  const auto found = promise_callback(context.facts(), call, methods);
  if (!found) return;
  if (const auto reason = has_own_method(context.facts(), *found)) return context.decline(found->method, *reason);
  if (handles_what_it_returns(context.facts(), found->callback))
    return context.decline(found->method, "the callback handles the rejection of its promise itself");

  const EscapingFailure failure = seen_reason_to_fail(context.facts(), found->promise);
  std::string message =
      found->inline_callback()
          ? (found->inline_callback()->is_async() ? "`forEach` does not wait for its async callback"
                                                  : "`forEach` drops the promise that its callback returns")
          : "`forEach` drops the promises that " + quoted(found->callback.text()) + " returns";
  if (failure) message += ", and its failures are lost";
  Report report = context.report(found->method, found->promise.evidence, std::move(message),
                                 failure ? Weight::full : Weight::one_level_down);
  if (!found->inline_callback()) explain_promise(report, found->promise);
  context.show_evidence_of_calling(report, found->callback);
  context.show_failure(report, failure);

  if (!context.facts().may_await(found->call)) {
    report.suggest("Handle failures with `.catch(console.error)`; what follows still runs first",
                   catch_all_of_map(context.facts(), *found));
    return;
  }
  report.suggest("Await all calls: they run at the same time, and a failure is thrown here",
                 await_all_of_map(context.facts(), *found));
  report.suggest("Loop with `for…of`: the calls run one after the other, and a failure is thrown here",
                 for_of_loop(context.facts(), *found));
}

}  // namespace

extern constexpr Rule await_in_foreach = complete({
    .summary = "Async callback given to forEach",
    .family = Family::array_callbacks,
    .levels = {.certain = Level::error, .known = Level::error, .likely = Level::off},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::suggestion,
    .since = "0.1",
    .known_as = {"@typescript-eslint/no-misused-promises", "@typescript-eslint/strict-void-return",
                 "typescript/no-misused-promises", "typescript/strict-void-return", "biome/noMisusedPromises",
                 "llm-core/no-async-array-callbacks", "sonarjs/no-misused-promises",
                 "no-async-array-methods/no-async-array-methods", "no-async-in-foreach/no-async-in-foreach"},
    .lesson = "await-in-foreach",
    .check = on<CallExpression, check>(),
});

}  // namespace asynclint::rules
