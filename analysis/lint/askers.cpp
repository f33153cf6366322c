#include "lint/askers.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace asynclint {

void Askers::set(Slot slot, std::vector<QuestionKey> keys) {
  if (slot >= keys_.size()) keys_.resize(slot + 1);
  std::vector<QuestionKey> other;
  std::ranges::set_difference(keys_[slot], keys, std::back_inserter(other));
  for (const QuestionKey key : other) {
    const auto found = askers_.find(key);
    std::vector<Slot>& slots = found->second;
    // Their order does not matter.
    *std::ranges::find(slots, slot) = slots.back();
    slots.pop_back();
    if (slots.empty()) askers_.erase(found);
  }
  other.clear();
  std::ranges::set_difference(keys, keys_[slot], std::back_inserter(other));
  for (const QuestionKey key : other) askers_[key].push_back(slot);
  keys_[slot] = std::move(keys);
}

std::span<const Slot> Askers::of(QuestionKey key) const {
  const auto found = askers_.find(key);
  return found == askers_.end() ? std::span<const Slot>() : std::span<const Slot>(found->second);
}

}  // namespace asynclint
