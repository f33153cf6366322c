// The names of a text that changes: what Bindings look up, kept from version to version. Only units that were read
// again are looked at.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "facts/questions.h"
#include "facts/scopes.h"
#include "facts/unit-names.h"
#include "facts/unit-slots.h"
#include "syntax/tree.h"

namespace asynclint {

// What a new version says otherwise of names.
struct NameChanges {
  // Names that a unit uses more often or less often than before, or at another place among the units, by kind of
  // question.
  std::vector<std::pair<Question::Kind, std::uint32_t>> uses;
  // Names that the program declares otherwise.
  std::vector<std::uint32_t> program;
  // Units around which names may mean something else than before.
  std::vector<Slot> surroundings;
};

// Owned by whoever holds the text; one thread at a time.
class LiveNames {
 public:
  LiveNames(const UnitSlots& slots, Mode mode) : slots_(slots), mode_(mode) {}

  // The first version that they are asked of, or one whose names somebody else has answered for.
  void begin(const syntax::Tree& tree);
  // The next version. `read_again` are units of its tree, in their order; all others are as they were. The tree must
  // be there until the version after.
  [[nodiscard]] NameChanges follow(const syntax::Tree& tree, std::span<const syntax::UnitId> read_again);
  // Of a unit whose records are the same but for those places that were behind a change inside of it.
  void move(syntax::UnitId unit, std::uint32_t change, std::uint32_t shift);

  // --- What Bindings ask ---
  [[nodiscard]] const UnitScopes& scopes(syntax::UnitId unit) const;
  struct ProgramName {
    syntax::UnitId unit;
    std::uint32_t declaration;
  };
  // What top-level statements declare under a name, in their order.
  [[nodiscard]] std::vector<ProgramName> program(std::uint32_t hash) const;
  struct Use {
    syntax::UnitId unit;
    std::uint32_t record;
  };
  // In the order of the units.
  [[nodiscard]] std::vector<Use> uses(Question::Kind kind, std::uint32_t hash) const;

 private:
  static constexpr std::uint64_t no_place = ~std::uint64_t{0};
  using Declared = std::vector<std::pair<std::uint32_t, DeclarationKind>>;

  struct Names {
    // Sorted by hash.
    UnitUses uses;
    // Null until somebody asks.
    std::unique_ptr<UnitScopes> scopes;
    // Of the scopes and what they declare.
    std::uint64_t signature = 0;
    // The scope of the unit around it in which it stands, and how deep; known while that unit's scopes are.
    std::uint64_t place = no_place;
    // What it adds to the names of the program, sorted.
    Declared declared;
    // The unit around it.
    Slot around = no_slot;
  };

  void replace_uses(Slot slot, UnitUses uses, NameChanges& changes);
  void note_where_units_are(syntax::UnitId around, NameChanges& changes);
  void renew_scopes(syntax::UnitId unit, NameChanges& changes);
  // Null: nobody is told.
  void declare_in_program(Slot slot, Declared declared, NameChanges* changes) const;
  void build(syntax::UnitId unit) const;
  [[nodiscard]] const syntax::Tree& tree() const { return *tree_; }
  [[nodiscard]] bool is_top_level(syntax::UnitId unit) const { return unit != 0 && tree_->units()[unit].parent == 0; }

  const UnitSlots& slots_;
  Mode mode_;
  const syntax::Tree* tree_ = nullptr;
  mutable std::vector<Names> names_;
  // Which units use a name.
  std::array<std::unordered_map<std::uint32_t, std::vector<Slot>>, use_kinds> users_;
  // Which top-level statements declare a name; made when it is first asked for.
  mutable std::unordered_map<std::uint32_t, std::vector<Slot>> program_;
  mutable bool has_program_ = false;
};

}  // namespace asynclint
