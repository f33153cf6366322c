// Awaits one after the other, none of which needs what the others give: the function takes as long as all of them
// together, where it could take as long as the slowest.
#include "facts/await-runs.h"
#include "lint/messages.h"
#include "lint/rule.h"
#include "lint/together-fixes.h"

namespace asynclint::rules {
namespace {

using syntax::Kind;
using syntax::Node;

constexpr NamesOption readers{
    .name = "readers",
    .summary = "Callees that only read",
};

// Where things are evaluated one after the other: statements, and the parts of an expression.
class Row : public syntax::ViewOf<Row, Kind::program, Kind::statement_block, Kind::switch_case, Kind::switch_default,
                                  Kind::arguments, Kind::array, Kind::object, Kind::template_string,
                                  Kind::binary_expression> {
 public:
  [[nodiscard]] bool has_statements() const {
    return node().is(Kind::program, Kind::statement_block, Kind::switch_case, Kind::switch_default);
  }
  // The right side of these may not be evaluated.
  [[nodiscard]] bool is_logical() const {
    const auto binary = syntax::BinaryExpression::from(node());
    return binary && binary->is_logical();
  }
};

// What a comparator awaits is lost as it is: `sort` does not wait.
bool is_in_comparator(Node expression) {
  const Node list = syntax::wrapped(syntax::enclosing_function(expression)).parent();
  const auto call = list.is(Kind::arguments) ? syntax::CallExpression::from(list.parent()) : std::nullopt;
  const auto member = call ? call->member() : std::nullopt;
  return member && (member->name() == "sort" || member->name() == "toSorted");
}

std::string subject(const AwaitRun& run) {
  if (run.slots.size() > 2) return "these " + std::to_string(run.slots.size()) + " awaits";
  const std::string_view first = run.slots[0].awaited.name;
  const std::string_view second = run.slots[1].awaited.name;
  if (first == second) return "these two awaits of " + quoted(first);
  return quoted(first) + " and " + quoted(second);
}

void check(RuleContext& context, const Row& row) {
  if (row.is_logical()) return;
  const Facts& facts = context.facts();
  const AwaitRuns found = await_runs(facts, row.node(), context.option(readers).as_test());
  if (found.runs.empty() && found.separations.empty()) return;
  if (row.node().is(Kind::binary_expression) && is_in_comparator(row.node()))
    return context.decline(row.node(), "it compares for `sort`, which does not wait");
  // The statements at the top level are units of their own, whose places change by themselves.
  if (row.node().is(Kind::program)) facts.holds_once();
  for (const AwaitSeparation& separation : found.separations) context.decline(separation.await_node, separation.reason);
  for (const AwaitRun& run : found.runs) {
    const Node first = run.slots.front().place;
    const Node last = run.slots.back().place;
    if (comments_speak_of_order(facts.tree(), {first.span().begin, last.span().end})) {
      context.decline(first, "a comment speaks of their order");
      continue;
    }
    const bool is_known = run.together == Together::known;
    Report report = context.report(first, is_known ? Evidence::known : Evidence::likely,
                                   subject(run) + (is_known ? " do not need each other, but run one after the other"
                                                            : " seem not to need each other, and could run together"));
    for (std::size_t i = 1; i < run.slots.size(); ++i)
      report.because(run.slots[i].await_node, "this could start at the same time");
    for (const AwaitSlot& slot : run.slots) context.show_evidence(report, slot.await_node.named_child(0));
    report.suggest(
        "Start them together with `Promise.all`: one failure no longer keeps the others from starting",
        row.has_statements() ? await_run_together(facts, run) : await_parts_together(facts, row.node(), run));
  }
}

}  // namespace

extern constexpr Rule sequential_awaits = complete({
    .summary = "Awaits one after the other that could start together",
    .family = Family::sequential,
    .levels = {.certain = Level::warning, .known = Level::warning, .likely = Level::info},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::suggestion,
    .since = "0.1",
    .known_as = {"react-doctor/async-parallel"},
    .lesson = "sequential-vs-concurrent",
    .options = {readers},
    .check = on<Row, check>(),
});

}  // namespace asynclint::rules
