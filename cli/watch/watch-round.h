// One round of `--watch`: everything linted, or taken as it was the round before.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/lint-options.h"
#include "cli/totals.h"
#include "lint/finding.h"
#include "project/content-hash.h"
#include "project/finding-key.h"
#include "project/lint-files.h"

namespace asynclint::cli {

// What is kept of a finding from one round to the next.
struct WatchedFinding {
  std::size_t line = 0;
  std::size_t column = 0;
  Level level = Level::warning;
  std::string message;
  std::string rule;
  FindingKey key;
};

// A file with findings that are shown.
struct WatchedFile {
  std::string path;
  ContentHash content;
  std::vector<WatchedFinding> findings;
};

struct WatchRound {
  // In the order of a run.
  std::vector<WatchedFile> files;
  Totals totals;
  // Findings that the baseline has.
  std::size_t hidden = 0;
  // What was linted, and not known from before: how many files, and the first few of them.
  std::size_t checked = 0;
  std::vector<std::string> checked_paths;
  std::chrono::microseconds time{0};
  // What is wrong with the project, the configuration or a file; printable.
  std::vector<std::string> complaints;
  // Whether anything could be linted.
  bool is_complete = false;
};

// What all of it rests on, besides files that were never asked for.
struct WatchedPlaces {
  std::vector<std::string> directories;
  // Files that count whatever their names are.
  std::vector<std::string> files;
};

class WatchedProject {
 public:
  explicit WatchedProject(const LintOptions& options);

  enum class How : std::uint8_t { what_changed, anew, fixing };
  // `tick` is told how many of how many files are done.
  using Tick = std::function<void(std::size_t done, std::size_t count)>;
  [[nodiscard]] WatchRound run(How how, const Tick& tick);
  // Of the last round.
  [[nodiscard]] const WatchedPlaces& places() const { return places_; }

 private:
  class Run;

  const LintOptions& options_;
  const std::string directory_;
  const std::string root_;
  // What the last round knew, where no cache on the disk does.
  std::string known_;
  WatchedPlaces places_;
  // Of the last round that was complete, by their paths.
  std::map<std::string, WatchedFile> files_;
};

}  // namespace asynclint::cli
