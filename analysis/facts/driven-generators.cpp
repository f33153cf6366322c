#include "facts/driven-generators.h"

#include <array>
#include <string_view>

#include "facts/held-values.h"
#include "facts/names.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Kind;
using syntax::Node;

// TypeScript's and esbuild's, which run at once the generator that they are given last; and `co`.
constexpr std::array<std::string_view, 3> running_helpers{"__awaiter", "__async", "co"};
// Babel's and SWC's, which give a function that runs it; and `co.wrap` and Bluebird's `Promise.coroutine`.
constexpr std::array<std::string_view, 5> wrapping_helpers{"_asyncToGenerator", "asyncToGenerator",
                                                           "_async_to_generator", "wrap", "coroutine"};

// `__awaiter`, `tslib_1.__awaiter` and `(0, tslib_1.__awaiter)`; of `_asyncToGenerator2.default` what it was taken
// from.
std::string_view name_of_helper(Node callee) {
  callee = syntax::unwrap(callee);
  if (callee.is(Kind::sequence_expression)) callee = syntax::unwrap(callee.last_named_child());
  if (callee.is(Kind::identifier)) return callee.text();
  const auto member = syntax::MemberExpression::from(callee);
  const auto name = member ? member->name() : std::nullopt;
  if (!name) return {};
  const Node object = syntax::unwrap(member->object());
  const bool is_module = name == "default" && object.is(Kind::identifier);
  return is_module && object.text().starts_with("_asyncToGenerator") ? wrapping_helpers.front() : *name;
}

template <typename Helpers>
Node generator_given_to(Node node, const Helpers& helpers) {
  const auto call = CallExpression::from(node);
  if (!call || !is_one_of(name_of_helper(call->callee()), helpers)) return {};
  const Node given = syntax::unwrap(call->argument_list().last_named_child());
  return given.is(Kind::generator_function) ? given : Node{};
}

}  // namespace

Node generator_driven_by(const Facts& facts, Node call) {
  call = syntax::unwrap(call);
  if (const Node generator = generator_given_to(call, running_helpers)) return generator;
  const auto view = CallExpression::from(call);
  if (!view) return {};
  const auto member = view->member();
  const auto name = member ? member->name() : std::nullopt;
  const bool hands_this_on = name == "call" || name == "apply";
  return generator_driven_in(facts, hands_this_on ? member->object() : view->callee());
}

Node generator_driven_in(const Facts& facts, Node function) {
  return generator_given_to(meaning(facts, function), wrapping_helpers);
}

}  // namespace asynclint
