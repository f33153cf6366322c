// Names of this text: functions that are called, promises that are kept, parameters of callbacks, variables that code
// which runs later shares.
#include <algorithm>
#include <array>

#include "constructs/fate.h"
#include "constructs/finders.h"
#include "facts/access-path.h"
#include "facts/decisions.h"
#include "facts/names.h"
#include "facts/throwing.h"

namespace asynclint {
namespace {

using syntax::AssignmentExpression;
using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

constexpr int deep_callbacks = 3;
constexpr std::size_t most_references = 200;

FoundConstruct is(ConstructKind kind, Node token, Node node) { return Construct{kind, token, node}; }

// The whole expression that a name stands for: the member, when it is one's property.
Node expression_of(Node token) {
  const Node parent = token.parent();
  return parent.is(Kind::member_expression) && parent.child(Field::property) == token ? parent : token;
}

// --- Parameters
// -------------------------------------------------------------------------------------------------------

Node function_of_parameter(const Binding& binding) {
  if (binding.kind != DeclarationKind::parameter) return {};
  Node at = binding.identifier;
  while (at && !syntax::is_function_kind(at.kind())) at = at.parent();
  return at;
}

// Whether a function is what `new Promise` is given.
bool is_executor(const Facts& facts, Node function) {
  const Node list = syntax::wrapped(function).parent();
  const auto creation = list.is(Kind::arguments) ? syntax::NewExpression::from(list.parent()) : std::nullopt;
  return creation && facts.is_global(creation->constructor(), "Promise");
}

FoundConstruct of_settler(const Facts& facts, Node token, const Binding& binding) {
  const Node function = function_of_parameter(binding);
  if (!function || !is_executor(facts, function)) return std::nullopt;
  const auto call = CallExpression::from(call_of(token));
  const auto parameters = Function::assume(function).parameters();
  const bool resolves = !parameters.empty() && parameters.front().text() == token.text();
  const bool hands_promise = call && resolves && facts.value(syntax::unwrap(call->argument(0))).is_promise();
  return is(hands_promise ? ConstructKind::settler_with_promise : ConstructKind::settler, token,
            call ? call->node() : token);
}

// How many callbacks lie around a place, each handed to a call of the one around it.
int depth_of_callbacks(Node function) {
  int depth = 0;
  for (; function; function = syntax::enclosing_function(function)) {
    const Node list = syntax::wrapped(function).parent();
    if (!list.is(Kind::arguments) || !list.parent().is(Kind::call_expression)) break;
    ++depth;
  }
  return depth;
}

bool is_error_name(std::string_view name) {
  return name == "err" || name == "error" || name == "e" || name == "failure" || name.ends_with("Error") ||
         name.ends_with("Err");
}

// The first parameter of a callback that gets an error or nothing there.
FoundConstruct of_error_parameter(const Facts& facts, Node token, const Binding& binding) {
  const Node function = function_of_parameter(binding);
  const auto view = Function::from(function);
  if (!view || !is_error_name(token.text())) return std::nullopt;
  const auto parameters = view->parameters();
  if (parameters.empty() || parameters.front() != binding.identifier) return std::nullopt;
  const Node own = syntax::wrapped(function);
  const Node list = own.parent();
  const auto call = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
  if (!call || list.last_named_child() != own) return std::nullopt;
  // `.catch((error) => …)` and the listeners of errors get nothing but errors.
  const std::string_view name = syntax::called_name(*call);
  constexpr std::array<std::string_view, 7> others{"then",   "catch", "on", "once", "addListener", "addEventListener",
                                                   "forEach"};
  if (is_one_of(name, others)) return std::nullopt;
  if (parameters.size() == 1 && facts.value(call->node()).is_promise()) return std::nullopt;
  const bool is_deep = depth_of_callbacks(function) >= deep_callbacks;
  return is(is_deep ? ConstructKind::nested_callbacks : ConstructKind::error_parameter, token, function);
}

// Whether a function inside of another is run when that one has ended, as far as it is seen who calls it.
bool runs_later_in(const Facts& facts, Node inner, Node outer) {
  for (Node at = inner; at && at != outer; at = syntax::enclosing_function(at)) {
    if (is_run_later(facts, at)) return true;
    const Node list = syntax::wrapped(at).parent();
    const auto call = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
    if (call && kind_of_api(facts, syntax::unwrap(call->callee())) == ConstructKind::host_call) return true;
  }
  return false;
}

// A callback that its function calls now on one way and later on another.
FoundConstruct of_callback_parameter(const Facts& facts, Node token, const Binding& binding) {
  const Node function = function_of_parameter(binding);
  const Node call = call_of(token);
  if (!function || !call) return std::nullopt;
  bool now = false;
  bool later = false;
  const auto uses = facts.bindings().references(binding);
  if (uses.size() > most_references) return std::nullopt;
  for (const Node use : uses) {
    const Node around = syntax::enclosing_function(use);
    const bool is_handed_on = use.parent().is(Kind::arguments) && !call_of(use);
    if (call_of(use) && around == function) now = true;
    if (call_of(use) && around != function) later = later || runs_later_in(facts, around, function);
    if (is_handed_on && around == function) {
      const auto taker = CallExpression::from(use.parent().parent());
      if (taker && scheduled_callback(facts, *taker) == use) later = true;
    }
  }
  return now && later ? is(ConstructKind::zalgo_call, token, call) : std::nullopt;
}

// --- Calls of functions of this text
// ----------------------------------------------------------------------------------

bool gives_promise_before(const Facts& facts, Node statement) {
  for (const Node sibling : facts.tree().root().children()) {
    if (sibling == statement || sibling.span().begin >= statement.span().begin) return false;
    Node expression;
    if (sibling.is(Kind::expression_statement)) expression = sibling.named_child(0);
    if (const auto declaration = syntax::VariableDeclaration::from(sibling)) {
      const auto declarators = declaration->declarators();
      if (!declarators.empty()) expression = declarators.front().value();
    }
    if (expression.is(Kind::await_expression)) return true;
    if (expression && !syntax::is_function_kind(expression.kind()) && facts.value(expression).is_promise()) return true;
  }
  return false;
}

FoundConstruct of_call(const Facts& facts, Node token, Node callee) {
  const Node call = call_of(callee);
  if (!call.is(Kind::call_expression)) return std::nullopt;
  const Value value = facts.value(callee);
  const auto function = value.is(Shape::function) ? Function::from(value.node) : std::nullopt;
  if (!function || function->is_generator()) return std::nullopt;
  const bool gives_promise = facts.value(call).is_promise();
  if (!gives_promise) {
    if (call.is_within(function->node())) {
      // A function inside it that runs later starts on an empty stack.
      for (Node around = syntax::enclosing_function(call); around; around = syntax::enclosing_function(around)) {
        if (around == function->node()) return is(ConstructKind::recursive_call, token, call);
        if (is_run_later(facts, around)) break;
      }
    }
    const auto around = Function::from(syntax::enclosing_function(call));
    const bool matters = around && (around->is_async() || is_run_later(facts, around->node()));
    return matters ? is(ConstructKind::sync_call, token, call) : std::nullopt;
  }
  const bool is_floating =
      syntax::wrapped(call).parent().is(Kind::expression_statement) || fate_of(facts, call).way == Fate::Way::nobody;
  if (is_floating) return is(ConstructKind::floating_call, token, call);
  if (!syntax::enclosing_function(call) && !gives_promise_before(facts, syntax::enclosing_statement(call)))
    return is(ConstructKind::first_async_call, token, call);
  return is(ConstructKind::async_call, token, call);
}

// --- Variables
// --------------------------------------------------------------------------------------------------------

// Whether what a path begins at is shared by all runs of the function around a place.
bool is_shared(const AccessPath& path, Node place) {
  if (path.root() != AccessPath::Root::binding) return path.root() == AccessPath::Root::this_;
  const Node around = syntax::enclosing_function(place);
  return around && !path.declaration().is_within(around);
}

// `balance = balance + await …`: what was read before may be old when it is written.
FoundConstruct of_unguarded_write(const Facts& facts, Node token, Node expression) {
  const Node holder = syntax::wrapped(expression).parent();
  const auto assignment = AssignmentExpression::from(holder);
  if (!assignment || syntax::unwrap(assignment->target()) != expression) return std::nullopt;
  const Node value = assignment->value();
  Node pause;
  visit_own(value, [&](Node node) {
    if (!pause && node.is(Kind::await_expression)) pause = node;
    return !pause;
  });
  const auto target = pause ? path_of(facts, expression) : std::nullopt;
  if (!target || !is_shared(*target, token)) return std::nullopt;
  const bool is_augmented = holder.is(Kind::augmented_assignment_expression) && !assignment->is_logical();
  const bool reads =
      is_augmented || contains_own(value, [&](Node node) {
        if (!node.is(Kind::identifier, Kind::member_expression) || node.span().begin > pause.span().begin) return false;
        const auto path = path_of(facts, node);
        return path && *path == *target;
      });
  return reads ? is(ConstructKind::unguarded_write, token, holder) : std::nullopt;
}

// What decides by being true or false, and is a promise.
bool decides(const Facts& facts, Node expression) {
  const Node whole = syntax::wrapped(expression);
  const Node parent = whole.parent();
  const bool is_condition =
      parent.is(Kind::parenthesized_expression)
          ? false
          : (parent.is(Kind::if_statement, Kind::while_statement, Kind::ternary_expression) &&
             whole.field() == Field::condition) ||
                (parent.is(Kind::unary_expression) && parent.child(Field::operator_).is(Kind::op_bang)) ||
                (parent.is(Kind::binary_expression) && whole.field() == Field::left &&
                 syntax::BinaryExpression::assume(parent).is_logical());
  return is_condition && is_always_promise(facts, expression);
}

// The function that runs later and uses a variable from outside; none when the name is used where it is declared.
Node later_user(const Facts& facts, Node token, const Binding& binding) {
  for (Node function = syntax::enclosing_function(token); function; function = syntax::enclosing_function(function)) {
    if (binding.identifier.is_within(function)) return {};
    if (is_run_later(facts, function)) return function;
  }
  return {};
}

FoundConstruct of_captured(const Facts& facts, Node token, const Binding& binding) {
  const bool is_variable = binding.kind == DeclarationKind::var || binding.kind == DeclarationKind::let ||
                           binding.kind == DeclarationKind::constant;
  if (!is_variable || token == binding.identifier) return std::nullopt;
  const Node user = later_user(facts, token, binding);
  if (!user) return std::nullopt;
  const Node loop = loop_around(user);
  if (loop && binding.identifier.is_within(loop)) return is(ConstructKind::captured_in_loop, token, token);
  const bool changes = !facts.bindings().writes(binding).empty();
  return changes ? is(ConstructKind::captured_later, token, token) : std::nullopt;
}

FoundConstruct of_flag(const Facts& facts, Node token) {
  const Node loop = loop_around(token);
  if (!loop) return std::nullopt;
  const bool awaits_there = contains_own(loop, [](Node node) { return node.is(Kind::await_expression); });
  const Node flag = awaits_there ? flag_of_loop(facts, loop) : Node{};
  return flag && flag == token ? is(ConstructKind::loop_with_flag, token, loop) : std::nullopt;
}

}  // namespace

FoundConstruct find_by_binding(const Facts& facts, Node token) {
  const Node expression = expression_of(token);
  if (auto found = of_unguarded_write(facts, token, expression)) return found;
  const Node call = call_of(expression);
  const Node value_node = call ? call : expression;
  // A name that is neither read nor declared as a variable stands for nothing: a label, a key.
  const bool is_name = token == expression && token.is(Kind::identifier, Kind::shorthand_property_identifier,
                                                       Kind::shorthand_property_identifier_pattern);
  const Binding binding = is_name ? facts.bindings().resolve(token) : Binding{};
  if (is_name && !binding) return std::nullopt;
  if (binding) {
    if (auto found = of_settler(facts, token, binding)) return found;
    if (auto found = of_error_parameter(facts, token, binding)) return found;
    if (auto found = of_callback_parameter(facts, token, binding)) return found;
    if (auto found = of_flag(facts, token)) return found;
  }
  if (decides(facts, value_node)) return is(ConstructKind::promise_condition, token, value_node);
  if (syntax::wrapped(value_node).parent().is(Kind::spread_element) && facts.value(value_node).is_promise())
    return is(ConstructKind::promise_spread, token, value_node);
  if (auto found = of_call(facts, token, expression)) return found;
  if (!binding) return std::nullopt;
  const bool is_variable = binding.owner.is(Kind::variable_declarator) || binding.kind == DeclarationKind::parameter;
  if (is_variable && facts.value(token.is(Kind::identifier) ? token : binding.identifier).is_promise())
    return is(ConstructKind::promise_variable, token, token);
  return of_captured(facts, token, binding);
}

}  // namespace asynclint
