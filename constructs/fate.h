// Where the rejection of a promise goes, and who waits for the promise: the way from an expression outward.
#pragma once

#include <cstdint>
#include <vector>

#include "facts/facts.h"

namespace asynclint {

struct Fate {
  enum class Way : std::uint8_t {
    unknown,   // kept or passed on where it is not seen
    never,     // it cannot reject
    caught,    // awaited in a `try`: `place` is the catch clause
    handled,   // `place` names the method that has the handler
    function,  // awaited and not caught: the promise of the function `place` rejects
    module,    // the same at the top level
    returned,  // to whoever calls the function `place`
    chained,   // to what comes behind the callback of `.then`: `place` names the method
    nobody,    // the end: nobody takes it
    name,      // kept under a name: `place` is where it is declared
  };
  Way way = Way::unknown;
  syntax::Node place;
  // What waits for it: the `await`, or none.
  syntax::Node awaited_at;
};

[[nodiscard]] Fate fate_of(const Facts& facts, syntax::Node promise);

// The catch clause that takes what is thrown at a place, in the same function; none where nobody does.
[[nodiscard]] syntax::Node catch_around(syntax::Node place);

struct Callers {
  std::vector<syntax::Node> calls;
  // Nobody else can call it: it has a name of its own here that is neither exported nor handed on.
  bool are_all = false;
};

// Who calls a function by its name.
[[nodiscard]] Callers callers_of(const Facts& facts, syntax::Node function);

// The binding of a function's own name, or of the constant that holds it.
[[nodiscard]] Binding name_of_function(const Facts& facts, syntax::Node function);

// Whether a place runs at most once for each call of the function around it, and always when what stands before it
// completes: no loop, condition or nested block but `try` around it.
[[nodiscard]] bool is_straight_line(syntax::Node place);

// The next statement behind the one that a place is in, in the same block; none at the end.
[[nodiscard]] syntax::Node next_statement(syntax::Node place);

// Whether an `await` is the first place where its function stops, on every way to it.
[[nodiscard]] bool is_first_pause(syntax::Node pause);

// Where the caller of a function goes on while the function is suspended for the first time: the statement behind the
// call, where that is straight-line code of this text and nobody else calls it. None where that is not certain.
[[nodiscard]] syntax::Node where_caller_goes_on(const Facts& facts, syntax::Node function);

}  // namespace asynclint
