// --timing: how long rules and files take. Rules are timed from outside, by a table whose checks look at the clock
// around those of the real one; a run that is not timed has nothing to do with any of it.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lint/rule-entry.h"
#include "project/lint-files.h"

namespace asynclint::cli {

// The same rules, timed. One table a process: what it counts is kept until the process ends. Any thread may run them.
// Beyond `most_timed_rules` they come as they are.
inline constexpr std::size_t most_timed_rules = 128;
[[nodiscard]] std::span<const RuleEntry> timed_rules(std::span<const RuleEntry> rules);

class FileTimes {
 public:
  void add(const FileReport& report);
  // Two tables: the rules that took longest, and the files.
  [[nodiscard]] std::string text() const;

 private:
  std::chrono::nanoseconds all_{0};
  // Some more than are shown, in no order.
  std::vector<std::pair<std::chrono::nanoseconds, std::string>> files_;
};

}  // namespace asynclint::cli
