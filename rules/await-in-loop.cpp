// A loop that awaits in each round, although no round needs what another one gives: it takes as long as all rounds
// together, where it could take as long as the slowest.
#include "facts/loop-rounds.h"
#include "lint/loop-fixes.h"
#include "lint/rule.h"

namespace asynclint::rules {
namespace {

using syntax::Loop;

constexpr NamesOption readers{
    .name = "readers",
    .summary = "Callees that only read",
};

void check(RuleContext& context, const Loop& loop) {
  const LoopRounds rounds = rounds_of(context.facts(), loop, context.option(readers).as_test());
  if (!rounds.first_await) return;
  if (rounds.together == Together::no) return context.decline(rounds.first_await, rounds.reason);
  if (rounds.together == Together::perhaps && !rounds.ends_in_push)
    return context.decline(rounds.first_await, "nothing says that the rounds only read");

  const bool is_known = rounds.together == Together::known;
  Report report = context.report(rounds.first_await, is_known ? Evidence::known : Evidence::likely,
                                 is_known ? "each round waits for the one before, and needs nothing of it"
                                          : "each round waits for the one before, and seems to need nothing of it");
  report.because(loop.node(), "the rounds of this loop run one after the other");
  context.show_evidence(report, rounds.first_await.named_child(0));
  report.suggest("Run the rounds together with `Promise.all`: all start at once, and a failure stops none of them",
                 rounds_together(context.facts(), loop, rounds));
}

}  // namespace

extern constexpr Rule await_in_loop = complete({
    .summary = "Await in a loop whose rounds do not need each other",
    .family = Family::sequential,
    .levels = {.certain = Level::warning, .known = Level::warning, .likely = Level::info},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::suggestion,
    .since = "0.1",
    .known_as = {"eslint/no-await-in-loop", "biome/noAwaitInLoops", "oxlint/no-await-in-loop", "deno/no-await-in-loop"},
    .lesson = "await-in-loops",
    .options = {readers},
    .check = on<Loop, check>(),
});

}  // namespace asynclint::rules
