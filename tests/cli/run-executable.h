// Runs the executable as a process of its own, in a pipe or on a terminal.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace asynclint::tests {

struct Invocation {
  std::vector<std::string> arguments;
  // Where it runs; here when empty.
  std::string directory;
  std::string input;
  // Beside what every run gets: nothing that chooses colours or a terminal.
  std::map<std::string, std::string> environment;
  // Standard output and standard error are a terminal of this many columns; what they say comes together as `output`.
  int terminal_columns = 0;
  // Called in the new process before it becomes the executable.
  std::function<void()> prepare;
};

struct Outcome {
  std::string output;
  std::string errors;
  // Minus the signal's number when one ended it.
  int status = -1;
  std::chrono::milliseconds time{0};
  // The most that it had in memory, in MiB.
  long peak_memory = 0;
};

[[nodiscard]] Outcome run(const Invocation& invocation);
[[nodiscard]] Outcome run(const std::string& directory, const std::vector<std::string>& arguments);

// In a new process: becomes the executable, with these as its streams.
[[noreturn]] void become_executable(const Invocation& invocation, int input, int output, int errors);

// Whether there are pseudo-terminals: a chroot or container without /dev/pts has none.
[[nodiscard]] bool has_terminals();

// Whether the executable was built to look for memory errors, which takes its own share of time and memory.
[[nodiscard]] bool is_instrumented();

// Terminal output without colours and other sequences.
[[nodiscard]] std::string without_escapes(const std::string& text);

}  // namespace asynclint::tests

// For tests of what a person sees; in a test's own body.
#define ASYNCLINT_NEEDS_TERMINALS() \
  if (!asynclint::tests::has_terminals()) GTEST_SKIP() << "no pseudo-terminals here; is /dev/pts mounted?"
