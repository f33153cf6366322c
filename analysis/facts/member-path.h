// How an expression is written as names with dots between them, for those who compare it with names that a user lists.
#pragma once

#include <string>

#include "syntax/tree.h"

namespace asynclint {

// `track`, `this.queue.add`, `cy.get().click` (a call on the way stands as `()`); `a["b"]` and `a?.b` are `a.b`. Empty
// for anything else, and for what is longer than anybody lists.
[[nodiscard]] std::string member_path(syntax::Node expression);

}  // namespace asynclint
