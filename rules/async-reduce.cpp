// From the second step on, an async reducer's accumulator is the promise of the step before. Unless it is awaited, the
// steps all run at once, and work on a promise where they mean its value.
#include "facts/array-callbacks.h"
#include "facts/promise-uses.h"
#include "lint/messages.h"
#include "lint/reduce-fixes.h"
#include "lint/rule.h"

namespace asynclint::rules {
namespace {

using syntax::CallExpression;

constexpr std::string_view methods[] = {"reduce", "reduceRight"};

void check(RuleContext& context, const CallExpression& call) {
  const Facts& facts = context.facts();
  const auto found = promise_callback(facts, call, methods);
  if (!found) return;
  if (const auto reason = has_own_method(facts, *found)) return context.decline(found->method, *reason);
  const Value callback = facts.value(found->callback);
  if (!callback.is(Shape::function)) return context.decline(found->method, "the callback is not seen");

  const auto accumulator = accumulator_of(facts, callback.node);
  if (accumulator.is_hidden) return context.decline(found->method, "the accumulator can be reached in another way");
  if (accumulator.use == PromiseUse::waits) return context.decline(found->method, "the accumulator is awaited");
  if (accumulator.use == PromiseUse::keeps)
    return context.decline(found->method, "the accumulator is passed on to code that may wait for it");

  std::string message = accumulator.name.empty() ? "no step waits for the one before it"
                                                 : "from the second step on " + quoted(accumulator.name) +
                                                       " is a promise, and nobody awaits it";
  Report report = context.report(found->method, found->promise.evidence, std::move(message));
  context.show_evidence_of_calling(report, found->callback);
  if (!found->inline_callback())
    explain_promise(report, found->promise);
  else
    report.suggest("Await the accumulator: the steps run one after the other", await_accumulator(facts, *found));
}

}  // namespace

extern constexpr Rule async_reduce = complete({
    .summary = "Async reducer that does not await its accumulator",
    .family = Family::array_callbacks,
    .levels = {.certain = Level::warning, .known = Level::warning, .likely = Level::off},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::suggestion,
    .since = "0.1",
    .known_as = {"react-doctor/js-async-reduce-without-awaited-acc", "llm-core/no-async-array-callbacks"},
    .lesson = "array-methods-and-promises",
    .check = on<CallExpression, check>(),
});

}  // namespace asynclint::rules
