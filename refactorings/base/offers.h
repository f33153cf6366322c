// All refactorings, and what they offer at a place.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "refactorings/base/refactoring.h"

namespace asynclint {

struct RefactoringEntry {
  // The refactoring's file name, written nowhere else.
  std::string_view id;
  const Refactoring* refactoring = nullptr;
};

// In the order of their ids. The table is generated from the files of refactorings/.
[[nodiscard]] std::span<const RefactoringEntry> refactoring_table();

// Null when there is none of that name.
[[nodiscard]] const RefactoringEntry* find_refactoring(std::string_view id);

// Whether a text has a word without which one of them offers nothing.
[[nodiscard]] bool may_be_offered(const RefactoringEntry& entry, std::string_view text);

// What one of them offers at a cursor or a selection. Nothing in code that cannot be parsed.
[[nodiscard]] Offer offer_at(const RefactoringEntry& entry, const Facts& facts, Span selection);

}  // namespace asynclint
