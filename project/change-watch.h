// Whether anything has changed in some directories: told by the system where it does that, looked for elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "project/platform-watch.h"
#include "project/platform.h"

namespace asynclint {

// Whether what is linted can depend on a file of that name.
[[nodiscard]] bool may_matter(std::string_view name);

class ChangeWatch {
 public:
  using Clock = std::chrono::steady_clock;

  enum class How : std::uint8_t { by_news_or_looking, by_looking };
  explicit ChangeWatch(How how);

  // Files that matter whatever their names are, absolute.
  void also(std::vector<std::string> files);

  // From now on it is these directories, as the system knows them; what is below them is not meant. Whether some of
  // them are new here: what happened in those before is not told.
  [[nodiscard]] bool watch(std::vector<std::string> directories);

  // Whether something may have changed since this was last asked. Where nobody tells, a look is taken when it is time.
  [[nodiscard]] bool has_changed(Clock::time_point now);
  // How long one may wait before asking; none: until news come.
  [[nodiscard]] std::optional<std::chrono::milliseconds> patience(Clock::time_point now) const;
  // To wait for; null where nothing comes.
  [[nodiscard]] const platform::DirectoryNews* news() const { return looks_ ? nullptr : &*news_; }
  // Why it has to look; empty where it is told, or was asked to look.
  [[nodiscard]] const std::string& why_it_looks() const { return why_; }

 private:
  using Entries = std::map<std::string, platform::FileStamp>;

  [[nodiscard]] bool matters(const std::string& directory, const std::string& name) const;
  [[nodiscard]] Entries look_at(const std::string& directory) const;
  void begin_to_look();

  bool looks_ = false;
  std::string why_;
  std::optional<platform::DirectoryNews> news_;
  // Sorted.
  std::vector<std::string> also_;
  // With what was seen there, where this looks.
  std::map<std::string, Entries> directories_;
  // Those that could not be watched.
  std::set<std::string> missing_;
  Clock::time_point next_look_{};
};

}  // namespace asynclint
