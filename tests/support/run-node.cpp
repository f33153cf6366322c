#include "tests/support/run-node.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/support/fixture.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

std::string node_path() {
  const char* const path = std::getenv("ASYNCLINT_NODE");
  if (path == nullptr || access(path, X_OK) != 0)
    throw std::runtime_error("ASYNCLINT_NODE does not name a Node executable; `./dev test` sets it");
  return path;
}

std::vector<char*> pointers_to(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (std::string& each : strings) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Starts a process in a group of its own, with its output in files: a pipe that nobody reads in time would hold it.
pid_t start(std::vector<std::string> command, const fs::path& folder, const fs::path& output, const fs::path& errors) {
  std::vector<std::string> environment{"PATH=/usr/bin:/bin", "HOME=" + folder.string(), "TZ=UTC", "LANG=C.UTF-8"};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t process = -1;
  const int error = posix_spawn(&process, command.front().c_str(), &actions, &attributes, pointers_to(command).data(),
                                pointers_to(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error(command.front() + ": " + std::strerror(error));
  return process;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "asynclint-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error(pattern + ": " + std::strerror(errno));
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path TemporaryFolder::write(std::string_view name, std::string_view text) const {
  fs::path path = path_ / name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

bool compares_output() { return std::getenv("ASYNCLINT_SANITIZED") == nullptr; }

RunResult run_program(std::string_view text, ModuleKind kind) {
  const TemporaryFolder folder;
  const bool is_module = kind == ModuleKind::module || (kind == ModuleKind::by_syntax && has_module_syntax(text));
  const fs::path program = folder.write(is_module ? "program.mjs" : "program.cjs", text);
  return run_node({program.string()}, folder.path());
}

RunResult run_node(const std::vector<std::string>& arguments, const fs::path& folder, std::chrono::milliseconds limit) {
  const TemporaryFolder results;
  const fs::path output = results.path() / "output";
  const fs::path errors = results.path() / "errors";
  std::vector<std::string> command{node_path()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const pid_t process = start(std::move(command), folder, output, errors);

  RunResult result;
  const auto deadline = steady_clock::now() + limit;
  int status = 0;
  pid_t ended = 0;
  while ((ended = waitpid(process, &status, WNOHANG)) == 0 && steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  if (ended == 0) {
    result.timed_out = true;
    kill(-process, SIGKILL);
    waitpid(process, &status, 0);
  }
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.output = read_file(output);
  result.errors = read_file(errors);
  return result;
}

}  // namespace asynclint::tests
