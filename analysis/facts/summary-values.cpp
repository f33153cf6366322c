// Values of a text as types: functions, classes, objects.
#include <algorithm>

#include "facts/effects.h"
#include "facts/emissions.h"
#include "facts/escaping-failure.h"
#include "facts/flow.h"
#include "facts/handling.h"
#include "facts/kept-promises.h"
#include "facts/module-summarizer.h"
#include "facts/quiet-code.h"
#include "facts/rejection.h"
#include "facts/summary-notes.h"
#include "facts/together.h"

namespace asynclint {

using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;
using types::TypeId;
using types::TypeKind;

namespace {

// Objects within objects deeper than this are unknown.
constexpr int deepest_object = 10;
// A class or object with more members than this is told up to there.
constexpr std::size_t most_members = 2000;
// What more functions, or longer ones, do to others is not told.
constexpr std::size_t most_effects = 200;
constexpr std::uint32_t longest_effects = 400;
// Of what does not wait, less: to look at it takes memory, as all does that is found out on the way.
constexpr std::uint32_t longest_effects_at_once = 30;
// And to see whether it is quiet takes less.
constexpr std::uint32_t longest_quiet = 150;

}  // namespace

TypeId ModuleSummarizer::exported(const Value& value) {
  if (depth_ > deepest_object) return 0;
  walk_.begin();
  ++depth_;
  const TypeId id = converted(value);
  --depth_;
  return id;
}

TypeId ModuleSummarizer::converted(const Value& value) {
  switch (value.shape) {
    case Shape::plain: return to_.add(TypeKind::plain);
    case Shape::typed:
    case Shape::api: return walk_.lowered(value.type);
    case Shape::promise: return promise(value);
    case Shape::promise_function: {
      Value result = value;
      result.shape = Shape::promise;
      types::Signature signature;
      signature.result = promise(result);
      if (value.cannot_reject)
        signature.flags = types::signature_flag::cannot_reject;
      else if (value.is_caught)
        signature.flags = types::signature_flag::catches;
      return function_type(signature);
    }
    case Shape::function: return function(value.node);
    case Shape::class_: return class_value(value.node);
    case Shape::instance: return value.node ? instance(value.node) : 0;
    case Shape::object: return object(value.node);
    case Shape::array:
    case Shape::set:
    case Shape::stream: {
      const TypeId element = exported(facts_.element(value));
      return to_.add(value.is(Shape::array) ? TypeKind::array
                     : value.is(Shape::set) ? TypeKind::set
                                            : TypeKind::stream,
                     element);
    }
    case Shape::map: return value.type ? walk_.lowered(value.type) : to_.add(TypeKind::map);
    default: return 0;
  }
}

TypeId ModuleSummarizer::promise(const Value& value) {
  // Names and comments are not enough for others.
  if (value.evidence == Evidence::likely) return 0;
  const TypeId awaited = exported(facts_.awaited(value));
  std::uint32_t flags = 0;
  // Functions say this of what they return.
  if (value.source == PromiseSource::constructor) {
    if (value_cannot_reject(facts_, value))
      flags |= types::promise_flag::cannot_reject;
    else if (!seen_reason_to_fail(facts_, value))
      flags |= types::promise_flag::catches;
  }
  const TypeId id = to_.add_promise(awaited, flags);
  if (!value.is_partial) return id;
  const TypeId both[] = {id, to_.add(TypeKind::nothing)};
  return to_.add_union(both);
}

TypeId ModuleSummarizer::function_type(const types::Signature& signature) {
  types::ObjectType object;
  object.calls = to_.add_signatures(std::span(&signature, 1));
  return to_.add_object(object);
}

TypeId ModuleSummarizer::remembered(std::unordered_map<std::uint64_t, TypeId>& known, Node node,
                                    TypeId (ModuleSummarizer::*make)(Node)) {
  const std::uint64_t key = key_of(node);
  if (const auto found = known.find(key); found != known.end()) return found->second;
  const TypeId id = to_.add(TypeKind::unknown);
  known.emplace(key, id);
  const TypeId made = (this->*make)(node);
  if (made != id) to_.set(id, TypeKind::alias, made);
  return id;
}

types::Signature ModuleSummarizer::signature_of(Node node) {
  types::Signature signature;
  if (has_types()) signature = facts_.reader().signature_of(node);
  const auto view = Function::assume(node);
  if (!has_types()) {
    std::vector<types::Parameter> parameters;
    for (const syntax::Parameter& parameter : view.parameter_views()) {
      std::uint8_t flags = types::parameter_flag::optional;
      TypeId type = 0;
      if (parameter.is_rest()) {
        flags = types::parameter_flag::rest;
        type = to_.add(TypeKind::array);
      }
      parameters.push_back({type, flags});
    }
    signature.parameters = to_.add_parameters(parameters);
  }
  signature.line = line_of(node);
  const FunctionFacts facts = facts_.function(node);
  if (facts.callback_parameter) {
    signature.callback = static_cast<std::uint8_t>(std::min<std::uint32_t>(*facts.callback_parameter + 1, 255));
    signature.result = to_.add_promise(0);
  } else if (signature.result == 0 || !has_types()) {
    signature.result = exported(facts.returned);
  }
  if (const auto mixed = mixed_in_.find(key_of(node)); mixed != mixed_in_.end()) {
    const auto [name, type_parameter] = mixed->second;
    std::vector<types::Parameter> parameters;
    for (const syntax::Parameter& parameter : view.parameter_views())
      parameters.push_back({parameter.pattern() == name ? to_.add(TypeKind::parameter, type_parameter) : 0,
                            types::parameter_flag::optional});
    signature.parameters = to_.add_parameters(parameters);
    signature.type_parameters = {type_parameter, 1};
  }
  if (view.is_async()) signature.flags |= types::signature_flag::async;
  if (const Value promise = facts_.called(Value::of(Shape::function, node), {}); promise.is_promise())
    note_failures(node, promise, signature);
  const bool is_short = node.record().end - node.index() <= longest_quiet;
  if (is_short && !view.is_async() && !view.is_generator() && QuietCode(facts_).runs_quietly(view.body()))
    signature.flags |= types::signature_flag::cannot_throw;
  // An async function that waits for nothing is not worth starting beside another.
  if (is_worth_its_effects(node) && (!view.is_async() || takes_time(facts_, node)))
    signature.flags |= effect_of(effects_of_function(facts_, node));
  return signature;
}

// Of long functions little is known in the end, and of many, little is asked.
bool ModuleSummarizer::is_worth_its_effects(Node node) {
  const bool waits = facts_.function(node).returned.is_promise();
  if (node.record().end - node.index() > (waits ? longest_effects : longest_effects_at_once)) return false;
  asked_effects_.insert(key_of(node));
  return asked_effects_.size() <= most_effects;
}

// What a call does to what others see, in a word; nothing where it is not known, or waits for some time only.
std::uint8_t ModuleSummarizer::effect_of(const Effects& effects) {
  if (!effects.is_known() || (effects.pauses && !effects.reads_outside)) return 0;
  const bool changes_more = std::ranges::any_of(effects.writes, [](const AccessPath& path) {
    return path.root() != AccessPath::Root::parameter && path.root() != AccessPath::Root::this_;
  });
  if (effects.writes_outside || effects.prints || changes_more) return types::signature_flag::writes;
  if (effects.writes.empty()) return types::signature_flag::only_reads;
  return effects.asks.empty() ? types::signature_flag::writes_arguments : std::uint8_t{0};
}

// The functions of other modules that a function runs, when all else that it does is reading.
TypeId ModuleSummarizer::run_by(Node node) {
  if (asked_effects_.size() > most_effects || !asked_effects_.contains(key_of(node))) return 0;
  const Effects effects = effects_of_function(facts_, node);
  if (effects.asks.empty() || effect_of(effects) != types::signature_flag::only_reads) return 0;
  std::vector<TypeId> run;
  for (const types::TypeRef& one : effects.asks) run.push_back(walk_.lowered(one));
  return to_.add_union(run);
}

// Whether the promise that a function gives may reject, as far as its own text can tell.
void ModuleSummarizer::note_failures(Node node, const Value& promise, types::Signature& signature) {
  if (waits_for_listeners(facts_, node)) signature.flags |= types::signature_flag::waits_for_listeners;
  if (facts_.never_rejects(promise) || keeps_what_it_returns(facts_, node)) {
    signature.flags |= types::signature_flag::cannot_reject;
    return;
  }
  const auto left = left_to_others(facts_, promise);
  if (left && left->functions.empty() && left->tasks.empty()) {
    signature.flags |= types::signature_flag::catches;
    return;
  }
  for (const Hypothesis& hypothesis : what_calms(facts_, promise))
    calm_notes_[key_of(node)].push_back(to_.name(calm_note(hypothesis)));
  // Of functions of other modules and tasks at once nothing is told.
  if (!left || (!left->functions.empty() && !left->tasks.empty())) return;
  if (!left->tasks.empty()) {
    tasks_.emplace(key_of(node), left->tasks);
    return;
  }
  // It catches what fails while all of these do.
  std::vector<TypeId> waits;
  for (const types::TypeRef& one : left->functions) waits.push_back(walk_.lowered(one));
  if (std::ranges::find(waits, TypeId{0}) == waits.end()) waits_.emplace(key_of(node), to_.add_union(waits));
}

// Overloads stand for what the function itself declares; what it does, it does for all of them. An async function gives
// a promise whatever they say.
std::vector<types::Signature> ModuleSummarizer::seen_by_callers(Node node, const types::Signature& own) {
  std::vector<types::Signature> signatures;
  if (has_types() && !syntax::Function::assume(node).is_async())
    for (const Node overload : syntax::overloads_of(node)) {
      types::Signature& one = signatures.emplace_back(facts_.reader().signature_of(overload));
      one.line = own.line;
      one.flags = own.flags;
    }
  if (signatures.empty()) signatures.push_back(own);
  return signatures;
}

TypeId ModuleSummarizer::make_function(Node node) {
  const types::Signature signature = signature_of(node);
  types::ObjectType object;
  object.calls = to_.add_signatures(seen_by_callers(node, signature));
  // A function that is called with `new` makes instances of its prototype.
  if (!node.is(Kind::arrow_function, Kind::method_definition) && has_prototype(node)) {
    types::Signature construction;
    construction.result = instance(node);
    construction.line = signature.line;
    object.constructs = to_.add_signatures(std::span(&construction, 1));
  }
  auto members = members_written_on(Value::of(Shape::function, node));
  if (const TypeId run = run_by(node); run != 0) members.push_back({to_.name(types::runs_member), run, 0, 0});
  if (const auto waits = waits_.find(key_of(node)); waits != waits_.end())
    members.push_back({to_.name(types::waits_member), waits->second, 0, 0});
  if (const auto tasks = tasks_.find(key_of(node)); tasks != tasks_.end())
    for (const auto& [parameter, use] : tasks->second)
      members.push_back({to_.name(task_note(parameter, use)), to_.add(TypeKind::plain), 0, 0});
  if (const auto notes = calm_notes_.find(key_of(node)); notes != calm_notes_.end())
    for (const types::NameId note : notes->second) members.push_back({note, to_.add(TypeKind::plain), 0, 0});
  if (const TypeId kept = kept_by(node); kept != 0) members.push_back({to_.name(kept_note), kept, 0, 0});
  object.members = to_.add_members(members);
  return to_.add_object(object);
}

// Whether a function keeps the promise that it gives, or leaves that to one function of another module.
TypeId ModuleSummarizer::kept_by(Node node) {
  const Value returned = facts_.function(node).returned;
  if (!returned.is_promise() && !returned.is(Shape::typed) && !returned.is(Shape::api)) return 0;
  const auto asks = keeps_and_catches(facts_, node);
  if (!asks || asks->size() > 1) return 0;
  return asks->empty() ? to_.add(TypeKind::plain) : exported(asks->front());
}

bool ModuleSummarizer::has_prototype(Node node) const {
  return std::ranges::any_of(assignments_, [&](Node assignment) {
    const auto access = MemberExpression::from(syntax::unwrap(assignment.child(Field::left)));
    if (!access) return false;
    const Node object = access->name() == "prototype" ? assignment.child(Field::left) : access->object();
    const auto prototype = MemberExpression::from(syntax::unwrap(object));
    if (!prototype || prototype->name() != "prototype") return false;
    const Value owner = facts_.value(prototype->object());
    return owner.is(Shape::function) && owner.node == node;
  });
}

// `save.later = async () => …` at the top level.
std::vector<types::Member> ModuleSummarizer::members_written_on(const Value& owner) {
  std::map<std::string, std::uint32_t> names;
  note_written_on(owner, names);
  return members_of(owner, names);
}

void ModuleSummarizer::note_written_on(const Value& owner, std::map<std::string, std::uint32_t>& names) const {
  for (const Node assignment : assignments_) {
    const auto access = MemberExpression::from(syntax::unwrap(assignment.child(Field::left)));
    const auto name = access ? access->name() : std::nullopt;
    if (!name || *name == "prototype") continue;
    const Value object = facts_.owner_of_write(access->object());
    if (object.shape == owner.shape && object.node == owner.node && object.node)
      names.emplace(*name, line_of(assignment));
  }
}

std::vector<types::Member> ModuleSummarizer::members_of(const Value& owner,
                                                        const std::map<std::string, std::uint32_t>& names) {
  std::vector<types::Member> members;
  for (const auto& [name, line] : names) {
    if (members.size() == most_members) break;
    const Value value = facts_.member(owner, name, {});
    const TypeId type = exported(value);
    if (type != 0) members.push_back({to_.name(name), type, line, 0});
  }
  return members;
}

// The names of a class's own members, static ones or those of its instances.
std::map<std::string, std::uint32_t> ModuleSummarizer::names_in_class(Node node, bool of_instance) {
  std::map<std::string, std::uint32_t> names;
  for (const Node own : syntax::ClassView::assume(node).members()) {
    Node key;
    bool is_static = false;
    if (const auto field = syntax::ClassField::from(own)) {
      key = field->key();
      is_static = field->is_static();
    } else if (own.is(Kind::abstract_method_signature)) {
      key = own.child(Field::name);
    } else if (own.is(Kind::method_definition)) {
      key = own.child(Field::name);
      is_static = Function::assume(own).is_static();
      if (of_instance) note_fields(own, names);
    } else {
      continue;
    }
    const auto name = syntax::key_name(key);
    if (name && is_static != of_instance && *name != "constructor") names.emplace(*name, line_of(own));
  }
  return names;
}

// `this.store = …` in a method.
void ModuleSummarizer::note_fields(Node method, std::map<std::string, std::uint32_t>& names) const {
  for (const syntax::Parameter& parameter : Function::assume(method).parameter_views())
    if (parameter.node().child(Kind::accessibility_modifier) || parameter.node().child(Kind::kw_readonly))
      names.emplace(parameter.pattern().text(), line_of(method));
  if (Function::assume(method).is_static()) return;
  visit_own(method.child(Field::body), [&](Node inner) {
    if (!inner.is(Kind::assignment_expression)) return true;
    const auto access = MemberExpression::from(syntax::unwrap(inner.child(Field::left)));
    if (access && access->object().is(Kind::this_) && access->name()) names.emplace(*access->name(), line_of(inner));
    return true;
  });
}

TypeId ModuleSummarizer::make_class(Node node) {
  types::Signature construction;
  for (const Node own : facts_.members_named(syntax::ClassView::assume(node).body(), "constructor"))
    if (own.is(Kind::method_definition)) construction = signature_of(own);
  if (construction.parameters.count == 0) {
    const types::Parameter rest{to_.add(TypeKind::array), types::parameter_flag::rest};
    construction.parameters = to_.add_parameters(std::span(&rest, 1));
  }
  construction.result = instance(node);
  construction.line = line_of(node);
  types::ObjectType object;
  object.constructs = to_.add_signatures(std::span(&construction, 1));
  if (const Node superclass = syntax::ClassView::assume(node).superclass()) {
    const TypeId given = mixed_in(superclass);
    object.bases = bases_of(given != 0 ? given : exported(facts_.value(superclass)));
  }
  auto names = names_in_class(node, false);
  note_written_on(Value::of(Shape::class_, node), names);
  object.members = to_.add_members(members_of(Value::of(Shape::class_, node), names));
  return to_.add_object(object);
}

TypeId ModuleSummarizer::base_of_instance(Node class_node) {
  const Node superclass = syntax::ClassView::assume(class_node).superclass();
  if (!superclass) return 0;
  if (const TypeId given = mixed_in(superclass); given != 0) return to_.add(TypeKind::instance_of, given);
  const Value value = facts_.value(superclass);
  if (value.is(Shape::class_) && value.node != class_node) return instance(value.node);
  return value.type ? walk_.lowered(walk_.question_call(TypeKind::new_of, value.type, {})) : 0;
}

TypeId ModuleSummarizer::mixed_in(Node superclass) {
  const Node name = syntax::unwrap(superclass);
  if (has_types() || !name.is(Kind::identifier)) return 0;
  const Binding binding = facts_.bindings().resolve(name);
  if (!binding || binding.kind != DeclarationKind::parameter || !facts_.bindings().writes(binding).empty()) return 0;
  // Of several parameters that are extended, the first.
  const auto [known, is_new] = mixed_in_.try_emplace(key_of(binding.owner), binding.identifier, 0);
  if (is_new) {
    const types::TypeParameter parameter;
    known->second.second = to_.add_type_parameters(std::span(&parameter, 1)).first;
  }
  return known->second.first == binding.identifier ? to_.add(TypeKind::parameter, known->second.second) : 0;
}

TypeId ModuleSummarizer::make_instance(Node node) {
  types::ObjectType object;
  const Value owner = Value::of(Shape::instance, node);
  if (syntax::is_class_kind(node.kind())) {
    object.bases = bases_of(base_of_instance(node));
    auto names = names_in_class(node, true);
    note_written_on(owner, names);
    auto members = members_of(owner, names);
    add_emissions(node, members);
    object.members = to_.add_members(members);
  } else {
    object.members = to_.add_members(members_of(owner, names_of_prototype(node)));
  }
  return to_.add_object(object);
}

// By which method the class emits an event to listeners that the method waits for.
void ModuleSummarizer::add_emissions(Node class_node, std::vector<types::Member>& members) {
  if (!syntax::ClassView::assume(class_node).superclass()) return;
  for (const OwnEmission& own : own_emissions(facts_, class_node)) {
    if (members.size() == most_members) break;
    const types::NameId name = to_.name(own.event);
    if (std::ranges::find(members, name, &types::Member::name) != members.end()) continue;
    const TypeId type = exported(facts_.member(Value::of(Shape::instance, class_node), own.method.text(), own.method));
    if (type != 0) members.push_back({name, type, line_of(own.method), 0});
  }
}

std::map<std::string, std::uint32_t> ModuleSummarizer::names_of_prototype(Node function) {
  std::map<std::string, std::uint32_t> names;
  note_fields(function, names);
  for (const Node assignment : assignments_) {
    const auto access = MemberExpression::from(syntax::unwrap(assignment.child(Field::left)));
    if (!access || !access->name()) continue;
    const Value owner = facts_.owner_of_write(access->object());
    if (owner.is(Shape::instance) && owner.node == function) names.emplace(*access->name(), line_of(assignment));
    const Node right = syntax::unwrap(assignment.child(Field::right));
    if (access->name() != "prototype" || !right.is(Kind::object)) continue;
    const Value constructor = facts_.value(access->object());
    if (!constructor.is(Shape::function) || constructor.node != function) continue;
    for (const syntax::Property& property : syntax::ObjectExpression::assume(right).properties())
      if (const auto name = property.name()) names.emplace(*name, line_of(property.node()));
  }
  return names;
}

TypeId ModuleSummarizer::make_object(Node node) {
  std::map<std::string, std::uint32_t> names;
  std::vector<TypeId> bases;
  for (const syntax::Property& property : syntax::ObjectExpression::assume(node).properties()) {
    if (property.node().is(Kind::spread_element)) {
      const TypeId base = exported(facts_.value(property.value()));
      if (base != 0) bases.push_back(base);
    } else if (const auto name = property.name()) {
      names.emplace(*name, line_of(property.node()));
    }
  }
  const Value owner = Value::of(Shape::object, node);
  for (const types::Member& written : members_written_on(owner))
    names.emplace(to_.view().name(written.name), written.line);
  types::ObjectType object;
  object.bases = to_.add_list(bases);
  object.members = to_.add_members(members_of(owner, names));
  return to_.add_object(object);
}

}  // namespace asynclint
