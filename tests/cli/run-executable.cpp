#include "tests/cli/run-executable.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include "tests/support/run-node.h"

namespace asynclint::tests {
namespace {

using std::chrono::steady_clock;

// A run that takes longer hangs.
constexpr auto time_limit = std::chrono::seconds(300);

struct Ends {
  int ours;
  int theirs;
};

void set_close_on_exec(int descriptor) { ::fcntl(descriptor, F_SETFD, FD_CLOEXEC); }

Ends open_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  return {ends[0], ends[1]};
}

Ends open_terminal(int columns) {
  const int ours = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (ours < 0 || ::grantpt(ours) != 0 || ::unlockpt(ours) != 0) throw std::runtime_error("no terminal");
  const int theirs = ::open(::ptsname(ours), O_RDWR | O_NOCTTY | O_CLOEXEC);
  winsize size{};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = 24;
  ::ioctl(theirs, TIOCSWINSZ, &size);
  set_close_on_exec(ours);
  return {ours, theirs};
}

std::string variable(std::string text, const std::string& value) { return text.append("=").append(value); }

std::vector<std::string> environment_of(const Invocation& invocation) {
  std::vector<std::string> variables;
  if (!invocation.environment.contains("PATH")) variables.emplace_back("PATH=/usr/bin:/bin");
  if (!invocation.environment.contains("TERM")) variables.emplace_back("TERM=xterm-256color");
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LD_LIBRARY_PATH"})
    if (const char* value = std::getenv(name)) variables.push_back(variable(name, value));
  for (const auto& [name, value] : invocation.environment) variables.push_back(variable(name, value));
  return variables;
}

std::vector<char*> as_pointers(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (std::string& text : strings) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

void become_executable(const Invocation& invocation, int input, int output, int errors) {
  ::dup2(input, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(errors, STDERR_FILENO);
  if (!invocation.directory.empty() && ::chdir(invocation.directory.c_str()) != 0) ::_exit(126);
  const char* executable = std::getenv("ASYNCLINT_EXECUTABLE");
  std::vector<std::string> words{executable};
  words.insert(words.end(), invocation.arguments.begin(), invocation.arguments.end());
  std::vector<std::string> variables = environment_of(invocation);
  if (invocation.prepare) invocation.prepare();
  ::execve(executable, as_pointers(words).data(), as_pointers(variables).data());
  ::_exit(127);
}

namespace {

// Reads both streams until nobody writes to them any more, or until it takes too long.
void read_until_closed(pid_t process, std::array<pollfd, 2> streams, std::array<std::string*, 2> texts) {
  const auto deadline = steady_clock::now() + time_limit;
  std::array<char, 65536> buffer{};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    if (steady_clock::now() > deadline) ::kill(process, SIGKILL);
    if (::poll(streams.data(), streams.size(), 1000) <= 0) continue;
    for (std::size_t i = 0; i < streams.size(); ++i) {
      if (streams[i].fd < 0 || streams[i].revents == 0) continue;
      const ssize_t count = ::read(streams[i].fd, buffer.data(), buffer.size());
      if (count > 0)
        texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
      else
        streams[i].fd = -1;
    }
  }
}

int open_input(const TemporaryFolder& folder, const std::string& text) {
  return ::open(folder.write("input", text).c_str(), O_RDONLY | O_CLOEXEC);
}

}  // namespace

Outcome run(const Invocation& invocation) {
  if (std::getenv("ASYNCLINT_EXECUTABLE") == nullptr) throw std::runtime_error("ASYNCLINT_EXECUTABLE is not set");
  const TemporaryFolder folder;
  const bool on_terminal = invocation.terminal_columns > 0;
  const int input = open_input(folder, invocation.input);
  const Ends output = on_terminal ? open_terminal(invocation.terminal_columns) : open_pipe();
  const Ends errors = on_terminal ? Ends{-1, output.theirs} : open_pipe();
  const auto start = steady_clock::now();
  const pid_t process = ::fork();
  if (process < 0) throw std::runtime_error("fork");
  if (process == 0) become_executable(invocation, input, output.theirs, errors.theirs);
  ::close(input);
  ::close(output.theirs);
  if (!on_terminal) ::close(errors.theirs);

  Outcome outcome;
  read_until_closed(process, {{{output.ours, POLLIN, 0}, {errors.ours, POLLIN, 0}}},
                    {&outcome.output, &outcome.errors});
  int status = 0;
  rusage usage{};
  ::wait4(process, &status, 0, &usage);
  outcome.time = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - start);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  outcome.peak_memory = usage.ru_maxrss / 1024;
  ::close(output.ours);
  if (!on_terminal) ::close(errors.ours);
  return outcome;
}

Outcome run(const std::string& directory, const std::vector<std::string>& arguments) {
  return run(Invocation{arguments, directory, {}, {}, 0, {}});
}

bool has_terminals() {
  const int ours = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (ours < 0) return false;
  const char* const name = ::ptsname(ours);
  const bool usable = name != nullptr && ::access(name, R_OK | W_OK) == 0;
  ::close(ours);
  return usable;
}

bool is_instrumented() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return true;
#elif defined(__has_feature)
  return __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
  return false;
#endif
}

std::string without_escapes(const std::string& text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1b' && at + 1 < text.size() && text[at + 1] == '[') {
      at = text.find_first_of("mK", at);
      if (at == std::string::npos) break;
    } else if (text[at] == '\x1b' && at + 1 < text.size() && text[at + 1] == ']') {
      at = text.find("\x1b\\", at);
      if (at == std::string::npos) break;
      ++at;
    } else if (text[at] != '\r') {
      plain += text[at];
    }
  }
  return plain;
}

}  // namespace asynclint::tests
