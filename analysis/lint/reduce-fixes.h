// The accumulator of an async reducer: how it is used, and how to await it.
#pragma once

#include <string_view>
#include <vector>

#include "facts/array-callbacks.h"
#include "facts/promise-uses.h"
#include "text/span.h"

namespace asynclint {

struct Accumulator {
  std::string_view name;  // empty when there is no parameter for it
  PromiseUse use = PromiseUse::none;
  // It can be reached through a rest parameter or `arguments`.
  bool is_hidden = false;
};

[[nodiscard]] Accumulator accumulator_of(const Facts& facts, syntax::Node function);

// Awaits the accumulator wherever the callback reads it; no edits where `await` cannot stand.
[[nodiscard]] std::vector<TextEdit> await_accumulator(const Facts& facts, const CallbackCall& call);

}  // namespace asynclint
