// Conditions that are decided by what one call hands to a function.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "facts/facts.h"

namespace asynclint {

// How a condition in a function comes out when that call runs it, as far as it rests on arguments that are written out
// in the call, or left out of it: `connect(server, { noWait: true })`. Nothing where more has to be known.
[[nodiscard]] std::optional<bool> condition_in_call(const Facts& facts, syntax::Node condition,
                                                    const syntax::Function& function,
                                                    const syntax::CallExpression& call);

// What a call may hand to a function: `true` or `false` as a parameter, or as a member of one.
struct Hypothesis {
  std::uint32_t parameter;  // from 0
  std::string_view member;  // empty: the parameter itself
  bool is_true;
};

// The same for every call that hands that over.
[[nodiscard]] std::optional<bool> condition_under(const Facts& facts, syntax::Node condition,
                                                  const syntax::Function& function, const Hypothesis& hypothesis);

// What a function's conditions ask of what it is given, each both ways; the first few.
[[nodiscard]] std::vector<Hypothesis> hypotheses_of(const Facts& facts, const syntax::Function& function);

// What of it a call hands over: literals, those in object literals, and what is left out and counts as `false`.
[[nodiscard]] std::vector<Hypothesis> handed_over(const syntax::CallExpression& call);

}  // namespace asynclint
