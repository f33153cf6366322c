// The one door to the operating system. What differs between POSIX and Windows is behind it, and nothing else is.
// Paths are UTF-8 (on POSIX: any bytes) with `/` between their parts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "project/result.h"

namespace asynclint::platform {

enum class FileKind : std::uint8_t { file, directory, link, other };

struct DirectoryEntry {
  std::string name;
  FileKind kind = FileKind::other;
};

enum class Stream : std::uint8_t { output, error };

enum class WriteOutcome : std::uint8_t { written, closed, failed };

// The words behind the program's own name, as UTF-8.
[[nodiscard]] std::vector<std::string> arguments(int count, const char* const* values);

// Called once, before anything else: a closed pipe and a file size limit become errors that can be reported instead of
// signals that kill, and a standard stream that is closed cannot be mistaken for a file that is opened later.
void prepare_process();

// What a path leads to, links followed.
[[nodiscard]] Result<FileKind> kind_of(const std::string& path);

// Without `.` and `..`, sorted by name bytewise, links not followed.
[[nodiscard]] Result<std::vector<DirectoryEntry>> list_directory(const std::string& path);

// The absolute path with every link resolved.
[[nodiscard]] Result<std::string> real_path(const std::string& path);
// What a symbolic link says, as it says it. Nothing of where it leads is looked at.
[[nodiscard]] Result<std::string> read_link(const std::string& path);
[[nodiscard]] std::string current_directory();
[[nodiscard]] std::optional<Failure> enter_directory(const std::string& path);
// What an absolute path begins with, its slash included: `/`, on Windows `C:/` or `//server/share/`. Empty for others.
[[nodiscard]] std::string_view root_of(std::string_view path);
[[nodiscard]] bool is_absolute(std::string_view path);
// A path as people or other programs write it, with `/` between its parts: on Windows they write `\` as well.
[[nodiscard]] std::string with_slashes(std::string_view path);

// The whole of a regular file. One that is larger than `limit` bytes is not read.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t limit);
[[nodiscard]] Result<std::string> read_standard_input(std::size_t limit);
// What has come on standard input, at least one byte; 0 at its end, and when it cannot be read.
[[nodiscard]] std::size_t read_some_input(std::span<char> into);

// Differs when a file was written, replaced, made or removed; what is not there has one, too.
struct FileStamp {
  std::int64_t modified = -1;
  // When anything about it changed, which nobody can set; -1 where the system does not say.
  std::int64_t changed = -1;
  std::uint64_t size = 0;
  std::uint64_t id = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};
[[nodiscard]] FileStamp stamp_of(const std::string& path);

// The time that a file gets that is written now in a directory, as stamps have it; a failure where none can be.
[[nodiscard]] Result<std::int64_t> present_time_in(const std::string& directory);

// The present time as stamps have it, by the clock of this machine; a file system elsewhere may have another one.
[[nodiscard]] std::int64_t present_time();
// The time of day where this machine is, such as 09:05:00.
[[nodiscard]] std::string time_of_day();

// The file that this process runs.
[[nodiscard]] Result<std::string> executable_path();

// Whether there is a process of that number, as far as this one can see.
[[nodiscard]] bool has_process(std::int64_t id);

// Puts `content` in the place of an existing file, links followed: all of it, or none of it. Mode and owner stay.
[[nodiscard]] std::optional<Failure> replace_file(const std::string& path, std::string_view content);

// Makes a file where nothing has that name yet: all of it, or none of it. With the same reason for all that is there,
// links that lead nowhere included, it is told from other failures by `already_there`.
[[nodiscard]] std::optional<Failure> create_file(const std::string& path, std::string_view content);
inline constexpr std::string_view already_there = "it is there already";

// Why this process may not write to a file, or make entries in a directory, as far as the system can tell before.
[[nodiscard]] std::optional<Failure> why_not_writable(const std::string& path);

// Adds to the end of a file, and makes it where there is none.
[[nodiscard]] std::optional<Failure> append_to_file(const std::string& path, std::string_view content);

// Makes a directory, and those above it that are missing.
[[nodiscard]] std::optional<Failure> make_directories(const std::string& path);

// Runs a program that is found as a shell finds it, in a directory, with the standard streams of this one, and waits
// for its end. Its exit status, or 128 and the number of the signal that ended it.
[[nodiscard]] Result<int> run_program(const std::vector<std::string>& words, const std::string& directory);

// What a program said, and how it ended: its exit status, or 128 and the number of the signal that ended it.
struct ProgramOutcome {
  int status = 0;
  std::string output;
  // The beginning of what it said on standard error.
  std::string errors;
};

struct ProgramCall {
  // The first one names the program.
  std::vector<std::string> words;
  std::string directory;
  // Names and values that are set besides what this process has.
  std::vector<std::pair<std::string, std::string>> environment;
  // A program that says more is ended.
  std::size_t output_limit = 0;
};

// Runs a program without a shell and with nothing on its standard input, and waits for its end. It is looked for in the
// absolute directories of PATH and nowhere else, so that nothing is ever run that lies in a workspace by that name;
// when it is in none of them, the failure is one of absence.
[[nodiscard]] Result<ProgramOutcome> capture_program(const ProgramCall& call);

// While one of these lives, the calling thread and threads that it starts do not take interrupts (Ctrl-C, a request to
// end); what arrives meanwhile is taken afterwards. So a run is never ended between a temporary file and its renaming.
class InterruptsHeld {
 public:
  InterruptsHeld();
  ~InterruptsHeld();
  InterruptsHeld(const InterruptsHeld&) = delete;
  InterruptsHeld& operator=(const InterruptsHeld&) = delete;

 private:
  bool was_held_ = false;
};

// Writes everything, or says why not: `closed` when nobody reads the other end any more.
[[nodiscard]] WriteOutcome write_all(Stream stream, std::string_view bytes, Failure& failure);
// Writes of the beginning what the reader takes without letting this thread wait: so many bytes, none when there is no
// telling. What is wrong with the stream is for `write_all` to say.
[[nodiscard]] std::size_t write_at_once(Stream stream, std::string_view bytes);
[[nodiscard]] bool is_terminal(Stream stream);
// Whether what is a terminal understands escape sequences.
[[nodiscard]] bool has_escape_sequences(Stream stream);
// In character cells; none when it is not known.
[[nodiscard]] std::optional<unsigned> terminal_width(Stream stream);
// None when it is not set or empty.
[[nodiscard]] std::optional<std::string> environment(const char* name);
[[nodiscard]] std::string host_name();

}  // namespace asynclint::platform
