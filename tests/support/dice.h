// Random choices that are the same on every machine: std::uniform_int_distribution is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>

namespace asynclint::tests {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : random_(seed) {}
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  template <typename Items>
  const auto& one_of(const Items& items) {
    return items[below(std::size(items))];
  }

 private:
  std::mt19937 random_;
};

}  // namespace asynclint::tests
