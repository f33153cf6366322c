#include "refactorings/base/async-functions.h"

#include <algorithm>
#include <array>

#include "facts/flow.h"
#include "facts/names.h"
#include "facts/throwing.h"
#include "lint/edits.h"
#include "lint/together-fixes.h"
#include "refactorings/base/places.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

namespace {

bool runs_nothing(Node expression) {
  return cannot_throw(expression, [](Node) { return false; });
}

bool is_promise_maker(const Facts& facts, Node callee) {
  constexpr std::array<std::string_view, 6> makers{"resolve", "reject", "all", "allSettled", "race", "any"};
  return std::ranges::any_of(makers,
                             [&](std::string_view name) { return facts.is_global_member(callee, "Promise", name); });
}

// Whether `f()` at this place gives its throw to the same who would hear of its rejection.
bool hands_on_failure(Node call) {
  const Node outer = syntax::wrapped(call);
  const Node parent = outer.parent();
  if (parent.is(Kind::await_expression)) return true;
  const auto function = Function::from(syntax::enclosing_function(outer));
  if (!function || !function->is_async() || function->is_generator()) return false;
  return parent.is(Kind::return_statement) ? !is_in_try(parent) : function->body() == outer;
}

}  // namespace

bool runs_harmlessly(const Facts& facts, Node code) {
  return cannot_throw(code, [&](Node node) { return is_harmless(facts, node); });
}

bool starts_quietly(const Facts& facts, Node expression) {
  expression = syntax::unwrap(expression);
  if (runs_nothing(expression)) return true;
  if (expression.is(Kind::member_expression)) return syntax::unwrap(expression.child(Field::object)).is(Kind::this_);
  if (const auto creation = syntax::NewExpression::from(expression))
    return facts.is_global(creation->constructor(), "Promise") && creation->argument_count() == 1 &&
           syntax::is_function_kind(creation->argument(0).kind());
  const auto call = CallExpression::from(expression);
  if (!call) return false;
  if (const auto member = call->member())
    if (const auto name = member->name(); name == "then" || name == "catch" || name == "finally")
      return starts_quietly(facts, member->object()) &&
             std::ranges::all_of(syntax::named_children(call->argument_list()), runs_nothing);
  if (is_promise_maker(facts, call->callee()))
    return std::ranges::all_of(syntax::named_children(call->argument_list()), [&](Node argument) {
      if (!argument.is(Kind::array)) return starts_quietly(facts, argument);
      const auto elements = syntax::named_children(argument);
      return std::ranges::all_of(elements, [&](Node each) { return starts_quietly(facts, each); });
    });
  return is_visibly_async(facts, expression);
}

bool is_surely_promise(const Facts& facts, Node expression) {
  const Value value = facts.value(expression);
  return value.is_promise() && !value.is_partial && value.evidence != Evidence::likely;
}

bool is_in_try(Node statement) {
  for (Node at = statement; at && !syntax::is_function_kind(at.kind()); at = at.parent())
    if (at.is(Kind::try_statement)) return true;
  return false;
}

std::string_view name_of_function(const Function& function) {
  if (const Node name = function.name()) return name.text();
  const Node holder = syntax::wrapped(function.node()).parent();
  if (holder.is(Kind::variable_declarator)) return holder.child(Field::name).text();
  if (holder.is(Kind::pair)) return syntax::key_name(holder.child(Field::key)).value_or("");
  return {};
}

bool all_callers_await(const Facts& facts, const Function& function) {
  Node named;
  Node declaration = function.node();
  if (function.node().is(Kind::function_declaration)) {
    named = function.name();
  } else {
    const Node holder = syntax::wrapped(function.node()).parent();
    if (holder.is(Kind::variable_declarator)) {
      named = holder.child(Field::name);
      declaration = holder.parent();
    }
  }
  if (!named.is(Kind::identifier) || facts.is_exported(declaration) || declaration.parent().is(Kind::export_statement))
    return false;
  const Binding binding = facts.bindings().resolve(named);
  if (!binding || binding.is_repeated || !facts.bindings().writes(binding).empty()) return false;
  // A script's own names are everybody's.
  if (facts.surroundings() != Surroundings::none) return false;
  const auto uses = facts.bindings().references(binding);
  return std::ranges::all_of(uses, [](Node use) {
    const Node outer = syntax::wrapped(use);
    return outer.parent().is(Kind::call_expression) && outer.field() == Field::function &&
           hands_on_failure(outer.parent());
  });
}

std::optional<std::string> why_not_async(const Facts& facts, const Function& function, Node promise) {
  if (function.is_generator()) return "the function is a generator";
  if (function.is_getter() || function.is_setter() ||
      (function.node().is(Kind::method_definition) && function.name().text() == "constructor"))
    return "the function cannot be async";
  if (const Node type = function.node().child(Field::return_type)) {
    std::string_view text = type.text();
    text.remove_prefix(std::min(text.find_first_not_of(": "), text.size()));
    if (!text.starts_with("Promise<")) return "the function is declared to return something else";
  }
  const FunctionFacts known = facts.function(function.node());
  if (!known.returned.is_promise() || known.returned.is_partial || known.returned.evidence == Evidence::likely ||
      known.callback_parameter)
    return "the function does not return a promise on every path";
  if (all_callers_await(facts, function)) return std::nullopt;
  const std::string visible = "a throw would become a rejection, and not all who call the function await it";
  for (const Node parameter : function.parameters())
    if (!parameter.is(Kind::identifier)) return visible;
  if (function.has_block_body()) {
    const Node statement = syntax::enclosing_statement(promise);
    for (const Node each : syntax::named_children(function.body()))
      if (each != statement && !runs_harmlessly(facts, each)) return visible;
    if (statement.parent() != function.body()) return visible;
  }
  if (!starts_quietly(facts, promise)) return visible;
  return std::nullopt;
}

std::vector<TextEdit> make_async(const Function& function) {
  const Node place = function.node().is(Kind::method_definition) ? function.name() : function.node();
  return {insert_before(place, "async ")};
}

}  // namespace asynclint
