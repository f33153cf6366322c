// Expressions that decide by being true or false, and what is sure to be a promise there.
#pragma once

#include <vector>

#include "facts/facts.h"

namespace asynclint {

// What decides in a statement or an operator of its own: the condition of `if`, `?:` and loops, the operand of `!`, the
// left side of `&&`, `||` and `??`. Of `a && b` there, only `b`: the operator asks for `a` itself.
[[nodiscard]] std::vector<syntax::Node> deciding_expressions(syntax::Node node);

// Whether an expression is a promise whenever it is reached, and never nothing: a call that gives one, or a constant
// that holds what such a call gave and that nobody awaits. What a cache or a list gives may be missing.
[[nodiscard]] bool is_always_promise(const Facts& facts, syntax::Node expression);

}  // namespace asynclint
