// Small questions about control flow inside one function that need no graph; control-flow.h answers the larger ones.
#pragma once

#include <functional>

#include "syntax/tree.h"

namespace asynclint {

// Visits the nodes of a function's body, or of any subtree, without what is inside nested functions and classes.
// A visit that returns false leaves out what is inside that node.
void visit_own(syntax::Node root, const std::function<bool(syntax::Node)>& visit);

// Whether execution can run past the end of a statement.
[[nodiscard]] bool completes_normally(syntax::Node statement);

// Whether evaluating an expression or statement runs no code that might throw: literals, names, functions, and
// objects and arrays of these, and what is said to be harmless of calls, constructions, awaits and member accesses.
[[nodiscard]] bool cannot_throw(syntax::Node node, const std::function<bool(syntax::Node)>& is_harmless);

// Whether all that a function returns passes a test; for an async function the answer is no.
[[nodiscard]] bool all_returned(syntax::Node node, const std::function<bool(syntax::Node)>& test);

}  // namespace asynclint
