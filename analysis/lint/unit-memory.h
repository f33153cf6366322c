// What is kept of one unit from version to version.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "facts/questions.h"
#include "facts/unit-slots.h"
#include "lint/finding.h"

namespace asynclint {

// What a name meant outside a unit.
struct OuterName {
  Slot unit = no_slot;
  std::uint32_t hash = 0;
  const std::string* name = nullptr;
  // Of the declaration; none when there is none.
  Slot identifier = no_slot;
  Slot owner = no_slot;
  DeclarationKind declared_as = DeclarationKind::other;
  bool is_repeated = false;
};

// A place whose comment was asked for.
struct CommentedPlace {
  Slot unit = no_slot;
  std::uint32_t record = 0;
};

// A finding, with its places in the latest version.
struct KeptFinding {
  Finding finding;
  // Of each related place the innermost unit around it.
  std::vector<Slot> related_in;
};

// What others may ask of a unit by its content.
struct UnitContent {
  std::uint64_t signature = 0;
  std::uint32_t child_count = 0;
  bool is_strict = false;
  // Whether something in it may be the name of a type.
  bool declares_types = false;
};

struct UnitMemory {
  UnitContent content;
  std::vector<OuterName> outer_names;
  std::vector<CommentedPlace> comments;
  std::vector<KeptFinding> findings;
};

}  // namespace asynclint
