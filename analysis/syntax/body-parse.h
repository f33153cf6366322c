// One function's body parsed by itself. tree-sitter goes past every member of a class and every statement of a program
// to come to an edit; most edits are inside a function, and whatever stands around its braces is read as before.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "syntax/tree-sitter-internals.h"
#include "syntax/tree.h"
#include "text/changed-range.h"
#include "text/span.h"

namespace asynclint::syntax {

// What a body belongs to, as far as its reading may depend on it.
struct BodyKind {
  bool is_async = false;
  bool is_generator = false;
};

// Where a block is in a tree of tree-sitter: the way down from the root, child by child.
struct BlockPlace {
  std::vector<std::uint32_t> path;
  Subtree block = no_subtree;
};

// Owns what it makes of a body until the next one.
class BodyParser {
 public:
  explicit BodyParser(Grammar grammar) : grammar_(grammar) {}
  ~BodyParser();
  BodyParser(const BodyParser&) = delete;
  BodyParser& operator=(const BodyParser&) = delete;

  // The body that stands at `body` in the tree of the earlier text, after a change that is inside its braces; none
  // unless it is again one block, without errors where there were none. `whole` is then the tree of the new text: the
  // block is put in.
  [[nodiscard]] std::optional<Subtree> parse(TSParser* parser, TSTree* whole, BodyKind kind, Span body,
                                             std::string_view text, const ChangedRange& change);
  // The subtrees around the body that have another address since.
  [[nodiscard]] const std::vector<std::pair<const void*, const void*>>& readdressed() const { return readdressed_; }

 private:
  struct Frame {
    TSTree* tree = nullptr;
    BlockPlace place;
  };
  [[nodiscard]] const Frame* frame(TSParser* parser, std::size_t index);
  [[nodiscard]] TSTree* framed(const Frame& frame, Subtree block) const;
  [[nodiscard]] bool is_framed(const Frame& frame, const TSTree& tree, const BlockPlace& place) const;
  void put_in(TSTree* whole, const BlockPlace& place, Subtree block);
  void keep_earlier(Subtree block);

  Grammar grammar_;
  std::array<Frame, 4> frames_{};
  // The block that was replaced last: whoever reads the new one compares with its subtrees.
  Subtree earlier_ = no_subtree;
  std::vector<std::pair<const void*, const void*>> readdressed_;
};

}  // namespace asynclint::syntax
