#include "lint/predicate-fixes.h"

#include <optional>

#include "facts/flow.h"
#include "lint/callback-fixes.h"
#include "lint/edits.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// Whether the callee and the arguments before this one change nothing and fail nowhere.
bool is_first_argument(Node argument) {
  const Node list = argument.parent();
  return list.is(Kind::arguments) && list.named_child(0) == argument && is_stable(list.parent().child(Field::function));
}

// The statement around a call in which nothing runs before the call, so that a line before the statement runs when the
// call would have run.
Node statement_that_begins_with(Node call) {
  Node at = syntax::wrapped(call);
  while (true) {
    const Node parent = at.parent();
    switch (parent.kind()) {
      case Kind::parenthesized_expression:
      case Kind::as_expression:
      case Kind::satisfies_expression:
      case Kind::non_null_expression:
      case Kind::await_expression: break;
      case Kind::member_expression:
      case Kind::subscript_expression:
        if (at.field() != Field::object) return {};
        break;
      case Kind::call_expression:
        if (at.field() != Field::function) return {};
        break;
      case Kind::binary_expression:
        if (at.field() != Field::left) return {};
        break;
      case Kind::arguments:
        if (!is_first_argument(at)) return {};
        at = parent;
        break;
      case Kind::assignment_expression:
        if (at.field() != Field::right || !is_stable(parent.child(Field::left))) return {};
        break;
      case Kind::variable_declarator:
        if (parent.parent().named_child(0) != parent) return {};
        break;
      case Kind::lexical_declaration:
      case Kind::variable_declaration:
      case Kind::return_statement:
      case Kind::expression_statement: {
        Node statement = parent;
        if (statement.parent().is(Kind::export_statement)) statement = statement.parent();
        return statement.parent().is(Kind::statement_block, Kind::program, Kind::switch_case, Kind::switch_default)
                   ? statement
                   : Node{};
      }
      default: return {};
    }
    at = at.parent();
  }
}

std::string quoted_like(const CallbackCall& call, std::string_view name) {
  if (!call.method.is(Kind::string, Kind::template_string)) return "." + std::string(name);
  const char quote = call.method.text().front();
  std::string member = "[";
  member.push_back(quote);
  member.append(name).push_back(quote);
  member.push_back(']');
  return member;
}

// The receiver as an array: `map` of a typed array would make numbers of promises.
std::string array_text(const CallbackCall& call) {
  const std::string receiver(call.receiver.text());
  return call.receiver_value.is(Shape::list) ? "[..." + receiver + "]" : receiver;
}

std::string line_before(Node statement, std::string line) {
  line += '\n';
  line += indentation(statement);
  return line;
}

std::vector<TextEdit> keep_what_passed(RuleContext& context, const CallbackCall& call) {
  const Node statement = statement_that_begins_with(call.call);
  if (!statement || !is_stable(call.receiver)) return {};
  const Node list = CallExpression::assume(call.call).argument_list();
  const std::string keep = context.fresh_name("keep", call.call);
  const std::string checks = array_text(call) + quoted_like(call, "map") + std::string(list.text());
  return {insert_before(statement, line_before(statement, "const " + keep + " = await Promise.all(" + checks + ");")),
          replace(list, "((_, i) => " + keep + "[i])")};
}

std::vector<TextEdit> decide_by_results(const CallbackCall& call) {
  const bool finds_element = call.method_name == "find" || call.method_name == "findLast";
  if (finds_element && !is_stable(call.receiver)) return {};
  const bool starts_statement = call.call.span().begin == syntax::enclosing_statement(call.call).span().begin;
  const bool needs_semicolon =
      starts_statement && !finds_element && would_continue_line_before(syntax::enclosing_statement(call.call));
  std::string before = needs_semicolon ? ";(await Promise.all(" : "(await Promise.all(";
  std::string after = "))";
  if (finds_element) {
    before = std::string(call.receiver.text()) + "[" + before;
    after += quoted_like(call, std::string(call.method_name) + "Index") + "(Boolean)]";
  } else {
    after += quoted_like(call, call.method_name) + "(Boolean)";
  }
  std::vector<TextEdit> edits{insert_before(call.call, std::move(before))};
  if (call.receiver_value.is(Shape::list))
    for (TextEdit& edit : surround(call.receiver, "[...", "]")) edits.push_back(std::move(edit));
  edits.push_back(rename_method(call, "map"));
  edits.push_back(insert_after(call.call, std::move(after)));
  return edits;
}

// The key in `await key(a)`, as written, when the operand speaks of this parameter and not of the other one.
std::optional<std::string> key_of(Node operand, std::string_view own, std::string_view other,
                                  std::string_view written_as) {
  operand = syntax::unparenthesized(operand);
  if (!operand.is(Kind::await_expression)) return std::nullopt;
  const Node key = operand.named_child(0);
  std::vector<TextEdit> renames;
  bool speaks_of_own = false;
  bool is_simple = true;
  visit_own(key, [&](Node node) {
    if (syntax::is_function_kind(node.kind()) || node.is(Kind::shorthand_property_identifier)) is_simple = false;
    if (!node.is(Kind::identifier)) return is_simple;
    if (node.text() == other) is_simple = false;
    if (node.text() == own) {
      speaks_of_own = true;
      const std::uint32_t begin = node.span().begin - key.span().begin;
      renames.push_back({{begin, begin + node.span().length()}, std::string(written_as)});
    }
    return is_simple;
  });
  if (!speaks_of_own || !is_simple) return std::nullopt;
  return apply_edits(key.text(), renames);
}

// A parameter with its type.
std::string typed(Node pattern) {
  const Node around = pattern.parent();
  return std::string((around.is(Kind::required_parameter, Kind::optional_parameter) ? around : pattern).text());
}

// `xs.sort(async (a, b) => (await key(a)) - (await key(b)))`, either way round.
std::vector<TextEdit> sort_by_keys(RuleContext& context, const CallbackCall& call) {
  const auto callback = call.inline_callback();
  const Node statement = statement_that_begins_with(call.call);
  if (!callback || !statement || !is_stable(call.receiver)) return {};
  const auto parameters = callback->parameters();
  if (parameters.size() != 2 || !parameters[0].is(Kind::identifier) || !parameters[1].is(Kind::identifier)) return {};
  const Node difference = syntax::unparenthesized(callback->body());
  if (!difference.is(Kind::binary_expression) || !difference.child(Field::operator_).is(Kind::op_minus)) return {};
  const std::string a(parameters[0].text());
  const std::string b(parameters[1].text());
  const Node left = difference.child(Field::left);
  const Node right = difference.child(Field::right);
  auto left_key = key_of(left, a, b, a);
  auto right_key = key_of(right, b, a, a);
  std::string first = a;
  std::string second = b;
  if (!left_key || !right_key) {
    left_key = key_of(left, b, a, a);
    right_key = key_of(right, a, b, a);
    std::swap(first, second);
  }
  if (!left_key || left_key != right_key) return {};
  const std::string keys = context.fresh_name("keys", call.call);
  // TypeScript asks for a pair, and does not know that the Map has a key for each element.
  const bool is_typescript = context.facts().tree().is_typescript();
  const std::string pair = "[" + a + ", await " + *left_key + (is_typescript ? "] as const" : "]");
  const std::string there = is_typescript ? ")!" : ")";
  const std::string line = "const " + keys + " = new Map(await Promise.all(" + array_text(call) + ".map(async (" +
                           typed(parameters[0]) + ") => " + pair + ")));";
  return {insert_before(statement, line_before(statement, line)),
          replace(callback->node(), "(" + typed(parameters[0]) + ", " + typed(parameters[1]) + ") => " + keys +
                                        ".get(" + first + there + " - " + keys + ".get(" + second + there)};
}

}  // namespace

std::vector<TextEdit> await_before_deciding(RuleContext& context, const CallbackCall& call) {
  const Facts& facts = context.facts();
  // Sets and Maps have no such methods.
  const bool is_indexed = !call.receiver_value.is(Shape::set) && !call.receiver_value.is(Shape::map);
  if (call.is_library_function || !facts.may_await(call.call) || call.is_optional() || !is_indexed ||
      !facts.has_global("Promise", call.call) || loses_type_arguments(call))
    return {};
  if (call.method_name == "filter") return keep_what_passed(context, call);
  if (call.method_name == "sort" || call.method_name == "toSorted") return sort_by_keys(context, call);
  return decide_by_results(call);
}

}  // namespace asynclint
