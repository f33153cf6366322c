// `setInterval(async () => { … }, 1000)` as a function that schedules itself when it is through: an interval starts the
// next round whether or not the last one has ended.
#include <algorithm>
#include <optional>

#include "facts/array-callbacks.h"
#include "lint/edits.h"
#include "refactorings/base/code-text.h"
#include "refactorings/base/places.h"
#include "syntax/views.h"

namespace asynclint::refactorings {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

// Whether a delay is the same whenever it is evaluated.
bool is_constant(const Facts& facts, Node delay) {
  delay = syntax::unwrap(delay);
  switch (delay.kind()) {
    case Kind::number: return true;
    case Kind::binary_expression:
      return is_constant(facts, delay.child(Field::left)) && is_constant(facts, delay.child(Field::right));
    case Kind::identifier: {
      const Binding binding = facts.bindings().resolve(delay);
      return binding && facts.bindings().writes(binding).empty();
    }
    default: return false;
  }
}

// Where the handle is cleared, rewritten; nothing when it is used for something else.
std::optional<TextEdit> cleared(const Facts& facts, Node use, std::string_view handle) {
  const Node list = syntax::wrapped(use).parent();
  const auto call = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
  if (!call || call->argument_count() != 1 ||
      (!facts.is_global(call->callee(), "clearInterval") && !facts.is_global(call->callee(), "clearTimeout")) ||
      !facts.has_global("clearTimeout", use) || !facts.has_global("undefined", use))
    return std::nullopt;
  const std::string clear = "clearTimeout(" + std::string(handle) + ")";
  const std::string forget = std::string(handle) + " = undefined";
  const Node parent = call->node().parent();
  if (parent.is(Kind::arrow_function)) return replace(call->node(), "{ " + clear + "; " + forget + "; }");
  if (!parent.is(Kind::expression_statement) ||
      has_comment_between(facts.tree(), parent.span().begin, parent.span().end))
    return std::nullopt;
  if (!is_in_list(parent)) return replace(parent, "{ " + clear + "; " + forget + "; }");
  const std::string end = parent.text().ends_with(';') ? ";" : "";
  return replace(parent, clear + end + "\n" + std::string(indentation(parent)) + forget + end);
}

struct Round {
  std::string name;
  // The statements, indented by what is given.
  std::string body;
  std::string refusal;
};

Round round_of(const Facts& facts, Node callback, const std::string& indent, std::string_view end) {
  Round round;
  round.name = "tick";
  const auto function = Function::from(callback);
  for (int i = 2; !facts.bindings().is_free_name(round.name, callback) ||
                  (function && collides(facts, round.name, function->body(), {}));
       ++i) {
    if (i > 9) {
      round.refusal = "there is no name for the function";
      return round;
    }
    round.name = "tick" + std::to_string(i);
  }
  if (!function) {
    if (!callback.is(Kind::identifier) || !facts.result_of_calling(callback).is_promise())
      round.refusal = "the callback is not known to give a promise";
    round.body = "await " + std::string(callback.text()) + "()" + std::string(end);
    return round;
  }
  if (!function->parameters().empty() || function->is_generator())
    round.refusal = "the callback takes something";
  else if (uses_own_this(function->node()))
    round.refusal = "the callback has a `this` that the loop would not have";
  else if (!function->is_async() && (function->has_block_body() || !facts.value(function->body()).is_promise()))
    round.refusal = "the callback is not async";
  else if (const Node name = function->name())
    round.name = name.text();
  if (!round.refusal.empty()) return round;
  if (function->has_block_body()) {
    round.body = inside_of(function->body(), function->body().span().end - 1, {}, indent);
    return round;
  }
  const Node value = syntax::unparenthesized(function->body());
  round.body = moved(value, indent) + std::string(end);
  if (!value.is(Kind::await_expression))
    round.body = "await " + as_operand(value, moved(value, indent)) + std::string(end);
  return round;
}

Offer offer(const Place& place) {
  const Facts& facts = place.facts;
  const Node node = closest(place, [&](Node each) {
    const auto call = CallExpression::from(each);
    return call && facts.is_global(call->callee(), "setInterval");
  });
  if (!node) return {};
  const auto call = CallExpression::assume(node);
  if (!facts.has_global("setTimeout", node)) return Offer::refused("`setTimeout` means something else here");
  if (call.argument_count() < 1 || call.argument_count() > 2) return Offer::refused("the callback takes something");
  if (node.contains_error()) return Offer::refused("it cannot be parsed as a whole");
  const Node delay = call.argument(1);
  if (delay && !is_constant(facts, delay)) return Offer::refused("the delay may be another one each time");
  Node statement = node.parent();
  Node name;
  if (statement.is(Kind::variable_declarator)) {
    name = statement.child(Field::name);
    statement = statement.parent();
    if (!statement.is(Kind::lexical_declaration) || statement.named_child_count() != 1 || !name.is(Kind::identifier) ||
        name.parent().child(Field::type) || facts.is_exported(statement))
      return Offer::refused("its handle is kept where others may use it");
  } else if (!statement.is(Kind::expression_statement)) {
    return Offer::refused("its handle is kept where others may use it");
  }
  const Node callback = syntax::unparenthesized(call.argument(0));
  const std::string indent(indentation(statement));
  const std::string inner = deeper(facts.tree(), indent);
  const std::string innermost = deeper(facts.tree(), inner);
  const std::string_view end = statement.text().ends_with(';') ? ";" : "";
  const Round round = round_of(facts, callback, innermost, end);
  if (!round.refusal.empty()) return Offer::refused(round.refusal);
  const auto function = Function::from(callback);
  const Node body = function ? function->body() : callback;
  if (has_comment_between(facts.tree(), statement.span().begin, body.span().begin) ||
      has_comment_between(facts.tree(), body.span().end, statement.span().end))
    return Offer::refused("a comment would be lost");

  std::vector<TextEdit> edits;
  if (name) {
    const Binding binding = facts.bindings().resolve(name);
    if (!binding || binding.is_repeated || !facts.bindings().writes(binding).empty())
      return Offer::refused("its handle is kept where others may use it");
    for (const Node use : facts.bindings().references(binding)) {
      if (use == name) continue;
      auto edit = cleared(facts, use, name.text());
      if (!edit) return Offer::refused("its handle is used for more than clearing it");
      // What is in the round is rewritten with it.
      edits.push_back(std::move(*edit));
    }
  }
  const std::string handle(name ? name.text() : std::string_view());
  const std::string wait = delay ? ", " + std::string(delay.text()) : std::string();
  std::string text;
  if (name) {
    text = "let " + handle;
    if (facts.tree().is_typescript()) text += ": ReturnType<typeof setTimeout> | undefined";
    text += " = ";
  }
  std::string round_body = round.body;
  if (function && function->has_block_body()) {
    std::vector<TextEdit> inside;
    std::erase_if(edits, [&](const TextEdit& edit) {
      const bool is_inside = body.span().contains(edit.span);
      if (is_inside) inside.push_back(edit);
      return is_inside;
    });
    round_body = inside_of(body, body.span().end - 1, std::move(inside), innermost);
  } else if (std::ranges::any_of(edits, [&](const TextEdit& edit) { return body.span().contains(edit.span); })) {
    return Offer::refused("its handle is used for more than clearing it");
  }
  text.append("setTimeout(async function ").append(round.name).append("() {\n").append(inner).append("try {\n");
  if (!round_body.empty()) text.append(innermost).append(round_body).append("\n");
  text.append(inner).append("} finally {\n").append(innermost);
  if (name) text.append("if (").append(handle).append(" !== undefined) ").append(handle).append(" = ");
  text.append("setTimeout(").append(round.name).append(wait).append(")").append(end).append("\n");
  text.append(inner).append("}\n").append(indent).append("}").append(wait).append(")").append(end);
  edits.push_back(replace(statement, text));
  return Offer::of(
      "Schedule each round when the last is through: rounds no longer overlap, and come later by what they take",
      std::move(edits));
}

}  // namespace

extern constexpr Refactoring interval_to_loop = complete({
    .summary = "An async interval to a loop that schedules itself",
    .words = {"setInterval"},
    .offer = offer,
});

}  // namespace asynclint::refactorings
