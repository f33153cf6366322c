// What differs between two versions of a text: one range, from the first byte that is another to the last.
#pragma once

#include <cstdint>
#include <string_view>

namespace asynclint {

struct ChangedRange {
  // In both texts.
  std::uint32_t begin = 0;
  std::uint32_t old_end = 0;
  std::uint32_t new_end = 0;

  // What is added to a place behind it.
  [[nodiscard]] std::uint32_t shift() const { return new_end - old_end; }
  // Where a place of the old text is now; what was replaced is at the end of the new.
  [[nodiscard]] std::uint32_t moved(std::uint32_t place) const {
    if (place <= begin) return place;
    return place < old_end ? new_end : place + shift();
  }
};

[[nodiscard]] ChangedRange changed_range(std::string_view before, std::string_view now);
// The same where it is known already that they do not differ outside of a range.
[[nodiscard]] ChangedRange changed_range(std::string_view before, std::string_view now, const ChangedRange& within);

// What two changes, one after the other, do not reach beyond.
[[nodiscard]] ChangedRange range_of_both(const ChangedRange& first, const ChangedRange& second);

}  // namespace asynclint
