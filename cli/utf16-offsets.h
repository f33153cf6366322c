// Byte offsets of a text as offsets in UTF-16 units, which is how JavaScript counts.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace asynclint::cli {

// Keeps a view of the text, which must outlive it. Answers in constant time, also on a line of megabytes.
class Utf16Offsets {
 public:
  explicit Utf16Offsets(std::string_view text);

  [[nodiscard]] std::uint32_t of(std::uint32_t offset) const;

 private:
  std::string_view text_;
  // At every so many bytes: a place between two letters, and its offset in UTF-16.
  struct Milestone {
    std::uint32_t bytes;
    std::uint32_t units;
  };
  std::vector<Milestone> milestones_;
};

}  // namespace asynclint::cli
