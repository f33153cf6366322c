// Promises that float out of a statement, and how to hold them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/escaping-failure.h"
#include "lint/rule-context.h"
#include "syntax/views.h"

namespace asynclint {

// A promise that the value of a statement drops.
struct Floating {
  syntax::Node expression;  // the operand that gives the promise, its parentheses included
  Value promise;
  bool is_chain = false;  // ends in .then, .catch or .finally
  bool is_array = false;  // an array literal of promises
  // By what it is seen to reject; of what is not seen, the promise itself.
  EscapingFailure failure{};
  syntax::Node void_expression{};  // around it, where `void` is not enough
};

// What a statement may drop.
struct MayFloat {
  NamePatterns calls;
  bool with_void = true;
};

// The promises that an expression drops when it is a statement: its own, and those of the operands of `,`, `&&`, `||`,
// `??` and `?:`. Says why where a promise is not lost.
[[nodiscard]] std::vector<Floating> floating_promises(RuleContext& context, syntax::Node expression,
                                                      const MayFloat& may_float);

// Whether a statement is the last of an inline callback that is not async and was given to .then, .catch or .finally:
// what the callback returns, the chain waits for.
[[nodiscard]] bool is_tail_of_chain_callback(const Facts& facts, syntax::Node statement);

// Who should hear of a failure besides the console.
struct FailureTaker {
  enum class Kind : std::uint8_t {
    reject,    // the `reject` of the `new Promise` around
    callback,  // an error-first callback that the chain calls when all went well
    exit,      // a chain that ends the process: whoever started it waits for the end
  };
  Kind kind;
  std::string handler;  // what `.catch` is given
};
// The `reject` of the `new Promise` around a place, by the name that it has there.
[[nodiscard]] std::optional<std::string_view> reject_around(const Facts& facts, syntax::Node place);
[[nodiscard]] std::optional<FailureTaker> failure_taker(const Facts& facts, syntax::Node statement);

// Each gives no edits where it would not be right.
[[nodiscard]] std::vector<TextEdit> await_them(const Facts& facts, const std::vector<Floating>& floating);
[[nodiscard]] std::vector<TextEdit> catch_them(const Facts& facts, const std::vector<Floating>& floating,
                                               std::string_view handler);
[[nodiscard]] std::vector<TextEdit> void_them(const std::vector<Floating>& floating);
[[nodiscard]] std::vector<TextEdit> return_it(const syntax::ExpressionStatement& statement, const Floating& floating);

}  // namespace asynclint
