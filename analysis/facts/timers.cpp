#include "facts/timers.h"

#include <algorithm>
#include <array>

#include "facts/flow.h"
#include "facts/names.h"
#include "facts/passed-arguments.h"
#include "facts/uses.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

// Functions that are called by functions that are called: nobody follows further.
constexpr int deepest_caller = 6;
constexpr int deepest_operand = 16;
constexpr int deepest_function = 40;
// In a larger function nobody looks for the other timers.
constexpr std::uint32_t most_nodes_around_timer = 20000;
constexpr std::size_t most_intervals = 16;
// A member that is named in more places is taken to be read.
constexpr std::size_t most_members_of_a_name = 64;

// What hands a callback to a test runner.
constexpr std::array<std::string_view, 14> test_functions{"it",         "test",      "describe",  "before",   "after",
                                                          "beforeEach", "afterEach", "beforeAll", "afterAll", "suite",
                                                          "context",    "specify",   "setup",     "teardown"};

bool is_platform_function(const Facts& facts, const CallExpression& call, std::string_view name) {
  const Node callee = syntax::unwrap(call.callee());
  if (facts.is_global(callee, name)) return true;
  const Value value = facts.value(callee);
  if (!value.is(Shape::api) || value.api.module_name() != "timers") return false;
  return value.api.members().size() == 1 && value.api.members().front() == name;
}

// The name that a call's callee starts with: `it` of `it.only(…)`.
std::string_view first_name(Node callee) {
  for (int depth = 0; depth < deepest_operand; ++depth) {
    callee = syntax::unwrap(callee);
    if (callee.is(Kind::identifier)) return callee.text();
    if (!callee.is(Kind::member_expression)) break;
    callee = callee.child(Field::object);
  }
  return {};
}

bool is_in_test(Node place) {
  int depth = 0;
  for (Node function = syntax::enclosing_function(place); function && ++depth < deepest_function;
       function = syntax::enclosing_function(function)) {
    const Node list = syntax::wrapped(function).parent();
    const auto call = list.is(Kind::arguments) ? CallExpression::from(list.parent()) : std::nullopt;
    if (call && is_one_of(first_name(call->callee()), test_functions)) return true;
  }
  return false;
}

bool has_node(Node root, const std::function<bool(Node)>& test) {
  bool found = false;
  visit_own(root, [&](Node node) {
    found = found || test(node);
    return !found;
  });
  return found;
}

bool is_exported_local(const Facts& facts, const Binding& binding) {
  return binding.owner.is(Kind::variable_declarator) && facts.is_exported(binding.owner.parent());
}

// Whether a statement reads a handle, or puts something else in its place.
bool touches(const Facts& facts, Node statement, const TimerHandle& handle) {
  return has_node(statement, [&](Node node) {
    if (handle.place == TimerHandle::Place::local) {
      if (!node.is(Kind::identifier, Kind::shorthand_property_identifier) || node.text() != handle.name) return false;
      if (facts.bindings().resolve(node) != handle.local) return false;
    } else if (!node.is(Kind::member_expression, Kind::subscript_expression) ||
               MemberExpression::assume(node).name() != handle.name) {
      return false;
    }
    if (!is_only_written(node)) return true;
    const auto started = CallExpression::from(syntax::unwrap(syntax::wrapped(node).parent().child(Field::right)));
    return !started || started_timer(facts, *started) != TimerKind::interval;
  });
}

// A page's or a program's start.
bool is_called_at_start(Node function) {
  const Node holder = syntax::wrapped(function).parent();
  if (holder.is(Kind::assignment_expression)) {
    const auto target = MemberExpression::from(holder.child(Field::left));
    return target && (target->name() == "onload" || target->name() == "onready");
  }
  const auto call = holder.is(Kind::arguments) ? CallExpression::from(holder.parent()) : std::nullopt;
  if (!call) return false;
  const std::string_view name = called_name(*call);
  if (name == "$" || name == "jQuery" || name == "ready" || name == "listen" || name == "whenReady") return true;
  const auto event = syntax::string_value(call->argument(0));
  constexpr std::array<std::string_view, 7> starts{"DOMContentLoaded", "load",    "ready",      "listening",
                                                   "online",           "startup", "deviceready"};
  return (name == "addEventListener" || name == "on" || name == "once") && event && is_one_of(*event, starts);
}

// Svelte runs `$: …` whenever something in it changes.
bool is_reactive(Node statement) {
  return statement.is(Kind::labeled_statement) && statement.child(Field::label).text() == "$";
}

bool runs_once_at(const Facts& facts, Node place, int depth) {
  if (depth > deepest_caller) return false;
  for (Node at = place.parent(); at; at = at.parent()) {
    if (syntax::is_loop_kind(at.kind()) || at.is(Kind::class_body) || is_reactive(at)) return false;
    if (!syntax::is_function_kind(at.kind())) continue;
    const Node around = syntax::wrapped(at);
    const Node holder = around.parent();
    // `(() => { … })()` and `start().catch(…)` of a function that nobody else calls.
    if (holder.is(Kind::call_expression) && around.field() == Field::function)
      return runs_once_at(facts, holder, depth + 1);
    if (is_called_at_start(at)) return true;
    // `emitter.once("ready", () => …)`
    const auto handed = holder.is(Kind::arguments) ? CallExpression::from(holder.parent()) : std::nullopt;
    if (handed && called_name(*handed) == "once") return runs_once_at(facts, handed->node(), depth + 1);
    Node name;
    if (at.is(Kind::function_declaration)) name = at.child(Field::name);
    if (holder.is(Kind::variable_declarator)) name = holder.child(Field::name);
    const Node declaration = at.is(Kind::function_declaration) ? at : holder.parent();
    const Binding binding = name.is(Kind::identifier) ? facts.bindings().resolve(name) : Binding{};
    if (!binding || binding.is_repeated || facts.is_exported(declaration)) return false;
    const auto uses = facts.bindings().references(binding);
    if (uses.size() != 1) return false;
    const Node use = uses.front();
    const Node list = use.parent();
    if (list.is(Kind::call_expression) && use.field() == Field::function) return runs_once_at(facts, use, depth + 1);
    return is_called_at_start(use);
  }
  return facts.surroundings() != Surroundings::component;
}

// The setTimeout in an executor whose handle is lost there.
Node lost_timeout(const Facts& facts, Node executor) {
  Node found;
  visit_own(executor.child(Field::body), [&](Node node) {
    const auto call = CallExpression::from(node);
    if (!call || found || called_name(*call) != "setTimeout") return !found;
    if (started_timer(facts, *call) != TimerKind::timeout) return true;
    // An executor drops what it returns.
    const bool is_body = syntax::wrapped(node) == executor.child(Field::body) ||
                         syntax::wrapped(node).parent().is(Kind::return_statement);
    const TimerHandle handle = handle_of_timer(facts, node);
    if (is_body || handle.place == TimerHandle::Place::dropped ||
        (handle.place == TimerHandle::Place::local && !is_handle_read(facts, handle)))
      found = node;
    return true;
  });
  return found;
}

Node executor_of(const Facts& facts, Node creation) {
  const auto view = syntax::NewExpression::from(syntax::unwrap(creation));
  if (!view || !facts.is_global(view->constructor(), "Promise")) return {};
  const Node executor = syntax::unwrap(view->argument(0));
  return syntax::Function::from(executor) ? executor : Node{};
}

// The `new Promise` that a function of this text returns, and nothing else.
Node promise_returned_by(const Facts& facts, Node call) {
  const auto view = CallExpression::from(syntax::unwrap(call));
  if (!view) return {};
  const Value value = facts.value(syntax::unwrap(view->callee()));
  const auto function = value.is(Shape::function) ? Function::from(value.node) : std::nullopt;
  if (!function || function->is_async()) return {};
  if (!function->has_block_body()) return syntax::unwrap(function->body());
  const Node only = function->body().named_child_count() == 1 ? function->body().named_child(0) : Node{};
  return only.is(Kind::return_statement) ? syntax::unwrap(only.named_child(0)) : Node{};
}

std::optional<double> number_in(Node literal) {
  if (!literal.is(Kind::number)) return std::nullopt;
  double value = 0;
  for (const char c : literal.text()) {
    if (c == '_') continue;
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// Of `pause(100)`, where the function passes its parameter on to setTimeout.
std::optional<double> delay_given(const Facts& facts, const CallExpression& timer, Node element) {
  const Node delay = syntax::unwrap(timer.argument(1));
  const auto call = CallExpression::from(syntax::unwrap(element));
  if (!delay.is(Kind::identifier) || !call) return delay_of(timer);
  const Binding binding = facts.bindings().resolve(delay);
  if (binding.kind != DeclarationKind::parameter) return std::nullopt;
  return number_in(syntax::unwrap(argument_for(Function::assume(binding.owner), binding.identifier, *call)));
}

}  // namespace

std::optional<TimerKind> started_timer(const Facts& facts, const CallExpression& call) {
  const std::string_view name = called_name(call);
  if (name == "setInterval" && is_platform_function(facts, call, name)) return TimerKind::interval;
  if (name == "setTimeout" && is_platform_function(facts, call, name)) return TimerKind::timeout;
  return std::nullopt;
}

bool clears_timer(const Facts& facts, const CallExpression& call) {
  const std::string_view name = called_name(call);
  return (name == "clearInterval" || name == "clearTimeout") && is_platform_function(facts, call, name);
}

TimerHandle handle_of_timer(const Facts& facts, Node call) {
  TimerHandle handle;
  Node at = syntax::wrapped(call);
  for (int depth = 0; depth < deepest_operand; ++depth) {
    const Node parent = at.parent();
    const bool is_operand = (parent.is(Kind::binary_expression) && at.field() == Field::right &&
                             syntax::BinaryExpression::assume(parent).is_logical()) ||
                            (parent.is(Kind::ternary_expression) && at.field() != Field::condition) ||
                            parent.is(Kind::sequence_expression);
    const bool is_void = parent.is(Kind::unary_expression) && parent.child(Field::operator_).is(Kind::kw_void);
    if (!is_operand && !is_void) break;
    at = syntax::wrapped(parent);
  }
  const Node parent = at.parent();
  const bool is_own = at == syntax::wrapped(call);
  if (parent.is(Kind::expression_statement)) {
    handle.place = TimerHandle::Place::dropped;
    if (is_own) handle.statement = parent;
    return handle;
  }
  if (!is_own) return handle;
  if (parent.is(Kind::field_definition, Kind::public_field_definition)) {
    const auto field = syntax::ClassField::assume(parent);
    if (field.is_static() || !field.name()) return handle;
    handle.place = TimerHandle::Place::field;
    handle.target = field.key();
    handle.name = *field.name();
    return handle;
  }
  Node target;
  if (parent.is(Kind::variable_declarator)) target = parent.child(Field::name);
  if (parent.is(Kind::assignment_expression) && at.field() == Field::right) {
    // `a = b = setInterval(…)` is kept twice.
    if (!syntax::wrapped(parent).parent().is(Kind::expression_statement)) return handle;
    target = syntax::unwrap(parent.child(Field::left));
  }
  handle.target = target;
  if (target.is(Kind::identifier)) {
    const Binding binding = facts.bindings().resolve(target);
    if (!binding || binding.kind == DeclarationKind::parameter || binding.kind == DeclarationKind::import_)
      return handle;
    handle.place = TimerHandle::Place::local;
    handle.local = binding;
    handle.name = target.text();
    handle.statement = syntax::enclosing_statement(call);
    return handle;
  }
  const auto access = MemberExpression::from(target);
  if (!access || !access->name() || !syntax::unwrap(access->object()).is(Kind::this_)) return handle;
  const Value owner = facts.this_value(access->object());
  if (!owner.is(Shape::instance) || !syntax::ClassView::from(owner.node)) return handle;
  handle.place = TimerHandle::Place::field;
  handle.name = *access->name();
  handle.statement = syntax::enclosing_statement(call);
  return handle;
}

bool is_handle_read(const Facts& facts, const TimerHandle& handle) {
  if (handle.place == TimerHandle::Place::dropped) return false;
  if (handle.place == TimerHandle::Place::elsewhere) return true;
  if (handle.place == TimerHandle::Place::local) {
    if (is_exported_local(facts, handle.local)) return true;
    const auto uses = uses_within(facts, handle.local, syntax::enclosing_function(handle.local.owner));
    return !uses || !std::ranges::all_of(*uses, is_only_written);
  }
  if (facts.bindings().is_used_often(Question::Kind::member_names, handle.name, most_members_of_a_name)) return true;
  return std::ranges::any_of(facts.bindings().member_names(handle.name), [](Node name) {
    const Node holder = name.parent();
    if (holder.is(Kind::member_expression, Kind::subscript_expression)) return !is_only_written(holder);
    return holder.is(Kind::pair_pattern, Kind::object_pattern, Kind::object_assignment_pattern);
  });
}

bool may_be_cleared_elsewhere(const Facts& facts, Node timer, const TimerHandle& handle, bool is_in_lifecycle) {
  if (handle.name.starts_with('#')) return false;
  const auto owner = syntax::ClassView::from(facts.this_value(timer).node);
  if (!owner) return true;
  if (owner->superclass()) {
    const Value base = facts.value(owner->superclass());
    const bool is_own = base.is(Shape::class_) || is_in_lifecycle || (base.is(Shape::api) && base.api.is_global());
    if (!is_own) return true;
  }
  if (is_in_lifecycle) return false;
  const Node holder = syntax::wrapped(owner->node()).parent();
  // `module.exports = class …`
  if (owner->node().is(Kind::class_) && !holder.is(Kind::variable_declarator)) return true;
  const Node name = holder.is(Kind::variable_declarator) ? holder.child(Field::name) : owner->name();
  const Node declaration = holder.is(Kind::variable_declarator) ? holder.parent().parent() : holder;
  if (!name.is(Kind::identifier, Kind::type_identifier) || declaration.is(Kind::export_statement)) return true;
  const Binding binding = facts.bindings().resolve(name.text(), owner->node());
  if (!binding || facts.bindings().is_used_often(Question::Kind::references, name.text(), most_members_of_a_name))
    return true;
  return !std::ranges::all_of(facts.bindings().references(binding), [](Node use) {
    return use.parent().is(Kind::new_expression) && use.field() == Field::constructor;
  });
}

std::optional<std::string_view> reason_to_let_run(const Facts& facts, const CallExpression& timer) {
  if (is_in_test(timer.node())) return "a test's timers end with the test, or are fake";
  const auto callback = Function::from(syntax::unwrap(timer.argument(0)));
  if (!callback) return std::nullopt;
  const Node body = callback->body();
  if (callback->has_block_body() && body.named_child_count() == 0) return "it does nothing but keep the process alive";
  const bool ends_process = has_node(body, [&](Node node) {
    const auto call = CallExpression::from(node);
    return call && called_name(*call) == "exit" && facts.is_global_member(call->callee(), "process", "exit");
  });
  if (ends_process) return "its callback ends the process";
  const bool clears_itself = !callback->is_arrow() && has_node(body, [&](Node node) {
    const auto call = CallExpression::from(node);
    return call && clears_timer(facts, *call) && syntax::unwrap(call->argument(0)).is(Kind::this_);
  });
  if (clears_itself) return "its callback clears it through `this`";
  return std::nullopt;
}

bool runs_once(const Facts& facts, Node place) { return runs_once_at(facts, place, 0); }

std::optional<LifecycleCallback> lifecycle_around(const Facts& facts, Node place, const ListedPaths& listed) {
  return lifecycle_of(facts, syntax::enclosing_function(place), listed);
}

Overwrite overwrites_interval(const Facts& facts, const CallExpression& timer, const TimerHandle& handle) {
  const Node assignment = syntax::wrapped(timer.node()).parent();
  const Node function = syntax::enclosing_function(timer.node());
  if (!assignment.is(Kind::assignment_expression) || !function || !handle.statement) return Overwrite::none;
  const Node body = function.child(Field::body);
  if (body.record().end - body.index() > most_nodes_around_timer) return Overwrite::none;
  std::vector<Node> others;
  bool clears = false;
  visit_own(body, [&](Node node) {
    const auto call = CallExpression::from(node);
    if (!call) return true;
    if (clears_timer(facts, *call)) clears = clears || touches(facts, node, handle);
    if (called_name(*call) != "setInterval" || started_timer(facts, *call) != TimerKind::interval) return true;
    const TimerHandle other = handle_of_timer(facts, node);
    if (other.place == handle.place && other.name == handle.name && other.local == handle.local) others.push_back(node);
    return true;
  });
  if (others.size() > most_intervals) return Overwrite::none;
  const ControlFlow& flow = facts.control_flow(function);
  const auto is_touched = [&](Node point) { return touches(facts, point, handle); };
  for (const Node other : others)
    if (flow.may_reach_without(other, timer.node(), is_touched)) return Overwrite::in_sequence;
  return clears && flow.may_reach_without({}, timer.node(), is_touched) ? Overwrite::on_some_way : Overwrite::none;
}

std::vector<RacingTimeout> racing_timeouts(const Facts& facts, const CallExpression& race) {
  std::vector<RacingTimeout> found;
  const Node list = syntax::unwrap(race.argument(0));
  if (called_name(race) != "race" || !list.is(Kind::array) || !facts.is_combinator_call(race.node())) return found;
  for (const Node element : list.children()) {
    if (!syntax::is_named(element.kind()) || element.is(Kind::comment)) continue;
    const Node executor = executor_of(facts, element);
    const Node elsewhere = executor ? Node{} : executor_of(facts, promise_returned_by(facts, element));
    const Node timer = executor || elsewhere ? lost_timeout(facts, executor ? executor : elsewhere) : Node{};
    if (!timer) continue;
    const auto call = CallExpression::assume(timer);
    const auto delay = executor ? delay_of(call) : delay_given(facts, call, element);
    found.push_back({element, timer, executor ? executor : elsewhere, static_cast<bool>(executor), delay});
  }
  return found;
}

bool ends_process_next(const Facts& facts, Node place) {
  Node statement = place;
  while (statement && !statement.parent().is(Kind::statement_block, Kind::program)) {
    if (syntax::is_function_kind(statement.kind())) return false;
    statement = statement.parent();
  }
  bool is_next = false;
  for (const Node other : statement.parent().children()) {
    if (!syntax::is_named(other.kind()) || other.is(Kind::comment)) continue;
    if (is_next) {
      const auto call = CallExpression::from(syntax::unwrap(other.named_child(0)));
      return call && facts.is_global_member(call->callee(), "process", "exit");
    }
    is_next = other == statement;
  }
  return false;
}

std::optional<std::string_view> no_handle(const Facts& facts, const CallExpression& clearing) {
  const Node argument = syntax::unwrap(clearing.argument(0));
  if (!argument) return "nothing";
  switch (argument.kind()) {
    case Kind::undefined:
    case Kind::null: return "nothing";
    case Kind::string:
    case Kind::object:
    case Kind::array:
    case Kind::true_:
    case Kind::false_: return "no handle";
    default: break;
  }
  if (syntax::is_function_kind(argument.kind())) return "a function";
  if (!argument.is(Kind::identifier)) return std::nullopt;
  const Binding binding = facts.bindings().resolve(argument);
  if (!binding) return argument.text() == "undefined" ? std::optional("nothing") : std::nullopt;
  const Value value = facts.value(argument);
  if (value.is(Shape::function) || value.is(Shape::promise_function) || value.is(Shape::class_)) return "a function";
  if (value.is_promise() && value.evidence != Evidence::likely) return "a promise";
  const auto declarator = syntax::VariableDeclarator::from(binding.owner);
  if (!declarator || binding.is_repeated || declarator->value() || binding.identifier != declarator->name() ||
      declarator->node().parent().parent().is(Kind::for_in_statement) ||
      facts.is_exported(declarator->node().parent()) || declarator->node().parent().is(Kind::for_in_statement))
    return std::nullopt;
  const auto writes = facts.bindings().writes(binding);
  return writes.empty() ? std::optional("nothing") : std::nullopt;
}

std::optional<double> delay_of(const CallExpression& timer) {
  const Node delay = syntax::unwrap(timer.argument(1));
  if (!delay) return timer.argument_list().child(Kind::spread_element) ? std::nullopt : std::optional(0.0);
  return number_in(delay);
}

}  // namespace asynclint
