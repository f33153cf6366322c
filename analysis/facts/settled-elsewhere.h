// Calls that tell somebody else of their outcome, so that nothing is lost with the promise that they give.
#pragma once

#include "facts/facts.h"

namespace asynclint {

// Whether the outcome of a call is not that of the promise that it gives: it is given the `reject` of a promise around
// it, or a function that calls that, `query(sql, (error, rows) => (error ? reject(error) : resolve(rows)))`; or it
// hands on the callback of the function around it; or what it calls stands in the same `new Promise` and settles that;
// or it gives a method of the platform a callback for each outcome. What an async function fails with besides is lost
// all the same.
[[nodiscard]] bool tells_somebody_else(const Facts& facts, syntax::Node expression);

// Whether the text listens to all rejections that nobody handles: `process.on('unhandledRejection', report)`.
[[nodiscard]] bool hears_of_rejections(const Facts& facts);

}  // namespace asynclint
