#include "syntax/sound-parse.h"

#include "syntax/sound-parse-runtime.h"

namespace asynclint::syntax {

OwnTree parse_sound(TSParser* parser, const TSTree* before, TSInput input) {
  OwnTree tree(asynclint_parse_sound(parser, before, input));
  // Some errors are a token that is put in where it is missing.
  if (tree && ts_subtree_error_cost(tree->root) != 0) tree.reset();
  return tree;
}

}  // namespace asynclint::syntax
