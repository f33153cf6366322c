// platform.h for Linux and macOS.
#ifndef _WIN32

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

#include "project/platform.h"

extern "C" char** environ;

namespace asynclint::platform {
namespace {

// The system's reason begins like the rest of a sentence: "no such file or directory".
Failure system_failure(int code) {
  std::string reason = std::generic_category().message(code);
  const auto is_upper = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
  if (reason.size() > 1 && is_upper(reason[0]) && !is_upper(reason[1]))
    reason[0] = static_cast<char>(reason[0] - 'A' + 'a');
  return {std::move(reason), false, code == ENOENT || code == ENOTDIR || code == EACCES};
}

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int get() const { return value_; }
  [[nodiscard]] bool is_open() const { return value_ >= 0; }
  // What close() says counts when a file was written: some file systems report a full disk only there.
  [[nodiscard]] int close() { return ::close(std::exchange(value_, -1)); }

 private:
  int value_;
};

FileKind kind_of_mode(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::file;
  if (S_ISDIR(mode)) return FileKind::directory;
  return S_ISLNK(mode) ? FileKind::link : FileKind::other;
}

FileKind kind_of_entry(int directory, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG: return FileKind::file;
    case DT_DIR: return FileKind::directory;
    case DT_LNK: return FileKind::link;
    case DT_UNKNOWN: break;  // some file systems do not say
    default: return FileKind::other;
  }
  struct stat status {};
  if (::fstatat(directory, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) return FileKind::other;
  return kind_of_mode(status.st_mode);
}

Failure larger_than(std::size_t bytes) { return {"larger than " + std::to_string(bytes >> 20U) + " MiB", true, false}; }

Result<std::string> read_all(int descriptor, std::size_t expected, std::size_t limit) {
  std::string text;
  std::size_t size = 0;
  // One byte more than expected, so that the end of the file shows in the first read.
  text.resize(std::min(expected, limit) + 1);
  while (true) {
    const ssize_t count = ::read(descriptor, text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_failure(errno);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
    if (size > limit) return larger_than(limit);
    if (size == text.size()) text.resize(std::min(std::max<std::size_t>(size * 2, 1U << 16U), limit + 1));
  }
  text.resize(size);
  return text;
}

std::int64_t in_nanoseconds(const timespec& time) {
  constexpr std::int64_t nanoseconds = 1'000'000'000;
  return time.tv_sec * nanoseconds + time.tv_nsec;
}

int descriptor_of(Stream stream) { return stream == Stream::output ? STDOUT_FILENO : STDERR_FILENO; }

int write_everything(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

// A new file beside `target` that nobody else has; its name says whose it is.
std::string temporary_name(const std::string& target) {
  static std::atomic<unsigned> counter = 0;
  const std::size_t slash = target.find_last_of('/');
  return target.substr(0, slash + 1) + ".asynclint-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) +
         ".tmp";
}

// Everything about a replacement up to the renaming. 0, or what went wrong.
int write_temporary(const std::string& name, const struct stat& original, std::string_view content) {
  Descriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!file.is_open()) return errno;
  if (const int code = write_everything(file.get(), content)) return code;
  struct stat created {};
  if (::fstat(file.get(), &created) != 0) return errno;
  // Only somebody privileged can give a file away; for everybody else it stays their own.
  if ((created.st_uid != original.st_uid || created.st_gid != original.st_gid) &&
      ::fchown(file.get(), original.st_uid, original.st_gid) != 0 && errno != EPERM)
    return errno;
  if (::fchmod(file.get(), original.st_mode & 07777U) != 0) return errno;
  if (::fsync(file.get()) != 0) return errno;
  return file.close() == 0 ? 0 : errno;
}

// 0, or what went wrong; then there is no such file, unless there was one before.
int write_new(const std::string& name, std::string_view content) {
  Descriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file.is_open()) return errno;
  int code = write_everything(file.get(), content);
  if (code == 0 && ::fsync(file.get()) != 0) code = errno;
  if (file.close() != 0 && code == 0) code = errno;
  if (code != 0) ::unlink(name.c_str());
  return code;
}

// In the absolute directories of PATH; empty where it is in none.
std::string program_path(const std::string& name) {
  const char* const variable = std::getenv("PATH");
  std::string_view rest = variable == nullptr ? "/usr/local/bin:/usr/bin:/bin" : variable;
  while (!rest.empty()) {
    const std::size_t colon = rest.find(':');
    const std::string_view directory = rest.substr(0, colon);
    rest.remove_prefix(colon == std::string_view::npos ? rest.size() : colon + 1);
    if (!directory.starts_with('/')) continue;
    std::string path = std::string(directory) + "/" + name;
    const auto kind = kind_of(path);
    if (kind && *kind == FileKind::file && ::access(path.c_str(), X_OK) == 0) return path;
  }
  return {};
}

// This process's variables and those of the call, as "NAME=VALUE".
std::vector<std::string> variables_of(const ProgramCall& call) {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::string_view name = text.substr(0, text.find('='));
    const auto is_set = [&](const auto& pair) { return pair.first == name; };
    if (std::ranges::none_of(call.environment, is_set)) variables.emplace_back(text);
  }
  for (const auto& [name, value] : call.environment) variables.push_back(std::string(name).append("=").append(value));
  return variables;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// Two ends that no other program inherits; -1 when there are none.
std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{-1, -1};
  if (::pipe(ends.data()) != 0) return {-1, -1};
  for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
  return ends;
}

// Reads until nobody writes any more. Of what comes on the second descriptor only the beginning is kept; false when
// more comes on the first than is wanted.
bool read_both(int output, int errors, std::size_t limit, ProgramOutcome& outcome) {
  constexpr std::size_t most_errors = 16384;
  std::array<pollfd, 2> streams{{{output, POLLIN, 0}, {errors, POLLIN, 0}}};
  std::array<char, 65536> buffer{};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    if (::poll(streams.data(), streams.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    for (pollfd& stream : streams) {
      if (stream.fd < 0 || stream.revents == 0) continue;
      const ssize_t count = ::read(stream.fd, buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) {
        stream.fd = -1;
        continue;
      }
      std::string& text = &stream == streams.data() ? outcome.output : outcome.errors;
      const std::string_view came(buffer.data(), static_cast<std::size_t>(count));
      if (&stream == streams.data() && text.size() + came.size() > limit) return false;
      if (&stream == streams.data() || text.size() < most_errors) text += came;
    }
  }
  return true;
}

int exit_status_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

sigset_t interrupts() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, signal);
  return set;
}

}  // namespace

std::vector<std::string> arguments(int count, const char* const* values) {
  return {values + std::min(count, 1), values + count};
}

void prepare_process() {
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  // The lowest free descriptor is taken, so this ends above the standard streams.
  int descriptor = 0;
  do descriptor = ::open("/dev/null", O_RDONLY);
  while (descriptor >= 0 && descriptor <= STDERR_FILENO);
  if (descriptor >= 0) ::close(descriptor);
}

Result<FileKind> kind_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return system_failure(errno);
  return kind_of_mode(status.st_mode);
}

Result<std::vector<DirectoryEntry>> list_directory(const std::string& path) {
  const auto close = [](DIR* directory) { ::closedir(directory); };
  const std::unique_ptr<DIR, decltype(close)> directory(::opendir(path.c_str()), close);
  if (!directory) return system_failure(errno);
  std::vector<DirectoryEntry> entries;
  while (true) {
    errno = 0;
    const dirent* entry = ::readdir(directory.get());
    if (entry == nullptr) break;
    std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    entries.push_back({std::move(name), kind_of_entry(::dirfd(directory.get()), *entry)});
  }
  if (errno != 0) return system_failure(errno);
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return entries;
}

Result<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(path.c_str(), nullptr), &std::free);
  if (!resolved) return system_failure(errno);
  return std::string(resolved.get());
}

Result<std::string> read_link(const std::string& path) {
  std::array<char, PATH_MAX> buffer{};
  const ssize_t length = ::readlink(path.c_str(), buffer.data(), buffer.size());
  if (length < 0) return system_failure(errno);
  return std::string(buffer.data(), static_cast<std::size_t>(length));
}

std::string current_directory() {
  std::array<char, PATH_MAX> buffer{};
  return ::getcwd(buffer.data(), buffer.size()) == nullptr ? "/" : buffer.data();
}

std::optional<Failure> enter_directory(const std::string& path) {
  return ::chdir(path.c_str()) == 0 ? std::nullopt : std::optional(system_failure(errno));
}

std::string_view root_of(std::string_view path) { return path.substr(0, path.starts_with('/') ? 1 : 0); }

bool is_absolute(std::string_view path) { return path.starts_with('/'); }

std::string with_slashes(std::string_view path) { return std::string(path); }

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  // Without O_NONBLOCK, opening a named pipe would wait for its other end.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) return system_failure(errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return system_failure(errno);
  if (S_ISDIR(status.st_mode)) return system_failure(EISDIR);
  if (!S_ISREG(status.st_mode)) return Failure{"not a regular file", false, false};
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > limit) return larger_than(limit);
  return read_all(file.get(), static_cast<std::size_t>(size), limit);
}

Result<std::string> read_standard_input(std::size_t limit) { return read_all(STDIN_FILENO, 1U << 16U, limit); }

std::size_t read_some_input(std::span<char> into) {
  while (true) {
    const ssize_t count = ::read(STDIN_FILENO, into.data(), into.size());
    if (count < 0 && errno == EINTR) continue;
    return count < 0 ? 0 : static_cast<std::size_t>(count);
  }
}

FileStamp stamp_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
#ifdef __APPLE__
  const timespec written = status.st_mtimespec;
  const timespec changed = status.st_ctimespec;
#else
  const timespec written = status.st_mtim;
  const timespec changed = status.st_ctim;
#endif
  return {in_nanoseconds(written), in_nanoseconds(changed), static_cast<std::uint64_t>(status.st_size),
          static_cast<std::uint64_t>(status.st_ino)};
}

std::int64_t present_time() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return in_nanoseconds(now);
}

std::string time_of_day() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  std::array<char, 16> text{};
  ::localtime_r(&now, &parts);
  return {text.data(), std::strftime(text.data(), text.size(), "%H:%M:%S", &parts)};
}

Result<std::int64_t> present_time_in(const std::string& directory) {
  const InterruptsHeld held;
  const std::string name = temporary_name(directory + "/");
  const Descriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!file.is_open()) return system_failure(errno);
  const FileStamp stamp = stamp_of(name);
  ::unlink(name.c_str());
  return stamp.modified;
}

Result<std::string> executable_path() {
#ifdef __APPLE__
  std::array<char, PATH_MAX> buffer{};
  std::uint32_t size = buffer.size();
  if (::_NSGetExecutablePath(buffer.data(), &size) != 0) return system_failure(ENAMETOOLONG);
  return real_path(buffer.data());
#else
  return real_path("/proc/self/exe");
#endif
}

bool has_process(std::int64_t id) { return ::kill(static_cast<pid_t>(id), 0) == 0 || errno == EPERM; }

std::optional<Failure> replace_file(const std::string& path, std::string_view content) {
  const Result<std::string> target = real_path(path);
  if (!target) return target.failure();
  struct stat original {};
  if (::stat(target->c_str(), &original) != 0) return system_failure(errno);
  // Renaming asks for rights on the directory only: a read-only file would be replaced.
  if (::access(target->c_str(), W_OK) != 0) return system_failure(errno);

  const InterruptsHeld held;
  const std::string temporary = temporary_name(*target);
  int code = write_temporary(temporary, original, content);
  if (code == 0 && ::rename(temporary.c_str(), target->c_str()) != 0) code = errno;
  if (code == 0) return std::nullopt;
  if (code != EEXIST) ::unlink(temporary.c_str());
  return system_failure(code);
}

std::optional<Failure> create_file(const std::string& path, std::string_view content) {
  const InterruptsHeld held;
  const std::string temporary = temporary_name(path);
  int code = write_new(temporary, content);
  if (code == 0) {
    // A link is made only where nothing has the name; renaming would put it in the place of what has.
    if (::link(temporary.c_str(), path.c_str()) != 0) code = errno;
    ::unlink(temporary.c_str());
    // Some file systems have no links.
    if (code == EPERM || code == ENOTSUP) code = write_new(path, content);
  }
  if (code == 0) return std::nullopt;
  if (code == EEXIST) return Failure{std::string(already_there), false, false};
  return system_failure(code);
}

std::optional<Failure> why_not_writable(const std::string& path) {
  return ::access(path.c_str(), W_OK) == 0 ? std::nullopt : std::optional(system_failure(errno));
}

std::optional<Failure> append_to_file(const std::string& path, std::string_view content) {
  const InterruptsHeld held;
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
  if (!file.is_open()) return system_failure(errno);
  int code = write_everything(file.get(), content);
  if (file.close() != 0 && code == 0) code = errno;
  return code == 0 ? std::nullopt : std::optional(system_failure(code));
}

std::optional<Failure> make_directories(const std::string& path) {
  for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    const std::string directory = path.substr(0, slash);
    if (::mkdir(directory.c_str(), 0777) != 0 && errno != EEXIST) {
      // Above what may be written to there are directories that may not.
      const int code = errno;
      if (const auto kind = kind_of(directory); !kind || *kind != FileKind::directory) return system_failure(code);
    }
    if (slash == std::string::npos) break;
  }
  const auto kind = kind_of(path);
  if (!kind) return kind.failure();
  return *kind == FileKind::directory ? std::nullopt : std::optional(system_failure(ENOTDIR));
}

Result<int> run_program(const std::vector<std::string>& words, const std::string& directory) {
  const std::vector<char*> arguments = pointers_to(words);
  // Through it the child says why it did not become the program; when it did, nothing comes.
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) return system_failure(errno);
  const Descriptor reading(pipe[0]);
  Descriptor writing(pipe[1]);
  ::fcntl(pipe[0], F_SETFD, FD_CLOEXEC);
  ::fcntl(pipe[1], F_SETFD, FD_CLOEXEC);
  const pid_t child = ::fork();
  if (child < 0) return system_failure(errno);
  if (child == 0) {
    ::signal(SIGPIPE, SIG_DFL);
    ::signal(SIGXFSZ, SIG_DFL);
    if (::chdir(directory.c_str()) == 0) ::execvp(arguments.front(), arguments.data());
    const int code = errno;
    static_cast<void>(!::write(writing.get(), &code, sizeof code));
    ::_exit(127);
  }
  static_cast<void>(writing.close());
  int code = 0;
  ssize_t count = 0;
  do count = ::read(reading.get(), &code, sizeof code);
  while (count < 0 && errno == EINTR);
  const int status = exit_status_of(child);
  if (count == sizeof code) return system_failure(code);
  return status;
}

Result<ProgramOutcome> capture_program(const ProgramCall& call) {
  const std::string path = program_path(call.words.front());
  if (path.empty()) return system_failure(ENOENT);
  const std::vector<char*> arguments = pointers_to(call.words);
  const std::vector<std::string> variables = variables_of(call);
  const std::vector<char*> environment = pointers_to(variables);
  const Descriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const std::array<int, 2> output = make_pipe();
  const std::array<int, 2> errors = make_pipe();
  const Descriptor output_reading(output[0]);
  Descriptor output_writing(output[1]);
  const Descriptor errors_reading(errors[0]);
  Descriptor errors_writing(errors[1]);
  if (!nothing.is_open() || !output_writing.is_open() || !errors_writing.is_open()) return system_failure(EMFILE);
  const pid_t child = ::fork();
  if (child < 0) return system_failure(errno);
  if (child == 0) {
    ::signal(SIGPIPE, SIG_DFL);
    ::signal(SIGXFSZ, SIG_DFL);
    ::dup2(nothing.get(), STDIN_FILENO);
    ::dup2(output_writing.get(), STDOUT_FILENO);
    ::dup2(errors_writing.get(), STDERR_FILENO);
    if (::chdir(call.directory.c_str()) == 0) ::execve(path.c_str(), arguments.data(), environment.data());
    ::_exit(127);
  }
  static_cast<void>(output_writing.close());
  static_cast<void>(errors_writing.close());
  ProgramOutcome outcome;
  const bool is_whole = read_both(output_reading.get(), errors_reading.get(), call.output_limit, outcome);
  if (!is_whole) ::kill(child, SIGKILL);
  outcome.status = exit_status_of(child);
  if (!is_whole) return larger_than(call.output_limit);
  return outcome;
}

InterruptsHeld::InterruptsHeld() {
  const sigset_t set = interrupts();
  sigset_t before;
  ::pthread_sigmask(SIG_BLOCK, &set, &before);
  was_held_ = sigismember(&before, SIGINT) == 1;
}

InterruptsHeld::~InterruptsHeld() {
  if (was_held_) return;
  const sigset_t set = interrupts();
  ::pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

WriteOutcome write_all(Stream stream, std::string_view bytes, Failure& failure) {
  const int code = write_everything(descriptor_of(stream), bytes);
  if (code == 0) return WriteOutcome::written;
  failure = system_failure(code);
  return code == EPIPE ? WriteOutcome::closed : WriteOutcome::failed;
}

std::size_t write_at_once(Stream stream, std::string_view bytes) {
  const int descriptor = descriptor_of(stream);
  struct stat what {};
  if (::fstat(descriptor, &what) != 0) return 0;
  ssize_t written = 0;
  // Editors that run on libuv hand out sockets.
  if (S_ISSOCK(what.st_mode)) written = ::send(descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT);
#ifdef F_GETPIPE_SZ
  if (S_ISFIFO(what.st_mode)) {
    // An empty pipe takes what it is large enough for.
    int unread = 0;
    if (::ioctl(descriptor, FIONREAD, &unread) == 0 && unread == 0 &&
        std::cmp_less_equal(bytes.size(), ::fcntl(descriptor, F_GETPIPE_SZ)))
      written = ::write(descriptor, bytes.data(), bytes.size());
  }
#endif
  return written > 0 ? static_cast<std::size_t>(written) : 0;
}

bool is_terminal(Stream stream) { return ::isatty(descriptor_of(stream)) == 1; }

bool has_escape_sequences(Stream) { return environment("TERM").value_or("dumb") != "dumb"; }

std::optional<unsigned> terminal_width(Stream stream) {
  struct winsize size {};
  if (::ioctl(descriptor_of(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

std::string host_name() {
  std::array<char, 256> buffer{};
  return ::gethostname(buffer.data(), buffer.size() - 1) == 0 ? buffer.data() : "";
}

}  // namespace asynclint::platform

#endif
