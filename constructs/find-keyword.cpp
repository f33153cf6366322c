// Constructs that begin with a keyword. What stands around an `await` makes it another one.
#include <array>

#include "constructs/fate.h"
#include "constructs/finders.h"
#include "facts/await-runs.h"
#include "facts/names.h"
#include "facts/rejection.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

FoundConstruct made(ConstructKind kind, Node token, Node node) { return Construct{kind, token, node}; }

bool awaits(Node root) {
  return contains_own(root, [](Node node) {
    return node.is(Kind::await_expression) ||
           (node.is(Kind::for_in_statement) && syntax::ForInStatement::assume(node).is_await());
  });
}

// The `await` that a statement does, by itself or for a variable; none when it does something else.
Node await_of_statement(Node statement) {
  Node expression;
  if (statement.is(Kind::expression_statement)) expression = statement.named_child(0);
  if (const auto declaration = syntax::VariableDeclaration::from(statement)) {
    const auto declarators = declaration->declarators();
    if (declarators.size() == 1) expression = declarators.front().value();
  }
  expression = syntax::unwrap(expression);
  if (expression.is(Kind::assignment_expression)) expression = syntax::unwrap(expression.child(Field::right));
  return expression.is(Kind::await_expression) ? expression : Node{};
}

// Whether the statement before or behind awaits, too.
bool is_in_sequence(Node await) {
  const Node statement = syntax::enclosing_statement(await);
  if (await_of_statement(statement) != await) return false;
  Node before;
  bool is_next = false;
  for (const Node sibling : statement.parent().children()) {
    if (!syntax::is_named(sibling.kind()) || sibling.is(Kind::comment)) continue;
    if (is_next) return await_of_statement(sibling) || (before && await_of_statement(before));
    if (sibling == statement)
      is_next = true;
    else
      before = sibling;
  }
  return before && await_of_statement(before);
}

// `await started`, where a constant holds the promise of a call.
bool is_of_started(const Facts& facts, Node operand) {
  if (!operand.is(Kind::identifier) || !facts.value(operand).is_promise()) return false;
  const Binding binding = facts.bindings().resolve(operand);
  return binding.owner.is(Kind::variable_declarator) &&
         syntax::unwrap(binding.owner.child(Field::value)).is(Kind::call_expression);
}

ConstructKind kind_of_await(const Facts& facts, Node await) {
  if (!facts.may_await(await)) return ConstructKind::await_in_sync_function;
  const Node operand = syntax::unwrap(await.named_child(0));
  if (loop_around(await)) {
    return is_pause(facts, operand) ? ConstructKind::await_pause_in_loop : ConstructKind::await_in_loop;
  }
  if (syntax::wrapped(await).parent().is(Kind::return_statement)) return ConstructKind::return_await;
  if (is_of_started(facts, operand)) return ConstructKind::await_of_started;
  if (is_in_sequence(await)) return ConstructKind::await_in_sequence;
  if (catch_around(await)) return ConstructKind::await_in_try;
  return syntax::enclosing_function(await) ? ConstructKind::await : ConstructKind::top_level_await;
}

FoundConstruct of_async(const Facts& facts, Node token, Node function) {
  const auto view = Function::from(function);
  if (!view) return std::nullopt;
  if (view->is_generator()) return made(ConstructKind::async_generator, token, function);
  const Node list = syntax::wrapped(function).parent();
  if (list.is(Kind::arguments)) {
    const auto creation = syntax::NewExpression::from(list.parent());
    if (creation && facts.is_global(creation->constructor(), "Promise") &&
        creation->argument(0) == syntax::wrapped(function))
      return made(ConstructKind::async_executor, token, function);
    // `orders.forEach(async …)`: the method's card.
    const auto call = CallExpression::from(list.parent());
    const auto member = call ? call->member() : std::nullopt;
    if (member && syntax::wrapped(function) == call->argument(0)) {
      auto found = find_by_member(facts, member->property());
      if (found && (found->kind == ConstructKind::async_for_each || found->kind == ConstructKind::async_map ||
                    found->kind == ConstructKind::async_predicate))
        return made(found->kind, token, found->node);
    }
    if (call && call->argument(0) == syntax::wrapped(function)) {
      auto found = find_by_name(facts, syntax::unwrap(call->callee()));
      if (found && found->kind == ConstructKind::effect_hook) return made(found->kind, token, found->node);
    }
  }
  return made(ConstructKind::async_function, token, function);
}

FoundConstruct of_loop(const Facts& facts, Node token, Node loop) {
  const auto view = syntax::ForInStatement::from(loop);
  if (view && view->is_await()) return made(ConstructKind::for_await, token, loop);
  if (!awaits(loop)) {
    const bool is_while = loop.is(Kind::while_statement, Kind::do_statement);
    return is_while ? made(ConstructKind::blocking_loop, token, loop) : std::nullopt;
  }
  if (is_retry_loop(loop)) return made(ConstructKind::retry_loop, token, loop);
  if (flag_of_loop(facts, loop)) return made(ConstructKind::loop_with_flag, token, loop);
  return made(ConstructKind::loop_with_await, token, loop);
}

FoundConstruct of_try(const Facts& facts, Node token, Node statement) {
  const Node body = statement.child(Field::body);
  if (awaits(body)) return made(ConstructKind::try_with_await, token, statement);
  const bool schedules = contains_own(body, [&](Node node) {
    const auto call = CallExpression::from(node);
    return call && scheduled_callback(facts, *call);
  });
  return made(schedules ? ConstructKind::try_around_scheduler : ConstructKind::error_statement, token, statement);
}

FoundConstruct of_catch(Node token, Node clause) {
  const Node body = clause.child(Field::body);
  if (body.named_child_count() == 0) return made(ConstructKind::empty_catch, token, clause);
  bool throws = false;
  bool falls_back = false;
  visit_own(body, [&](Node node) {
    throws = throws || node.is(Kind::throw_statement);
    falls_back = falls_back || (node.is(Kind::return_statement) && node.named_child(0));
    return true;
  });
  return made(falls_back && !throws ? ConstructKind::catch_with_fallback : ConstructKind::error_statement, token,
              clause);
}

FoundConstruct of_return(const Facts& facts, Node token, Node statement) {
  const Node value = syntax::unwrap(statement.named_child(0));
  if (!value || value.is(Kind::await_expression)) return std::nullopt;
  const auto function = Function::from(syntax::enclosing_function(statement));
  if (!function || !facts.value(value).is_promise()) return std::nullopt;
  if (catch_around(statement)) return made(ConstructKind::return_in_try, token, statement);
  return made(ConstructKind::return_promise, token, statement);
}

// Whether a loop hands its variable to somebody who runs later.
bool schedules_in_loop(const Facts& facts, Node loop) {
  return contains_own(loop.child(Field::body), [&](Node node) {
    const auto call = CallExpression::from(node);
    return call && scheduled_callback(facts, *call);
  });
}

// `this` in a function that somebody else calls, not as a method.
FoundConstruct of_this(const Facts& facts, Node token) {
  Node function = syntax::enclosing_function(token);
  bool is_arrow = false;
  while (function.is(Kind::arrow_function) && !is_run_later(facts, function))
    function = syntax::enclosing_function(function);
  is_arrow = function.is(Kind::arrow_function);
  if (!function || (!is_arrow && !function.is(Kind::function_expression)) || !is_run_later(facts, function))
    return std::nullopt;
  return made(ConstructKind::this_in_callback, token, function);
}

// `super.save()` that gives a promise.
FoundConstruct of_super(const Facts& facts, Node token) {
  const Node access = token.parent();
  const Node call = access.is(Kind::member_expression) ? access.parent() : Node{};
  if (!call.is(Kind::call_expression) || !facts.value(call).is_promise()) return std::nullopt;
  return made(ConstructKind::super_call, token, call);
}

FoundConstruct of_comment(Node token) {
  const bool asks = token.text().find("@order") != std::string_view::npos;
  return asks ? made(ConstructKind::order_comment, token, token) : std::nullopt;
}

}  // namespace

FoundConstruct find_by_keyword(const Facts& facts, Node token) {
  const Node parent = token.parent();
  switch (token.kind()) {
    case Kind::kw_async: return of_async(facts, token, parent);
    case Kind::kw_await:
      if (parent.is(Kind::await_expression)) return made(kind_of_await(facts, parent), token, parent);
      if (parent.is(Kind::for_in_statement)) return made(ConstructKind::for_await, token, parent);
      return std::nullopt;
    case Kind::kw_for:
    case Kind::kw_while:
    case Kind::kw_do: return syntax::is_loop_kind(parent.kind()) ? of_loop(facts, token, parent) : std::nullopt;
    case Kind::kw_yield: {
      const auto function = Function::from(syntax::enclosing_function(token));
      return function && function->is_async() ? made(ConstructKind::yield_, token, parent) : std::nullopt;
    }
    case Kind::kw_try: return parent.is(Kind::try_statement) ? of_try(facts, token, parent) : std::nullopt;
    case Kind::kw_catch: return parent.is(Kind::catch_clause) ? of_catch(token, parent) : std::nullopt;
    case Kind::kw_finally:
    case Kind::kw_throw: return made(ConstructKind::error_statement, token, parent);
    case Kind::kw_return: return of_return(facts, token, parent);
    case Kind::kw_void:
      return parent.is(Kind::unary_expression) && facts.value(parent.child(Field::argument)).is_promise()
                 ? made(ConstructKind::void_promise, token, parent)
                 : std::nullopt;
    case Kind::kw_new: {
      const Node constructor = syntax::unwrap(parent.child(Field::constructor));
      auto found = constructor.is(Kind::identifier) ? find_by_name(facts, constructor)
                   : constructor.is(Kind::member_expression)
                       ? find_by_member(facts, MemberExpression::assume(constructor).property())
                       : std::nullopt;
      if (found) found->token = token;
      return found;
    }
    case Kind::kw_import: {
      const Node call = parent.is(Kind::import_) ? parent.parent() : Node{};
      return call.is(Kind::call_expression) ? made(ConstructKind::dynamic_import, token, call) : std::nullopt;
    }
    case Kind::import_:
      return parent.is(Kind::call_expression) ? made(ConstructKind::dynamic_import, token, parent) : std::nullopt;
    case Kind::kw_var: {
      const Node loop = parent.parent().is(Kind::for_statement) ? parent.parent() : loop_around(token);
      if (parent.is(Kind::for_in_statement))
        return schedules_in_loop(facts, parent) ? made(ConstructKind::var_in_loop, token, parent) : std::nullopt;
      return loop && schedules_in_loop(facts, loop) ? made(ConstructKind::var_in_loop, token, loop) : std::nullopt;
    }
    case Kind::this_: return of_this(facts, token);
    case Kind::super: return of_super(facts, token);
    case Kind::comment: return of_comment(token);
    default: return std::nullopt;
  }
}

}  // namespace asynclint
