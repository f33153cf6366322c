// What running code reads and writes: places in memory by access path, and what lies outside the program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "facts/access-path.h"
#include "facts/facts.h"
#include "facts/member-path.h"

namespace asynclint {

struct Effects {
  std::vector<AccessPath> reads;
  std::vector<AccessPath> writes;
  // Files, network, the clock.
  bool reads_outside = false;
  bool writes_outside = false;
  bool prints = false;
  // Sets a timer.
  bool pauses = false;
  // Throws by itself.
  bool throws = false;
  // Calls what is not seen. What it is known to be handed stands in `writes`; what it does besides is not known.
  bool calls_unknown = false;
  // One of the unknown calls is named like an action: `save`, `prompt`.
  bool acts = false;
  // Of a summary: calls of functions of other modules, of which those have to say that they only read.
  std::vector<types::TypeRef> asks;
  // False when a bound was reached: then nothing is known.
  bool is_whole = true;
  // Calls within calls that had to be followed.
  std::uint8_t height = 0;

  [[nodiscard]] bool is_known() const { return is_whole && !calls_unknown; }
  // Known, and nobody can tell afterwards that it ran.
  [[nodiscard]] bool only_reads() const { return is_known() && writes.empty() && !writes_outside && !prints; }

  void read(const AccessPath& path);
  void write(const AccessPath& path);
  // All but the paths.
  void add_flags(const Effects& other);

 private:
  void add(std::vector<AccessPath>& paths, const AccessPath& path);
};

// Of evaluating an expression or running a statement. Nested functions count where they are called or handed to a call.
// Of the calls that stand there, those of `readers` only read, whatever is seen of them: a user says so.
[[nodiscard]] Effects effects_of(const Facts& facts, syntax::Node node, const ListedPaths& readers = {});

// Of calling a function of this text: parameters stand as such, its own variables are left out.
[[nodiscard]] Effects effects_of_function(const Facts& facts, syntax::Node function);

// The first place that one writes and the other reads or writes, as a message names it; nothing when there is none.
[[nodiscard]] std::optional<std::string> shared_place(const Effects& a, const Effects& b);

// Why the order of two pieces of code matters, in a sentence without a final stop; nothing when it does not, as far as
// their effects are known.
[[nodiscard]] std::optional<std::string> why_ordered(const Effects& a, const Effects& b);

// Whether two statements may be swapped: their effects are known and disjoint, and neither jumps or throws by itself.
[[nodiscard]] bool may_be_swapped(const Facts& facts, syntax::Node a, syntax::Node b);

// Whether evaluating an expression reads what exists already and does nothing else.
[[nodiscard]] bool is_pure(const Facts& facts, syntax::Node expression);

// Whether an argument is handed over by value: a literal, a template, or a name such as `userId`.
[[nodiscard]] bool is_plain_argument(const Facts& facts, syntax::Node argument);

}  // namespace asynclint
