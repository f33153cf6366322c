// What runtime/tree-sitter.c adds to tree-sitter's runtime; C, as that is.
#pragma once

#include <tree_sitter/api.h>

#ifdef __cplusplus
extern "C" {
#endif

// As ts_parser_parse, and null at the first token that no reading of the text allows. `input.read` must not throw.
TSTree* asynclint_parse_sound(TSParser* parser, const TSTree* before, TSInput input);

#ifdef __cplusplus
}
#endif
