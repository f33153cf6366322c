// The TypeScript grammars bind `a!` and `a as T` as if they had the precedence of what stands in front: `a || b!.c` is
// read as `(a || b)!.c`, and `await a as T` as `await (a as T)`. The JavaScript grammar takes the `await` of
// `await (a).b()` and `await (0, a)()` for the name of a function that is called with `a`. What is read so is put right
// while the tree is copied.
#pragma once

#include <cstdint>
#include <string_view>
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

// The same of a call or member access that the JavaScript grammar read. `text` begins where the unit does. A function
// may be named `await` where nothing is async; its calls, too, become awaits, as the grammar has it for `await (a)`.
void mend_await(const OpenRecords& open, std::uint32_t index, std::string_view text);

}  // namespace asynclint::syntax
