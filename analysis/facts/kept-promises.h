// Promises that the function which gives them keeps under a name of its own, so that others have them, too.
#pragma once

#include <optional>
#include <vector>

#include "facts/facts.h"

namespace asynclint {

// Whether a function gives nothing but what one variable around it, or one member of `this`, holds, and something else
// in the text waits for that or hands it out: `return this.queue = this.queue.then(task)` beside `await this.queue`.
[[nodiscard]] bool is_waited_for_elsewhere(const Facts& facts, syntax::Node function);

// Whether the functions around a call wait for what it gives, or return it, by the name under which the callee keeps
// it: `queue.add(task); return queue.finish();`, where both give `this.promise`.
[[nodiscard]] bool is_taken_by_its_other_name(const Facts& facts, const syntax::CallExpression& call);

// Whether a function gives nothing but what is kept in one place, and another function of the text goes on from there
// with a `.catch`: `add: (task) => (tail = tail.then(task))` beside `tail = tail.catch(report)`. Then the notes of
// functions of other modules that have to say the same, where it returns what these give; nothing where it does not.
[[nodiscard]] std::optional<std::vector<Value>> keeps_and_catches(const Facts& facts, syntax::Node function);

// The same of what is called.
[[nodiscard]] bool is_kept_and_caught(const Facts& facts, const syntax::CallExpression& call);

}  // namespace asynclint
