// What a variable or a member of `this` is ever given.
#pragma once

#include <optional>
#include <vector>

#include "facts/facts.h"

namespace asynclint {

// The body of the class around a place; none outside of classes.
[[nodiscard]] syntax::Node class_body_around(syntax::Node place);

// Whether an expression is a variable of this text, or a member of `this`.
[[nodiscard]] bool is_held_place(const Facts& facts, syntax::Node expression);

// All expressions that this text assigns to such a place, and what it is declared with. Nothing when it is written in
// another way, or nowhere; who has the object may write a member elsewhere, too.
[[nodiscard]] std::optional<std::vector<syntax::Node>> values_held(const Facts& facts, syntax::Node place);

// What a variable is given where it is declared, and nowhere else; any other expression itself.
[[nodiscard]] syntax::Node meaning(const Facts& facts, syntax::Node expression);

}  // namespace asynclint
