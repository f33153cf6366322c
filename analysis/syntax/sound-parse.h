// Parsing for whoever has no use for a text with errors.
#pragma once

#include <memory>

#include "syntax/tree-sitter-internals.h"

namespace asynclint::syntax {

using OwnTree = std::unique_ptr<TSTree, TreeDeleter>;

// None when the text has an error. tree-sitter looks for the best way to go on from one, which may take longer than
// parsing the text; this gives up before.
[[nodiscard]] OwnTree parse_sound(TSParser* parser, const TSTree* before, TSInput input);

}  // namespace asynclint::syntax
