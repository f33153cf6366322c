// The second door to the operating system, for a command that stays open: a screen of its own with keys, news of what
// changes in directories, and one place to wait for all of it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "project/platform.h"
#include "project/result.h"

namespace asynclint::platform {

enum class KeyKind : std::uint8_t { letter, enter, up, down, page_up, page_down, home, end };

struct Key {
  KeyKind kind = KeyKind::letter;
  // Of ASCII.
  char letter = 0;
  friend bool operator==(const Key&, const Key&) = default;
};

// What a terminal sends, as keys. What is none of these is left out; so is the beginning of a sequence at the end.
[[nodiscard]] std::vector<Key> keys_in(std::string_view bytes);

struct ScreenSize {
  unsigned columns = 80;
  unsigned rows = 24;
};

// While one of these lives, standard output shows a screen of its own in place of what was there, and keys come at once
// and are not shown. At its end, and whatever else ends or stops the process, the terminal is as it was before. There
// is at most one.
class Screen {
 public:
  // Whether standard output is a terminal that can do that.
  [[nodiscard]] static bool is_possible();

  Screen();
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  // Whether keys come; they do not where standard input is something else.
  [[nodiscard]] bool has_keys() const;
  [[nodiscard]] ScreenSize size() const;
  // Those that were pressed since this was last asked.
  [[nodiscard]] std::vector<Key> take_keys();
  // Whether what is shown has to be drawn anew: the window has another size, or the process was stopped and goes on.
  [[nodiscard]] bool take_disturbance();
  // Gives the terminal back, and ends the process at once.
  [[noreturn]] void end_process(int status);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What the system itself tells of directories. Not every system does, and none of all of them.
class DirectoryNews {
 public:
  DirectoryNews();
  ~DirectoryNews();
  DirectoryNews(const DirectoryNews&) = delete;
  DirectoryNews& operator=(const DirectoryNews&) = delete;

  // Why there are none; empty where there are.
  [[nodiscard]] const std::string& why_not() const { return why_not_; }

  // Whatever is made, written, renamed or removed in this directory, and not below it, is told from now on. A failure
  // that is one of absence: there is no such directory.
  [[nodiscard]] std::optional<Failure> add(const std::string& directory);
  void remove(const std::string& directory);

  struct Change {
    std::string name;
    bool is_directory = false;
    // Of the directory itself: it was removed or renamed, and is watched no longer.
    bool is_end = false;
    // Which directory it is in; empty when so much has happened that nobody knows.
    std::string directory;
  };
  // What has come since this was last asked.
  [[nodiscard]] std::vector<Change> take();

  // For `wait_for`; -1 where there is nothing to wait for.
  [[nodiscard]] int descriptor() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::string why_not_;
};

// Waits until something may have come, or for that long; without a time as long as it takes.
void wait_for(const Screen* screen, const DirectoryNews* news, std::optional<std::chrono::milliseconds> at_most);

}  // namespace asynclint::platform
