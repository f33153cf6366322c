// Awaits that stand one behind the other in a list of statements or in one expression, and could start together.
#pragma once

#include <string>
#include <vector>

#include "facts/together.h"

namespace asynclint {

// One await of a list: `const user = await getUser(id)`, `await warmUp()`, an argument of `show(await a(), await b())`.
struct AwaitSlot {
  syntax::Node place;       // the statement, or the part of the expression
  syntax::Node declarator;  // of a declaration; none for anything else
  syntax::Node await_node;
  bool is_used = false;  // what it gives is bound or handed on
  AwaitedCall awaited;
  Effects effects;  // of the whole statement or declarator
};

struct AwaitRun {
  std::vector<AwaitSlot> slots;
  Together together = Together::no;
  // Constants stand between the awaits.
  bool has_between = false;
};

// Two awaits side by side that are not taken together, and why.
struct AwaitSeparation {
  syntax::Node await_node;
  std::string reason;
};

struct AwaitRuns {
  std::vector<AwaitRun> runs;
  std::vector<AwaitSeparation> separations;
};

// The runs among the children of a block, a program, a case, or of an expression whose parts are evaluated in turn.
// Calls of `readers` only read: a user says so.
[[nodiscard]] AwaitRuns await_runs(const Facts& facts, syntax::Node list, const ListedPaths& readers);

}  // namespace asynclint
