// Calls of which their name, or the function that they call, says how they may fail where they are awaited.
#pragma once

#include "facts/facts.h"

namespace asynclint {

// `sleep(100)`: what waits for some time only, whoever wrote it; not where its code is seen, and says more.
[[nodiscard]] bool is_pause(const Value& promise, syntax::Node call);

// `mutex.lock()`: waits for its turn, and hardly fails.
[[nodiscard]] bool waits_for_its_turn(syntax::Node expression);

// `pathExists(file)`: asks whether something is there, and takes every failure for a no.
[[nodiscard]] bool asks_whether_it_exists(syntax::Node expression);

// `await this.check()` of a function that is not async: what it throws, the function around the `await` rejects with.
[[nodiscard]] bool calls_what_throws(const Facts& facts, syntax::Node expression);

// `queue.sendMessage(letter).promise()`: a method of that name gives one.
[[nodiscard]] bool is_named_promise(syntax::Node expression);

// `return isOpen()`, `return callback()`, `return extension[method]()`: what is called so asks a question, or is told
// something; or what is called is decided while the program runs.
[[nodiscard]] bool is_named_like_no_promise(syntax::Node expression);

// `Promise.resolve(value)` of a library's promises, whatever it is imported as: `broker.Promise.resolve(value)`.
[[nodiscard]] bool resolves_of_library(const syntax::CallExpression& call);

}  // namespace asynclint
