#include "cli/watch/watch-changes.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace asynclint::cli {
namespace {

// Whether it is the same one elsewhere: a file that was renamed, or a function that moved into another one.
bool is_same_elsewhere(const WatchedFinding& a, const WatchedFinding& b) {
  return a.key.high == b.key.high && a.key.low == b.key.low;
}

}  // namespace

WatchChanges watch_changes(std::span<const WatchedFile> before, std::span<const WatchedFile> after) {
  std::unordered_map<std::string_view, const WatchedFile*> now;
  for (const WatchedFile& file : after) now.emplace(file.path, &file);
  WatchChanges changes;
  std::unordered_set<const WatchedFinding*> stayed;
  for (const WatchedFile& file : before) {
    const auto same_path = now.find(file.path);
    for (const WatchedFinding& finding : file.findings) {
      const WatchedFinding* match = nullptr;
      if (same_path != now.end())
        for (const WatchedFinding& other : same_path->second->findings)
          if (match == nullptr && other.key == finding.key && !stayed.contains(&other)) match = &other;
      if (match != nullptr)
        stayed.insert(match);
      else
        changes.gone.push_back({file.path, &finding});
    }
  }
  for (const WatchedFile& file : after) {
    for (const WatchedFinding& finding : file.findings) {
      if (stayed.contains(&finding)) continue;
      const auto moved = std::ranges::find_if(
          changes.gone, [&](const GoneFinding& gone) { return is_same_elsewhere(*gone.finding, finding); });
      if (moved != changes.gone.end())
        changes.gone.erase(moved);
      else
        changes.added.insert(&finding);
    }
  }
  return changes;
}

}  // namespace asynclint::cli
