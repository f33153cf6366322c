#include "facts/live-names.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <iterator>
#include <numeric>

namespace asynclint {
namespace {

using syntax::Record;
using syntax::UnitId;

constexpr auto by_use_hash = [](const auto& a, const auto& b) { return a.hash < b.hash; };

// Calls it for each name of two sorted lists with how often it is in both.
template <typename Call>
void compare_counts(const std::vector<NameUse>& before, const std::vector<NameUse>& now, const Call& call) {
  auto old = before.begin();
  auto own = now.begin();
  while (old != before.end() || own != now.end()) {
    const std::uint32_t hash = own == now.end()      ? old->hash
                               : old == before.end() ? own->hash
                                                     : std::min(old->hash, own->hash);
    const auto first_old = old;
    const auto first_own = own;
    while (old != before.end() && old->hash == hash) ++old;
    while (own != now.end() && own->hash == hash) ++own;
    call(hash, old - first_old, own - first_own);
  }
}

// The scope of a unit around one of its records, and how many records are around it.
std::uint64_t scope_around(const UnitScopes& scopes, std::span<const Record> records, std::uint32_t record) {
  std::uint64_t depth = 0;
  while (record != 0 && record < records.size()) {
    record = records[record].parent;
    if (const Scope* scope = scopes.opened_by(record); scope != nullptr)
      return (depth << 32U) + static_cast<std::uint64_t>(scope - scopes.scopes.data());
    ++depth;
  }
  return depth << 32U;
}

// Which scopes a unit has, in each other, and what they declare.
std::uint64_t signature_of(const UnitScopes& scopes, std::span<const Record> records) {
  std::vector<std::uint64_t> all;
  for (const Scope& scope : scopes.scopes) {
    const bool is_outside = &scope == scopes.scopes.data();
    all.push_back(is_outside ? 0 : scope_around(scopes, records, scope.record));
    all.push_back(scope.count);
    for (std::uint32_t i = scope.first; i < scope.first + scope.count; ++i)
      all.push_back((std::uint64_t{scopes.declarations[i].hash} << 32U) |
                    static_cast<std::uint64_t>(scopes.declarations[i].kind));
  }
  return XXH3_64bits(all.data(), all.size() * sizeof all.front());
}

std::vector<std::pair<std::uint32_t, DeclarationKind>> declared_outside(const UnitScopes& scopes) {
  std::vector<std::pair<std::uint32_t, DeclarationKind>> names;
  const Scope& outside = scopes.outside();
  for (std::uint32_t i = outside.first; i < outside.first + outside.count; ++i)
    names.emplace_back(scopes.declarations[i].hash, scopes.declarations[i].kind);
  std::ranges::sort(names);
  return names;
}

template <typename Call>
void for_each_child(const syntax::Tree& tree, UnitId unit, const Call& call) {
  const auto units = tree.units();
  for (UnitId child = unit + 1; child <= units[unit].last_descendant; child = units[child].last_descendant + 1)
    call(child);
}

}  // namespace

void LiveNames::begin(const syntax::Tree& tree) {
  std::vector<UnitId> all(tree.units().size());
  std::iota(all.begin(), all.end(), UnitId{0});
  static_cast<void>(follow(tree, all));
  // What was asked is not known.
  // The program has none of its own: what its statements declare is theirs.
  for (const UnitId unit : std::span(all).subspan(1)) static_cast<void>(scopes(unit));
  static_cast<void>(program(0));
}

NameChanges LiveNames::follow(const syntax::Tree& tree, std::span<const UnitId> read_again) {
  NameChanges changes;
  tree_ = &tree;
  names_.resize(slots_.count());
  for (const Slot slot : slots_.gone()) {
    replace_uses(slot, {}, changes);
    declare_in_program(slot, {}, &changes);
    names_[slot] = {};
  }
  for (const UnitId unit : read_again) {
    UnitUses uses = collect_uses(tree, unit);
    for (auto& list : uses) std::ranges::stable_sort(list, by_use_hash);
    replace_uses(slots_.of(unit), std::move(uses), changes);
    renew_scopes(unit, changes);
  }
  for (const UnitId unit : read_again) note_where_units_are(unit, changes);
  return changes;
}

// Who asked for a name inside a function did not ask for it in what has come from elsewhere since.
void LiveNames::note_where_units_are(UnitId around, NameChanges& changes) {
  const Slot own = slots_.of(around);
  for_each_child(tree(), around, [&](UnitId child) {
    Names& names = names_[slots_.of(child)];
    if (names.around != no_slot && names.around != own)
      for (UnitId unit = child; unit <= tree().units()[child].last_descendant; ++unit)
        for (std::size_t kind = 0; kind < use_kinds; ++kind)
          for (const NameUse& use : names_[slots_.of(unit)].uses[kind])
            changes.uses.emplace_back(use_kind(kind), use.hash);
    names.around = own;
  });
}

void LiveNames::move(UnitId unit, std::uint32_t change, std::uint32_t shift) {
  const Names& names = names_[slots_.of(unit)];
  if (!names.scopes) return;
  const std::uint32_t start = tree().units()[unit].start;
  for (Declaration& declaration : names.scopes->declarations)
    if (start + declaration.name.begin > change)
      declaration.name = {declaration.name.begin + shift, declaration.name.end + shift};
}

void LiveNames::replace_uses(Slot slot, UnitUses uses, NameChanges& changes) {
  for (std::size_t kind = 0; kind < use_kinds; ++kind) {
    compare_counts(names_[slot].uses[kind], uses[kind], [&](std::uint32_t hash, auto before, auto now) {
      if (before == now) return;
      changes.uses.emplace_back(use_kind(kind), hash);
      if (before != 0 && now != 0) return;
      std::vector<Slot>& users = users_[kind][hash];
      if (before == 0)
        users.push_back(slot);
      else
        std::erase(users, slot);
      if (users.empty()) users_[kind].erase(hash);
    });
  }
  names_[slot].uses = std::move(uses);
}

void LiveNames::renew_scopes(UnitId unit, NameChanges& changes) {
  const Slot slot = slots_.of(unit);
  const bool is_in_program = has_program_ && is_top_level(unit);
  // Scopes that nobody has looked at are no reason for anything.
  if (!names_[slot].scopes && !is_in_program) return;
  const std::uint64_t signature = names_[slot].signature;
  std::vector<std::uint64_t> places;
  for_each_child(tree(), unit, [&](UnitId child) { places.push_back(names_[slots_.of(child)].place); });
  build(unit);
  auto place = places.begin();
  for_each_child(tree(), unit, [&](UnitId child) {
    const Names& own = names_[slots_.of(child)];
    if (*place != no_place && (signature != names_[slot].signature || *place != own.place))
      changes.surroundings.push_back(slots_.of(child));
    ++place;
  });
  if (is_in_program) declare_in_program(slot, declared_outside(*names_[slot].scopes), &changes);
}

void LiveNames::declare_in_program(Slot slot, Declared declared, NameChanges* changes) const {
  Declared& before = names_[slot].declared;
  if (before == declared) return;
  const auto note = [&](const Declared& more, const Declared& fewer, bool is_new) {
    Declared only;
    std::ranges::set_difference(more, fewer, std::back_inserter(only));
    for (const auto& [hash, kind] : only) {
      if (changes != nullptr) changes->program.push_back(hash);
      const auto has = [name = hash](const auto& one) { return one.first == name; };
      std::vector<Slot>& slots = program_[hash];
      const bool is_there = std::ranges::find(slots, slot) != slots.end();
      if (is_new && !is_there) slots.push_back(slot);
      if (!is_new && std::ranges::none_of(fewer, has)) std::erase(slots, slot);
      if (slots.empty()) program_.erase(hash);
    }
  };
  note(before, declared, false);
  note(declared, before, true);
  before = std::move(declared);
}

void LiveNames::build(UnitId unit) const {
  const syntax::Tree::Unnoted unnoted(tree());
  Names& names = names_[slots_.of(unit)];
  names.scopes = std::make_unique<UnitScopes>(build_scopes(tree(), unit, mode_));
  names.signature = signature_of(*names.scopes, tree().records(unit));
  for_each_child(tree(), unit, [&](UnitId child) {
    names_[slots_.of(child)].place = scope_around(*names.scopes, tree().records(unit), tree().units()[child].place);
  });
}

// What the scopes rest on outside the unit belongs to its signature.
const UnitScopes& LiveNames::scopes(UnitId unit) const {
  Names& names = names_[slots_.of(unit)];
  if (!names.scopes) build(unit);
  return *names.scopes;
}

std::vector<LiveNames::ProgramName> LiveNames::program(std::uint32_t hash) const {
  if (!has_program_) {
    has_program_ = true;
    for_each_child(tree(), 0,
                   [&](UnitId unit) { declare_in_program(slots_.of(unit), declared_outside(scopes(unit)), nullptr); });
  }
  std::vector<ProgramName> found;
  const auto slots = program_.find(hash);
  if (slots == program_.end()) return found;
  std::vector<UnitId> units;
  for (const Slot slot : slots->second) units.push_back(slots_.unit(slot));
  std::ranges::sort(units);
  for (const UnitId unit : units) {
    const UnitScopes& own = scopes(unit);
    const auto outside = std::span(own.declarations).subspan(own.outside().first, own.outside().count);
    for (std::uint32_t i = 0; i < outside.size(); ++i)
      if (outside[i].hash == hash) found.push_back({unit, own.outside().first + i});
  }
  return found;
}

std::vector<LiveNames::Use> LiveNames::uses(Question::Kind kind, std::uint32_t hash) const {
  std::vector<Use> found;
  const auto& users = users_[use_index(kind)];
  const auto slots = users.find(hash);
  if (slots == users.end()) return found;
  for (const Slot slot : slots->second) {
    const auto& uses = names_[slot].uses[use_index(kind)];
    for (auto use = std::ranges::lower_bound(uses, hash, {}, &NameUse::hash); use != uses.end() && use->hash == hash;
         ++use)
      found.push_back({slots_.unit(slot), use->record});
  }
  std::ranges::sort(found, {}, [](const Use& use) { return std::pair(use.unit, use.record); });
  return found;
}

}  // namespace asynclint
