#include "facts/promise-uses.h"

#include <algorithm>
#include <array>

#include "facts/names.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

// Names for names for names: nobody follows further.
constexpr int deepest_alias = 12;

constexpr std::array<std::string_view, 3> chaining{"then", "catch", "finally"};
// These give an array of the same promises.
constexpr std::array<std::string_view, 10> passing{"slice",    "concat", "reverse", "toReversed", "sort",
                                                   "toSorted", "flat",   "splice",  "filter",     "fill"};
// These call back with each element.
constexpr std::array<std::string_view, 10> visiting{"forEach",  "map",           "some",   "every",       "find",
                                                    "findLast", "findLastIndex", "reduce", "reduceRight", "findIndex"};
// These look at the elements at once.
constexpr std::array<std::string_view, 7> reading{"join",        "includes",       "indexOf", "length",
                                                  "lastIndexOf", "toLocaleString", "toString"};
// These give one element.
constexpr std::array<std::string_view, 3> picking{"at", "pop", "shift"};

class Uses {
 public:
  explicit Uses(const Facts& facts) : facts_(facts) {}

  PromiseUse of_promise(Node expression, int depth) const {
    if (depth > deepest_alias) return PromiseUse::keeps;
    const Node at = syntax::wrapped(expression);
    const Node parent = at.parent();
    switch (parent.kind()) {
      case Kind::await_expression: return PromiseUse::waits;
      case Kind::member_expression:
      case Kind::subscript_expression: {
        if (at.field() != Field::object) return PromiseUse::reads;
        const auto name = MemberExpression::assume(parent).name();
        return name && is_one_of(*name, chaining) ? PromiseUse::waits : PromiseUse::reads;
      }
      case Kind::arguments: return of_argument(parent);
      case Kind::array: return of_promise_in_array(parent, depth);
      case Kind::pair:
      case Kind::object: return PromiseUse::keeps;
      case Kind::variable_declarator: return of_declared(parent, depth, Holds::promise);
      case Kind::assignment_expression: return at.field() == Field::right ? PromiseUse::keeps : PromiseUse::none;
      case Kind::augmented_assignment_expression:
      case Kind::update_expression: return PromiseUse::reads;
      case Kind::return_statement: return PromiseUse::returned;
      case Kind::arrow_function: return PromiseUse::returned;
      case Kind::ternary_expression:
      case Kind::binary_expression:
      case Kind::sequence_expression:
        return passes_value_on(at, parent) ? of_promise(parent, depth + 1) : PromiseUse::reads;
      case Kind::expression_statement: return PromiseUse::none;
      case Kind::unary_expression:
        return parent.child(Field::operator_).is(Kind::kw_void) ? PromiseUse::keeps : PromiseUse::reads;
      case Kind::template_substitution:
      case Kind::spread_element:
      case Kind::for_in_statement:
      case Kind::if_statement:
      case Kind::while_statement:
      case Kind::do_statement:
      case Kind::for_statement:
      case Kind::parenthesized_expression: return PromiseUse::reads;
      default: return PromiseUse::keeps;
    }
  }

  PromiseUse of_array(Node expression, int depth) const {
    if (depth > deepest_alias) return PromiseUse::keeps;
    const Node at = syntax::wrapped(expression);
    const Node parent = at.parent();
    switch (parent.kind()) {
      case Kind::expression_statement: return PromiseUse::none;
      // Awaiting an array gives the array.
      case Kind::await_expression: return of_array(parent, depth + 1);
      case Kind::member_expression: return at.field() == Field::object ? of_member(parent, depth) : PromiseUse::reads;
      case Kind::subscript_expression:
        if (at.field() != Field::object) return PromiseUse::reads;
        return MemberExpression::assume(parent).name() ? of_member(parent, depth) : of_promise(parent, depth + 1);
      case Kind::arguments: return of_argument(parent);
      case Kind::spread_element: return of_spread(parent, depth);
      case Kind::variable_declarator: return of_declared(parent, depth, Holds::array);
      case Kind::assignment_expression: {
        const Node target = parent.child(Field::left);
        if (at.field() != Field::right) return PromiseUse::none;
        if (!target.is(Kind::identifier) || !parent.parent().is(Kind::expression_statement)) return PromiseUse::keeps;
        const Binding binding = facts_.bindings().resolve(target);
        return binding ? of_name(binding, depth, Holds::array) : PromiseUse::keeps;
      }
      case Kind::ternary_expression:
      case Kind::binary_expression:
      case Kind::sequence_expression:
        if (parent.is(Kind::sequence_expression) && parent.last_named_child() != at) return PromiseUse::none;
        return passes_value_on(at, parent) ? of_array(parent, depth + 1) : PromiseUse::reads;
      case Kind::for_in_statement: return of_loop(parent, depth);
      case Kind::jsx_expression: return of_jsx(parent);
      case Kind::template_substitution: return PromiseUse::reads;
      case Kind::parenthesized_expression: return PromiseUse::reads;
      default: return PromiseUse::keeps;
    }
  }

  enum class Holds : std::uint8_t { promise, array };

  PromiseUse of_name(const Binding& binding, int depth, Holds holds) const {
    if (is_exported(binding)) return PromiseUse::keeps;
    PromiseUse greatest = PromiseUse::none;
    for (const Node reference : facts_.bindings().references(binding)) {
      PromiseUse use = PromiseUse::keeps;
      if (is_written(reference))
        use = PromiseUse::none;
      else if (reference.is(Kind::identifier))
        use = holds == Holds::array ? of_array(reference, depth + 1) : of_promise(reference, depth + 1);
      greatest = std::max(greatest, use);
      if (greatest == PromiseUse::waits) break;
    }
    return greatest;
  }

 private:
  static bool is_written(Node reference) {
    return reference.parent().is(Kind::assignment_expression) && reference.field() == Field::left;
  }

  bool is_exported(const Binding& binding) const {
    return binding.owner.is(Kind::variable_declarator) && facts_.is_exported(binding.owner.parent());
  }

  // Whether an operand's value may be the value of the whole.
  static bool passes_value_on(Node at, Node parent) {
    switch (parent.kind()) {
      case Kind::ternary_expression: return at.field() != Field::condition;
      case Kind::sequence_expression: return parent.last_named_child() == at;
      case Kind::binary_expression: {
        const Kind operation = parent.child(Field::operator_).kind();
        if (operation == Kind::op_amp_amp) return at.field() == Field::right;
        return operation == Kind::op_pipe_pipe || operation == Kind::op_question_question;
      }
      default: return false;
    }
  }

  PromiseUse of_argument(Node arguments) const {
    const Node call = arguments.parent();
    if (facts_.is_combinator_call(call)) return PromiseUse::waits;
    const Node callee = call.is(Kind::new_expression) ? call.child(Field::constructor) : call.child(Field::function);
    return waits_for_nothing(facts_, callee) ? PromiseUse::reads : PromiseUse::keeps;
  }

  // `[previous, next]`: what becomes of the array that the promise is put into.
  PromiseUse of_promise_in_array(Node array, int depth) const {
    const PromiseUse use = of_array(array, depth + 1);
    return use == PromiseUse::none ? PromiseUse::reads : use;
  }

  PromiseUse of_declared(Node declarator, int depth, Holds holds) const {
    const Node name = declarator.child(Field::name);
    if (!name.is(Kind::identifier)) return holds == Holds::array ? PromiseUse::keeps : PromiseUse::reads;
    const Binding binding = facts_.bindings().resolve(name);
    return binding ? of_name(binding, depth, holds) : PromiseUse::keeps;
  }

  PromiseUse of_spread(Node spread, int depth) const {
    const Node parent = spread.parent();
    if (parent.is(Kind::array)) return of_array(parent, depth + 1);
    return parent.is(Kind::arguments) ? of_argument(parent) : PromiseUse::keeps;
  }

  PromiseUse of_member(Node member, int depth) const {
    const auto name = MemberExpression::assume(member).name();
    if (!name) return PromiseUse::keeps;
    if (is_one_of(*name, reading)) return PromiseUse::reads;
    const Node call = member.parent();
    if (!call.is(Kind::call_expression) || member.field() != Field::function) return PromiseUse::keeps;
    const auto view = CallExpression::assume(call);
    if (is_one_of(*name, picking)) return of_promise(call, depth + 1);
    if (is_one_of(*name, visiting)) return of_visit(view, *name);
    if (!is_one_of(*name, passing)) return PromiseUse::keeps;
    if (*name == "filter" && of_visit(view, *name) == PromiseUse::waits) return PromiseUse::waits;
    return of_array(call, depth + 1);
  }

  // A callback gets each promise: what does it do with it?
  PromiseUse of_visit(const CallExpression& call, std::string_view method) const {
    const Node callback = syntax::unwrap(call.argument(0));
    if (waits_for_nothing(facts_, callback)) return PromiseUse::reads;
    const auto function = Function::from(callback);
    if (!function) return PromiseUse::keeps;
    const auto parameters = function->parameters();
    const std::size_t place = method.starts_with("reduce") ? 1 : 0;
    if (parameters.size() <= place) return PromiseUse::keeps;
    const Node parameter = parameters[place];
    if (parameter.is(Kind::object_pattern, Kind::array_pattern)) return PromiseUse::reads;
    if (!parameter.is(Kind::identifier)) return PromiseUse::keeps;
    const Binding binding = facts_.bindings().resolve(parameter.text(), function->body());
    if (!binding) return PromiseUse::keeps;
    const PromiseUse use = of_name(binding, 1, Holds::promise);
    return use == PromiseUse::reads ? PromiseUse::reads : PromiseUse::waits;
  }

  PromiseUse of_loop(Node loop, int depth) const {
    if (loop.child(Kind::kw_await)) return PromiseUse::waits;
    const Node variable = loop.child(Field::left);
    if (variable.is(Kind::object_pattern, Kind::array_pattern)) return PromiseUse::reads;
    if (!variable.is(Kind::identifier)) return PromiseUse::keeps;
    const Binding binding = facts_.bindings().resolve(variable);
    if (!binding) return PromiseUse::keeps;
    const PromiseUse use = of_name(binding, depth, Holds::promise);
    return use == PromiseUse::reads ? PromiseUse::reads : PromiseUse::waits;
  }

  // React waits for promises that an async component renders, and for no others.
  static PromiseUse of_jsx(Node expression) {
    const Node parent = expression.parent();
    if (!parent.is(Kind::jsx_element)) return PromiseUse::keeps;
    for (Node function = syntax::enclosing_function(expression); function;
         function = syntax::enclosing_function(function))
      if (Function::assume(function).is_async()) return PromiseUse::keeps;
    return PromiseUse::reads;
  }

  const Facts& facts_;
};

}  // namespace

PromiseUse use_of_promise(const Facts& facts, Node expression) { return Uses(facts).of_promise(expression, 0); }

PromiseUse use_of_promise_array(const Facts& facts, Node expression) { return Uses(facts).of_array(expression, 0); }

PromiseUse use_of_promise_name(const Facts& facts, const Binding& binding) {
  return Uses(facts).of_name(binding, 0, Uses::Holds::promise);
}

bool waits_for_nothing(const Facts& facts, Node callee) {
  callee = syntax::unwrap(callee);
  constexpr std::array<std::string_view, 10> functions{"Boolean", "Number", "String",   "parseInt", "parseFloat",
                                                       "isNaN",   "Map",    "isFinite", "BigInt",   "Symbol"};
  if (callee.is(Kind::identifier)) return is_one_of(callee.text(), functions) && !facts.bindings().resolve(callee);
  const auto member = MemberExpression::from(callee);
  if (!member) return false;
  constexpr std::array<std::string_view, 4> owners{"Math", "JSON", "Object", "console"};
  const Node owner = syntax::unwrap(member->object());
  return owner.is(Kind::identifier) && is_one_of(owner.text(), owners) && !facts.bindings().resolve(owner);
}

}  // namespace asynclint
