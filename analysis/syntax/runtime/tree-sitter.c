// tree-sitter's runtime, as its own lib.c puts it together, with one way out more: see sound-parse.h. Looking for the
// best way to go on from an error takes longer than parsing a function, and the runtime's callback for progress comes
// only afterwards.
#include "syntax/sound-parse-runtime.h"

#include <setjmp.h>

#include "syntax/runtime/quick-counts.h"
#include "syntax/runtime/quick-table.h"

#include "alloc.c"
#include "get_changed_ranges.c"
#include "language.c"
#include "node.c"
#include "stack.c"
#include "subtree.c"
#include "syntax/runtime/quick-advance.h"
#include "syntax/runtime/quick-node.h"
#include "tree.c"
#include "tree_cursor.c"
#include "wasm_store.c"

#include "syntax/runtime/mended-reuse.h"
#include "syntax/runtime/quick-stack.h"

// Where the parse on this thread ends when it meets an error; null where it goes on from it.
static _Thread_local jmp_buf* end_at_error;

static bool is_there_another_reading(Stack* stack) {
  for (StackVersion i = 0; i < ts_stack_version_count(stack); ++i)
    if (ts_stack_is_active(stack, i)) return true;
  return false;
}

// The parser asks for this when a reading of the text cannot take the next token, and before it does anything about
// that. Everything that it has allocated is in its own structures then, and goes when it is reset.
static Subtree resume_or_end(Stack* stack, StackVersion version) {
  if (end_at_error != NULL && !is_there_another_reading(stack)) longjmp(*end_at_error, 1);
  return ts_stack_resume(stack, version);
}

// What ts_parser__reduce has by these names when it pops; whoever else pops, to go on from an error, has not, and keeps
// the version that it pops from. So does a reduction that is one of several, and one at the end of an extra.
enum { is_fragile = true, end_of_non_terminal_extra = true, symbol, dynamic_precedence, production_id };
#define ts_stack_pop_count(stack, version, count)                                                 \
  reduce_or_pop(stack, version, count, self->language, symbol, dynamic_precedence, production_id, \
                is_fragile || end_of_non_terminal_extra)
#define ts_stack_push push_subtree
#define ts_subtree_new_node new_node
#define ts_stack_renumber_version put_in_place_of
#define ts_stack_resume resume_or_end
#include "parser.c"
#undef ts_stack_pop_count
#undef ts_stack_push
#undef ts_subtree_new_node
#undef ts_stack_renumber_version
#undef ts_stack_resume

TSTree* asynclint_parse_sound(TSParser* parser, const TSTree* before, TSInput input) {
  jmp_buf here;
  if (setjmp(here) != 0) {
    end_at_error = NULL;
    ts_parser_reset(parser);
    return NULL;
  }
  end_at_error = &here;
  TSTree* tree = ts_parser_parse(parser, before, input);
  end_at_error = NULL;
  return tree;
}
