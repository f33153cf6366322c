#include "facts/flow.h"

#include "syntax/views.h"

namespace asynclint {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// Deeper nesting than this is not looked into; the answer is then the careful one.
constexpr int deepest_statement = 100;

bool is_always_true(Node condition) {
  condition = syntax::unwrap(condition);
  return condition.is(Kind::true_) || (condition.is(Kind::number) && condition.text() != "0");
}

// Whether something inside may break out of it. A labelled break counts wherever it leads.
bool has_break(Node body) {
  bool found = false;
  visit_own(body, [&](Node node) {
    if (node.is(Kind::break_statement)) {
      bool own = true;
      if (!node.child(Field::label))
        for (Node around = node.parent(); around != body.parent(); around = around.parent())
          if (around != body && (syntax::is_loop_kind(around.kind()) || around.is(Kind::switch_statement))) own = false;
      found = found || own;
    }
    return !found;
  });
  return found;
}

bool completes(Node statement, int depth);

bool all_complete(Node block, int depth) {
  for (const Node child : block.children())
    if (syntax::is_named(child.kind()) && !completes(child, depth)) return false;
  return true;
}

bool switch_completes(Node statement, int depth) {
  const Node body = statement.child(Field::body);
  if (has_break(body)) return true;
  bool has_default = false;
  Node last;
  for (const Node arm : body.children()) {
    if (arm.is(Kind::switch_default)) has_default = true;
    if (arm.is(Kind::switch_case, Kind::switch_default)) last = arm;
  }
  return !has_default || all_complete(last, depth);
}

bool completes(Node statement, int depth) {
  if (++depth > deepest_statement) return true;
  switch (statement.kind()) {
    case Kind::return_statement:
    case Kind::throw_statement: return false;
    case Kind::statement_block:
    case Kind::else_clause:
    case Kind::finally_clause: return all_complete(statement, depth);
    case Kind::if_statement: {
      const Node otherwise = statement.child(Field::alternative);
      return !otherwise || completes(statement.child(Field::consequence), depth) || completes(otherwise, depth);
    }
    case Kind::try_statement: {
      const Node finalizer = statement.child(Field::finalizer);
      if (finalizer && !completes(finalizer.child(Field::body), depth)) return false;
      const Node handler = statement.child(Field::handler);
      return completes(statement.child(Field::body), depth) ||
             (handler && completes(handler.child(Field::body), depth));
    }
    case Kind::switch_statement: return switch_completes(statement, depth);
    case Kind::while_statement:
      return !is_always_true(statement.child(Field::condition)) || has_break(statement.child(Field::body));
    case Kind::for_statement: {
      const Node condition = syntax::ForStatement::assume(statement).condition();
      return (condition && !is_always_true(condition)) || has_break(statement.child(Field::body));
    }
    default: return true;
  }
}

using IsHarmless = std::function<bool(Node)>;

// `[a, b] = …` and `({ a } = …)` throw for what cannot be taken apart.
bool is_syntax_pattern(Node target) { return target.is(Kind::array_pattern, Kind::object_pattern); }

bool is_safe(Node node, const IsHarmless& is_harmless, int depth) {
  if (!node || node.begins_type()) return true;
  if (++depth > deepest_statement) return false;
  switch (node.kind()) {
    case Kind::string:
    case Kind::number:
    case Kind::true_:
    case Kind::false_:
    case Kind::null:
    case Kind::undefined:
    case Kind::regex:
    case Kind::identifier:
    case Kind::this_:
    case Kind::shorthand_property_identifier:
    case Kind::function_declaration:
    case Kind::generator_function_declaration:
    case Kind::function_expression:
    case Kind::generator_function:
    case Kind::arrow_function:
    case Kind::method_definition:
    case Kind::property_identifier:
    case Kind::empty_statement:
    case Kind::break_statement:
    case Kind::continue_statement:
    case Kind::comment: return true;
    case Kind::binary_expression: {
      const auto operation = node.child(Field::operator_).kind();
      const bool is_certain =
          operation == Kind::kw_instanceof ? node.child(Field::right).is(Kind::identifier) : operation != Kind::kw_in;
      if (!is_certain && !is_harmless(node)) return false;
      break;
    }
    case Kind::call_expression:
    case Kind::new_expression: {
      if (!is_harmless(node)) return false;
      for (const Node argument : node.child(Field::arguments).children())
        if (syntax::is_named(argument.kind()) && !is_safe(argument, is_harmless, depth)) return false;
      return true;
    }
    case Kind::parenthesized_expression:
    case Kind::as_expression:
    case Kind::satisfies_expression:
    case Kind::non_null_expression:
    case Kind::type_assertion:
    case Kind::instantiation_expression:
    case Kind::ternary_expression:
    case Kind::sequence_expression:
    case Kind::unary_expression:
    case Kind::update_expression:
    case Kind::object:
    case Kind::array:
    case Kind::pair:
    case Kind::expression_statement:
    case Kind::return_statement:
    case Kind::statement_block:
    case Kind::if_statement:
    case Kind::else_clause:
    case Kind::lexical_declaration:
    case Kind::variable_declaration:
    case Kind::template_string:
    case Kind::template_substitution:
    case Kind::string_fragment:
    case Kind::escape_sequence:
    case Kind::for_statement:
    case Kind::while_statement:
    case Kind::do_statement:
    case Kind::switch_statement:
    case Kind::switch_body:
    case Kind::switch_case:
    case Kind::switch_default: break;
    case Kind::spread_element:
      if (!node.parent().is(Kind::object) && !is_harmless(node)) return false;
      break;
    case Kind::variable_declarator: {
      const Node name = node.child(Field::name);
      if (name.is(Kind::identifier)) break;
      return is_harmless(name) && is_safe(node.child(Field::value), is_harmless, depth);
    }
    case Kind::for_in_statement:
      return is_harmless(node) && is_safe(node.child(Field::right), is_harmless, depth) &&
             is_safe(node.child(Field::body), is_harmless, depth);
    // What is in it is looked at by who says that it is harmless.
    case Kind::try_statement: return is_harmless(node);
    // The awaited and yielded, and the owner and key of a member, are looked at by who says that it is harmless.
    case Kind::await_expression:
    case Kind::yield_expression:
    case Kind::member_expression:
    case Kind::subscript_expression: return is_harmless(node);
    case Kind::assignment_expression:
    case Kind::augmented_assignment_expression:
      if (is_syntax_pattern(node.child(Field::left))) return false;
      break;
    default: return false;
  }
  for (const Node child : node.children())
    if (syntax::is_named(child.kind()) && !is_safe(child, is_harmless, depth)) return false;
  return true;
}

}  // namespace

bool completes_normally(Node statement) { return completes(statement, 0); }

bool cannot_throw(Node node, const std::function<bool(Node)>& is_harmless) { return is_safe(node, is_harmless, 0); }

bool all_returned(Node node, const std::function<bool(Node)>& test) {
  const auto function = syntax::Function::from(node);
  if (!function || function->is_async()) return false;
  if (!function->has_block_body()) return test(function->body());
  bool all = true;
  visit_own(function->body(), [&](Node inner) {
    if (!inner.is(Kind::return_statement)) return true;
    const Node argument = inner.named_child(0);
    if (argument && !test(argument)) all = false;
    return false;
  });
  return all;
}

}  // namespace asynclint
