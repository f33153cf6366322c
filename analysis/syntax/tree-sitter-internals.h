// tree-sitter's own headers, which are C, and what its sources have besides.
#pragma once

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#endif
#include <tree.h>
#include "language.h"
#include "subtree.h"
#include "tree_sitter/api.h"
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

extern "C" MutableSubtree ts_subtree_clone(Subtree self);

namespace asynclint::syntax {

// Not `Subtree{}`: that begins the union's other member, and a bit that this one does not use may be anything.
inline constexpr Subtree no_subtree{.ptr = nullptr};

struct TreeDeleter {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

}  // namespace asynclint::syntax
