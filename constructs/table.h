// Each construct: its name, the lesson that teaches it, and who writes its card.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "constructs/construct.h"

namespace asynclint {

class CardWriter;

struct ConstructRow {
  ConstructKind kind;
  // As tests and fixtures call it.
  std::string_view name;
  // The slug of its lesson, and of others that the same code brings up; empty where there are none.
  std::string_view lesson;
  std::array<std::string_view, 2> also;
  // What brings the lessons up.
  std::string_view brought_up_by;
  void (*write)(CardWriter& card);
};

// In the order of the kinds.
[[nodiscard]] std::span<const ConstructRow> construct_table();
[[nodiscard]] const ConstructRow& row_of(ConstructKind kind);

// The lessons that no code brings up: they are read in the course, as drills, or on the command line.
[[nodiscard]] std::span<const std::string_view> lessons_without_construct();

}  // namespace asynclint
