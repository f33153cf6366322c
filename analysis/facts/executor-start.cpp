// What an executor does before anybody waits for it.
#include <functional>
#include <vector>

#include "facts/escaping-failure.h"
#include "facts/flow.h"
#include "facts/late-rejects.h"
#include "facts/quiet-code.h"
#include "facts/throwing.h"

namespace asynclint {

using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;
using From = EscapingFailure::From;

EscapingFailure failure_of_start(const Facts& facts, const Function& executor) {
  QuietCode quiet(facts);
  Node loud;
  std::vector<Node> settlers;
  for (const Node parameter : executor.parameters())
    if (parameter.is(Kind::identifier))
      for (const Node use : facts.bindings().references(facts.bindings().resolve(parameter))) settlers.push_back(use);
  const std::function<bool(Node)> is_harmless = [&](Node node) {
    // What is awaited is another question; what it takes to have it is asked here.
    if (node.is(Kind::await_expression)) return cannot_throw(node.named_child(0), is_harmless);
    if (node.is(Kind::try_statement) && !node.child(Field::handler))
      return cannot_throw(node.child(Field::body), is_harmless) &&
             cannot_throw(node.child(Field::finalizer).child(Field::body), is_harmless);
    const bool is_quiet = hands_over_settler(node, settlers) || quiet.is_quiet(node) ||
                          (node.is(Kind::call_expression) && facts.value(node).is_promise());
    if (!is_quiet && !loud && node.is(Kind::call_expression, Kind::new_expression)) loud = node;
    return is_quiet;
  };
  if (cannot_throw(executor.body(), is_harmless) || !loud) return {};
  return {From::start, loud};
}

}  // namespace asynclint
