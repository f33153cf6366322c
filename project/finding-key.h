// What a finding is known by from one version of a file to the next: the rule, where in the program it is, and the code
// that it is about. Lines may move, and the layout may change; who mends one finding and makes another has another key.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lint/finding.h"
#include "project/file-text.h"

namespace asynclint {

struct FindingKey {
  // Hashes are the same on every machine and in every version of asynclint that calls the rule by the same name.
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  // 0 for the first one with these hashes in its file, 1 for the second.
  std::uint32_t occurrence = 0;
  // The functions and classes around it, for people: `Bakery.bake.forEach()`. Empty at the top level.
  std::string within;

  // 32 hexadecimal digits, and `:` with the occurrence where that is not 0.
  [[nodiscard]] std::string text() const;
  friend bool operator==(const FindingKey& a, const FindingKey& b) {
    return a.high == b.high && a.low == b.low && a.occurrence == b.occurrence;
  }
};

// A key for each finding, in their order. The path is no part of it. A document without a tree is parsed for it.
[[nodiscard]] std::vector<FindingKey> finding_keys(const FileText& file, std::span<const Finding> findings);

}  // namespace asynclint
