// Which unit is which in the versions of a text: a unit has its slot for as long as it stands where it stood.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "syntax/tree.h"

namespace asynclint {

using Slot = std::uint32_t;
inline constexpr Slot no_slot = 0xffffffff;

// A slot whose unit is gone is given to another one, but not before the version after.
class UnitSlots {
 public:
  // `was` is the unit of the version before that each unit of the tree stands for, or none; every one of those stands
  // for one unit at most.
  void follow(const syntax::Tree& tree, std::span<const syntax::UnitId> was);

  [[nodiscard]] Slot of(syntax::UnitId unit) const { return slots_[unit]; }
  // none when there is no such unit any more.
  [[nodiscard]] syntax::UnitId unit(Slot slot) const { return units_[slot]; }
  // Slots are numbers below this.
  [[nodiscard]] std::size_t count() const { return units_.size(); }
  // Whose units came with this version, and went.
  [[nodiscard]] std::span<const Slot> added() const { return added_; }
  [[nodiscard]] std::span<const Slot> gone() const { return gone_; }

  static constexpr syntax::UnitId none = 0xffffffff;

 private:
  std::vector<Slot> slots_;
  std::vector<syntax::UnitId> units_;
  std::vector<Slot> free_;
  std::vector<Slot> added_;
  std::vector<Slot> gone_;
};

}  // namespace asynclint
