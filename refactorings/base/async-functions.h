// What becomes of a function when it is made async, and of a chain when it is awaited.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "refactorings/base/refactoring.h"
#include "syntax/views.h"

namespace asynclint {

// Whether a statement runs only what is known not to throw. That nobody expects it to (QuietCode) is enough for the
// level of a finding, and not for what a program prints.
[[nodiscard]] bool runs_harmlessly(const Facts& facts, syntax::Node code);

// Whether evaluating an expression that gives a promise is sure not to throw on the way: an async function is called, a
// known API, `Promise.resolve`, or the promise is there already.
[[nodiscard]] bool starts_quietly(const Facts& facts, syntax::Node expression);

// Whether an expression is sure to be a promise on all ways.
[[nodiscard]] bool is_surely_promise(const Facts& facts, syntax::Node expression);

// Why a function cannot be made async, or is not known to give a promise as it is; none when it can be. Beyond what
// evaluating `promise` throws, which it returns, somebody might notice that a throw becomes a rejection.
[[nodiscard]] std::optional<std::string> why_not_async(const Facts& facts, const syntax::Function& function,
                                                       syntax::Node promise);

// Whether whoever calls a function awaits it at once, or hands on what it gives from an async function: then a throw
// and a rejection are the same. All calls are seen.
[[nodiscard]] bool all_callers_await(const Facts& facts, const syntax::Function& function);

[[nodiscard]] std::vector<TextEdit> make_async(const syntax::Function& function);

// What somebody calls the function: `load`; empty when it has no name.
[[nodiscard]] std::string_view name_of_function(const syntax::Function& function);

// Whether a statement of a function stands in a `try` there, so that it matters whether a promise is awaited.
[[nodiscard]] bool is_in_try(syntax::Node statement);

}  // namespace asynclint
