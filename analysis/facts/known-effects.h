// What calls of APIs, and methods by their names, are known to do.
#pragma once

#include <cstdint>
#include <string_view>

#include "facts/facts.h"

namespace asynclint {

enum class CallEffect : std::uint8_t {
  unknown,
  none,    // looks at its arguments
  reads,   // asks for something outside: a file, a GET
  writes,  // changes something outside
  prints,
  pauses,
  writes_object,  // changes its receiver: `push`
  writes_first,   // changes its first argument: `Object.assign`
  reads_body,     // `response.json()`: reads outside, and uses its receiver up
};

// Of a call of an API outside the program.
[[nodiscard]] CallEffect effect_of_api(const ApiPath& api);
// Of a request: `fetch(url, { method: "GET" })` reads.
[[nodiscard]] CallEffect effect_of_fetch(const Facts& facts, const syntax::CallExpression& call);
// Of a method of something unknown, an array, a string or a promise, by its name and how it is called.
[[nodiscard]] CallEffect effect_of_method(const Facts& facts, const syntax::CallExpression& call, std::string_view name,
                                          syntax::Node receiver);
// What an expression is, unless it begins at a parameter: what all callers pass is a long question.
[[nodiscard]] Value value_seen_here(const Facts& facts, syntax::Node expression);
// Of constructing a global.
[[nodiscard]] CallEffect effect_of_constructor(std::string_view global);

}  // namespace asynclint
