#include "facts/bindings.h"

#include <algorithm>
#include <utility>

#include "facts/names.h"
#include "syntax/views.h"

namespace asynclint {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// A place inside more scopes than this is not resolved, so that nesting costs time in proportion.
constexpr std::uint32_t most_scopes = 1000;

constexpr auto by_hash = [](const auto& a, const auto& b) { return a.hash < b.hash; };

template <typename Items>
auto equal_hashes(const Items& items, std::uint32_t hash) {
  typename Items::value_type key{};
  key.hash = hash;
  return std::equal_range(items.begin(), items.end(), key, by_hash);
}

// Whether two declarations of a name are one function, whose overloads come without a body: then `found` becomes the
// one that has it.
bool are_overloads(Binding& found, const Binding& other) {
  const bool is_signature = found.owner.is(Kind::function_signature);
  if (other.owner.is(Kind::function_signature)) return found.kind == DeclarationKind::function;
  if (!is_signature || other.kind != DeclarationKind::function) return false;
  found = other;
  return true;
}

}  // namespace

Bindings::Bindings(const syntax::Tree& tree, Mode mode, const LiveNames* live)
    : tree_(tree), mode_(mode), live_(live), scopes_(live == nullptr ? tree.units().size() : 0) {}

const UnitScopes& Bindings::scopes(syntax::UnitId unit) const {
  if (live_ != nullptr) return live_->scopes(unit);
  // What the scopes rest on outside the unit belongs to its signature.
  if (!scopes_[unit]) {
    const syntax::Tree::Unnoted unnoted(tree_);
    scopes_[unit] = std::make_unique<UnitScopes>(build_scopes(tree_, unit, mode_));
  }
  return *scopes_[unit];
}

const std::vector<Bindings::ProgramName>& Bindings::program() const {
  if (program_) return *program_;
  std::vector<ProgramName> names;
  const auto units = tree_.units();
  for (syntax::UnitId unit = 1; unit < units.size(); unit = units[unit].last_descendant + 1) {
    const UnitScopes& own = scopes(unit);
    const Scope& outside = own.outside();
    for (std::uint32_t i = outside.first; i < outside.first + outside.count; ++i)
      names.push_back({own.declarations[i].hash, unit, i});
  }
  std::stable_sort(names.begin(), names.end(), by_hash);
  return program_.emplace(std::move(names));
}

std::string_view Bindings::name_of(syntax::UnitId unit, const Declaration& declaration) const {
  const std::uint32_t start = tree_.units()[unit].start;
  return slice(tree_.text(), {start + declaration.name.begin, start + declaration.name.end});
}

Binding Bindings::binding_at(syntax::UnitId unit, const Declaration& declaration) const {
  const auto node = [&](std::uint32_t record) {
    const syntax::Record& target = tree_.record(unit, record);
    return (target.flags & syntax::flag::unit) != 0 ? Node(&tree_, tree_.unit_at(unit, target), 0)
                                                    : Node(&tree_, unit, record);
  };
  Binding binding{node(declaration.identifier), node(declaration.owner), declaration.kind, false};
  const bool is_function = syntax::is_function_kind(binding.owner.kind()) || binding.owner.is(Kind::function_signature);
  if (binding.identifier == binding.owner && is_function) binding.identifier = binding.owner.child(Field::name);
  return binding;
}

Binding Bindings::find(syntax::UnitId unit, const Scope& scope, std::string_view name, std::uint32_t hash) const {
  const auto all = std::span(scopes(unit).declarations).subspan(scope.first, scope.count);
  Binding found;
  const auto [begin, end] = equal_hashes(all, hash);
  for (const Declaration& declaration : std::span(begin, end)) {
    if (name_of(unit, declaration) != name) continue;
    if (found && are_overloads(found, binding_at(unit, declaration))) continue;
    // A parameter hides the function's own name.
    if (found && declaration.kind == DeclarationKind::own_name) continue;
    if (found && found.kind != DeclarationKind::own_name) {
      found.is_repeated = true;
      continue;
    }
    found = binding_at(unit, declaration);
  }
  return found;
}

Binding Bindings::find_in_program(std::string_view name, std::uint32_t hash) const {
  Binding found;
  const auto look_at = [&](syntax::UnitId unit, std::uint32_t index) {
    const Declaration& declaration = scopes(unit).declarations[index];
    if (found.is_repeated || name_of(unit, declaration) != name) return;
    const Binding binding = binding_at(unit, declaration);
    if (!found)
      found = binding;
    else
      found.is_repeated = !are_overloads(found, binding);
  };
  if (live_ != nullptr) {
    for (const auto& [unit, index] : live_->program(hash)) look_at(unit, index);
  } else {
    const auto [begin, end] = equal_hashes(program(), hash);
    for (auto it = begin; it != end; ++it) look_at(it->unit, it->declaration);
  }
  return found;
}

Binding Bindings::resolve(std::string_view name, Node place) const {
  const std::uint32_t hash = hash_name(name);
  std::uint32_t steps = 0;
  if (Binding found = find_in_unit(place, name, hash, steps); found || place.unit() == 0)
    return found ? found : find_in_program(name, hash);
  const Binding found = find_outside(name, place.unit(), steps);
  if (log_ != nullptr) note_outer_name(name, place.unit(), found);
  return found;
}

Binding Bindings::resolve_outside(std::string_view name, syntax::UnitId unit) const {
  return unit == 0 ? Binding{} : find_outside(name, unit, 0);
}

// The declaration that a unit's own scopes around a place give to a name. Nested too deep to be code that somebody
// wrote, a name is not taken for a global, nor for anything known.
Binding Bindings::find_in_unit(Node place, std::string_view name, std::uint32_t hash, std::uint32_t& steps) const {
  const syntax::UnitId unit = place.unit();
  if (unit == 0) return {};
  const UnitScopes& own = scopes(unit);
  for (std::uint32_t scope = own.around(tree_.records(unit), place.index()); scope != 0;
       scope = own.scopes[scope].outer) {
    if (own.scopes[scope].count != 0)
      if (Binding found = find(unit, own.scopes[scope], name, hash)) return found;
    if (++steps > most_scopes) return {place, place, DeclarationKind::other, false};
  }
  return {};
}

Binding Bindings::find_outside(std::string_view name, syntax::UnitId unit, std::uint32_t steps) const {
  const std::uint32_t hash = hash_name(name);
  while (unit != 0) {
    const syntax::Unit& own = tree_.units()[unit];
    const Node place(&tree_, own.parent, tree_.record(own.parent, own.place).parent);
    if (++steps > most_scopes) return {place, place, DeclarationKind::other, false};
    if (Binding found = find_in_unit(place, name, hash, steps)) return found;
    unit = own.parent;
  }
  return find_in_program(name, hash);
}

void Bindings::note_outer_name(std::string_view name, syntax::UnitId unit, const Binding& found) const {
  Question question;
  question.kind = Question::Kind::outer_name;
  question.unit = unit;
  question.hash = hash_name(name);
  question.name = log_->name(name);
  question.declared_as = found.kind;
  question.is_repeated = found.is_repeated;
  if (found) {
    question.identifier = found.identifier.unit();
    question.owner = found.owner.unit();
    log_->add_content(found.owner.unit());
  }
  log_->add(question);
}

const std::vector<Bindings::Use>& Bindings::index_for(Question::Kind kind) const {
  auto& index = uses_[use_index(kind)];
  if (index) return *index;
  const syntax::Tree::Unnoted unnoted(tree_);
  std::array<std::vector<Use>, use_kinds> all;
  for (syntax::UnitId unit = 0; unit < tree_.units().size(); ++unit) {
    UnitUses own;
    collect_uses(tree_, unit, kind, own);
    for (std::size_t one = 0; one < use_kinds; ++one)
      for (const NameUse& use : own[one]) all[one].push_back({use.hash, unit, use.record});
  }
  const auto take = [&](Question::Kind taken) {
    auto& list = all[use_index(taken)];
    std::ranges::stable_sort(list, by_hash);
    uses_[use_index(taken)] = std::move(list);
  };
  const bool are_writes = kind == Question::Kind::writes || kind == Question::Kind::member_writes;
  if (are_writes) {
    take(Question::Kind::writes);
    take(Question::Kind::member_writes);
  } else {
    take(kind);
  }
  return *index;
}

// The places of a name, whatever it means there.
std::vector<LiveNames::Use> Bindings::places(Question::Kind kind, std::uint32_t hash) const {
  if (live_ != nullptr) return live_->uses(kind, hash);
  const auto [begin, end] = equal_hashes(index_for(kind), hash);
  std::vector<LiveNames::Use> found;
  for (auto it = begin; it != end; ++it) found.push_back({it->unit, it->record});
  return found;
}

bool Bindings::is_used_often(Question::Kind kind, std::string_view name, std::size_t most) const {
  if (log_ != nullptr) static_cast<void>(uses(kind, name));
  return places(kind, hash_name(name)).size() > most;
}

std::vector<Node> Bindings::uses(Question::Kind kind, std::string_view name, std::optional<Span> within) const {
  std::vector<LiveNames::Use> all = places(kind, hash_name(name));
  if (within) {
    // An answer does not rest on what is outside: that a unit comes in or goes out is told by LiveNames.
    const syntax::Tree::Unnoted unnoted(tree_);
    std::erase_if(all, [&](const LiveNames::Use& place) {
      const std::uint32_t begin = tree_.units()[place.unit].start + tree_.record(place.unit, place.record).start;
      return begin < within->begin || begin >= within->end;
    });
  }
  std::vector<Node> found;
  for (const LiveNames::Use& place : all) {
    const Node node(&tree_, place.unit, place.record);
    const auto own = kind == Question::Kind::member_writes  ? syntax::MemberExpression::assume(node).name()
                     : kind == Question::Kind::member_names ? syntax::key_name(node)
                                                            : node.text();
    if (own == name || name == all_emissions || name == all_rejection_events) found.push_back(node);
  }
  // The order of units says nothing of that of the text.
  std::ranges::sort(found, {}, [](Node node) { return node.span().begin; });
  if (log_ == nullptr) return found;
  for (const Node node : found) log_->add_content(node.unit());
  Question question;
  question.kind = kind;
  question.hash = hash_name(name);
  log_->add(question);
  return found;
}

std::vector<Node> Bindings::writes(const Binding& binding) const {
  if (!binding) return {};
  auto found = uses(Question::Kind::writes, binding.identifier.text(), reach(binding));
  std::erase_if(found, [&](Node place) { return resolve(place) != binding; });
  return found;
}

std::vector<Node> Bindings::references(const Binding& binding) const {
  if (!binding) return {};
  auto found = uses(Question::Kind::references, binding.identifier.text(), reach(binding));
  std::erase_if(found, [&](Node place) { return place == binding.identifier || resolve(place) != binding; });
  return found;
}

// Where a binding may be named: in the function that declares it. A text has many places of a short name, and as many
// declarations of it.
Span Bindings::reach(const Binding& binding) const {
  Node around = syntax::enclosing_function(binding.identifier);
  if (around && around.child(Field::name) == binding.identifier) around = syntax::enclosing_function(around);
  return around ? around.span() : tree_.root().span();
}

std::vector<Node> Bindings::member_writes(std::string_view name) const {
  return uses(Question::Kind::member_writes, name);
}

std::vector<Node> Bindings::member_names(std::string_view name) const {
  return uses(Question::Kind::member_names, name);
}

std::vector<Node> Bindings::emissions() const { return uses(Question::Kind::member_names, all_emissions); }

std::vector<Node> Bindings::rejection_events() const {
  return uses(Question::Kind::member_names, all_rejection_events);
}

bool Bindings::is_free_name(std::string_view name, Node place) const {
  Node around = syntax::enclosing_function(place);
  if (!around) around = tree_.root();
  for (const Node use : uses(Question::Kind::references, name))
    if (use.is_within(around)) return false;
  return !resolve(name, place);
}

}  // namespace asynclint
