// A line on standard error that says how far a long run is, when a person is looking.
#pragma once

#include <chrono>
#include <cstddef>

#include "cli/console.h"

namespace asynclint::cli {

class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  Progress(Console& console, std::size_t files, Clock::time_point start);

  // Shows itself once the run has taken a second, and changes ten times a second at most.
  void show(std::size_t done, Clock::time_point now);
  // Takes the line away, so that something else can be written.
  void clear();

 private:
  Console& console_;
  std::size_t files_;
  Clock::time_point next_;
  bool is_shown_ = false;
};

}  // namespace asynclint::cli
