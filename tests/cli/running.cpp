#include "tests/cli/running.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace asynclint::tests {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto patience = std::chrono::seconds(60);

void set_size(int terminal, int columns, int rows) {
  winsize size{};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = static_cast<unsigned short>(rows);
  ::ioctl(terminal, TIOCSWINSZ, &size);
}

[[noreturn]] void become(const Invocation& invocation, int input, int output, bool is_terminal) {
  // A session of its own, so that the terminal's Ctrl-C is its signal and nobody else's.
  ::setsid();
  if (is_terminal) ::ioctl(output, TIOCSCTTY, 0);
  become_executable(invocation, input, output, output);
}

}  // namespace

Running::Running(const Invocation& invocation) : is_terminal_(invocation.terminal_columns > 0) {
  if (std::getenv("ASYNCLINT_EXECUTABLE") == nullptr) throw std::runtime_error("ASYNCLINT_EXECUTABLE is not set");
  int input = -1;
  if (is_terminal_) {
    ours_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (ours_ < 0 || ::grantpt(ours_) != 0 || ::unlockpt(ours_) != 0) throw std::runtime_error("no terminal");
    theirs_ = ::open(::ptsname(ours_), O_RDWR | O_NOCTTY | O_CLOEXEC);
    set_size(theirs_, invocation.terminal_columns, 24);
    input = theirs_;
  } else {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    ours_ = ends[0];
    theirs_ = ends[1];
    input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  }
  process_ = ::fork();
  if (process_ < 0) throw std::runtime_error("fork");
  if (process_ == 0) become(invocation, input, theirs_, is_terminal_);
  if (!is_terminal_) {
    ::close(input);
    ::close(std::exchange(theirs_, -1));
  }
}

Running::~Running() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  if (ours_ >= 0) ::close(ours_);
  if (theirs_ >= 0) ::close(theirs_);
}

// Whether something came.
bool Running::read_for(milliseconds time) {
  pollfd stream{ours_, POLLIN, 0};
  if (::poll(&stream, 1, static_cast<int>(time.count())) <= 0) return false;
  std::array<char, 65536> buffer{};
  const ssize_t count = ::read(ours_, buffer.data(), buffer.size());
  if (count <= 0) return false;
  output_.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

bool Running::shows(const std::string& text, std::size_t begin) {
  const auto deadline = steady_clock::now() + patience;
  while (output_.find(text, begin) == std::string::npos) {
    if (steady_clock::now() > deadline) return false;
    if (read_for(milliseconds(100))) continue;
    siginfo_t end{};
    const bool has_ended =
        ::waitid(P_PID, static_cast<id_t>(process_), &end, WEXITED | WNOHANG | WNOWAIT) == 0 && end.si_pid == process_;
    if (has_ended && !read_for(milliseconds(0))) return output_.find(text, begin) != std::string::npos;
  }
  return true;
}

bool Running::is_quiet(milliseconds time) { return !read_for(time); }

void Running::press(const std::string& keys) const {
  if (::write(ours_, keys.data(), keys.size()) < 0) throw std::runtime_error("keys");
}

void Running::resize(int columns, int rows) const { set_size(ours_, columns, rows); }

void Running::send(int signal) const { ::kill(process_, signal); }

bool Running::is_stopped() const {
  const auto deadline = steady_clock::now() + patience;
  siginfo_t news{};
  while (::waitid(P_PID, static_cast<id_t>(process_), &news, WSTOPPED | WNOHANG) == 0 && news.si_pid != process_) {
    if (steady_clock::now() > deadline) return false;
    ::usleep(1000);
  }
  return news.si_pid == process_;
}

void Running::stop_reading() { ::close(std::exchange(ours_, -1)); }

int Running::wait_for_end() {
  const auto deadline = steady_clock::now() + patience;
  int status = 0;
  while (::waitpid(process_, &status, WNOHANG) == 0) {
    if (steady_clock::now() > deadline) return 1000;
    if (ours_ < 0 || !read_for(milliseconds(20))) ::usleep(1000);
  }
  process_ = -1;
  while (ours_ >= 0 && read_for(milliseconds(20))) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

bool Running::terminal_is_ordinary() const {
  termios state{};
  return ::tcgetattr(theirs_, &state) == 0 && (state.c_lflag & ICANON) != 0 && (state.c_lflag & ECHO) != 0;
}

}  // namespace asynclint::tests
