// `orders.forEach((order) => { … })` as `for (const order of orders) { … }`: a loop can be left, may await, and a throw
// in it shows where it comes from.
#include <algorithm>

#include "facts/array-callbacks.h"
#include "facts/effects.h"
#include "lint/callback-fixes.h"
#include "lint/edits.h"
#include "refactorings/base/code-text.h"
#include "refactorings/base/places.h"
#include "syntax/views.h"

namespace asynclint::refactorings {
namespace {

using syntax::CallExpression;
using syntax::Kind;
using syntax::Node;

bool is_for_each(Node node) {
  const auto call = CallExpression::from(node);
  const auto member = call ? call->member() : std::nullopt;
  return member && member->name() == "forEach";
}

// `forEach` passes over the holes of an array, and `for…of` does not.
bool may_have_holes(const Facts& facts, Node receiver) {
  receiver = syntax::unwrap(receiver);
  if (receiver.is(Kind::identifier))
    if (const Binding binding = facts.bindings().resolve(receiver); binding.owner.is(Kind::variable_declarator))
      receiver = syntax::unwrap(syntax::VariableDeclarator::assume(binding.owner).value());
  if (const auto creation = syntax::NewExpression::from(receiver))
    return facts.is_global(creation->constructor(), "Array");
  if (const auto call = CallExpression::from(receiver)) return facts.is_global(call->callee(), "Array");
  if (!receiver.is(Kind::array)) return false;
  bool is_behind_comma = true;
  for (const Node child : receiver.children()) {
    const std::string_view text = child.text();
    if (text == "," && is_behind_comma) return true;
    is_behind_comma = text == "," || text == "[";
  }
  // Commas without anything between them are not kept in the tree.
  const std::string_view text = receiver.text();
  std::size_t last = text.find_first_not_of(" \t\r\n", 1);
  if (last != std::string_view::npos && text[last] == ',') return true;
  for (std::size_t at = text.find(','); at != std::string_view::npos; at = text.find(',', at + 1)) {
    last = text.find_first_not_of(" \t\r\n", at + 1);
    if (last != std::string_view::npos && text[last] == ',') return true;
  }
  return false;
}

// Whether a round changes what is gone through: `forEach` keeps to the length that there was.
bool changes_receiver(const Facts& facts, const CallbackCall& call) {
  const Effects effects = effects_of_function(facts, call.callback);
  if (!effects.is_whole) return true;
  const auto path = path_of(facts, call.receiver);
  return path && std::ranges::any_of(effects.writes, [&](const AccessPath& each) { return each.overlaps(*path); });
}

bool may_be_array(const Value& receiver) {
  switch (receiver.shape) {
    case Shape::array:
    case Shape::set:
    case Shape::map:
    case Shape::list:
    case Shape::unknown:
    case Shape::api:
    case Shape::instance: return true;
    default: return false;
  }
}

Offer offer(const Place& place) {
  const Node node = closest(place, is_for_each);
  if (!node) return {};
  const Facts& facts = place.facts;
  const auto view = CallExpression::assume(node);
  const auto member = *view.member();
  const CallbackCall call{node,
                          member.object(),
                          member.property(),
                          "forEach",
                          syntax::unwrap(view.argument(0)),
                          facts.value(member.object()),
                          {}};
  const auto callback = call.inline_callback();
  if (!callback) return Offer::refused("the callback is not written here");
  if (view.argument_count() != 1) return Offer::refused("it hands over a `this`");
  const Node statement = node.parent();
  if (!statement.is(Kind::expression_statement)) return Offer::refused("it is part of an expression");
  if (has_own_method(facts, call) || !may_be_array(call.receiver_value) || is_awaited_query(call))
    return Offer::refused("what it goes through is no array");
  if (may_have_holes(facts, call.receiver)) return Offer::refused("the array may have holes");
  if (changes_receiver(facts, call)) return Offer::refused("a round may change what is gone through");
  // The callback may stand deeper than its statement, behind a receiver of several lines.
  const auto in_place = [&](std::vector<TextEdit> edits) {
    const Node body = callback->body();
    if (edits.empty() || !callback->has_block_body()) return edits;
    auto lines =
        reindent(body, body.span(), edits, indentation_at(facts.tree(), body.span().end), indentation(statement));
    edits.insert(edits.end(), lines.begin(), lines.end());
    return edits;
  };
  if (node.contains_error()) return Offer::refused("it cannot be parsed as a whole");
  if (callback->is_async()) {
    if (!facts.may_await(node)) return Offer::refused("`await` may not stand here");
    auto edits = in_place(for_of_loop(facts, call));
    if (edits.empty()) return Offer::refused("the callback cannot be the body of a loop");
    return Offer::of("Loop with `for…of`: the calls run one after the other, and a failure is thrown here",
                     std::move(edits));
  }
  auto edits = in_place(plain_for_of_loop(facts, call));
  if (edits.empty()) return Offer::refused("the callback cannot be the body of a loop");
  const bool is_sure = call.receiver_value.is(Shape::array) || call.receiver_value.is(Shape::set) ||
                       call.receiver_value.is(Shape::map) || call.receiver_value.is(Shape::list);
  return Offer::of(is_sure ? "Loop with `for…of`" : "Loop with `for…of`, as over an array without holes",
                   std::move(edits));
}

}  // namespace

extern constexpr Refactoring for_each_to_for_of = complete({
    .summary = "forEach to for…of",
    .words = {"forEach"},
    .offer = offer,
});

}  // namespace asynclint::refactorings
