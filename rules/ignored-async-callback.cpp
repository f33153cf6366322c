// Emitters, timers and `new Promise` call what they are given and ignore what it returns. Of an async function that is
// a promise, so nobody waits for it, and nobody hears of its failure.
#include "facts/escaping-failure.h"
#include "facts/handling.h"
#include "facts/ignored-callbacks.h"
#include "lint/floating-fixes.h"
#include "lint/ignored-fixes.h"
#include "lint/messages.h"
#include "lint/rule.h"

namespace asynclint::rules {
namespace {

using syntax::Kind;

// What a callback is handed over by.
class Handover
    : public syntax::ViewOf<Handover, Kind::call_expression, Kind::new_expression, Kind::assignment_expression,
                            Kind::pair, Kind::method_definition, Kind::field_definition, Kind::public_field_definition,
                            Kind::variable_declarator> {};

constexpr TextOption handler{
    .name = "handler",
    .summary = "What suggestions hand failures to",
    .standard = "console.error",
    .form = TextForm::member_path,
};

std::string taker_of(const IgnoredCallback& ignored) {
  if (ignored.taker == CallbackTaker::executor) return "`new Promise`";
  return quoted(syntax::string_value(ignored.token).value_or(ignored.token.text()));
}

std::string message_of(const IgnoredCallback& ignored) {
  std::string message = taker_of(ignored);
  if (ignored.taker == CallbackTaker::base)
    return message += " is declared to return nothing, so its promise and its failure are lost";
  const auto callback = ignored.inline_callback();
  if (!callback)
    return message += " ignores the promises of " + quoted(ignored.callback.text()) + ", and their failures are lost";
  const std::string_view kind = ignored.taker == CallbackTaker::executor   ? "executor"
                                : ignored.taker == CallbackTaker::listener ? "listener"
                                                                           : "callback";
  message += callback->is_async() ? " ignores the promise of its async " : " ignores the promise that its ";
  message += kind;
  if (!callback->is_async()) message += " returns";
  return message += ", and its failure is lost";
}

// Whether the loss is as bad as a promise that floats: code of this text fails, and the process ends.
bool ends_process(const Facts& facts, const IgnoredCallback& ignored, const EscapingFailure& failure) {
  const bool is_seen = ignored.promise.source == PromiseSource::async_function ||
                       ignored.promise.source == PromiseSource::returning_function;
  if (!is_seen || failure.from != EscapingFailure::From::body) return false;
  switch (ignored.taker) {
    case CallbackTaker::executor: return true;
    case CallbackTaker::listener:
    case CallbackTaker::timer:
    case CallbackTaker::platform: return facts.surroundings() == Surroundings::none;
    default: return false;
  }
}

void check(RuleContext& context, const Handover& handover) {
  const Facts& facts = context.facts();
  const auto ignored = ignored_callback(facts, handover.node());
  if (!ignored) return;
  if (handles_what_it_returns(facts, ignored->callback))
    return context.decline(ignored->token, "the callback handles the rejection of its promise itself");
  EscapingFailure failure = escaping_failure(facts, ignored->promise);
  const auto own = ignored->inline_callback();
  if (!failure && ignored->taker == CallbackTaker::executor && own && own->is_async())
    failure = failure_of_start(facts, *own);
  if (!failure) return context.decline(ignored->token, "the callback awaits nothing that can fail, or catches it");
  const bool is_direct = ignored->taker == CallbackTaker::executor || ignored->taker == CallbackTaker::timer;
  const Evidence evidence = is_direct ? ignored->promise.evidence : weaker(ignored->promise.evidence, Evidence::known);
  Report report = context.report(ignored->token, evidence, message_of(*ignored),
                                 ends_process(facts, *ignored, failure) ? Weight::full : Weight::one_level_down);
  if (!ignored->inline_callback()) explain_promise(report, ignored->promise);
  context.show_failure(report, failure);

  if (ignored->taker == CallbackTaker::executor) {
    report.suggest("Catch its failures and hand them to `reject`", reject_inside(facts, *ignored, failure));
    return;
  }
  // A failure inside an executor belongs to the promise that is waited for.
  const auto reject =
      reject_around(facts, ignored->inline_callback() ? ignored->inline_callback()->body() : ignored->callback);
  const std::string_view taker = reject.value_or(context.option(handler));
  const auto on_promise = catch_returned(facts, *ignored, taker);
  if (!on_promise.empty() && reject)
    report.suggest("Hand its failure to " + quoted(taker) + ", so that the promise around it rejects", on_promise);
  else if (!on_promise.empty())
    report.suggest("Handle its failure with " + quoted(".catch(" + std::string(taker) + ")"), on_promise);
  else
    report.suggest("Catch its failures and hand them to " + quoted(taker),
                   catch_inside(facts, *ignored, failure, taker));
}

}  // namespace

extern constexpr Rule ignored_async_callback = complete({
    .summary = "Async callback given to somebody who ignores its promise",
    .family = Family::floating,
    .levels = {.certain = Level::error, .known = Level::error, .likely = Level::off},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::suggestion,
    .since = "0.1",
    .known_as = {"@typescript-eslint/no-misused-promises", "@typescript-eslint/strict-void-return",
                 "typescript/no-misused-promises", "typescript/strict-void-return", "eslint/no-async-promise-executor",
                 "biome/noAsyncPromiseExecutor", "biome/noMisusedPromises", "sonarjs/no-misused-promises"},
    .lesson = "async-executor",
    .options = {handler},
    .check = on<Handover, check>(),
});

}  // namespace asynclint::rules
