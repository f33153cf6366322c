#include "lint/callback-fixes.h"

#include <cstdint>
#include <optional>

#include "facts/flow.h"
#include "lint/edits.h"

namespace asynclint {
namespace {

using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

bool is_awaited(const CallbackCall& call) { return syntax::wrapped(call.call).parent().is(Kind::await_expression); }

// The expression that is the whole statement: the call, or the await around it.
Node whole_expression(Node statement) { return statement.named_child(0); }

// The type that a parameter's pattern is given.
std::string_view type_of(Node pattern) { return annotated_type(pattern.parent()); }

// Makes the receiver an array: `map` exists on arrays only. Nothing to do for an array; none when the callback could
// not be fitted.
std::optional<std::vector<TextEdit>> as_array(const CallbackCall& call) {
  switch (call.receiver_value.shape) {
    case Shape::set:
    case Shape::list: return surround(call.receiver, "[...", "]");
    case Shape::map: break;
    default: return std::vector<TextEdit>{};
  }
  // A Map hands (value, key) to forEach; its entries are [key, value].
  const auto callback = call.inline_callback();
  if (!callback) return std::nullopt;
  const auto parameters = callback->parameters();
  if (parameters.empty() || parameters.size() > 2) return std::nullopt;
  for (const Node parameter : parameters)
    if (!parameter.is(Kind::identifier)) return std::nullopt;
  std::string entry = "[";
  if (parameters.size() == 2) entry += parameters[1].text();
  entry.append(", ").append(parameters[0].text()).append("]");
  // Where only one of the two has a type, both are what the Map says.
  const std::string_view value_type = type_of(parameters[0]);
  const std::string_view key_type = parameters.size() == 2 ? type_of(parameters[1]) : std::string_view();
  if (!value_type.empty() && !key_type.empty())
    entry.append(": [").append(key_type).append(", ").append(value_type).append("]");
  const Node list = callback->node().child(Field::parameters);
  auto edits = surround(call.receiver, "[...", "]");
  edits.push_back(list ? replace(list, "(" + entry + ")") : replace(parameters[0], "(" + entry + ")"));
  return edits;
}

std::vector<TextEdit> all_of_map(const Facts& facts, const CallbackCall& call, std::string before, std::string after) {
  if (call.is_library_function || !statement_of(call.call) || call.is_optional() || loses_type_arguments(call) ||
      !facts.has_global("Promise", call.call))
    return {};
  const auto array = as_array(call);
  if (!array) return {};
  return joined({{insert_before(call.call, std::move(before))},
                 *array,
                 {rename_method(call, "map"), insert_after(call.call, std::move(after))}});
}

// What the head of the loop binds and goes through: `const x of xs`.
struct LoopHead {
  std::string variable;
  std::string iterable;
};

bool mentions(Node place, std::string_view name) {
  bool found = false;
  visit_own(place, [&](Node node) {
    found = found || (node.is(Kind::identifier) && node.text() == name);
    return !found;
  });
  return found;
}

void collect_names(Node pattern, std::vector<Node>& names) {
  visit_own(pattern, [&](Node node) {
    if (node.is(Kind::identifier, Kind::shorthand_property_identifier_pattern)) names.push_back(node);
    return true;
  });
}

std::optional<LoopHead> loop_head(const Facts& facts, const CallbackCall& call, const Function& callback) {
  const auto parameters = callback.parameters();
  if (parameters.empty() || parameters.size() > 2) return std::nullopt;
  const std::string keyword = "const ";
  for (const Node parameter : parameters) {
    if (parameter.is(Kind::assignment_pattern, Kind::rest_pattern, Kind::required_parameter, Kind::optional_parameter))
      return std::nullopt;
    std::vector<Node> names;
    collect_names(parameter, names);
    for (const Node name : names) {
      // The loop's own variable would hide what the receiver names.
      if (mentions(call.receiver, name.text())) return std::nullopt;
      if (const Binding binding = facts.bindings().resolve(name); binding && !facts.bindings().writes(binding).empty())
        return std::nullopt;
    }
  }
  const std::string first(parameters[0].text());
  const std::string receiver(call.receiver.text());
  if (call.receiver_value.is(Shape::map)) {
    for (const Node parameter : parameters)
      if (!parameter.is(Kind::identifier)) return std::nullopt;
    if (parameters.size() == 1) return LoopHead{keyword + first, receiver + ".values()"};
    return LoopHead{keyword + "[" + std::string(parameters[1].text()) + ", " + first + "]", receiver};
  }
  if (parameters.size() == 1) return LoopHead{keyword + first, receiver};
  if (call.receiver_value.is(Shape::set)) return std::nullopt;
  return LoopHead{keyword + "[" + std::string(parameters[1].text()) + ", " + first + "]", receiver + ".entries()"};
}

// Whether a return stands inside a loop or switch of the callback, where `continue` would mean something else.
bool is_inside_loop_or_switch(Node statement, Node body) {
  for (Node at = statement.parent(); at && at != body; at = at.parent())
    if (syntax::is_loop_kind(at.kind()) || at.is(Kind::switch_statement)) return true;
  return false;
}

// The edits that make a callback's body a loop's body; nothing when it cannot be one.
std::optional<std::vector<TextEdit>> as_loop_body(const Function& callback) {
  std::vector<TextEdit> edits;
  bool possible = true;
  const Node body = callback.body();
  visit_own(body, [&](Node node) {
    switch (node.kind()) {
      case Kind::return_statement:
        if (node.named_child(0) || is_inside_loop_or_switch(node, body))
          possible = false;
        else if (const Node keyword = node.child(Kind::kw_return))
          edits.push_back(replace(keyword, "continue"));
        break;
      case Kind::this_:
        if (!callback.is_arrow()) possible = false;
        break;
      case Kind::identifier:
        if (!callback.is_arrow() && node.text() == "arguments") possible = false;
        break;
      // One variable of the function would serve all rounds.
      case Kind::variable_declaration: possible = false; break;
      default: break;
    }
    return possible;
  });
  // Arrow functions inside share `this` and `arguments` with the callback.
  if (!callback.is_arrow() && body.text().find("this") != std::string_view::npos) possible = false;
  return possible ? std::optional(edits) : std::nullopt;
}

std::string awaited(Node expression) {
  std::string text(expression.text());
  switch (expression.kind()) {
    case Kind::await_expression: return text;
    case Kind::binary_expression:
    case Kind::ternary_expression:
    case Kind::sequence_expression:
    case Kind::assignment_expression:
    case Kind::augmented_assignment_expression:
    case Kind::arrow_function:
    case Kind::yield_expression: return "await (" + text + ")";
    default: return "await " + text;
  }
}

}  // namespace

TextEdit rename_method(const CallbackCall& call, std::string_view name) {
  if (!call.method.is(Kind::string, Kind::template_string)) return replace(call.method, std::string(name));
  std::string quoted(1, call.method.text().front());
  quoted.append(name).push_back(quoted.front());
  return replace(call.method, std::move(quoted));
}

bool loses_type_arguments(const CallbackCall& call) {
  return call.method_name != "map" && call.call.child(Field::type_arguments);
}

std::vector<TextEdit> await_all_of_map(const Facts& facts, const CallbackCall& call) {
  return all_of_map(facts, call, is_awaited(call) ? "Promise.all(" : "await Promise.all(", ")");
}

std::vector<TextEdit> catch_all_of_map(const Facts& facts, const CallbackCall& call) {
  return all_of_map(facts, call, "Promise.all(", ").catch(console.error)");
}

std::vector<TextEdit> await_mapped(const Facts& facts, const CallbackCall& call, Result result) {
  if (call.is_optional() || !facts.has_global("Promise", call.call) || loses_type_arguments(call)) return {};
  if (call.is_library_function && call.method_name != "map") return {};
  const Node outer = syntax::wrapped(call.call);
  const Node parent = outer.parent();
  const bool is_dropped_statement = result == Result::dropped && parent.is(Kind::expression_statement);
  const bool flattens = call.method_name == "flatMap" && !is_dropped_statement;
  const bool is_operand =
      parent.is(Kind::spread_element) ||
      (parent.is(Kind::member_expression, Kind::subscript_expression) && outer.field() == Field::object);
  std::string before = is_awaited(call) ? "Promise.all(" : "await Promise.all(";
  std::string after = ")";
  if (flattens || is_operand) {
    const Node statement = syntax::enclosing_statement(call.call);
    const bool starts_line = statement.span().begin == call.call.span().begin && would_continue_line_before(statement);
    before = (starts_line ? ";(" : "(") + before;
    after += ")";
  }
  if (flattens) after += ".flat()";
  std::vector<TextEdit> edits = surround(call.call, std::move(before), std::move(after));
  if (flattens) edits.push_back(rename_method(call, "map"));
  return edits;
}

namespace {

std::vector<TextEdit> loop_of(const Facts& facts, const CallbackCall& call, std::string (*round)(Node)) {
  const Node statement = statement_of(call.call);
  const auto callback = call.inline_callback();
  if (!statement || !callback || call.is_library_function || call.is_optional() || callback->is_generator()) return {};
  const auto head = loop_head(facts, call, *callback);
  const auto body_edits = head ? as_loop_body(*callback) : std::nullopt;
  if (!body_edits) return {};
  const Node body = callback->body();
  const Node expression = whole_expression(statement);
  if (has_comment_between(facts.tree(), call.receiver.span().end, body.span().begin) ||
      has_comment_between(facts.tree(), body.span().end, expression.span().end))
    return {};
  const std::string opening = "for (" + head->variable + " of " + head->iterable + ") ";
  if (callback->has_block_body())
    return joined(
        {{replace_until(expression, body, opening)}, *body_edits, {replace_rest_and_semicolon(body, expression, "")}});
  return {replace(expression, opening + round(body))};
}

}  // namespace

std::vector<TextEdit> for_of_loop(const Facts& facts, const CallbackCall& call) {
  return loop_of(facts, call, [](Node body) { return awaited(syntax::unwrap(body)); });
}

std::vector<TextEdit> plain_for_of_loop(const Facts& facts, const CallbackCall& call) {
  // The parentheses of `() => ({ … })` are needed here, too.
  return loop_of(facts, call, [](Node body) { return std::string(body.text()); });
}

}  // namespace asynclint
