// map with an async callback gives an array of promises. Where nobody waits for them, their results and their failures
// are lost, and what is read of the array is read of promises.
#include "facts/array-callbacks.h"
#include "facts/escaping-failure.h"
#include "facts/handling.h"
#include "facts/promise-uses.h"
#include "lint/callback-fixes.h"
#include "lint/messages.h"
#include "lint/rule.h"

namespace asynclint::rules {
namespace {

using syntax::CallExpression;

constexpr std::string_view methods[] = {"map", "flatMap"};

void check(RuleContext& context, const CallExpression& call) {
  const Facts& facts = context.facts();
  const auto found = promise_callback(facts, call, methods);
  if (!found) return;
  if (const auto reason = has_own_method(facts, *found)) return context.decline(found->method, *reason);
  if (is_awaited_query(*found))
    return context.decline(found->method, "what is awaited is a query or cursor, whose `map` is its own");

  const PromiseUse use = use_of_promise_array(facts, found->call);
  if (use == PromiseUse::waits) return context.decline(found->method, "the promises are awaited");
  if (use == PromiseUse::keeps) return context.decline(found->method, "the promises are kept or passed on");
  if (use == PromiseUse::returned) return context.decline(found->method, "the promises are returned");
  const bool is_lost = use == PromiseUse::none;
  if (is_lost && handles_what_it_returns(facts, found->callback))
    return context.decline(found->method, "the callback handles the rejection of its promise itself");

  const EscapingFailure failure = seen_reason_to_fail(facts, found->promise);
  const bool is_one_down = is_lost && !failure;
  std::string message = is_lost ? "nobody waits for the promises that " : "what is used here are the promises that ";
  message += quoted(found->method_name) + " returns";
  message += is_lost ? "" : ", not their results";
  Report report = context.report(found->method, found->promise.evidence, std::move(message),
                                 is_one_down ? Weight::one_level_down : Weight::full);
  if (!found->inline_callback()) explain_promise(report, found->promise);
  context.show_evidence_of_calling(report, found->callback);
  if (is_lost) context.show_failure(report, failure);

  if (facts.may_await(found->call))
    report.suggest("Await all of them: what follows runs after them, and a failure is thrown here",
                   await_mapped(facts, *found, is_lost ? Result::dropped : Result::used));
  else if (is_lost)
    report.suggest("Handle failures with `.catch(console.error)`; what follows still runs first",
                   catch_all_of_map(facts, *found));
}

}  // namespace

extern constexpr Rule unawaited_map = complete({
    .summary = "Array of promises from map that nobody awaits",
    .family = Family::array_callbacks,
    .levels = {.certain = Level::error, .known = Level::error, .likely = Level::off},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::suggestion,
    .since = "0.1",
    .known_as = {"llm-core/no-async-array-callbacks", "@typescript-eslint/no-floating-promises",
                 "typescript/no-floating-promises", "biome/noFloatingPromises"},
    .lesson = "array-methods-and-promises",
    .check = on<CallExpression, check>(),
});

}  // namespace asynclint::rules
