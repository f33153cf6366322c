// Which bytes something is made of, in so few of them that two texts never look the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace asynclint {

struct ContentHash {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend bool operator==(const ContentHash&, const ContentHash&) = default;
};

[[nodiscard]] ContentHash content_hash(std::string_view bytes);

}  // namespace asynclint
