#include "facts/passed-arguments.h"

#include <algorithm>

namespace asynclint {

using syntax::Kind;
using syntax::Node;

Node argument_for(const syntax::Function& function, Node parameter, const syntax::CallExpression& call) {
  const auto parameters = function.parameters();
  const auto place = std::ranges::find(parameters, parameter);
  if (!parameter || place == parameters.end()) return {};
  auto before = place - parameters.begin();
  for (const Node given : syntax::named_children(call.argument_list())) {
    if (given.is(Kind::spread_element)) return {};
    if (before-- == 0) return given;
  }
  return {};
}

}  // namespace asynclint
