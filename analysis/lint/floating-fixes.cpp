#include "lint/floating-fixes.h"

#include "facts/chain-values.h"
#include "facts/escaping-failure.h"
#include "facts/flow.h"
#include "facts/handling.h"
#include "facts/kept-promises.h"
#include "facts/member-path.h"
#include "facts/rejection.h"
#include "facts/settled-elsewhere.h"
#include "facts/throwing.h"
#include "lint/edits.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

bool is_chain_method(std::optional<std::string_view> name) {
  return name == "then" || name == "catch" || name == "finally";
}

bool is_called_function(Node expression) {
  const auto call = CallExpression::from(syntax::unwrap(expression));
  return call && syntax::is_function_kind(syntax::unwrap(call->callee()).kind());
}

// The last thing that a callback does, when it is a call.
std::optional<CallExpression> last_call(Node callback) {
  const auto function = Function::from(callback);
  if (!function) return std::nullopt;
  Node last = function->body();
  if (function->has_block_body()) last = last.last_named_child();
  if (last.is(Kind::expression_statement, Kind::return_statement)) last = last.named_child(0);
  return CallExpression::from(syntax::unwrap(last));
}

// `resolve`, or `() => resolve(value)`, of a promise around it.
bool settles_a_promise(const Facts& facts, Node callback) {
  callback = syntax::unwrap(callback);
  if (executor_of_settler(facts, callback)) return true;
  const auto call = last_call(callback);
  return call && executor_of_settler(facts, call->callee());
}

// `() => process.exit()`
bool ends_process(const Facts& facts, Node callback) {
  const auto call = last_call(syntax::unwrap(callback));
  return call && facts.is_global_member(call->callee(), "process", "exit");
}

// How far names and conditions are followed to the test runner.
constexpr int farthest_runner = 4;

// `test`, `describe.skip`, `before` of `node:test`, also by another name: `const online = offline ? test.skip : test`.
bool is_test_runner(const Facts& facts, Node callee, int depth) {
  callee = syntax::unwrap(callee);
  if (depth > farthest_runner) return false;
  if (callee.is(Kind::ternary_expression))
    return is_test_runner(facts, callee.child(Field::consequence), depth + 1) &&
           is_test_runner(facts, callee.child(Field::alternative), depth + 1);
  const Value value = facts.value(callee);
  if (value.is(Shape::api)) return value.api.module_name() == "test" && !value.api.is_called();
  if (!callee.is(Kind::identifier) || !value.is(Shape::typed)) return false;
  const Binding binding = facts.bindings().resolve(callee);
  return binding.owner.is(Kind::variable_declarator) && binding.owner.child(Field::name) == binding.identifier &&
         !binding.is_repeated && facts.bindings().writes(binding).empty() &&
         is_test_runner(facts, binding.owner.child(Field::value), depth + 1);
}

bool is_of_test_runner(const Facts& facts, Node expression) {
  const auto call = CallExpression::from(expression);
  return call && is_test_runner(facts, call->callee(), 0);
}

class Collector {
 public:
  Collector(RuleContext& context, const MayFloat& may_float)
      : context_(context), facts_(context.facts()), may_float_(may_float) {}

  void collect(Node expression, int depth) {
    if (depth > 100) return;
    const Node inner = syntax::unwrap(expression);
    switch (inner.kind()) {
      case Kind::sequence_expression:
        for (const Node operand : inner.children())
          if (syntax::is_named(operand.kind()) && !operand.is(Kind::comment)) collect(operand, depth + 1);
        return;
      case Kind::ternary_expression:
        collect(inner.child(Field::consequence), depth + 1);
        return collect(inner.child(Field::alternative), depth + 1);
      case Kind::binary_expression: {
        const Kind operation = inner.child(Field::operator_).kind();
        if (operation == Kind::op_amp_amp || operation == Kind::op_pipe_pipe || operation == Kind::op_question_question)
          collect(inner.child(Field::right), depth + 1);
        return;
      }
      // `!async function () { … }()`: the sign only makes an expression of the function.
      case Kind::unary_expression:
        if (inner.child(Field::operator_).is(Kind::kw_void)) return collect_void(inner, depth);
        if (is_called_function(inner.child(Field::argument)))
          add(inner.child(Field::argument), syntax::unwrap(inner.child(Field::argument)));
        return;
      case Kind::array: return add_array(expression, inner);
      case Kind::call_expression:
      case Kind::new_expression: return add(expression, inner);
      // A name in statement position does nothing; nobody means a promise by it.
      default: return;
    }
  }

  std::vector<Floating> take() { return std::move(found_); }

 private:
  void collect_void(Node expression, int depth) {
    if (may_float_.with_void) return;
    const std::size_t first = found_.size();
    collect(expression.child(Field::argument), depth + 1);
    for (std::size_t i = first; i < found_.size(); ++i) found_[i].void_expression = expression;
  }

  [[nodiscard]] bool is_allowed(Node expression) const {
    if (may_float_.calls.empty()) return false;
    const auto call = CallExpression::from(syntax::unwrap(expression));
    return call && may_float_.calls.matches(member_path(call->callee()));
  }

  void add(Node expression, Node inner) {
    const Value promise = facts_.value(inner);
    if (!promise.is_promise()) return;
    if (is_of_test_runner(facts_, inner)) return context_.decline(expression, "the test runner waits for its tests");
    if (is_allowed(inner)) return context_.decline(expression, "the configuration says that it may float");
    if (const Node handler = rejection_handler(facts_, inner))
      return context_.decline(expression, "its rejection is handled by `." + std::string(handler.text()) + "`");
    if (gives_back_what_is_held(facts_, inner))
      return context_.decline(expression, "it is what the call was handed, and that has a name");
    if (promise.evidence == Evidence::likely && is_cypress_chain(facts_, inner))
      return context_.decline(expression, "Cypress queues its commands");
    const auto call = CallExpression::from(inner);
    const auto member = call ? call->member() : std::nullopt;
    const bool is_chain = member && is_chain_method(member->name());
    const bool never_rejects = promise.cannot_reject || cannot_reject(facts_, inner);
    if (never_rejects && is_chain && member->name() == "then" && settles_a_promise(facts_, call->argument(0)))
      return context_.decline(expression, "whoever waits for the promise that it settles waits for it");
    if (never_rejects && is_chain && member->name() == "then" && ends_process(facts_, call->argument(0)))
      return context_.decline(expression, "it cannot reject, and ends the process when it is done");
    if (tells_somebody_else(facts_, inner))
      return context_.decline(expression, "its outcome goes to a callback, or to the promise around it");
    if (call && is_taken_by_its_other_name(facts_, *call))
      return context_.decline(expression, "the promise is waited for by the name under which it is kept");
    if (call && is_kept_and_caught(facts_, *call))
      return context_.decline(expression, "who gives it keeps it, goes on from it and takes its failure");
    EscapingFailure failure = never_rejects ? EscapingFailure{} : seen_reason_to_fail(facts_, inner);
    if (failure && hears_of_rejections(facts_)) failure = {};
    found_.push_back({expression, promise, is_chain, false, failure, {}});
  }

  void add_array(Node expression, Node array) {
    for (const Node element : array.children()) {
      if (!syntax::is_named(element.kind()) || element.is(Kind::comment)) continue;
      const Value promise = facts_.value(element);
      if (!promise.is_promise() || promise.evidence == Evidence::likely || rejection_handler(facts_, element) ||
          is_allowed(element))
        continue;
      found_.push_back({expression, promise, false, true, {EscapingFailure::From::body, element}, {}});
      return;
    }
  }

  RuleContext& context_;
  const Facts& facts_;
  const MayFloat& may_float_;
  std::vector<Floating> found_;
};

// `save() as Promise<void>`, which binds less than what goes before or behind it.
bool is_asserted(Node expression) { return expression.is(Kind::as_expression, Kind::satisfies_expression); }

// What is put in front of an expression, with the parenthesis that it needs.
std::string opening(std::string_view words, const Floating& floating) {
  return std::string(words) + (floating.is_array || is_asserted(floating.expression) ? "(" : "");
}

// Where `.catch(console.error)` goes: behind the promise, but before a .finally, and into a .catch that handles
// nothing. What is no promise on some ways has no `.catch` there.
std::vector<TextEdit> add_handler(const Floating& floating, const std::string& handler) {
  Node promise = floating.expression;
  if (floating.promise.is_partial) return surround(promise, "Promise.resolve(", ").catch(" + handler + ")");
  if (is_asserted(promise)) {
    const Node statement = syntax::enclosing_statement(promise);
    const bool starts_line = statement.span().begin == promise.span().begin && would_continue_line_before(statement);
    return surround(promise, starts_line ? ";(" : "(", ").catch(" + handler + ")");
  }
  while (true) {
    const auto call = CallExpression::from(syntax::unwrap(promise));
    const auto member = call ? call->member() : std::nullopt;
    if (!member) break;
    // A tagged template has no list.
    const Node list = call->argument_list();
    if (member->name() == "catch" && list) return {replace(list, "(" + handler + ")")};
    if (member->name() != "finally") break;
    promise = member->object();
  }
  return {insert_after(promise, ".catch(" + handler + ")")};
}

// A loop that pushes promises means its rounds to run side by side.
bool is_in_concurrent_loop(const Facts& facts, Node place) {
  for (Node at = place.parent(); at && !syntax::is_function_kind(at.kind()); at = at.parent()) {
    if (!syntax::is_loop_kind(at.kind())) continue;
    bool pushes = false;
    visit_own(at.child(Field::body), [&](Node node) {
      const auto call = CallExpression::from(node);
      const auto member = call ? call->member() : std::nullopt;
      if (member && member->name() == "push" && facts.value(call->argument(0)).is_promise()) pushes = true;
      return !pushes;
    });
    if (pushes) return true;
  }
  return false;
}

bool has_promise_global(const Floating& one, const Facts& facts) { return facts.has_global("Promise", one.expression); }

}  // namespace

std::vector<Floating> floating_promises(RuleContext& context, Node expression, const MayFloat& may_float) {
  Collector collector(context, may_float);
  collector.collect(expression, 0);
  return collector.take();
}

bool is_tail_of_chain_callback(const Facts&, Node statement) {
  const Node block = statement.parent();
  const auto callback = Function::from(block.parent());
  if (!block.is(Kind::statement_block) || !callback || callback->body() != block || callback->is_async() ||
      callback->is_generator() || block.last_named_child() != statement)
    return false;
  const Node list = syntax::wrapped(callback->node()).parent();
  if (!list.is(Kind::arguments)) return false;
  const auto call = CallExpression::from(list.parent());
  const auto member = call ? call->member() : std::nullopt;
  return member && is_chain_method(member->name());
}

std::vector<TextEdit> await_them(const Facts& facts, const std::vector<Floating>& floating) {
  for (const Floating& one : floating)
    if (one.is_array && !has_promise_global(one, facts)) return {};
  if (is_in_concurrent_loop(facts, floating.front().expression)) return {};
  // A function that awaits its own next round keeps all rounds alive.
  for (const Floating& one : floating)
    if (syntax::is_function_kind(one.promise.node.kind()) && one.expression.is_within(one.promise.node)) return {};
  std::vector<TextEdit> edits;
  for (const Floating& one : floating) {
    std::string words = opening(one.is_array ? "await Promise.all" : "await ", one);
    edits.push_back(one.void_expression ? replace_until(one.void_expression, one.expression, std::move(words))
                                        : insert_before(one.expression, std::move(words)));
    if (one.is_array || is_asserted(one.expression)) edits.push_back(insert_after(one.expression, ")"));
  }
  return edits;
}

std::vector<TextEdit> catch_them(const Facts& facts, const std::vector<Floating>& floating, std::string_view handler) {
  const bool is_console = handler.starts_with("console.");
  if (is_console && !facts.has_global("console", floating.front().expression)) return {};
  std::vector<TextEdit> edits;
  for (const Floating& one : floating) {
    if (one.promise.evidence == Evidence::likely) return {};
    if ((one.is_array || one.promise.is_partial) && !has_promise_global(one, facts)) return {};
    if (one.is_array) {
      edits.push_back(insert_before(one.expression, "Promise.all("));
      edits.push_back(insert_after(one.expression, ").catch(" + std::string(handler) + ")"));
    } else {
      for (TextEdit& edit : add_handler(one, std::string(handler))) edits.push_back(std::move(edit));
    }
  }
  return edits;
}

std::vector<TextEdit> void_them(const std::vector<Floating>& floating) {
  std::vector<TextEdit> edits;
  for (const Floating& one : floating) {
    if (one.promise.evidence == Evidence::likely || one.void_expression) return {};
    edits.push_back(insert_before(one.expression, is_asserted(one.expression) ? "void (" : "void "));
    if (is_asserted(one.expression)) edits.push_back(insert_after(one.expression, ")"));
  }
  return edits;
}

std::vector<TextEdit> return_it(const syntax::ExpressionStatement& statement, const Floating& floating) {
  if (floating.is_array || floating.void_expression) return {};
  return {insert_before(statement.node(), "return ")};
}

}  // namespace asynclint
