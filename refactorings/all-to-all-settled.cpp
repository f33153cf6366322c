// `await Promise.all([…])` as `await Promise.allSettled([…])`: all of them are waited for, and one failure does not
// hide what the others give. What took the values takes them out of the results.
#include <algorithm>
#include <optional>

#include "lint/edits.h"
#include "refactorings/base/code-text.h"
#include "refactorings/base/places.h"
#include "syntax/views.h"

namespace asynclint::refactorings {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// `total` as `total.value`; nothing where that would mean something else.
std::optional<TextEdit> value_of(Node use) {
  if (use.is(Kind::shorthand_property_identifier))
    return replace(use, std::string(use.text()) + ": " + std::string(use.text()) + ".value");
  if (!use.is(Kind::identifier)) return std::nullopt;
  const Node parent = syntax::wrapped(use).parent();
  // A call by the new name would have a `this`; an element and an export are names and not expressions.
  if ((parent.is(Kind::call_expression) && syntax::wrapped(use).field() == Field::function) ||
      parent.is(Kind::export_specifier, Kind::jsx_opening_element, Kind::jsx_closing_element,
                Kind::jsx_self_closing_element))
    return std::nullopt;
  return insert_after(use, ".value");
}

struct Uses {
  std::vector<TextEdit> edits;
  std::string refusal;
};

Uses uses_of(const Facts& facts, Node pattern, Node declaration) {
  Uses uses;
  if (facts.tree().is_typescript()) {
    uses.refusal = "TypeScript lets nobody read `.value` who has not looked at `.status`";
    return uses;
  }
  const bool is_seen_outside = facts.is_exported(declaration) || declaration.parent().is(Kind::export_statement) ||
                               (facts.surroundings() != Surroundings::none && declaration.parent().is(Kind::program));
  if (is_seen_outside) {
    uses.refusal = "others may use these names";
    return uses;
  }
  for (const Node element : syntax::named_children(pattern)) {
    if (!element.is(Kind::identifier)) {
      uses.refusal = "a pattern takes a value apart, which may not be there";
      return uses;
    }
    const Binding binding = facts.bindings().resolve(element);
    if (!binding || binding.is_repeated || !facts.bindings().writes(binding).empty()) {
      uses.refusal = "`" + std::string(element.text()) + "` gets other values, too";
      return uses;
    }
    for (const Node use : facts.bindings().references(binding)) {
      if (use == element) continue;
      auto edit = value_of(use);
      if (!edit) {
        uses.refusal = "`" + std::string(element.text()) + "` is used where `.value` cannot be written";
        return uses;
      }
      uses.edits.push_back(std::move(*edit));
    }
  }
  return uses;
}

Node call_at(const Place& place) {
  const auto is_all = [&](Node node) {
    const auto call = CallExpression::from(node);
    return call && place.facts.is_global_member(call->callee(), "Promise", "all");
  };
  if (const Node call = closest(place, is_all)) return call;
  const Node declaration = closest(place, [](Node node) { return node.is(Kind::lexical_declaration); });
  Node value = declaration ? declaration.named_child(0).child(Field::value) : Node{};
  value = syntax::unparenthesized(value);
  if (value.is(Kind::await_expression)) value = syntax::unparenthesized(value.named_child(0));
  return is_all(value) ? value : Node{};
}

Offer offer(const Place& place) {
  const Facts& facts = place.facts;
  const Node node = call_at(place);
  if (!node) return {};
  const auto call = CallExpression::assume(node);
  if (node.child(Field::type_arguments)) return Offer::refused("the call names types");
  const auto member = call.member();
  if (!member || !member->property().is(Kind::property_identifier) || member->is_optional() || call.is_optional())
    return Offer::refused("`all` is not named directly");
  const Node awaited = syntax::wrapped(node).parent();
  if (!awaited.is(Kind::await_expression))
    return Offer::refused("it is not awaited here, and others take what it gives");
  const Node outer = syntax::wrapped(awaited);
  const Node holder = outer.parent();
  const std::vector<TextEdit> renamed{replace(member->property(), "allSettled")};
  const std::string title = "Wait for all with `Promise.allSettled`: a failure is no longer thrown here";
  if (holder.is(Kind::expression_statement)) return Offer::of(title, renamed);
  const std::string title_of_values = title + ", and its value is `undefined`";
  if (holder.is(Kind::variable_declarator) && holder.child(Field::name).is(Kind::array_pattern)) {
    const Node declaration = holder.parent();
    if (holder.child(Field::type)) return Offer::refused("the values have types");
    Uses uses = uses_of(facts, holder.child(Field::name), declaration);
    if (!uses.refusal.empty()) return Offer::refused(uses.refusal);
    return Offer::of(title_of_values, joined({renamed, uses.edits}));
  }
  if (holder.is(Kind::assignment_expression))
    if (const Node target = holder.child(Field::left); target.is(Kind::array_pattern))
      for (const Node element : syntax::named_children(target))
        if (!element.is(Kind::identifier, Kind::member_expression))
          return Offer::refused("a pattern takes a value apart, which may not be there");
  const std::string taken = facts.tree().is_typescript()
                                ? ").map((result) => (result.status === 'fulfilled' ? result.value : undefined))"
                                : ").map((result) => result.value)";
  // There may be parentheses already.
  if (outer.is(Kind::parenthesized_expression))
    return Offer::of(title_of_values, joined({renamed, {insert_after(outer, taken.substr(1))}}));
  return Offer::of(title_of_values, joined({renamed, surround(awaited, "(", taken)}));
}

}  // namespace

extern constexpr Refactoring all_to_all_settled = complete({
    .summary = "Promise.all to Promise.allSettled",
    .words = {"Promise"},
    .offer = offer,
});

}  // namespace asynclint::refactorings
