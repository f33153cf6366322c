#include "lint/reduce-fixes.h"

#include <algorithm>

#include "facts/flow.h"
#include "lint/edits.h"

namespace asynclint {
namespace {

using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

Binding binding_of(const Facts& facts, Node function) {
  const auto view = Function::assume(function);
  const auto parameters = view.parameters();
  if (parameters.empty()) return {};
  Node name = parameters.front();
  if (name.is(Kind::assignment_pattern)) name = name.child(Field::left);
  return name.is(Kind::identifier) ? facts.bindings().resolve(name.text(), view.body()) : Binding{};
}

bool needs_parentheses(Node reference) {
  const Node parent = reference.parent();
  switch (parent.kind()) {
    case Kind::arguments:
    case Kind::variable_declarator:
    case Kind::pair:
    case Kind::template_substitution:
    case Kind::parenthesized_expression:
    case Kind::expression_statement:
    case Kind::array: return false;
    case Kind::assignment_expression: return reference.field() != Field::right;
    case Kind::for_in_statement: return false;
    default: return true;
  }
}

}  // namespace

Accumulator accumulator_of(const Facts& facts, Node function) {
  const auto view = Function::assume(function);
  Accumulator accumulator;
  const auto parameters = view.parameters();
  if (parameters.empty()) {
    visit_own(view.body(), [&](Node node) {
      if (node.is(Kind::identifier) && node.text() == "arguments") accumulator.is_hidden = true;
      return !accumulator.is_hidden;
    });
    return accumulator;
  }
  if (parameters.front().is(Kind::rest_pattern)) {
    accumulator.is_hidden = true;
    return accumulator;
  }
  const Binding binding = binding_of(facts, function);
  if (!binding) {
    accumulator.name = parameters.front().text();
    accumulator.use = PromiseUse::reads;
    return accumulator;
  }
  accumulator.name = binding.identifier.text();
  for (const Node reference : facts.bindings().references(binding)) {
    PromiseUse use = reference.is(Kind::identifier) ? use_of_promise(facts, reference) : PromiseUse::reads;
    // What is put into the result is a promise there, too.
    const Node parent = reference.parent();
    if (use == PromiseUse::keeps && (parent.is(Kind::pair, Kind::array) ||
                                     (parent.is(Kind::assignment_expression) && reference.field() == Field::right)))
      if (!syntax::wrapped(parent.is(Kind::pair) ? parent.parent() : parent).parent().is(Kind::arguments))
        use = PromiseUse::reads;
    accumulator.use = std::max(accumulator.use, use);
  }
  return accumulator;
}

std::vector<TextEdit> await_accumulator(const Facts& facts, const CallbackCall& call) {
  const auto callback = call.inline_callback();
  if (!callback || !callback->is_async()) return {};
  const Binding binding = binding_of(facts, callback->node());
  if (!binding) return {};
  std::vector<TextEdit> edits;
  for (const Node reference : facts.bindings().references(binding)) {
    if (reference.is(Kind::shorthand_property_identifier)) {
      if (syntax::enclosing_function(reference) != callback->node()) return {};
      edits.push_back(insert_after(reference, ": await " + std::string(reference.text())));
      continue;
    }
    const Node parent = reference.parent();
    if (parent.is(Kind::assignment_expression) && reference.field() == Field::left) continue;
    if (parent.is(Kind::augmented_assignment_expression, Kind::update_expression) && reference.field() != Field::right)
      return {};
    if (syntax::wrapped(reference).parent().is(Kind::return_statement, Kind::arrow_function)) continue;
    if (syntax::enclosing_function(reference) != callback->node() || !facts.may_await(reference)) return {};
    if (!needs_parentheses(reference)) {
      edits.push_back(insert_before(reference, "await "));
      continue;
    }
    const Node statement = syntax::enclosing_statement(reference);
    const bool starts_line = statement.span().begin == reference.span().begin && would_continue_line_before(statement);
    for (TextEdit& edit : surround(reference, starts_line ? ";(await " : "(await ", ")"))
      edits.push_back(std::move(edit));
  }
  return edits;
}

}  // namespace asynclint
