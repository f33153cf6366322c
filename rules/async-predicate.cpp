// A promise is truthy and no number: a predicate or comparator that returns one keeps everything, finds the first
// element, or sorts nothing.
#include "facts/array-callbacks.h"
#include "lint/messages.h"
#include "lint/predicate-fixes.h"
#include "lint/rule.h"

namespace asynclint::rules {
namespace {

using syntax::CallExpression;

constexpr std::string_view methods[] = {"filter",   "some",          "every", "find",    "findIndex",
                                        "findLast", "findLastIndex", "sort",  "toSorted"};

// What the method makes of a promise, which is always truthy and never a number.
std::string_view consequence(std::string_view method) {
  if (method == "filter") return "keeps every element";
  if (method == "some") return "is true for any list that is not empty";
  if (method == "every") return "is always true";
  if (method == "sort" || method == "toSorted") return "does not sort";
  return method.starts_with("findLast") ? "always stops at the last element" : "always stops at the first element";
}

std::string_view title(std::string_view method) {
  if (method == "filter") return "Await all checks first, then filter by their results";
  if (method == "sort" || method == "toSorted") return "Await the keys first, then sort by them";
  return "Await all checks first: they all run, also behind the one that decides";
}

void check(RuleContext& context, const CallExpression& call) {
  const auto found = promise_callback(context.facts(), call, methods);
  if (!found) return;
  if (const auto reason = has_own_method(context.facts(), *found)) return context.decline(found->method, *reason);

  const bool sorts = found->method_name == "sort" || found->method_name == "toSorted";
  std::string message = quoted(found->method_name);
  message.append(" ").append(consequence(found->method_name));
  message += sorts ? ": a promise is no number" : ": a promise is always truthy";
  Report report = context.report(found->method, found->promise.evidence, std::move(message));
  if (!found->inline_callback()) explain_promise(report, found->promise);
  context.show_evidence_of_calling(report, found->callback);
  report.suggest(std::string(title(found->method_name)), await_before_deciding(context, *found));
}

}  // namespace

extern constexpr Rule async_predicate = complete({
    .summary = "Async callback where a boolean or a number is needed",
    .family = Family::array_callbacks,
    .levels = {.certain = Level::error, .known = Level::error, .likely = Level::off},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::suggestion,
    .since = "0.1",
    .known_as = {"@typescript-eslint/no-misused-promises", "typescript/no-misused-promises", "biome/noMisusedPromises",
                 "llm-core/no-async-array-callbacks", "sonarjs/no-misused-promises",
                 "no-async-array-methods/no-async-array-methods"},
    .lesson = "array-methods-and-promises",
    .check = on<CallExpression, check>(),
});

}  // namespace asynclint::rules
