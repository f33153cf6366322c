// Whether the rounds of a loop that awaits depend on each other.
#pragma once

#include <optional>
#include <string>

#include "facts/together.h"

namespace asynclint {

struct LoopRounds {
  // The first await of the loop itself; none when it has none.
  syntax::Node first_await;
  Together together = Together::no;
  // Why the rounds have to come one after the other, in a sentence without a final stop.
  std::string reason;
  // `results.push(…)`, when that is all that the rounds leave behind.
  syntax::Node push;
  // The push is the last thing that every round does.
  bool ends_in_push = false;
  // Something besides a push is written outside the loop.
  bool writes_elsewhere = false;
};

// Calls of `readers` only read: a user says so.
[[nodiscard]] LoopRounds rounds_of(const Facts& facts, const syntax::Loop& loop, const ListedPaths& readers);

}  // namespace asynclint
