// The TypeScript grammars bind `a!` and `a as T` as if they had the precedence of what stands in front: `a || b!.c` is
// read as `(a || b)!.c`, and `await a as T` as `await (a as T)`. What is read so is put right while the tree is copied.
#pragma once

#include <cstdint>
#include <vector>

#include "syntax/tree.h"

namespace asynclint::syntax {

// The records of a unit that is being read: those from `base` on, which count from there.
struct OpenRecords {
  std::vector<Record>& records;
  std::uint32_t base;
  std::vector<Unit>& units;
  UnitId unit;
};

// Puts the node right whose record is `index`, counted from the base. Everything inside it is right already, and it is
// the last node that was read.
void mend_precedence(const OpenRecords& open, std::uint32_t index);

}  // namespace asynclint::syntax
