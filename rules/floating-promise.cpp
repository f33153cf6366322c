// A promise that nobody holds: what follows does not wait for it, and in Node its rejection ends the process.
#include "facts/chain-values.h"
#include "facts/handling.h"
#include "lint/floating-fixes.h"
#include "lint/messages.h"
#include "lint/rule.h"

namespace asynclint::rules {
namespace {

using syntax::CallExpression;
using syntax::ExpressionStatement;

constexpr NamesOption may_float{
    .name = "mayFloat",
    .summary = "Calls whose promises a statement may drop",
};
constexpr FlagOption void_is_enough{
    .name = "voidIsEnough",
    .summary = "Whether `void` in front of a promise says that nobody waits for it on purpose",
    .standard = true,
};
constexpr TextOption handler{
    .name = "handler",
    .summary = "What suggestions pass to `.catch`",
    .standard = "console.error",
    .form = TextForm::member_path,
};

// What floats, named as the reader wrote it.
std::string subject(const Floating& floating) {
  const auto call = CallExpression::from(syntax::unwrap(floating.expression));
  if (!call) return "this promise";
  const auto member = call->member();
  if (floating.is_chain && member) return "this " + quoted("." + std::string(member->name().value_or(""))) + " chain";
  const syntax::Node callee = syntax::unwrap(call->callee());
  if (syntax::is_function_kind(callee.kind())) return "this async function";
  return "the promise of " + quoted(callee.text());
}

// At the top level of a script a failure ends the process with an exit code that tells of it. A page goes on.
bool ends_process(const Facts& facts, const syntax::Node& statement) {
  return facts.surroundings() == Surroundings::none && !syntax::enclosing_function(statement);
}

std::string handling_title(const Facts& facts, const ExpressionStatement& statement, std::string_view handler) {
  std::string title = "Handle its failure with " + quoted(".catch(" + std::string(handler) + ")");
  const bool goes_on = handler.starts_with("console.") && ends_process(facts, statement.node());
  return title += goes_on ? "; the exit code is then 0" : "; nothing waits for it";
}

std::string title_of(const FailureTaker& taker) {
  switch (taker.kind) {
    case FailureTaker::Kind::reject:
      return "Hand its failure to " + quoted(taker.handler) + ", so that the promise around it rejects";
    case FailureTaker::Kind::callback:
      return "Hand its failure to " + quoted(taker.handler) + ", which is called already when all goes well";
    case FailureTaker::Kind::exit: break;
  }
  return "Handle its failure: print it, and end the process with exit code 1";
}

void check(RuleContext& context, const ExpressionStatement& statement) {
  const Facts& facts = context.facts();
  const MayFloat allowed{context.option(may_float), context.option(void_is_enough)};
  const std::vector<Floating> floating = floating_promises(context, statement.expression(), allowed);
  if (floating.empty()) return;
  if (missing_return_of_tail(facts, statement.node()))
    return context.decline(statement.expression(), "the chain around it waits for nothing: `missing-then-return`");
  // One statement, one finding: the surest of its promises speaks for all.
  const Floating* surest = &floating.front();
  EscapingFailure failure;
  for (const Floating& candidate : floating) {
    if (candidate.promise.evidence < surest->promise.evidence) surest = &candidate;
    if (!failure) failure = candidate.failure;
  }
  std::string message = subject(*surest);
  const bool is_likely = surest->promise.evidence == Evidence::likely;
  // What it gives on other ways cannot reject.
  const bool may_be_none = surest->promise.is_partial;
  message += is_likely  ? " is likely lost: nothing waits for it or handles its failure"
             : !failure ? " is not awaited"
                        : " is lost: nothing waits for it or handles its failure";
  Report report = context.report(statement.expression(), surest->promise.evidence, std::move(message),
                                 (!failure || may_be_none) && !is_likely ? Weight::one_level_down : Weight::full);
  explain_promise(report, surest->promise);
  context.show_evidence(report, surest->expression);
  context.show_failure(report, failure);

  const bool may_await =
      facts.may_await(statement.node()) && !is_event_handler(syntax::enclosing_function(statement.node()));
  if (may_await)
    report.suggest("Await it: what follows runs after it, and its failure is thrown here", await_them(facts, floating));
  else if (is_tail_of_chain_callback(facts, statement.node()) && floating.size() == 1)
    report.suggest("Return it: the chain waits for it and takes over its failure",
                   return_it(statement, floating.front()));
  if (const auto taker = failure_taker(facts, statement.node()))
    report.suggest(title_of(*taker), catch_them(facts, floating, taker->handler));
  else
    report.suggest(handling_title(facts, statement, context.option(handler)),
                   catch_them(facts, floating, context.option(handler)));
  if (context.option(void_is_enough))
    report.suggest(facts.surroundings() == Surroundings::none
                       ? "Mark it with `void` as not waited for; its failure still ends the process"
                       : "Mark it with `void` as not waited for; its failure is still handled by nobody",
                   void_them(floating));
}

}  // namespace

extern constexpr Rule floating_promise = complete({
    .summary = "Promise that nobody awaits or handles",
    .family = Family::floating,
    .levels = {.certain = Level::error, .known = Level::error, .likely = Level::info},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::suggestion,
    .since = "0.1",
    .known_as = {"@typescript-eslint/no-floating-promises", "promise/catch-or-return", "unicorn/prefer-top-level-await",
                 "no-floating-promise/no-floating-promise", "typescript/no-floating-promises",
                 "biome/noFloatingPromises"},
    .lesson = "unhandled-rejection-global",
    .options = {may_float, void_is_enough, handler},
    .check = on<ExpressionStatement, check>(),
});

}  // namespace asynclint::rules
