#include "facts/unit-slots.h"

#include <utility>

namespace asynclint {

void UnitSlots::follow(const syntax::Tree& tree, std::span<const syntax::UnitId> was) {
  const std::vector<Slot> before = std::exchange(slots_, {});
  free_.insert(free_.end(), gone_.begin(), gone_.end());
  added_.clear();
  gone_.clear();
  const auto count = static_cast<syntax::UnitId>(tree.units().size());
  slots_.assign(count, no_slot);
  for (const Slot slot : before) units_[slot] = none;
  for (syntax::UnitId unit = 0; unit < count; ++unit)
    if (was[unit] != none) {
      slots_[unit] = before[was[unit]];
      units_[slots_[unit]] = unit;
    }
  for (const Slot slot : before)
    if (units_[slot] == none) gone_.push_back(slot);
  for (syntax::UnitId unit = 0; unit < count; ++unit) {
    if (slots_[unit] != no_slot) continue;
    if (free_.empty()) {
      slots_[unit] = static_cast<Slot>(units_.size());
      units_.push_back(unit);
    } else {
      slots_[unit] = free_.back();
      free_.pop_back();
      units_[slots_[unit]] = unit;
    }
    added_.push_back(slots_[unit]);
  }
}

}  // namespace asynclint
