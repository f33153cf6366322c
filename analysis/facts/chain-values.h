// What becomes of the value that a callback given to `.then` returns.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "facts/facts.h"

namespace asynclint {

// What is done with a value, all places together.
enum class Taken : std::uint8_t {
  nobody,   // nobody looks at it
  unknown,  // somebody may
  tested,   // somebody asks whether it is there
  read,     // somebody relies on it
};

struct Consumer {
  Taken taken = Taken::nobody;
  // The parameter, the reference or the expression that gets the value.
  syntax::Node place;
  // Likely when it is not seen what the value is handed to.
  Evidence evidence = Evidence::certain;
  // Something runs when the promise is fulfilled: a callback, what stands behind an `await`, a caller.
  bool waits = false;
  // Behind a `.catch` the value can also be its handler's.
  bool is_mixed = false;
  // It is only handed to functions that are not seen, which may do without it.
  bool is_handed_on = false;
};

// Who gets the value of a promise in its chain, or behind `await`, `return` and names.
[[nodiscard]] Consumer consumer_of_promise(const Facts& facts, syntax::Node promise);

// A callback of `.then` that ends without a value which is wanted, or that starts a promise for which the chain does
// not wait.
struct MissingReturn {
  syntax::Function callback;
  syntax::Node method;  // the token `then`
  Consumer consumer;
  // Somebody takes the value that is missing.
  bool loses_value = false;
  // Another path gives a value.
  bool on_some_paths = false;
  Evidence evidence = Evidence::certain;
  // The last statements of the paths that end without a value.
  std::vector<syntax::Node> tails;
  // A path can also end where there is no statement that could be returned: behind a condition or a loop.
  bool has_other_ends = false;
  // Of the tails' expressions, the promise that nobody waits for.
  syntax::Node promise;
  // Why nothing is lost after all, in a sentence; empty for a defect.
  std::string_view silent_because;
};

// Nothing where every path gives a value, or nobody is there to get it.
[[nodiscard]] std::optional<MissingReturn> missing_return(const Facts& facts, const syntax::CallExpression& call);

// The same, for the callback that a statement is a tail of; only when the statement's promise is what is lost there.
[[nodiscard]] std::optional<MissingReturn> missing_return_of_tail(const Facts& facts, syntax::Node statement);

// Cypress queues its commands; what looks like a promise is none, and a callback without a value passes on the last
// one.
[[nodiscard]] bool is_cypress_chain(const Facts& facts, syntax::Node expression);

}  // namespace asynclint
