// From the cursor to what it is about.
#pragma once

#include <functional>

#include "refactorings/base/refactoring.h"

namespace asynclint {

// The closest node around the place that passes a test. What is inside a function's body is about that body: a cursor
// in a callback is not on the call that the callback is handed to.
[[nodiscard]] syntax::Node closest(const Place& place, const std::function<bool(syntax::Node)>& test);

// Visits a node and all that is inside, nested functions and types too. A visit that returns false leaves out what is
// inside that node.
void visit_all(syntax::Node root, const std::function<bool(syntax::Node)>& visit);

// Whether `this`, `arguments`, `super` or `new.target` in this code mean something of the function that it stands in.
[[nodiscard]] bool uses_own_this(syntax::Node code);

// Whether a statement stands in a list of statements, so that others may stand beside it.
[[nodiscard]] bool is_in_list(syntax::Node statement);

}  // namespace asynclint
