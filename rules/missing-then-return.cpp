// The next step of a chain gets what the callback of `.then` returns. A callback with braces returns nothing unless it
// says so: the next step gets undefined, and does not wait for what the callback started.
#include "facts/chain-values.h"
#include "lint/messages.h"
#include "lint/rule.h"
#include "lint/then-fixes.h"

namespace asynclint::rules {
namespace {

using syntax::CallExpression;
using syntax::Kind;
using syntax::Node;

// The promise that is started and left, named as the reader wrote it.
std::string name_of_promise(Node promise) {
  const auto call = CallExpression::from(syntax::unwrap(promise));
  return call ? "the promise of " + quoted(syntax::unwrap(call->callee()).text()) : "the promise that it starts";
}

std::string message_for(const MissingReturn& missing) {
  const Node taker = syntax::unwrap(missing.consumer.place);
  if (!missing.loses_value)
    return "this callback does not return " + name_of_promise(missing.promise) + ", so the chain does not wait for it";
  const std::string where =
      missing.on_some_paths ? "not every path of this callback returns a value" : "this callback returns nothing";
  if (!taker.is(Kind::identifier)) return where + ", and the chain's value is used";
  const std::string is = missing.on_some_paths ? " can be undefined" : " is undefined";
  // A parameter is named; a function gets something.
  if (taker.parent().is(Kind::arguments)) return where + ", and " + quoted(taker.text()) + " gets undefined";
  return where + ", so " + quoted(taker.text()) + is;
}

void check(RuleContext& context, const CallExpression& call) {
  const auto missing = missing_return(context.facts(), call);
  if (!missing) return;
  if (!missing->silent_because.empty()) return context.decline(missing->method, std::string(missing->silent_because));
  const Node body = missing->callback.body();
  const bool is_one_statement = missing->tails.size() == 1 && !missing->has_other_ends &&
                                (missing->promise || body.named_child(0) == missing->tails.front());
  const Node place = is_one_statement ? missing->tails.front().named_child(0) : missing->method;
  Report report = context.report(place, missing->evidence, message_for(*missing));
  if (missing->loses_value && missing->consumer.place)
    report.because(missing->consumer.place, "the value is taken here");
  if (missing->promise) {
    explain_promise(report, context.facts().value(missing->promise));
    context.show_evidence(report, missing->promise);
  }

  const bool waits = static_cast<bool>(missing->promise);
  const std::string what = missing->tails.size() > 1 ? "Return it on every path" : "Return it";
  report.suggest(
      what + (waits ? ": the next step waits for it, and its failure is passed on" : ": the next step gets its value"),
      return_tails(context.facts(), *missing));
  report.suggest(std::string("Leave out the braces: the arrow function returns its expression") +
                     (waits ? ", and the next step waits for it" : ""),
                 concise_arrow(context.facts(), *missing));
}

}  // namespace

extern constexpr Rule missing_then_return = complete({
    .summary = "Callback of .then that does not return what the chain needs",
    .family = Family::lost_values,
    .levels = {.certain = Level::error, .known = Level::error, .likely = Level::info},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::suggestion,
    .since = "0.1",
    .known_as = {"promise/always-return"},
    .lesson = "then-must-return",
    .check = on<CallExpression, check>(),
});

}  // namespace asynclint::rules
