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

// A place inside more nodes than this is not resolved, so that nesting costs time in proportion.
constexpr std::uint32_t most_ancestors = 1000;

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

Bindings::Bindings(const syntax::Tree& tree, Mode mode) : tree_(tree), mode_(mode), scopes_(tree.units().size()) {}

const UnitScopes& Bindings::scopes(syntax::UnitId unit) const {
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
  const auto [begin, end] = equal_hashes(program(), hash);
  for (auto it = begin; it != end; ++it) {
    const Declaration& declaration = scopes(it->unit).declarations[it->declaration];
    if (name_of(it->unit, declaration) != name) continue;
    if (found && are_overloads(found, binding_at(it->unit, declaration))) continue;
    if (found) {
      found.is_repeated = true;
      break;
    }
    found = binding_at(it->unit, declaration);
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
  for (std::uint32_t record = place.index();; record = tree_.record(unit, record).parent) {
    if (const Scope* scope = own.opened_by(record); scope != nullptr && scope->count != 0)
      if (Binding found = find(unit, *scope, name, hash)) return found;
    if (record == 0) return {};
    if (++steps > most_ancestors) return {place, place, DeclarationKind::other, false};
  }
}

Binding Bindings::find_outside(std::string_view name, syntax::UnitId unit, std::uint32_t steps) const {
  const std::uint32_t hash = hash_name(name);
  while (unit != 0) {
    const syntax::Unit& own = tree_.units()[unit];
    const Node place(&tree_, own.parent, tree_.record(own.parent, own.place).parent);
    if (++steps > most_ancestors) return {place, place, DeclarationKind::other, false};
    if (Binding found = find_in_unit(place, name, hash, steps)) return found;
    unit = own.parent;
  }
  return find_in_program(name, hash);
}

void Bindings::note_outer_name(std::string_view name, syntax::UnitId unit, const Binding& found) const {
  Question question;
  question.kind = Question::Kind::outer_name;
  question.unit = unit;
  question.name = name;
  question.declared_as = found.kind;
  question.is_repeated = found.is_repeated;
  if (found) {
    question.answer = {{found.identifier.unit(), found.identifier.index()}, {found.owner.unit(), found.owner.index()}};
    log_->add_content(found.owner.unit());
  }
  log_->add(std::move(question));
}

void Bindings::index_writes() const {
  has_writes_ = true;
  const auto add_pattern = [&](auto&& self, Node pattern, int depth) -> void {
    if (!pattern || depth > 100) return;
    switch (pattern.kind()) {
      case Kind::identifier:
      case Kind::shorthand_property_identifier_pattern:
        writes_.push_back({hash_name(pattern.text()), pattern.unit(), pattern.index()});
        return;
      case Kind::member_expression:
      case Kind::subscript_expression:
        if (const auto name = syntax::MemberExpression::assume(pattern).name())
          member_writes_.push_back({hash_name(*name), pattern.unit(), pattern.index()});
        return;
      case Kind::pair_pattern: return self(self, pattern.child(Field::value), depth + 1);
      case Kind::assignment_pattern:
      case Kind::object_assignment_pattern: return self(self, pattern.child(Field::left), depth + 1);
      case Kind::as_expression:
      case Kind::satisfies_expression:
      case Kind::non_null_expression:
      case Kind::type_assertion: {
        const Node inner = syntax::unwrap(pattern);
        if (inner != pattern) self(self, inner, depth + 1);
        return;
      }
      case Kind::array_pattern:
      case Kind::object_pattern:
      case Kind::rest_pattern:
      case Kind::parenthesized_expression:
        for (const Node child : pattern.children()) self(self, child, depth + 1);
        return;
      default: return;
    }
  };
  for (syntax::UnitId unit = 0; unit < tree_.units().size(); ++unit) {
    const auto records = tree_.records(unit);
    for (std::uint32_t i = 0; i < records.size(); ++i) {
      if ((records[i].flags & syntax::flag::unit) != 0) continue;
      const Node node(&tree_, unit, i);
      switch (records[i].kind) {
        case Kind::assignment_expression:
        case Kind::augmented_assignment_expression: add_pattern(add_pattern, node.child(Field::left), 0); break;
        case Kind::update_expression: add_pattern(add_pattern, node.child(Field::argument), 0); break;
        case Kind::for_in_statement:
          if (!node.child(Field::kind)) add_pattern(add_pattern, node.child(Field::left), 0);
          break;
        default: break;
      }
    }
  }
  std::stable_sort(writes_.begin(), writes_.end(), by_hash);
  std::stable_sort(member_writes_.begin(), member_writes_.end(), by_hash);
}

const std::vector<Bindings::Use>& Bindings::index_for(Question::Kind kind) const {
  switch (kind) {
    case Question::Kind::references:
      if (!has_names_) index_names();
      return names_;
    case Question::Kind::member_names:
      if (!has_member_names_) index_member_names();
      return member_names_;
    default:
      if (!has_writes_) index_writes();
      return kind == Question::Kind::writes ? writes_ : member_writes_;
  }
}

std::vector<Place> Bindings::places(Question::Kind kind, std::string_view name) const {
  const auto& all = index_for(kind);
  const auto [begin, end] = equal_hashes(all, hash_name(name));
  std::vector<Place> found;
  for (auto it = begin; it != end; ++it) found.push_back({it->unit, it->record});
  return found;
}

bool Bindings::is_used_often(Question::Kind kind, std::string_view name, std::size_t most) const {
  const auto [begin, end] = equal_hashes(index_for(kind), hash_name(name));
  if (log_ != nullptr) static_cast<void>(uses(kind, name));
  return static_cast<std::size_t>(end - begin) > most;
}

std::vector<Node> Bindings::uses(Question::Kind kind, std::string_view name) const {
  std::vector<Place> all = places(kind, name);
  std::vector<Node> found;
  for (const Place& place : all) {
    const Node node(&tree_, place.unit, place.record);
    const auto own = kind == Question::Kind::member_writes  ? syntax::MemberExpression::assume(node).name()
                     : kind == Question::Kind::member_names ? syntax::key_name(node)
                                                            : node.text();
    if (own == name) found.push_back(node);
  }
  // The order of units says nothing of that of the text.
  std::ranges::sort(found, {}, [](Node node) { return node.span().begin; });
  if (log_ == nullptr) return found;
  for (const Node node : found) log_->add_content(node.unit());
  Question question;
  question.kind = kind;
  question.name = name;
  question.answer = std::move(all);
  log_->add(std::move(question));
  return found;
}

std::vector<Node> Bindings::writes(const Binding& binding) const {
  auto found = uses(Question::Kind::writes, binding.identifier.text());
  std::erase_if(found, [&](Node place) { return resolve(place) != binding; });
  return found;
}

std::vector<Node> Bindings::references(const Binding& binding) const {
  auto found = uses(Question::Kind::references, binding.identifier.text());
  std::erase_if(found, [&](Node place) { return place == binding.identifier || resolve(place) != binding; });
  return found;
}

std::vector<Node> Bindings::member_writes(std::string_view name) const {
  return uses(Question::Kind::member_writes, name);
}

std::vector<Node> Bindings::member_names(std::string_view name) const {
  return uses(Question::Kind::member_names, name);
}

void Bindings::index_member_names() const {
  has_member_names_ = true;
  for (syntax::UnitId unit = 0; unit < tree_.units().size(); ++unit) {
    const auto records = tree_.records(unit);
    for (std::uint32_t i = 0; i < records.size(); ++i) {
      const Node node(&tree_, unit, i);
      switch (records[i].kind) {
        case Kind::property_identifier:
        case Kind::private_property_identifier:
        case Kind::shorthand_property_identifier_pattern: break;
        case Kind::string:
          if (records[i].parent >= records.size() || (records[records[i].parent].kind != Kind::subscript_expression &&
                                                      records[records[i].parent].kind != Kind::pair_pattern))
            continue;
          break;
        default: continue;
      }
      if (const auto name = syntax::key_name(node)) member_names_.push_back({hash_name(*name), unit, i});
    }
  }
  std::ranges::stable_sort(member_names_, by_hash);
}

void Bindings::index_names() const {
  has_names_ = true;
  for (syntax::UnitId unit = 0; unit < tree_.units().size(); ++unit) {
    const std::uint32_t start = tree_.units()[unit].start;
    const auto records = tree_.records(unit);
    for (std::uint32_t i = 0; i < records.size(); ++i) {
      const syntax::Record& record = records[i];
      // A name in a type is no use of what runs.
      if ((record.flags & syntax::flag::type) != 0) {
        if ((record.flags & syntax::flag::unit) == 0) i = record.end - 1;
        continue;
      }
      if (record.kind != Kind::identifier && record.kind != Kind::shorthand_property_identifier &&
          record.kind != Kind::shorthand_property_identifier_pattern)
        continue;
      const auto name = slice(tree_.text(), {start + record.start, start + record.start + record.length});
      names_.push_back({hash_name(name), unit, i});
    }
  }
  std::ranges::stable_sort(names_, by_hash);
}

bool Bindings::is_free_name(std::string_view name, Node place) const {
  Node around = syntax::enclosing_function(place);
  if (!around) around = tree_.root();
  for (const Node use : uses(Question::Kind::references, name))
    if (use.is_within(around)) return false;
  return !resolve(name, place);
}

}  // namespace asynclint
