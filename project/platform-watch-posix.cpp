// platform-watch.h for Linux and macOS, but for news of directories.
#ifndef _WIN32

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <utility>

#include "project/platform-watch.h"

namespace asynclint::platform {
namespace {

// The other screen, empty, without a cursor, and whose lines are cut at its edge; and back.
constexpr std::string_view enter_sequence = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H\x1b[2J";
constexpr std::string_view leave_sequence = "\x1b[?7h\x1b[?25h\x1b[?1049l";

// What handlers of signals need lies outside of every object.
termios terminal_before;
termios terminal_during;
bool has_keyboard = false;
std::array<int, 2> bell{-1, -1};
std::atomic<bool> is_disturbed = false;

void write_to_terminal(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void enter_screen() {
  if (has_keyboard) ::tcsetattr(STDIN_FILENO, TCSANOW, &terminal_during);
  write_to_terminal(enter_sequence);
}

void leave_screen() {
  write_to_terminal(leave_sequence);
  if (has_keyboard) ::tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
}

void ring_bell() {
  const char byte = 0;
  if (bell[1] >= 0) static_cast<void>(!::write(bell[1], &byte, 1));
}

// Everything that the handlers call may be called there, and what they interrupt goes on as if nothing had been.

void end_by_signal(int signal) {
  leave_screen();
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

// Stopped without a handler of its own, so that the shell sees what it expects; SIGCONT comes when it goes on.
void stop_by_signal(int) {
  const int kept = errno;
  leave_screen();
  ::raise(SIGSTOP);
  errno = kept;
}

void go_on(int) {
  const int kept = errno;
  enter_screen();
  is_disturbed = true;
  ring_bell();
  errno = kept;
}

void take_new_size(int) {
  const int kept = errno;
  is_disturbed = true;
  ring_bell();
  errno = kept;
}

constexpr std::array<std::pair<int, void (*)(int)>, 7> signal_handlers{{
    {SIGINT, end_by_signal},
    {SIGTERM, end_by_signal},
    {SIGHUP, end_by_signal},
    {SIGQUIT, end_by_signal},
    {SIGTSTP, stop_by_signal},
    {SIGCONT, go_on},
    {SIGWINCH, take_new_size},
}};

void drain_bell(int descriptor) {
  std::array<char, 64> buffer{};
  while (::read(descriptor, buffer.data(), buffer.size()) > 0) continue;
}

}  // namespace

struct Screen::State {
  bool has_input = false;
};

bool Screen::is_possible() { return is_terminal(Stream::output) && has_escape_sequences(Stream::output); }

Screen::Screen() : state_(std::make_unique<State>()) {
  has_keyboard = ::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &terminal_before) == 0;
  state_->has_input = has_keyboard;
  terminal_during = terminal_before;
  // Keys that end or stop a process go on doing that.
  terminal_during.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  terminal_during.c_cc[VMIN] = 0;
  terminal_during.c_cc[VTIME] = 0;
  if (::pipe(bell.data()) == 0) {
    for (const int end : bell) {
      ::fcntl(end, F_SETFD, FD_CLOEXEC);
      ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
  }
  struct sigaction action {};
  sigfillset(&action.sa_mask);
  for (const auto& [signal, handler] : signal_handlers) {
    struct sigaction old {};
    // What the parent wants to be ignored, as nohup does, stays so.
    if (::sigaction(signal, nullptr, &old) == 0 && old.sa_handler == SIG_IGN) continue;
    action.sa_handler = handler;
    ::sigaction(signal, &action, nullptr);
  }
  enter_screen();
}

Screen::~Screen() {
  for (const auto& [signal, handler] : signal_handlers) ::signal(signal, SIG_DFL);
  leave_screen();
  for (int& end : bell) ::close(std::exchange(end, -1));
}

bool Screen::has_keys() const { return state_->has_input; }

ScreenSize Screen::size() const {
  struct winsize size {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return {};
  return {size.ws_col, size.ws_row};
}

std::vector<Key> Screen::take_keys() {
  if (!state_->has_input) return {};
  std::array<char, 256> buffer{};
  pollfd input{STDIN_FILENO, POLLIN, 0};
  if (::poll(&input, 1, 0) <= 0) return {};
  const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
  // Where the other end is gone, nothing comes any more.
  if ((count == 0 && (input.revents & POLLHUP) != 0) || (count < 0 && errno != EINTR && errno != EAGAIN))
    state_->has_input = false;
  return count <= 0 ? std::vector<Key>() : keys_in({buffer.data(), static_cast<std::size_t>(count)});
}

bool Screen::take_disturbance() { return is_disturbed.exchange(false); }

void Screen::end_process(int status) {
  leave_screen();
  std::_Exit(status);
}

void wait_for(const Screen* screen, const DirectoryNews* news, std::optional<std::chrono::milliseconds> at_most) {
  const bool has_keys = screen != nullptr && screen->has_keys();
  std::array<pollfd, 3> all{{{has_keys ? STDIN_FILENO : -1, POLLIN, 0},
                             {news == nullptr ? -1 : news->descriptor(), POLLIN, 0},
                             {bell[0], POLLIN, 0}}};
  ::poll(all.data(), all.size(), at_most ? static_cast<int>(at_most->count()) : -1);
  if (bell[0] >= 0) drain_bell(bell[0]);
}

}  // namespace asynclint::platform

#endif
