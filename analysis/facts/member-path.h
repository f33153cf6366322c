// How an expression is written as names with dots between them, for those who compare it with names that a user lists.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "syntax/tree.h"

namespace asynclint {

// `track`, `this.queue.add`, `cy.get().click` (a call on the way stands as `()`); `a["b"]` and `a?.b` are `a.b`. Empty
// for anything else, and for what is longer than anybody lists.
[[nodiscard]] std::string member_path(syntax::Node expression);

// Says whether a user lists a path. None when nothing is listed, so that nobody spells out a path for nothing.
using ListedPaths = std::function<bool(std::string_view path)>;

[[nodiscard]] inline bool is_listed(const ListedPaths& listed, syntax::Node expression) {
  return listed && listed(member_path(expression));
}

}  // namespace asynclint
