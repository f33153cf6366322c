// What a summary says of a function beside its signature: members of its type with names that no program gives.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "facts/constant-conditions.h"
#include "facts/facts.h"

namespace asynclint {

// The function keeps the promise that it gives, and its module takes the failure there (see kept-promises.h): something
// plain, or the same note of a function of another module that decides it.
inline constexpr std::string_view kept_note = "[kept]";

// What a function does with one that it is given.
enum class TaskUse : std::uint8_t {
  awaited,  // `await task()`: it gives a promise, whatever it is
  chained,  // `ready.then(task)`
};
inline constexpr TaskUse task_uses[] = {TaskUse::awaited, TaskUse::chained};
// The promise of a call fails with what the function that is given there, from 0, fails with; when there is such a
// note, it fails with nothing else. Of later parameters than the first eight there are none.
inline constexpr std::uint32_t most_noted_parameters = 8;
[[nodiscard]] std::string task_note(std::uint32_t parameter, TaskUse use);

// Nothing is seen by which the promise of a call would reject that hands this over.
[[nodiscard]] std::string calm_note(const Hypothesis& hypothesis);

// Whether a note is there, which may take another module to say.
[[nodiscard]] bool is_noted(const Facts& facts, const Value& note);
[[nodiscard]] bool has_note(const Facts& facts, const Value& function, std::string_view name, syntax::Node place);

}  // namespace asynclint
