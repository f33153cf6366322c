// Small questions about control flow inside one function that need no graph; control-flow.h answers the larger ones.
#pragma once

#include <functional>

#include "syntax/tree.h"
#include "syntax/view.h"

namespace asynclint {

// Visits the nodes of a function's body, or of any subtree, without what is inside nested functions and classes.
// A visit that returns false leaves out what is inside that node.
template <typename Visit>
void visit_own(syntax::Node root, Visit&& visit) {
  if (!root) return;
  const auto records = root.tree().records(root.unit());
  const std::uint32_t end = root.record().end;
  for (std::uint32_t i = root.index(); i < end;) {
    const syntax::Record& record = records[i];
    // Other units are functions and members of classes.
    if ((record.flags & syntax::flag::unit) != 0) {
      ++i;
      continue;
    }
    if ((record.flags & syntax::flag::type) != 0) {
      i = record.end;
      continue;
    }
    const bool nested =
        i != root.index() && (syntax::is_function_kind(record.kind) || syntax::is_class_kind(record.kind));
    const bool inside = !nested && visit(syntax::Node(&root.tree(), root.unit(), i));
    i = inside ? i + 1 : record.end;
  }
}

// Whether execution can run past the end of a statement.
[[nodiscard]] bool completes_normally(syntax::Node statement);

// Whether evaluating an expression or statement runs no code that might throw: literals, names, functions, and
// objects and arrays of these, and what is said to be harmless of calls, constructions, awaits and member accesses.
[[nodiscard]] bool cannot_throw(syntax::Node node, const std::function<bool(syntax::Node)>& is_harmless);

// Whether all that a function returns passes a test; for an async function the answer is no.
[[nodiscard]] bool all_returned(syntax::Node node, const std::function<bool(syntax::Node)>& test);

}  // namespace asynclint
