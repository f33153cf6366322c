// What is new in a round, and what went away, by what findings are known by from one version of a file to the next.
#pragma once

#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "cli/watch/watch-round.h"

namespace asynclint::cli {

struct GoneFinding {
  std::string path;
  const WatchedFinding* finding = nullptr;
};

// Points into the rounds that were compared.
struct WatchChanges {
  std::unordered_set<const WatchedFinding*> added;
  std::vector<GoneFinding> gone;

  [[nodiscard]] bool empty() const { return added.empty() && gone.empty(); }
};

// What moves within its file, or with it, is neither new nor gone.
[[nodiscard]] WatchChanges watch_changes(std::span<const WatchedFile> before, std::span<const WatchedFile> after);

}  // namespace asynclint::cli
