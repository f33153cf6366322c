#include "facts/control-flow.h"

#include <algorithm>

#include "facts/entered.h"
#include "facts/facts.h"
#include "syntax/views.h"

namespace asynclint {

using syntax::Node;

std::vector<std::uint32_t> ControlFlow::points_of(Node place) const {
  std::vector<std::uint32_t> found;
  for (Node at = place; at && at != function_ && found.empty(); at = at.parent()) {
    const std::uint64_t key = key_of(at);
    for (auto it = std::ranges::lower_bound(places_, std::pair{key, 0U}); it != places_.end() && it->first == key; ++it)
      found.push_back(it->second);
  }
  return found;
}

void ControlFlow::walk(std::vector<std::uint32_t> first, const std::function<bool(std::uint32_t)>& visit) const {
  std::vector<bool> seen(points_.size());
  std::vector<std::uint32_t> open = std::move(first);
  while (!open.empty()) {
    const Point& from = points_[open.back()];
    open.pop_back();
    for (std::uint32_t i = 0; i < from.next_count; ++i) {
      const std::uint32_t to = next_[from.first_next + i];
      if (seen[to]) continue;
      seen[to] = true;
      if (visit(to)) open.push_back(to);
    }
  }
}

bool ControlFlow::is_reachable(Node node) const {
  if (!is_known_) return false;
  const Node statement = syntax::enclosing_statement(node);
  return std::ranges::binary_search(reached_, key_of(statement ? statement : node));
}

bool ControlFlow::happens_on_every_way_out(Node from, const PointTest& test) const {
  const std::vector<std::uint32_t> first = points_of(from);
  if (!is_known_ || first.empty()) return false;
  for (const std::uint32_t point : first)
    if (points_[point].leaves) return false;
  bool always = true;
  walk(first, [&](std::uint32_t point) {
    if (points_[point].node && test(points_[point].node)) return false;
    if (points_[point].leaves) always = false;
    return always;
  });
  return always;
}

bool ControlFlow::may_reach_without(Node from, Node to, const PointTest& test) const {
  if (!is_known_) return false;
  const std::vector<std::uint32_t> wanted = points_of(to);
  bool reaches = false;
  walk(from ? points_of(from) : std::vector<std::uint32_t>{0}, [&](std::uint32_t point) {
    if (std::ranges::find(wanted, point) != wanted.end()) reaches = true;
    return !reaches && !(points_[point].node && test(points_[point].node));
  });
  return reaches;
}

bool is_process_end(const Facts& facts, Node expression) {
  expression = syntax::unwrap(expression);
  const auto call = syntax::CallExpression::from(
      expression.is(syntax::Kind::await_expression) ? syntax::unwrap(expression.named_child(0)) : expression);
  return call && (facts.is_global_member(call->callee(), "process", "exit") ||
                  facts.is_global_member(call->callee(), "process", "abort"));
}

bool always_ends_process(const Facts& facts, Node block) {
  return std::ranges::any_of(syntax::named_children(block), [&](Node statement) {
    return statement.is(syntax::Kind::expression_statement) && is_process_end(facts, statement.named_child(0));
  });
}

bool every_path_returns_a_value(const Facts& facts, Node function) {
  const ControlFlow& flow = facts.control_flow(function);
  return flow.is_known() && std::ranges::all_of(flow.ways_out(), [](const WayOut& way) {
           return way.kind == Way::value || way.kind == Way::thrown || way.kind == Way::process_end;
         });
}

bool may_return_a_value(const Facts& facts, Node function) {
  const ControlFlow& flow = facts.control_flow(function);
  return !flow.is_known() ||
         std::ranges::any_of(flow.ways_out(), [](const WayOut& way) { return way.kind == Way::value; });
}

}  // namespace asynclint
