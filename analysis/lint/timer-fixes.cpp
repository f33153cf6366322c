#include "lint/timer-fixes.h"

#include <algorithm>
#include <array>

#include "facts/names.h"
#include "lint/edits.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

// Methods that end what an object has begun, the framework's first.
constexpr std::array<std::string_view, 11> ending_methods{"disconnectedCallback",
                                                          "componentWillUnmount",
                                                          "ngOnDestroy",
                                                          "hostDisconnected",
                                                          "dispose",
                                                          "destroy",
                                                          "close",
                                                          "stop",
                                                          "disconnect",
                                                          "shutdown",
                                                          "teardown"};

// A class with more nodes in its body is not searched for such a method.
constexpr std::uint32_t largest_class = 4000;

std::string_view clearing(TimerKind kind) { return kind == TimerKind::interval ? "clearInterval" : "clearTimeout"; }

std::string clear_call(TimerKind kind, std::string_view handle) {
  std::string text(clearing(kind));
  text += '(';
  text += handle;
  text += ')';
  return text;
}

// What a handle is differs between Node and browsers.
std::string handle_type(TimerKind kind) {
  return kind == TimerKind::interval ? "ReturnType<typeof setInterval>" : "ReturnType<typeof setTimeout>";
}

// Puts a statement in front of those of a block, which begins on the line of `holder`.
TextEdit prepend(Node block, const std::string& statement, Node holder) {
  if (const Node first = block.named_child(0)) {
    std::string text = statement + ";\n";
    text += indentation(first);
    return insert_before(first, std::move(text));
  }
  std::string text = "{\n";
  text.append(one_deeper(holder)).append(statement).append(";\n").append(indentation(holder)).append("}");
  return replace(block, std::move(text));
}

std::vector<TextEdit> in_returned_cleanup(RuleContext& context, const LifecycleCallback& lifecycle, TimerKind kind,
                                          const TimerHandle& handle) {
  const Function& effect = lifecycle.function;
  const Node body = effect.body();
  // With a type of its own it may not return anything else.
  if (effect.node().child(Field::return_type)) return {};
  if (effect.is_async() || !handle.statement || handle.statement.parent() != body) return {};
  const bool is_dropped = handle.place == TimerHandle::Place::dropped;
  if (!is_dropped && handle.place != TimerHandle::Place::local) return {};
  const std::string name = is_dropped ? context.fresh_name("timer", handle.statement) : std::string(handle.name);
  const std::string clear = clear_call(kind, name);
  std::vector<TextEdit> edits;
  if (is_dropped) edits.push_back(insert_before(handle.statement, "const " + name + " = "));

  const ControlFlow& flow = context.facts().control_flow(effect.node());
  const Node last = body.last_named_child();
  const auto& ways = flow.ways_out();
  const auto all_are = [&](Way kind_of_way) {
    return flow.is_known() && std::ranges::all_of(ways, [&](const WayOut& way) { return way.kind == kind_of_way; });
  };
  if (all_are(Way::end)) {
    std::string text = "\n";
    text.append(indentation(last)).append("return () => ").append(clear).append(";");
    edits.push_back(insert_after(last, std::move(text)));
    return edits;
  }
  // An effect that returns one function, at its end.
  if (!all_are(Way::value) || ways.size() != 1 || ways.front().place != last) return {};
  const auto cleanup = Function::from(syntax::unwrap(last.named_child(0)));
  if (!cleanup || cleanup->is_async() || cleanup->is_generator()) return {};
  if (cleanup->has_block_body()) {
    edits.push_back(prepend(cleanup->body(), clear, last));
    return edits;
  }
  const auto wrap = surround(cleanup->body(), "{\n" + one_deeper(last) + clear + ";\n" + one_deeper(last),
                             ";\n" + std::string(indentation(last)) + "}");
  edits.insert(edits.end(), wrap.begin(), wrap.end());
  return edits;
}

bool calls_super(Node method) { return method.text().find("super.") != std::string_view::npos; }

TimerCleanup in_method(RuleContext& context, const CallExpression& timer, TimerKind kind, const TimerHandle& handle,
                       const std::optional<LifecycleCallback>& lifecycle) {
  const Facts& facts = context.facts();
  const bool is_dropped = handle.place == TimerHandle::Place::dropped && handle.statement;
  if (!is_dropped && handle.place != TimerHandle::Place::field) return {};
  const Value owner = facts.this_value(timer.node());
  const auto view = owner.is(Shape::instance) ? syntax::ClassView::from(owner.node) : std::nullopt;
  if (!view || view->body().record().end - view->body().index() > largest_class) return {};
  std::string_view name = handle.name;
  if (is_dropped) {
    constexpr std::array<std::string_view, 3> names{"timer", "ownTimer", "runningTimer"};
    const auto* free = std::ranges::find_if(names, [&](std::string_view one) {
      return !facts.bindings().is_used_often(Question::Kind::member_names, one, 0);
    });
    if (free == names.end()) return {};
    name = *free;
  }
  TimerCleanup cleanup;
  if (is_dropped) {
    cleanup.edits.push_back(insert_before(timer.node(), "this." + std::string(name) + " = "));
    if (facts.tree().is_typescript()) {
      const Node first = view->body().named_child(0);
      std::string field = "private " + std::string(name) + "?: " + handle_type(kind) + ";\n";
      field += indentation(first);
      cleanup.edits.push_back(insert_before(first, std::move(field)));
    }
  }
  const std::string clear = clear_call(kind, "this." + std::string(name));

  const auto add_to = [&](std::string_view method_name) {
    const auto members = facts.members_named(view->body(), method_name);
    const auto method = members.size() == 1 ? Function::from(members.front()) : std::nullopt;
    if (!method || !method->has_block_body() || method->is_static() || method->is_getter()) return false;
    cleanup.edits.push_back(prepend(method->body(), clear, method->node()));
    cleanup.where = method_name;
    return true;
  };
  if (lifecycle && !lifecycle->lifecycle.cleanup_name.empty() && lifecycle->lifecycle.cleanup == CleanupKind::method) {
    if (add_to(lifecycle->lifecycle.cleanup_name)) return cleanup;
    // A base class could have a method of that name which would no longer be called.
    const Node begun = lifecycle->function.node();
    if (calls_super(begun)) return {};
    const std::string indent(indentation(begun));
    std::string text = "\n\n" + indent;
    text.append(lifecycle->lifecycle.cleanup_name).append("() {\n").append(one_deeper(begun)).append(clear);
    text.append(";\n").append(indent).append("}");
    cleanup.edits.push_back(insert_after(begun, std::move(text)));
    cleanup.where = lifecycle->lifecycle.cleanup_name;
    return cleanup;
  }
  // A lifecycle that a user lists ends in one of these, too.
  if (is_dropped && (!lifecycle || lifecycle->lifecycle.cleanup != CleanupKind::method)) return {};
  for (const Node member : view->body().children()) {
    const auto method = Function::from(member);
    if (!method || !method->name().is(Kind::computed_property_name) || !method->has_block_body()) continue;
    if (method->name().text() != "[Symbol.dispose]" && method->name().text() != "[Symbol.asyncDispose]") continue;
    cleanup.edits.push_back(prepend(method->body(), clear, member));
    cleanup.where = method->name().text();
    return cleanup;
  }
  for (const std::string_view ending : ending_methods)
    if (add_to(ending)) return cleanup;
  return {};
}

// Whether the first statements of a file bring in a module of Node.
bool is_for_node(const Facts& facts) {
  constexpr std::array<std::string_view, 16> modules{"fs",     "path",    "http", "https", "events", "os",
                                                     "url",    "util",    "net",  "tls",   "dns",    "stream",
                                                     "crypto", "cluster", "zlib", "timers"};
  constexpr int most_statements = 40;
  int statements = 0;
  for (const Node statement : facts.tree().root().children()) {
    if (++statements > most_statements) return false;
    std::optional<std::string_view> source;
    if (const auto import = syntax::ImportStatement::from(statement)) source = syntax::string_value(import->source());
    if (const auto declaration = syntax::VariableDeclaration::from(statement)) {
      for (const auto& declarator : declaration->declarators()) {
        const auto call = CallExpression::from(syntax::unwrap(declarator.value()));
        if (call && facts.is_global(call->callee(), "require")) source = syntax::string_value(call->argument(0));
      }
    }
    if (source && (source->starts_with("node:") || is_one_of(source->substr(0, source->find('/')), modules)))
      return true;
  }
  return false;
}

}  // namespace

TimerCleanup clear_at_the_end(RuleContext& context, const CallExpression& timer, TimerKind kind,
                              const TimerHandle& handle, const std::optional<LifecycleCallback>& lifecycle) {
  if (!context.facts().has_global(clearing(kind), timer.node())) return {};
  if (lifecycle && lifecycle->lifecycle.cleanup == CleanupKind::returned)
    return {in_returned_cleanup(context, *lifecycle, kind, handle), {}};
  return in_method(context, timer, kind, handle, lifecycle);
}

std::vector<TextEdit> unref_timer(const Facts& facts, const CallExpression& timer) {
  if (!is_for_node(facts)) return {};
  return {insert_after(timer.node(), ".unref()")};
}

std::vector<TextEdit> clear_after_race(RuleContext& context, const CallExpression& race, const RacingTimeout& timeout) {
  if (!timeout.is_inline || !context.facts().has_global("clearTimeout", race.node())) return {};
  Node statement = syntax::enclosing_statement(race.node());
  if (!statement || syntax::enclosing_function(statement) != syntax::enclosing_function(race.node())) return {};
  if (statement.parent().is(Kind::export_statement)) statement = statement.parent();
  if (!statement.parent().is(Kind::program, Kind::statement_block)) return {};
  const Node holder = syntax::wrapped(timeout.timer).parent();
  const bool is_body = holder == timeout.executor;
  if (!is_body && !holder.is(Kind::expression_statement, Kind::return_statement)) return {};
  const std::string name = context.fresh_name("timer", race.node());
  std::vector<TextEdit> edits;
  std::string declaration = "let " + name;
  if (context.facts().tree().is_typescript()) declaration += ": " + handle_type(TimerKind::timeout) + " | undefined";
  declaration += ";\n";
  declaration += indentation(statement);
  edits.push_back(insert_before(statement, std::move(declaration)));
  edits.push_back(insert_before(syntax::wrapped(timeout.timer), (is_body ? "{ " : "") + name + " = "));
  if (is_body) edits.push_back(insert_after(syntax::wrapped(timeout.timer), "; }"));
  edits.push_back(insert_after(race.node(), ".finally(() => clearTimeout(" + name + "))"));
  return edits;
}

}  // namespace asynclint
