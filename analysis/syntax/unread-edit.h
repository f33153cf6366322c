// What a text is while somebody types: the version before, and something in it that makes no sense yet.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "syntax/tree.h"
#include "text/changed-range.h"

namespace asynclint::syntax {

// The innermost unit that a change is inside of.
[[nodiscard]] UnitId unit_around(const Tree& tree, const ChangedRange& change);

struct TreeAroundEdit {
  std::unique_ptr<Tree> tree;
  // The units that the edit touches: the innermost one around it, and those that lost something to it.
  std::vector<UnitId> touched;
  // The units around all of these; nothing but places is new in them.
  std::vector<UnitId> around;
};

// The earlier tree, which has no errors, with its places in the new text. What was put in is one error, in whatever it
// stands in; what was taken out has no length any more. The units are the same.
[[nodiscard]] TreeAroundEdit leave_edit_unread(const Tree& before, std::string_view text, const ChangedRange& change);

}  // namespace asynclint::syntax
