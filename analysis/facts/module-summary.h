// What a source tells other modules: the types of its exports, worked out from its own text alone.
#pragma once

#include <memory>
#include <string_view>

#include "facts/facts.h"
#include "types/type-builder.h"

namespace asynclint {

// The summary refers to nothing of the tree. `path` is how the module is named in it.
[[nodiscard]] std::unique_ptr<types::TypeBuilder> summarize(const syntax::Tree& tree, TopLevel top_level,
                                                            std::string_view path);

}  // namespace asynclint
