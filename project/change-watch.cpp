#include "project/change-watch.h"

#include <algorithm>
#include <array>
#include <utility>

#include "project/file-walk.h"
#include "project/paths.h"

namespace asynclint {
namespace {

using std::chrono::milliseconds;

// Looking takes one part in twenty of the time at most, however many files there are.
constexpr int share_of_looking = 20;
constexpr milliseconds shortest_pause{500};

}  // namespace

bool may_matter(std::string_view name) {
  // Declarations are no scripts and end like them; what configures is JSON, or what git reads.
  constexpr std::array<std::string_view, 3> others{".gitignore", "exclude", "pnpm-workspace.yaml"};
  return std::ranges::find(script_extensions(), extension(name)) != script_extensions().end() ||
         extension(name) == ".json" || std::ranges::find(others, name) != others.end();
}

ChangeWatch::ChangeWatch(How how) {
  looks_ = how == How::by_looking;
  if (looks_) return;
  news_.emplace();
  if (news_->why_not().empty()) return;
  why_ = news_->why_not();
  begin_to_look();
}

void ChangeWatch::also(std::vector<std::string> files) {
  also_ = std::move(files);
  std::ranges::sort(also_);
}

bool ChangeWatch::matters(const std::string& directory, const std::string& name) const {
  return may_matter(name) || std::ranges::binary_search(also_, join_path(directory, name));
}

void ChangeWatch::begin_to_look() {
  looks_ = true;
  news_.reset();
  for (auto& [directory, entries] : directories_) entries = look_at(directory);
}

bool ChangeWatch::watch(std::vector<std::string> directories) {
  std::ranges::sort(directories);
  std::erase_if(directories_, [&](const auto& entry) {
    const bool is_wanted = std::ranges::binary_search(directories, entry.first);
    if (!is_wanted && news_) news_->remove(entry.first);
    return !is_wanted;
  });
  std::erase_if(missing_, [&](const std::string& one) { return !std::ranges::binary_search(directories, one); });
  bool has_new = false;
  for (const std::string& directory : directories) {
    if (directories_.contains(directory)) continue;
    const auto failure = looks_ ? std::nullopt : news_->add(directory);
    if (failure && failure->is_absent) {
      // It was there a moment ago. The one around it tells when it comes again.
      has_new = missing_.insert(directory).second || has_new;
      continue;
    }
    missing_.erase(directory);
    has_new = true;
    directories_[directory] = looks_ ? look_at(directory) : Entries();
    if (!failure) continue;
    why_ = failure->reason;
    begin_to_look();
  }
  return has_new;
}

bool ChangeWatch::has_changed(Clock::time_point now) {
  bool has_news = false;
  if (!looks_) {
    for (const platform::DirectoryNews::Change& change : news_->take()) {
      if (change.is_end) directories_.erase(change.directory);
      has_news = has_news || change.is_end || change.is_directory || change.directory.empty() ||
                 matters(change.directory, change.name);
    }
    return has_news;
  }
  if (now < next_look_) return false;
  for (auto& [directory, entries] : directories_) {
    Entries present = look_at(directory);
    if (present == entries) continue;
    entries = std::move(present);
    has_news = true;
  }
  const auto taken = std::chrono::duration_cast<milliseconds>(Clock::now() - now);
  next_look_ = Clock::now() + std::max(shortest_pause, taken * share_of_looking);
  return has_news;
}

std::optional<milliseconds> ChangeWatch::patience(Clock::time_point now) const {
  if (!looks_) return std::nullopt;
  return std::max(std::chrono::ceil<milliseconds>(next_look_ - now), milliseconds(0));
}

ChangeWatch::Entries ChangeWatch::look_at(const std::string& directory) const {
  Entries seen;
  const auto entries = platform::list_directory(directory);
  if (!entries) return seen;
  for (const platform::DirectoryEntry& entry : *entries) {
    // What is in a directory is looked at where that is watched; here it counts that there is one.
    if (entry.kind == platform::FileKind::directory)
      seen.emplace(entry.name, platform::FileStamp());
    else if (matters(directory, entry.name))
      seen.emplace(entry.name, platform::stamp_of(join_path(directory, entry.name)));
  }
  return seen;
}

}  // namespace asynclint
