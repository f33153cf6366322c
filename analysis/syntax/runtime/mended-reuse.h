// What the runtime takes over from the tree before ends where reading it anew would let it end. A subtree that is taken
// over was reduced when the token behind it had been seen. If that token cannot be taken over too, the runtime reads it
// in the state behind the subtree, where a scanner may not look for what it looks for in the state behind the subtree's
// last token: the end of a statement, say, which is found behind the next remark then, and not before it.
#pragma once

#include "language.h"
#include "stack.h"
#include "subtree.h"

static bool ts_parser__breakdown_top_of_stack(TSParser* parser, StackVersion version);
static bool ts_parser__can_reuse_first_leaf(TSParser* parser, TSStateId state, Subtree subtree, TableEntry* entry);

// The symbol of the first token of what may be taken over next. If the state does not allow it, what was taken over
// last is taken apart, so that the state is the one behind its last token.
static TSSymbol leaf_to_take_over(TSParser* parser, Stack* stack, const TSLanguage* language, StackVersion version,
                                  TSStateId* state, Subtree next) {
  const TSSymbol symbol = ts_subtree_leaf_symbol(next);
  TableEntry entry;
  ts_language_table_entry(language, *state, symbol, &entry);
  if (!ts_parser__can_reuse_first_leaf(parser, *state, next, &entry) &&
      ts_parser__breakdown_top_of_stack(parser, version))
    *state = ts_stack_state(stack, version);
  return symbol;
}

// ts_parser__reuse_node has these names, and nobody else asks for the leaf of a `result`.
#define leaf_symbol_of_result leaf_to_take_over(self, self->stack, self->language, version, state, result)
#define leaf_symbol_of_tree (ts_subtree_leaf_symbol)(tree)
#define leaf_symbol_of_lookahead (ts_subtree_leaf_symbol)(lookahead)
#define leaf_symbol_of_first_child (ts_subtree_leaf_symbol)(first_child)
#define ts_subtree_leaf_symbol(subtree) leaf_symbol_of_##subtree
