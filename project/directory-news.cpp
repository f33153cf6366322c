// News of directories: from inotify on Linux, and none elsewhere.
#include "project/platform-watch.h"

#ifdef __linux__

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace asynclint::platform {
namespace {

constexpr std::uint32_t wanted_events = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY |
                                        IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

std::string news_reason(int code) {
  if (code == ENOSPC) return "more directories than fs.inotify.max_user_watches allows";
  if (code == EMFILE) return "more watchers than fs.inotify.max_user_instances allows";
  return std::generic_category().message(code);
}

}  // namespace

struct DirectoryNews::State {
  int descriptor = -1;
  std::unordered_map<int, std::string> directories;
  std::unordered_map<std::string, int> numbers;

  void forget(int number) {
    const auto known = directories.find(number);
    if (known == directories.end()) return;
    numbers.erase(known->second);
    directories.erase(known);
  }
};

DirectoryNews::DirectoryNews() : state_(std::make_unique<State>()) {
  state_->descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (state_->descriptor < 0) why_not_ = news_reason(errno);
}

DirectoryNews::~DirectoryNews() {
  if (state_->descriptor >= 0) ::close(state_->descriptor);
}

std::optional<Failure> DirectoryNews::add(const std::string& directory) {
  if (!why_not_.empty()) return Failure{why_not_, false, false};
  const int number = ::inotify_add_watch(state_->descriptor, directory.c_str(), wanted_events);
  if (number < 0) {
    const bool is_absent = errno == ENOENT || errno == ENOTDIR || errno == EACCES;
    return Failure{news_reason(errno), false, is_absent};
  }
  // The same directory by another name keeps its number.
  state_->forget(number);
  state_->directories[number] = directory;
  state_->numbers[directory] = number;
  return std::nullopt;
}

void DirectoryNews::remove(const std::string& directory) {
  const auto known = state_->numbers.find(directory);
  if (known == state_->numbers.end()) return;
  const int number = known->second;
  ::inotify_rm_watch(state_->descriptor, number);
  state_->forget(number);
}

std::vector<DirectoryNews::Change> DirectoryNews::take() {
  std::vector<Change> changes;
  if (state_->descriptor < 0) return changes;
  alignas(inotify_event) std::array<char, 65536> buffer{};
  while (true) {
    const ssize_t count = ::read(state_->descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return changes;
    for (std::size_t at = 0; at < static_cast<std::size_t>(count);) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* const name = buffer.data() + at + sizeof event;
      at += sizeof event + event.len;
      Change change;
      change.is_directory = (event.mask & IN_ISDIR) != 0;
      change.is_end = (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) != 0;
      if (event.len > 0) change.name = name;
      const auto known = state_->directories.find(event.wd);
      // A number that nobody knows is one that was taken back a moment ago.
      if (known == state_->directories.end() && (event.mask & IN_Q_OVERFLOW) == 0) continue;
      if (known != state_->directories.end()) change.directory = known->second;
      // What was renamed has its number on, and is another directory now.
      if ((event.mask & IN_MOVE_SELF) != 0) ::inotify_rm_watch(state_->descriptor, event.wd);
      if (change.is_end) state_->forget(event.wd);
      changes.push_back(std::move(change));
    }
  }
}

int DirectoryNews::descriptor() const { return state_->descriptor; }

}  // namespace asynclint::platform

#else

namespace asynclint::platform {

struct DirectoryNews::State {};

DirectoryNews::DirectoryNews() : why_not_("this system is asked by looking") {}
DirectoryNews::~DirectoryNews() = default;

std::optional<Failure> DirectoryNews::add(const std::string&) { return Failure{why_not_, false, false}; }
void DirectoryNews::remove(const std::string&) {}
std::vector<DirectoryNews::Change> DirectoryNews::take() { return {}; }
int DirectoryNews::descriptor() const { return -1; }

}  // namespace asynclint::platform

#endif
