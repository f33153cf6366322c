// Who has to be looked at again when something changes: for each question the units whose findings rest on it.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "facts/questions.h"
#include "facts/unit-slots.h"

namespace asynclint {

// A kind of question, and what it is about.
using QuestionKey = std::uint64_t;
[[nodiscard]] constexpr QuestionKey question_key(Question::Kind kind, std::uint32_t about = 0) {
  return (static_cast<QuestionKey>(kind) << 32U) | about;
}
// The question of what names mean outside a unit, by that unit; the others of its kind are by the name.
[[nodiscard]] constexpr QuestionKey surroundings_key(Slot slot) { return (QuestionKey{0xff} << 32U) | slot; }

class Askers {
 public:
  // The questions of a unit, sorted, each once, in place of those that it had.
  void set(Slot slot, std::vector<QuestionKey> keys);
  [[nodiscard]] std::span<const Slot> of(QuestionKey key) const;

 private:
  std::vector<std::vector<QuestionKey>> keys_;
  std::unordered_map<QuestionKey, std::vector<Slot>> askers_;
};

}  // namespace asynclint
