// A timer runs until somebody clears it with its handle. Where the handle is lost, it outlives the code that wanted it:
// an interval goes on for ever, a timeout calls into what is gone, and both keep a Node process alive.
#include "facts/timers.h"
#include "lint/messages.h"
#include "lint/rule.h"
#include "lint/timer-fixes.h"

namespace asynclint::rules {
namespace {

using syntax::CallExpression;
using syntax::Kind;
using Place = TimerHandle::Place;

// A timeout that is over so soon keeps nothing alive that anybody would notice.
constexpr double soon = 1000;

constexpr NamesOption lifecycles{
    .name = "lifecycles",
    .summary = "Callees whose callbacks are lifecycles, and methods that are",
};

Weight doubtful_if(bool is_doubtful) { return is_doubtful ? Weight::one_level_down : Weight::full; }

std::string name_of(const TimerHandle& handle) {
  return quoted((handle.place == Place::field ? "this." : "") + std::string(handle.name));
}

void suggest_cleanup(RuleContext& context, Report& report, const CallExpression& timer, TimerKind kind,
                     const TimerHandle& handle, const std::optional<LifecycleCallback>& lifecycle) {
  TimerCleanup cleanup = clear_at_the_end(context, timer, kind, handle, lifecycle);
  const std::string where =
      cleanup.where.empty() ? "in the cleanup that the callback returns" : "in " + quoted(cleanup.where);
  report.suggest("Clear it " + where + ": it ends with what has started it", std::move(cleanup.edits));
}

void check_interval(RuleContext& context, const CallExpression& timer, const TimerHandle& handle) {
  const Facts& facts = context.facts();
  if (handle.place == Place::elsewhere) return;
  if (is_handle_read(facts, handle)) {
    const Overwrite overwrite = overwrites_interval(facts, timer, handle);
    if (overwrite == Overwrite::none) return context.decline(timer.callee(), name_of(handle) + " is in use");
    context.report(timer.callee(), Evidence::certain,
                   "this replaces " + name_of(handle) + ", whose interval may still run",
                   doubtful_if(overwrite == Overwrite::on_some_way));
    return;
  }
  if (const auto reason = reason_to_let_run(facts, timer)) return context.decline(timer.callee(), std::string(*reason));
  const auto lifecycle = lifecycle_around(facts, timer.node(), context.option(lifecycles).as_test());
  if (handle.place == Place::field) {
    Report report =
        context.report(timer.callee(), Evidence::certain,
                       "nothing clears " + name_of(handle) + ", so this interval outlives its object",
                       doubtful_if(may_be_cleared_elsewhere(facts, timer.node(), handle, lifecycle.has_value())));
    suggest_cleanup(context, report, timer, TimerKind::interval, handle, lifecycle);
    return;
  }
  std::string message = handle.place == Place::dropped ? "this interval never ends: nobody keeps its handle"
                                                       : "this interval never ends: nothing reads " + name_of(handle);
  Report report = context.report(timer.callee(), Evidence::certain, std::move(message),
                                 doubtful_if(runs_once(facts, timer.node())));
  suggest_cleanup(context, report, timer, TimerKind::interval, handle, lifecycle);
  report.suggest("Let the process end while it runs with `.unref()`", unref_timer(facts, timer));
}

// Only in the body of a lifecycle; elsewhere a timeout ends by itself.
void check_timeout(RuleContext& context, const CallExpression& timer, const TimerHandle& handle) {
  const Facts& facts = context.facts();
  if (handle.place == Place::elsewhere) return;
  const auto lifecycle = lifecycle_around(facts, timer.node(), context.option(lifecycles).as_test());
  if (!lifecycle) return;
  if (is_handle_read(facts, handle)) return context.decline(timer.callee(), name_of(handle) + " is in use");
  if (const auto reason = reason_to_let_run(facts, timer)) return context.decline(timer.callee(), std::string(*reason));
  const auto callback = syntax::Function::from(syntax::unwrap(timer.argument(0)));
  const bool asks = callback && callback->body().child(Kind::if_statement);
  const bool is_next = delay_of(timer) == 0.0;
  Report report = context.report(
      timer.callee(), lifecycle->evidence,
      "this timeout can outlive its component: no cleanup of " + quoted(lifecycle->lifecycle.name) + " clears it",
      doubtful_if(asks || is_next));
  suggest_cleanup(context, report, timer, TimerKind::timeout, handle, lifecycle);
}

void check_race(RuleContext& context, const CallExpression& race) {
  const std::vector<RacingTimeout> timeouts = racing_timeouts(context.facts(), race);
  if (!timeouts.empty() && ends_process_next(context.facts(), race.node()))
    return context.decline(race.callee(), "the process is ended right after the race");
  for (const RacingTimeout& timeout : timeouts) {
    const auto timer = CallExpression::assume(timeout.timer);
    Report report = context.report(timeout.is_inline ? timer.callee() : timeout.element, Evidence::certain,
                                   "when this timer loses the race it goes on, and keeps the process alive",
                                   doubtful_if(timeout.delay && *timeout.delay <= soon));
    if (!timeout.is_inline) report.because(timer.callee(), "nobody keeps the handle of this timer");
    report.suggest("Clear it when the race is over", clear_after_race(context, race, timeout));
    report.suggest("Let the process end while it runs with `.unref()`",
                   timeout.is_inline ? unref_timer(context.facts(), timer) : std::vector<TextEdit>{});
  }
}

void check_clearing(RuleContext& context, const CallExpression& clearing) {
  const auto given = no_handle(context.facts(), clearing);
  if (!given) return;
  std::string message = quoted(called_name(clearing)) + " is given " + std::string(*given) + ", so it clears nothing";
  context.report(clearing.callee(), Evidence::certain, std::move(message));
}

void check(RuleContext& context, const CallExpression& call) {
  const std::string_view name = called_name(call);
  if (name == "race") return check_race(context, call);
  if (name == "clearInterval" || name == "clearTimeout") {
    if (clears_timer(context.facts(), call)) check_clearing(context, call);
    return;
  }
  if (name != "setInterval" && name != "setTimeout") return;
  const auto kind = started_timer(context.facts(), call);
  if (!kind) return;
  const TimerHandle handle = handle_of_timer(context.facts(), call.node());
  *kind == TimerKind::interval ? check_interval(context, call, handle) : check_timeout(context, call, handle);
}

}  // namespace

extern constexpr Rule uncleared_timer = complete({
    .summary = "Timer that nobody can clear",
    .family = Family::timers,
    .levels = {.certain = Level::warning, .known = Level::warning, .likely = Level::info},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::suggestion,
    .since = "0.1",
    .known_as = {"react-web-api/no-leaked-interval", "react-web-api/no-leaked-timeout",
                 "@eslint-react/web-api/no-leaked-interval", "@eslint-react/web-api/no-leaked-timeout"},
    .lesson = "uncleared-timers",
    .options = {lifecycles},
    .check = on<CallExpression, check>(),
});

}  // namespace asynclint::rules
