// Awaits one after the other, none of which needs what the others give, as one `await Promise.all([…])`.
#include <algorithm>
#include <optional>

#include "facts/await-runs.h"
#include "facts/flow.h"
#include "lint/together-fixes.h"
#include "refactorings/base/places.h"
#include "syntax/views.h"

namespace asynclint::refactorings {
namespace {

using syntax::Kind;
using syntax::Node;

bool is_statements(Node node) {
  return node.is(Kind::program, Kind::statement_block, Kind::switch_case, Kind::switch_default);
}

bool is_selected(const Place& place, Node node) {
  const Span span = node.span();
  return place.selection.begin <= span.end && span.begin <= place.selection.end;
}

// Of what is selected, as long as that is more than one; of what the cursor is on, all that goes with it.
std::optional<AwaitRun> run_at(const Place& place, const AwaitRuns& found) {
  for (AwaitRun run : found.runs) {
    const auto is_here = [&](const AwaitSlot& slot) { return is_selected(place, slot.place); };
    if (std::ranges::none_of(run.slots, is_here)) continue;
    if (!place.is_cursor() && std::ranges::count_if(run.slots, is_here) > 1)
      std::erase_if(run.slots, [&](const AwaitSlot& slot) { return !is_here(slot); });
    return run;
  }
  return std::nullopt;
}

Node own_await(Node statement) {
  Node found;
  visit_own(statement, [&](Node node) {
    if (!found && node.is(Kind::await_expression)) found = node;
    return !found;
  });
  return found;
}

// Why the await that the cursor is on stays by itself; nothing when there is no other beside it.
std::string why_alone(const Place& place, Node list) {
  Node here;
  std::size_t count = 0;
  for (const Node statement : syntax::named_children(list)) {
    const Node found = own_await(statement);
    if (!found) continue;
    ++count;
    if (is_selected(place, statement)) here = found;
  }
  if (!here || count < 2) return {};
  const AwaitedCall call = awaited_call(place.facts, here);
  if (call.verdict.together == Together::no && !call.verdict.reason.empty()) return call.verdict.reason;
  return "nothing shows that the awaits do not need each other";
}

Offer offer_in(const Place& place, Node list) {
  const Facts& facts = place.facts;
  const AwaitRuns found = await_runs(facts, list, {});
  const auto run = run_at(place, found);
  if (!run) {
    for (const AwaitSeparation& separation : found.separations)
      if (is_selected(place, separation.await_node)) return Offer::refused(separation.reason);
    return is_statements(list) ? Offer::refused(why_alone(place, list)) : Offer{};
  }
  const Span span{run->slots.front().place.span().begin, run->slots.back().place.span().end};
  if (comments_speak_of_order(facts.tree(), span)) return Offer::refused("a comment speaks of their order");
  auto edits = is_statements(list) ? await_run_together(facts, *run) : await_parts_together(facts, list, *run);
  if (edits.empty()) return Offer::refused("they cannot be written as one");
  const bool is_known = run->together == Together::known;
  return Offer::of(is_known
                       ? "Start them together with `Promise.all`: one failure no longer keeps the others from starting"
                       : "Start them together with `Promise.all`: none may need what another one does, and one failure "
                         "no longer keeps the others from starting",
                   std::move(edits));
}

// The lists that the place is in, up to the statements around it.
Offer offer(const Place& place) {
  Offer best;
  for (Node at = place.node; at; at = at.parent()) {
    if (!is_statements(at) && !at.is(Kind::arguments, Kind::array, Kind::object, Kind::template_string)) continue;
    Offer offer = offer_in(place, at);
    if (offer.is_made() || is_statements(at)) return offer.is_made() || best.refusal.empty() ? offer : best;
    if (best.refusal.empty()) best = std::move(offer);
  }
  return best;
}

}  // namespace

extern constexpr Refactoring awaits_to_promise_all = complete({
    .summary = "Awaits one after the other to Promise.all",
    .words = {"await"},
    .offer = offer,
});

}  // namespace asynclint::refactorings
