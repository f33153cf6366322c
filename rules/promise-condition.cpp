// A promise is an object, and every object is truthy: where it decides, its result never does.
#include "facts/decisions.h"
#include "lint/edits.h"
#include "lint/messages.h"
#include "lint/rule.h"

namespace asynclint::rules {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// What decides by one of its parts.
class Decision : public syntax::ViewOf<Decision, Kind::if_statement, Kind::while_statement, Kind::do_statement,
                                       Kind::for_statement, Kind::ternary_expression, Kind::unary_expression,
                                       Kind::binary_expression> {};

std::string subject(Node expression) {
  const Node inner = syntax::unwrap(expression);
  if (inner.is(Kind::identifier)) return "the promise " + quoted(inner.text());
  const auto call = CallExpression::from(inner);
  const Node callee = call ? syntax::unwrap(call->callee()) : Node{};
  if (!call || syntax::is_function_kind(callee.kind())) return "this promise";
  return "the promise of " + quoted(callee.text());
}

// `!(await isOpen())`, `(await isOpen()) && …`, `if (await isOpen())`
std::vector<TextEdit> await_it(Node expression) {
  const Node holder = expression.parent();
  // A parenthesis at the beginning of a statement would call what stands before it, where no semicolon does.
  const bool is_first = syntax::enclosing_statement(expression).span().begin == expression.span().begin;
  const bool is_enclosed = is_first || holder.is(Kind::parenthesized_expression, Kind::for_statement);
  return is_enclosed ? std::vector<TextEdit>{insert_before(expression, "await ")}
                     : surround(expression, "(await ", ")");
}

void check(RuleContext& context, const Decision& decision) {
  const Facts& facts = context.facts();
  for (const Node expression : deciding_expressions(decision.node())) {
    const Value promise = facts.value(expression);
    if (!promise.is_promise()) continue;
    if (!is_always_promise(facts, expression)) {
      context.decline(expression, "there may be no promise, and that is what is asked");
      continue;
    }
    const Node operation = decision.node().child(Field::operator_);
    const bool asks_for_nothing = operation.is(Kind::op_question_question);
    Report report = context.report(expression, promise.evidence,
                                   subject(expression) + (asks_for_nothing ? " is never null or undefined"
                                                                           : " is always truthy, whatever its result"));
    explain_promise(report, promise);
    if (facts.may_await(expression))
      report.suggest("Await it: its result decides, and its failure is thrown here", await_it(expression));
  }
}

}  // namespace

extern constexpr Rule promise_condition = complete({
    .summary = "Promise used as a condition",
    .family = Family::lost_values,
    .levels = {.certain = Level::error, .known = Level::error, .likely = Level::off},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::suggestion,
    .since = "0.1",
    .known_as = {"@typescript-eslint/no-misused-promises", "typescript/no-misused-promises", "biome/noMisusedPromises",
                 "sonarjs/no-misused-promises"},
    .lesson = "async-function",
    .check = on<Decision, check>(),
});

}  // namespace asynclint::rules
