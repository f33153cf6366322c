// From tree-sitter's tree to ours.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "syntax/live-tree.h"
#include "syntax/tree.h"

struct TSTree;

namespace asynclint::syntax {

// What a unit was read from.
struct UnitSource {
  // tree-sitter's subtree; null when it is too small to have one of its own.
  const void* subtree = nullptr;
  // How many comments and errors the tree had before this unit, and with it.
  std::uint32_t first_comment = 0;
  std::uint32_t last_comment = 0;
  std::uint32_t first_error = 0;
  std::uint32_t last_error = 0;
};

// A tree with what it was read from, so that a later one takes over what is the same.
struct ReadTree {
  std::unique_ptr<Tree> tree;
  // Beside the tree's units.
  std::vector<UnitSource> sources;
  // Beside the tree's units.
  std::vector<UnitPast> past;
};

// The tree of the version before. tree-sitter's own tree of that version must still be there, because its subtrees are
// known by their addresses.
struct EarlierTree {
  const Tree& tree;
  const std::vector<UnitSource>& sources;
};

struct ReadOptions {
  Grammar grammar = Grammar::javascript;
  bool is_typescript = false;
  UnitSizes sizes{};
  // Whether it is worth to remember what units were read from; always with `before`.
  bool is_live = false;
  const EarlierTree* before = nullptr;
};

// Whether the JavaScript grammar fails on a text that says it has Flow's annotations, which another grammar may read.
[[nodiscard]] bool is_worth_another_grammar(const Tree& tree);

[[nodiscard]] ReadTree read_tree(const TSTree& source, std::string_view text, const ReadOptions& options);

}  // namespace asynclint::syntax
