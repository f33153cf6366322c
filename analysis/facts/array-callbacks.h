// Calls that hand a callback to a method of a collection: `orders.forEach(async (order) => …)`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "facts/facts.h"

namespace asynclint {

struct CallbackCall {
  syntax::Node call;
  syntax::Node receiver;  // `orders`
  syntax::Node method;    // the token `forEach`, or the literal in `orders["forEach"]`
  std::string_view method_name;
  syntax::Node callback;  // as written, without parentheses
  Value receiver_value;
  Value promise;  // what calling the callback gives
  // `_.filter(orders, …)`: the method is a function of a library, and the receiver its first argument.
  bool is_library_function = false;

  // The callback, when it is written in place.
  [[nodiscard]] std::optional<syntax::Function> inline_callback() const { return syntax::Function::from(callback); }
  // The method is reached or called through `?.`.
  [[nodiscard]] bool is_optional() const;
};

// A call of one of these methods whose first argument is a function that gives a promise.
[[nodiscard]] std::optional<CallbackCall> promise_callback(const Facts& facts, const syntax::CallExpression& call,
                                                           std::span<const std::string_view> methods);

// Why the receiver's method is not the one of an array, Map, Set or list, in a sentence; nothing when it may be.
[[nodiscard]] std::optional<std::string> has_own_method(const Facts& facts, const CallbackCall& call);

// Whether the call is awaited and its receiver is the result of another call that nothing is known of: a database's
// cursor or a query, not an array.
[[nodiscard]] bool is_awaited_query(const CallbackCall& call);

// The expression statement that a call is, alone or behind `await`; none when it is part of something else.
[[nodiscard]] syntax::Node statement_of(syntax::Node call);

// Whether an expression gives the same value when it is evaluated twice: a name, `this`, or members of these.
[[nodiscard]] bool is_stable(syntax::Node expression);

// Whether comments stand between two offsets, which an edit there would lose.
[[nodiscard]] bool has_comment_between(const syntax::Tree& tree, std::uint32_t begin, std::uint32_t end);

}  // namespace asynclint
