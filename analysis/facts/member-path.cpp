#include "facts/member-path.h"

#include <optional>
#include <string_view>

#include "syntax/views.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

std::string member_path(Node expression) {
  constexpr std::size_t most_names = 16;
  std::string_view after;
  std::string path;
  Node at = expression;
  for (std::size_t steps = 0; steps < most_names; ++steps) {
    at = syntax::unwrap(at);
    if (const auto call = CallExpression::from(at)) {
      if (!after.empty()) return {};
      after = "()";
      at = call->callee();
      continue;
    }
    const auto member = MemberExpression::from(at);
    const auto name = member ? member->name() : std::optional(at.text());
    if (!name || (!member && !at.is(Kind::identifier, Kind::this_, Kind::super))) return {};
    if (!path.empty()) path.insert(0, 1, '.');
    path.insert(0, after);
    path.insert(0, *name);
    if (!member) return path;
    after = {};
    at = member->object();
  }
  return {};
}

}  // namespace asynclint
