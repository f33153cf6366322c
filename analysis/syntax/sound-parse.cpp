#include "syntax/sound-parse.h"

namespace asynclint::syntax {

OwnTree parse_sound(TSParser* parser, const TSTree* before, TSInput input) {
  const auto is_in_error = [](TSParseState* state) { return state->has_error; };
  OwnTree tree(ts_parser_parse_with_options(parser, before, input, {nullptr, is_in_error}));
  // Otherwise the parser would go on there the next time.
  if (!tree) ts_parser_reset(parser);
  if (tree && ts_subtree_error_cost(tree->root) != 0) tree.reset();
  return tree;
}

}  // namespace asynclint::syntax
