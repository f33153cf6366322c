// A short constant list inside a rule.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>

namespace asynclint {

template <typename T, std::size_t capacity>
class FixedList {
 public:
  constexpr FixedList(std::initializer_list<T> items) {
    for (const T& item : items) items_.at(size_++) = item;
  }
  [[nodiscard]] constexpr const T* begin() const { return items_.data(); }
  [[nodiscard]] constexpr const T* end() const { return items_.data() + size_; }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }

 private:
  std::array<T, capacity> items_{};
  std::size_t size_ = 0;
};

}  // namespace asynclint
