// From tree-sitter's tree to ours.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "syntax/live-tree.h"
#include "syntax/tree-sitter-internals.h"
#include "syntax/tree.h"

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

// A function of the earlier tree, and its record of the block that is its body.
struct BodyToRead {
  UnitId unit = 0;
  std::uint32_t record = 0;
};
// The function with another block, as a tree of its own in which it is the first unit; its places are those of the
// whole text. `options.before` is the earlier tree.
[[nodiscard]] ReadTree read_body(const TSLanguage* language, Subtree block, std::string_view text,
                                 const ReadOptions& options, BodyToRead body);

// For whoever puts trees together.
struct TreeParts {
  std::string_view& text;
  Grammar& grammar;
  bool& is_typescript;
  std::vector<Unit>& units;
  std::vector<std::shared_ptr<const std::vector<Record>>>& blocks;
  std::vector<Span>& errors;
  std::vector<Span>& comments;
};
[[nodiscard]] TreeParts parts_of(Tree& tree);

// Blocks of records of which nothing or little is used any more are left out.
void drop_unused_records(Tree& tree);

// The earlier tree with such a function in the place of the one that it was.
[[nodiscard]] ReadTree put_body_in(const EarlierTree& before, ReadTree body, const BodyToRead& place,
                                   std::string_view text, std::uint32_t shift);

}  // namespace asynclint::syntax
