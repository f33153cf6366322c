// Where a name is used inside the function that declares it.
#pragma once

#include <optional>
#include <vector>

#include "facts/facts.h"

namespace asynclint {

// The places inside `scope` that name a binding, its declaration left out; nothing when the scope is too large to be
// searched. Without a scope: those of the whole text.
[[nodiscard]] std::optional<std::vector<syntax::Node>> uses_within(const Facts& facts, const Binding& binding,
                                                                   syntax::Node scope);

// Whether a place only assigns to what it names: the left side of `=`.
[[nodiscard]] bool is_only_written(syntax::Node use);

}  // namespace asynclint
