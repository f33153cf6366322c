#include "facts/effects.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "facts/entered.h"
#include "facts/flow.h"
#include "facts/known-effects.h"
#include "facts/names.h"
#include "facts/throwing.h"
#include "facts/together.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

namespace {

// A package or a module of Node by itself is no object that its functions change. A file of the program may well export
// one that they do.
bool is_package(const Value& value) {
  if (!value.is(Shape::api)) return false;
  const auto members = value.api.members();
  const std::string_view module = value.api.module_name();
  return !module.empty() && !module.starts_with('.') && !module.starts_with('/') &&
         (members.empty() || (members.size() == 1 && members[0] == "default"));
}

// Whether what is called comes out of a variable, and may come from an await before: `const { open } = await load()`.
// A function that is declared is there anyway.
bool is_held_by_variable(const Facts& facts, Node callee) {
  if (!callee.is(Kind::identifier)) return false;
  const Binding binding = facts.bindings().resolve(callee);
  switch (binding.kind) {
    case DeclarationKind::var:
    case DeclarationKind::let:
    case DeclarationKind::constant: return !value_seen_here(facts, callee).is(Shape::function);
    default: return false;
  }
}

}  // namespace

// Walks code without recursion into it; functions that are called are summed up once and kept.
class EffectsWalk {
 public:
  EffectsWalk(const Facts& facts, int depth, const ListedPaths* readers)
      : facts_(facts), depth_(depth), readers_(readers) {}

  Effects of(Node root) {
    pending_.push_back(root);
    while (!pending_.empty() && effects_.is_whole) {
      const Node next = pending_.back();
      pending_.pop_back();
      visit_own(next, [&](Node node) { return visit(node); });
    }
    return std::move(effects_);
  }

  static Effects ask(const Facts& facts, Node node, const ListedPaths& readers) {
    facts.effect_steps_ = 0;
    return EffectsWalk(facts, 0, &readers).of(node);
  }
  static Effects ask_of_call(const Facts& facts, Node function) {
    facts.effect_steps_ = 0;
    return *summary(facts, function, 0);
  }

 private:
  static std::shared_ptr<const Effects> summary(const Facts& facts, Node function, int depth);

  // Code longer than this is not summed up.
  static constexpr int most_nodes = 3000;
  // One question, all functions that it leads to included, takes no more steps than this.
  static constexpr std::uint32_t most_steps = 20000;
  // Rounds until a function that calls itself, by whatever way, does nothing new.
  static constexpr int most_rounds = 4;
  // Calls within calls.
  static constexpr int deepest_call = 8;

  void count_step() {
    ++facts_.effect_steps_;
    if (++nodes_ <= most_nodes && facts_.effect_steps_ <= most_steps) return;
    effects_.is_whole = false;
    // What was cut off by the question's own bound must not be kept as if it were the whole answer.
    if (facts_.effect_steps_ > most_steps) ++facts_.effect_cycles_;
  }
  bool visit(Node node);
  bool read(Node expression);
  void visit_assigned(Node target);
  bool is_reader(Node callee) const { return readers_ != nullptr && is_listed(*readers_, callee); }
  void visit_call(const CallExpression& call);
  void visit_new(Node creation);
  void visit_arguments(Node list, Node receiver);
  void apply(CallEffect effect, const CallExpression& call, Node receiver);
  void call_function(Node function, Node list, Node receiver);
  void call_unknown(Node list, Node receiver);
  void hand_over(Node list, Node receiver);
  bool call_elsewhere(const Value& callee, const CallExpression& call, Node receiver);
  bool ask_elsewhere(const Value& callee);
  void call_reader(Node callee);
  std::optional<AccessPath> at_call(const AccessPath& path, Node list, Node receiver, bool is_write);
  void later(Node node) {
    if (node) pending_.push_back(node);
  }

  const Facts& facts_;
  int depth_;
  const ListedPaths* readers_;
  int nodes_ = 0;
  Effects effects_;
  std::vector<Node> pending_;
};

bool EffectsWalk::visit(Node node) {
  count_step();
  if (!effects_.is_whole) return false;
  switch (node.kind()) {
    case Kind::identifier:
    case Kind::shorthand_property_identifier:
    case Kind::this_:
      if (node.is(Kind::identifier) && node.text() == "undefined") return false;
      read(node);
      return false;
    case Kind::member_expression:
    case Kind::subscript_expression:
      if (read(node)) {
        // What is computed between the brackets is read, too.
        for (Node at = node; at.is(Kind::member_expression, Kind::subscript_expression);
             at = syntax::unwrap(at.child(Field::object)))
          later(at.child(Field::index));
        return false;
      }
      return true;
    case Kind::variable_declarator:
      visit_assigned(node.child(Field::name));
      later(node.child(Field::value));
      return false;
    case Kind::assignment_expression:
    case Kind::augmented_assignment_expression: {
      const Node target = syntax::unwrap(node.child(Field::left));
      visit_assigned(target);
      if (node.is(Kind::augmented_assignment_expression)) later(target);
      later(node.child(Field::right));
      return false;
    }
    case Kind::update_expression:
      visit_assigned(syntax::unwrap(node.child(Field::argument)));
      later(node.child(Field::argument));
      return false;
    case Kind::unary_expression:
      if (node.child(Field::operator_).is(Kind::kw_delete)) visit_assigned(syntax::unwrap(node.child(Field::argument)));
      return true;
    case Kind::for_in_statement:
      if (node.child(Kind::kw_await)) effects_.calls_unknown = true;
      visit_assigned(node.child(Field::left));
      later(node.child(Field::right));
      later(node.child(Field::body));
      return false;
    case Kind::catch_clause: later(node.child(Field::body)); return false;
    case Kind::call_expression: visit_call(CallExpression::assume(node)); return false;
    case Kind::new_expression: visit_new(node); return false;
    case Kind::throw_statement: effects_.throws = true; return true;
    case Kind::yield_expression:
    case Kind::debugger_statement:
    case Kind::with_statement: effects_.calls_unknown = true; return true;
    default: return true;
  }
}

// A name or a member: false when it is something else. A constant that stands for a path is read, too.
bool EffectsWalk::read(Node expression) {
  const auto path = path_of(facts_, expression);
  if (!path) return false;
  effects_.read(*path);
  Node root = syntax::unwrap(expression);
  while (root.is(Kind::member_expression, Kind::subscript_expression)) root = syntax::unwrap(root.child(Field::object));
  if (!root.is(Kind::identifier, Kind::shorthand_property_identifier)) return true;
  const Binding binding = facts_.bindings().resolve(root);
  if (binding && (path->root() != AccessPath::Root::binding || path->declaration() != binding.identifier))
    effects_.read(AccessPath::of(binding));
  return true;
}

// A name, a member or a pattern on the left.
void EffectsWalk::visit_assigned(Node target) {
  visit_own(target, [&](Node node) {
    count_step();
    if (node.is(Kind::identifier, Kind::shorthand_property_identifier_pattern)) {
      const Binding binding = facts_.bindings().resolve(node);
      effects_.write(binding ? AccessPath::of(binding) : AccessPath::of_global(node.text()));
      return false;
    }
    if (node.is(Kind::member_expression, Kind::subscript_expression)) {
      if (const auto path = path_of(facts_, node))
        effects_.write(*path);
      else
        effects_.calls_unknown = true;
      return false;
    }
    if (node.is(Kind::assignment_pattern, Kind::object_assignment_pattern)) later(node.child(Field::right));
    return effects_.is_whole;
  });
}

void EffectsWalk::visit_call(const CallExpression& call) {
  const Node callee = syntax::unwrap(call.callee());
  const Node list = call.argument_list();
  const auto member = call.member();
  const Node receiver = member ? member->object() : Node{};
  if (!list) {  // a tagged template
    later(call.tagged_template());
    if (member) later(receiver);
    return is_reader(callee) ? call_reader(callee) : call_unknown(list, receiver);
  }
  visit_arguments(list, receiver);
  if (member) {
    if (!read(receiver)) later(receiver);
  } else if (callee.is(Kind::identifier)) {
    if (is_held_by_variable(facts_, callee)) read(callee);
  } else if (!syntax::is_function_kind(callee.kind())) {
    later(callee);
  }
  if (callee.is(Kind::import_)) {
    effects_.reads_outside = true;
    effects_.calls_unknown = true;
    return;
  }
  if (is_reader(callee)) return call_reader(callee);
  if (executor_of_settler(facts_, callee)) return;
  const Value value = value_seen_here(facts_, callee);
  if (value.is(Shape::function)) return call_function(value.node, list, receiver);
  if (value.is(Shape::api)) {
    if (value.api.is_global("fetch")) return apply(effect_of_fetch(facts_, call), call, receiver);
    if (const CallEffect effect = effect_of_api(value.api); effect != CallEffect::unknown)
      return apply(effect, call, receiver);
  }
  if (call_elsewhere(value, call, receiver)) return;
  const auto name = member ? member->name() : std::nullopt;
  const CallEffect effect = name ? effect_of_method(facts_, call, *name, receiver) : CallEffect::unknown;
  if (effect != CallEffect::unknown || !ask_elsewhere(value)) apply(effect, call, receiver);
}

// What another module's summary says of a function; false when it says nothing.
bool EffectsWalk::call_elsewhere(const Value& callee, const CallExpression& call, Node receiver) {
  const std::uint8_t flags = facts_.flags_of_calling(callee, call.node());
  if ((flags & types::signature_flag::only_reads) != 0) {
    effects_.reads_outside = true;
  } else if ((flags & types::signature_flag::writes) != 0) {
    effects_.writes_outside = true;
  } else if ((flags & types::signature_flag::writes_arguments) != 0) {
    effects_.reads_outside = true;
    hand_over(call.argument_list(), receiver);
  } else {
    return false;
  }
  if ((flags & types::signature_flag::cannot_throw) == 0) effects_.throws = true;
  return true;
}

// In a summary it stays a question; false where nobody could answer.
bool EffectsWalk::ask_elsewhere(const Value& callee) {
  constexpr std::size_t most_asked = 8;
  if (facts_.modules_ != nullptr || !callee.type || (!callee.is(Shape::typed) && !callee.is(Shape::api))) return false;
  if (std::ranges::find(effects_.asks, callee.type) != effects_.asks.end()) return true;
  if (effects_.asks.size() == most_asked) return false;
  effects_.asks.push_back(callee.type);
  return true;
}

void EffectsWalk::visit_new(Node creation) {
  const Node constructor = syntax::unwrap(creation.child(Field::constructor));
  const Node list = creation.child(Field::arguments);
  if (list) visit_arguments(list, {});
  if (is_held_by_variable(facts_, constructor)) read(constructor);
  const bool is_global = constructor.is(Kind::identifier) && !facts_.bindings().resolve(constructor);
  if (is_global && effect_of_constructor(constructor.text()) == CallEffect::none) return;
  call_unknown(list, {});
}

// What is handed to a call is read, and a function among it may be run by it.
void EffectsWalk::visit_arguments(Node list, Node receiver) {
  for (const Node argument : list.children()) {
    if (!syntax::is_named(argument.kind()) || argument.is(Kind::comment)) continue;
    const Node inner = syntax::unwrap(argument);
    if (syntax::is_function_kind(inner.kind()))
      call_function(inner, {}, receiver);
    else if (const Value value = inner.is(Kind::identifier) ? value_seen_here(facts_, inner) : Value{};
             value.is(Shape::function))
      call_function(value.node, {}, receiver);
    else
      later(argument);
  }
}

void EffectsWalk::apply(CallEffect effect, const CallExpression& call, Node receiver) {
  const auto write = [&](Node place) {
    auto path = path_of(facts_, place);
    if (!path) return;
    path->append(std::nullopt);
    effects_.write(*path);
  };
  switch (effect) {
    case CallEffect::unknown:
      effects_.acts = effects_.acts || is_named_like_an_action(called_name(call));
      return call_unknown(call.argument_list(), receiver);
    case CallEffect::none: return;
    case CallEffect::reads: effects_.reads_outside = true; return;
    case CallEffect::writes: effects_.writes_outside = true; return;
    case CallEffect::prints: effects_.prints = true; return;
    case CallEffect::pauses: effects_.pauses = true; return;
    case CallEffect::writes_object: return write(receiver);
    case CallEffect::writes_first: return write(call.argument(0));
    case CallEffect::reads_body: effects_.reads_outside = true; return write(receiver);
  }
}

// No list: the function is run by whoever it is handed to.
void EffectsWalk::call_function(Node function, Node list, Node receiver) {
  const auto summary = EffectsWalk::summary(facts_, function, depth_ + 1);
  effects_.add_flags(*summary);
  if (!effects_.is_whole) return;
  for (const AccessPath& path : summary->reads)
    if (const auto here = at_call(path, list, receiver, false)) effects_.read(*here);
  for (const AccessPath& path : summary->writes)
    if (const auto here = at_call(path, list, receiver, true)) effects_.write(*here);
}

// What a path of a function's summary is where the function is called.
std::optional<AccessPath> EffectsWalk::at_call(const AccessPath& path, Node list, Node receiver, bool is_write) {
  if (path.root() == AccessPath::Root::this_) {
    if (!list || !receiver || receiver.is(Kind::super)) return path;
    auto here = path_of(facts_, receiver);
    if (here) here->append_members_of(path);
    return here;
  }
  if (path.root() != AccessPath::Root::parameter) return path;
  if (!list) {
    // The callback of an array's method is handed its elements.
    auto here = receiver ? path_of(facts_, receiver) : std::nullopt;
    if (!here) return std::nullopt;
    here->append(std::nullopt);
    here->append_members_of(path);
    return here;
  }
  if (list.child(Kind::spread_element)) {
    if (is_write) effects_.calls_unknown = true;
    return std::nullopt;
  }
  Node argument = syntax::unwrap(list.named_child(path.parameter()));
  AccessPath rest = path;
  for (int step = 0; step < 4; ++step) {
    const auto object = syntax::ObjectExpression::from(argument);
    const auto name = rest.first_member();
    if (!object || !name) break;
    Node found;
    for (const syntax::Property& property : object->properties())
      if (property.name() == name) found = property.value();
    if (!found) return std::nullopt;
    argument = syntax::unwrap(found);
    rest = rest.without_first_member();
  }
  if (!argument) return std::nullopt;
  auto here = path_of(facts_, argument);
  if (here) {
    here->append_members_of(rest);
    return here;
  }
  const bool is_fresh =
      argument.is(Kind::object, Kind::array, Kind::string, Kind::template_string, Kind::number, Kind::new_expression) ||
      syntax::is_function_kind(argument.kind());
  if (is_write && !is_fresh) effects_.calls_unknown = true;
  return std::nullopt;
}

void EffectsWalk::call_unknown(Node list, Node receiver) {
  effects_.calls_unknown = true;
  hand_over(list, receiver);
}

// It may change the objects that it is handed, and what they hold.
void EffectsWalk::hand_over(Node list, Node receiver) {
  const auto write = [&](Node object) {
    auto path = path_of(facts_, object);
    if (!path || is_package(value_seen_here(facts_, object))) return;
    path->append(std::nullopt);
    effects_.write(*path);
  };
  if (receiver) write(receiver);
  if (!list) return;
  for (const Node argument : list.children()) {
    if (!syntax::is_named(argument.kind())) continue;
    const Node inner = syntax::unwrap(argument.is(Kind::spread_element) ? argument.named_child(0) : argument);
    if (inner.is(Kind::object, Kind::array)) {
      // One level: `{ db, id }`.
      for (const Node part : inner.children()) {
        const Node value = part.is(Kind::pair) ? part.child(Field::value) : part;
        if (syntax::is_named(part.kind()) && !is_plain_argument(facts_, value)) write(value);
      }
    } else if (!is_plain_argument(facts_, inner)) {
      write(inner);
    }
  }
}

// That it only reads does not say that it never throws.
void EffectsWalk::call_reader(Node callee) {
  effects_.reads_outside = true;
  const Value value = value_seen_here(facts_, callee);
  if (!effects_.throws && value.is(Shape::function)) effects_.throws = summary(facts_, value.node, depth_ + 1)->throws;
}

std::shared_ptr<const Effects> EffectsWalk::summary(const Facts& facts, Node function, int depth) {
  const std::uint64_t key = key_of(function);
  if (const auto* known = facts.recall(facts.effects_, key)) return *known;
  const auto running = std::ranges::find(facts.summing_up_, key, [](const auto& entry) { return entry.first; });
  if (running != facts.summing_up_.end()) {
    ++facts.effect_cycles_;
    return running->second;
  }
  const auto view = Function::assume(function);
  const auto unknown = [] {
    auto effects = std::make_shared<Effects>();
    effects->is_whole = false;
    return effects;
  };
  if (depth > deepest_call) {
    // What was cut off here must not be kept as if it were the whole answer.
    ++facts.effect_cycles_;
    return unknown();
  }
  const Section section(facts.log_);
  const std::uint32_t cycles = facts.effect_cycles_;
  auto result = std::make_shared<Effects>();
  const Span own = function.span();
  for (int round = 0; round < most_rounds; ++round) {
    facts.summing_up_.emplace_back(key, result);
    // What is kept for all who ask knows nothing of what a rule was told.
    EffectsWalk walk(facts, depth, nullptr);
    for (const syntax::Parameter& parameter : view.parameter_views()) walk.later(parameter.default_value());
    Effects all = walk.of(view.body());
    facts.summing_up_.pop_back();
    // The answer is the same whether or not what is called was summed up before.
    if (++all.height > deepest_call) all.is_whole = false;
    if (!all.is_whole) {
      result = unknown();
      break;
    }
    auto next = std::make_shared<Effects>();
    next->add_flags(all);
    if (view.is_generator()) next->calls_unknown = true;
    const auto outward = [&](const AccessPath& path) -> std::optional<AccessPath> {
      if (path.root() != AccessPath::Root::binding || !own.contains(path.declaration().span())) return path;
      auto from_parameter = path_of_parameter(function, path.declaration());
      if (from_parameter) from_parameter->append_members_of(path);
      return from_parameter;
    };
    for (const AccessPath& path : all.reads)
      if (const auto seen = outward(path)) next->read(*seen);
    for (const AccessPath& path : all.writes)
      if (const auto seen = outward(path)) next->write(*seen);
    const bool is_stable = next->reads.size() == result->reads.size() && next->writes.size() == result->writes.size() &&
                           next->calls_unknown == result->calls_unknown;
    result = next;
    if (cycles == facts.effect_cycles_ || is_stable) break;
    if (round + 1 == most_rounds || facts.effect_steps_ > most_steps) {
      result = unknown();
      break;
    }
  }
  // What rests on an answer that is not finished is asked again later.
  if (cycles == facts.effect_cycles_ || facts.summing_up_.empty())
    facts.keep(facts.effects_, key, std::shared_ptr<const Effects>(result), section.first());
  return result;
}

void Effects::add(std::vector<AccessPath>& paths, const AccessPath& path) {
  constexpr std::size_t most_paths = 64;
  if (std::ranges::find(paths, path) != paths.end()) return;
  if (paths.size() == most_paths) {
    is_whole = false;
    return;
  }
  paths.push_back(path);
}

void Effects::read(const AccessPath& path) { add(reads, path); }
void Effects::write(const AccessPath& path) { add(writes, path); }

void Effects::add_flags(const Effects& other) {
  reads_outside = reads_outside || other.reads_outside;
  writes_outside = writes_outside || other.writes_outside;
  prints = prints || other.prints;
  pauses = pauses || other.pauses;
  throws = throws || other.throws;
  calls_unknown = calls_unknown || other.calls_unknown;
  acts = acts || other.acts;
  is_whole = is_whole && other.is_whole;
  for (const types::TypeRef& one : other.asks)
    if (std::ranges::find(asks, one) == asks.end()) asks.push_back(one);
  height = std::max(height, other.height);
}

Effects effects_of(const Facts& facts, Node node, const ListedPaths& readers) {
  return EffectsWalk::ask(facts, node, readers);
}

Effects effects_of_function(const Facts& facts, Node function) { return EffectsWalk::ask_of_call(facts, function); }

}  // namespace asynclint
