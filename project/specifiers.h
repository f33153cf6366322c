// The specifiers of a text's imports, found without parsing it: perhaps one too many, in a comment or a string.
#pragma once

#include <string_view>
#include <vector>

#include "types/types.h"

namespace asynclint {

struct FoundSpecifier {
  std::string_view specifier;
  types::ImportSyntax syntax = types::ImportSyntax::import_;
};

// Behind `from`, behind `import`, and in `require(…)`: in the order of the text, each once for each syntax.
[[nodiscard]] std::vector<FoundSpecifier> specifiers_in(std::string_view text);

}  // namespace asynclint
