// The names in one unit: where it assigns to them, where it has them, and what it declares.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "facts/questions.h"
#include "syntax/tree.h"

namespace asynclint {

struct NameUse {
  std::uint32_t hash;
  std::uint32_t record;
};

// What a unit's records say of names, one list for each kind of question about uses, in the order of the records.
using UnitUses = std::array<std::vector<NameUse>, use_kinds>;

// Adds to the list of each kind that is asked for; `writes` brings `member_writes` along.
void collect_uses(const syntax::Tree& tree, syntax::UnitId unit, Question::Kind kind, UnitUses& uses);
[[nodiscard]] UnitUses collect_uses(const syntax::Tree& tree, syntax::UnitId unit);

}  // namespace asynclint
