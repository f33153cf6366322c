// Who is told when a promise that nobody holds fails.
#include <algorithm>
#include <array>
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

// Whether a callback is one that takes a failure first: its name says so, or the text calls it with nothing in that
// place, with a failure, or hands it on to somebody who does.
bool takes_failure_first(const Facts& facts, const Binding& callback) {
  constexpr std::array<std::string_view, 2> known{"done", "next"};
  if (is_one_of(callback.identifier.text(), known)) return true;
  return std::ranges::any_of(facts.bindings().references(callback), [](Node use) {
    const Node holder = syntax::wrapped(use).parent();
    const auto call = CallExpression::from(holder);
    return holder.is(Kind::arguments) || (call && syntax::unwrap(call->callee()) == use && call->argument(0));
  });
}

// `.finally(() => callback())` tells of both outcomes.
bool is_told_of_both(Node call, Node statement) {
  for (Node at = syntax::enclosing_function(call); at && at != statement && at.is_within(statement);
       at = syntax::enclosing_function(at)) {
    const auto outer = CallExpression::from(syntax::wrapped(at).parent().parent());
    if (outer && syntax::called_name(*outer) == "finally") return true;
  }
  return false;
}

// `callback()` or `callback(null, …)`, where `callback` is a parameter of a function around the statement.
bool tells_of_success(const Facts& facts, const CallExpression& call, Node statement) {
  const Node callee = syntax::unwrap(call.callee());
  if (!callee.is(Kind::identifier) || !is_named_like_a_callback(callee.text())) return false;
  const Node first = syntax::unwrap(call.argument(0));
  if (first && !first.is(Kind::null, Kind::undefined)) return false;
  const Binding binding = facts.bindings().resolve(callee);
  return binding.kind == DeclarationKind::parameter && facts.bindings().resolve(callee.text(), statement) == binding &&
         takes_failure_first(facts, binding) && !is_told_of_both(call.node(), statement);
}

// `new Promise((resolve, reject) => { socket.on('end', () => { … }); resolve(socket); })`: when the listener runs, the
// promise is settled, and nobody hears of its failure.
bool settles_before(const Facts& facts, Node executor, Node place) {
  const Node resolve = Function::assume(executor).parameters()[0];
  if (!resolve.is(Kind::identifier)) return false;
  const Binding binding = facts.bindings().resolve(resolve);
  for (Node inner = syntax::enclosing_function(place); inner && inner != executor;) {
    const Node around = syntax::enclosing_function(inner);
    const auto function = Function::from(around);
    if (!function || !function->has_block_body()) return false;
    for (const Node statement : syntax::named_children(function->body())) {
      const auto call =
          CallExpression::from(statement.is(Kind::expression_statement) ? statement.named_child(0) : Node{});
      if (call && facts.bindings().resolve(syntax::unwrap(call->callee())) == binding &&
          statement.span().begin > inner.span().begin)
        return true;
    }
    inner = around;
  }
  return false;
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
    if (binding.identifier == parameters[1] && executor_of_settler(facts, parameters[1]))
      return settles_before(facts, function, place) ? std::nullopt : std::optional(parameters[1].text());
  }
  return std::nullopt;
}

std::optional<FailureTaker> failure_taker(const Facts& facts, Node statement) {
  if (const auto reject = reject_around(facts, statement))
    return FailureTaker{FailureTaker::Kind::reject, std::string(*reject)};
  return taker_inside(facts, statement);
}

}  // namespace asynclint
