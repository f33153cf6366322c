// The tree of a text that changes. Each version costs what has changed in it, and little of what is there.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "syntax/tree.h"
#include "text/changed-range.h"

namespace asynclint::syntax {

inline constexpr UnitId no_unit = 0xffffffff;

// What a unit was in the tree of the version before.
struct UnitPast {
  UnitId unit = no_unit;
  // Whether it is that unit, unchanged but for its place. Otherwise it stands where that one stood.
  bool is_same = false;
  // Or unchanged but for places: those of its own records behind a unit in it, too.
  bool has_same_records = false;
};

// One thread at a time. tree-sitter's tree is kept beside ours, which takes some forty times the text in memory.
class LiveTree {
 public:
  explicit LiveTree(Grammar grammar, UnitSizes sizes = {});
  ~LiveTree();
  LiveTree(const LiveTree&) = delete;
  LiveTree& operator=(const LiveTree&) = delete;

  [[nodiscard]] Grammar grammar() const;
  // The tree that syntax::parse makes of the text, which is kept as long as others are read from it; of a text that
  // has errors while the one before had none, the earlier tree around what makes no sense yet. Of a few thousand sound
  // versions tree-sitter may take one for broken, or an `await` for a name, because of the way it came there.
  // `within` says where it may differ from the text before, for whoever knows.
  [[nodiscard]] std::shared_ptr<const Tree> parse(const std::shared_ptr<const std::string>& text,
                                                  const ChangedRange* within = nullptr);

  // Beside the units of the latest tree, in the same order in both trees: each unit of the earlier one is named once at
  // most, and its parent by the parent's place. Empty when the tree was made anew.
  [[nodiscard]] std::span<const UnitPast> past() const;
  // Between the earlier text and the latest; when `past` has units.
  [[nodiscard]] const ChangedRange& change() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace asynclint::syntax
