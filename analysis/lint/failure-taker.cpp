// Who is told when a promise that nobody holds fails.
#include <vector>

#include "facts/names.h"
#include "facts/throwing.h"
#include "lint/floating-fixes.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

// A larger statement is not searched to its end.
constexpr std::size_t most_nodes = 2000;
// Nor are more functions around it.
constexpr int most_functions = 100;

// `callback()` or `callback(null, …)`, where `callback` is a parameter of a function around the statement.
bool tells_of_success(const Facts& facts, const CallExpression& call, Node statement) {
  const Node callee = syntax::unwrap(call.callee());
  if (!callee.is(Kind::identifier) || !is_named_like_a_callback(callee.text())) return false;
  const Node first = syntax::unwrap(call.argument(0));
  if (first && !first.is(Kind::null, Kind::undefined)) return false;
  const Binding binding = facts.bindings().resolve(callee);
  return binding.kind == DeclarationKind::parameter && facts.bindings().resolve(callee.text(), statement) == binding;
}

std::optional<FailureTaker> taker_inside(const Facts& facts, Node statement) {
  std::optional<FailureTaker> found;
  std::vector<Node> open{statement};
  for (std::size_t visited = 0; !open.empty() && visited < most_nodes; ++visited) {
    const Node node = open.back();
    open.pop_back();
    for (const Node child : node.children()) open.push_back(child);
    const auto call = CallExpression::from(node);
    if (!call) continue;
    if (tells_of_success(facts, *call, statement))
      return FailureTaker{FailureTaker::Kind::callback, std::string(syntax::unwrap(call->callee()).text())};
    if (facts.is_global_member(call->callee(), "process", "exit") && facts.has_global("console", statement))
      found = FailureTaker{FailureTaker::Kind::exit, "(error) => { console.error(error); process.exit(1); }"};
  }
  return found;
}

}  // namespace

std::optional<std::string_view> reject_around(const Facts& facts, Node place) {
  int left = most_functions;
  for (Node function = syntax::enclosing_function(place); function && left-- > 0;
       function = syntax::enclosing_function(function)) {
    const auto parameters = Function::assume(function).parameters();
    if (parameters.size() != 2 || !parameters[1].is(Kind::identifier)) continue;
    const Binding binding = facts.bindings().resolve(parameters[1].text(), place);
    if (binding.identifier == parameters[1] && executor_of_settler(facts, parameters[1])) return parameters[1].text();
  }
  return std::nullopt;
}

std::optional<FailureTaker> failure_taker(const Facts& facts, Node statement) {
  if (const auto reject = reject_around(facts, statement))
    return FailureTaker{FailureTaker::Kind::reject, std::string(*reject)};
  return taker_inside(facts, statement);
}

}  // namespace asynclint
