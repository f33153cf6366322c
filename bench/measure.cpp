// Runs a command and says what it cost: wall, user and system time, and its peak memory. A shell's `time` and Node's
// child processes leave one or the other out. It is small on purpose: what forks hands its own peak memory down.
//
// usage: measure SECONDS COMMAND [ARG...]     kills the command, and what it started, after SECONDS
//
// The command keeps standard input, output and error; the JSON goes to file descriptor 3.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

volatile std::sig_atomic_t timed_out = 0;
volatile pid_t child = 0;

void kill_child(int signal) {
  if (signal == SIGALRM) timed_out = 1;
  if (child > 0) kill(-child, SIGKILL);
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

int fail(const char* what) {
  std::fprintf(stderr, "measure: %s: %s\n", what, std::strerror(errno));
  return 125;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: measure SECONDS COMMAND [ARG...]\n", stderr);
    return 125;
  }
  const auto start = std::chrono::steady_clock::now();
  child = fork();
  if (child < 0) return fail("fork");
  if (child == 0) {
    setpgid(0, 0);
    close(3);
    execvp(argv[2], argv + 2);
    _exit(fail(argv[2]));
  }
  setpgid(child, child);
  for (const int signal : {SIGALRM, SIGTERM, SIGINT, SIGHUP}) std::signal(signal, kill_child);
  alarm(static_cast<unsigned>(std::strtoul(argv[1], nullptr, 10)));

  int status = 0;
  rusage usage{};
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) return fail("wait4");
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
#ifdef __APPLE__
  const long kilobytes = usage.ru_maxrss / 1024;
#else
  const long kilobytes = usage.ru_maxrss;
#endif
  dprintf(3,
          "{\"wall\": %.6f, \"user\": %.6f, \"system\": %.6f, \"peak_kilobytes\": %ld, "
          "\"exit_code\": %d, \"signal\": %d, \"timed_out\": %s}\n",
          wall.count(), seconds(usage.ru_utime), seconds(usage.ru_stime), kilobytes,
          WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
          timed_out != 0 ? "true" : "false");
}
