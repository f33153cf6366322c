// platform.h for Windows: files, streams and the process itself. Programs that are run have a file of their own,
// windows-programs.cpp.
#ifdef _WIN32

#include "project/windows-text.h"
// After the types that it stands on.
#include <shellapi.h>
#include <winioctl.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <memory>

#include "project/platform.h"

namespace asynclint::platform {
namespace {

using windows::failure_of;
using windows::Handle;
using windows::narrow;
using windows::narrow_path;
using windows::wide;
using windows::wide_path;

constexpr DWORD everybody_may = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

// Directories, too; what a link leads to, unless `flags` says the link itself.
Handle opened(const std::string& path, DWORD access, DWORD flags = 0) {
  return Handle(::CreateFileW(wide_path(path).c_str(), access, everybody_may, nullptr, OPEN_EXISTING,
                              FILE_FLAG_BACKUP_SEMANTICS | flags, nullptr));
}

FileKind kind_of_attributes(DWORD attributes) {
  return (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0 ? FileKind::directory : FileKind::file;
}

// Other reparse points than these are files that a service keeps somewhere else, and read like any file.
FileKind kind_of_entry(const WIN32_FIND_DATAW& entry) {
  const bool is_link = (entry.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0 &&
                       (entry.dwReserved0 == IO_REPARSE_TAG_SYMLINK || entry.dwReserved0 == IO_REPARSE_TAG_MOUNT_POINT);
  return is_link ? FileKind::link : kind_of_attributes(entry.dwFileAttributes);
}

Failure larger_than(std::size_t bytes) { return {"larger than " + std::to_string(bytes >> 20U) + " MiB", true, false}; }

Result<std::string> read_all(HANDLE handle, std::size_t expected, std::size_t limit) {
  std::string text;
  std::size_t size = 0;
  // One byte more than expected, so that the end of the file shows in the first read.
  text.resize(std::min(expected, limit) + 1);
  while (true) {
    DWORD count = 0;
    const auto room = static_cast<DWORD>(std::min<std::size_t>(text.size() - size, 1U << 30U));
    if (::ReadFile(handle, text.data() + size, room, &count, nullptr) == 0) {
      const DWORD code = ::GetLastError();
      if (code != ERROR_BROKEN_PIPE && code != ERROR_HANDLE_EOF) return failure_of(code);
      count = 0;
    }
    if (count == 0) break;
    size += count;
    if (size > limit) return larger_than(limit);
    if (size == text.size()) text.resize(std::min(std::max<std::size_t>(size * 2, 1U << 16U), limit + 1));
  }
  text.resize(size);
  return text;
}

HANDLE handle_of(Stream stream) {
  return ::GetStdHandle(stream == Stream::output ? STD_OUTPUT_HANDLE : STD_ERROR_HANDLE);
}

// 0, or what went wrong.
DWORD write_everything(HANDLE handle, std::string_view bytes) {
  while (!bytes.empty()) {
    DWORD count = 0;
    const auto size = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 1U << 30U));
    if (::WriteFile(handle, bytes.data(), size, &count, nullptr) == 0) return ::GetLastError();
    bytes.remove_prefix(count);
  }
  return 0;
}

// A console is told characters, so that its own code page does not matter.
DWORD write_to_console(HANDLE console, std::wstring_view text) {
  constexpr std::size_t most_at_once = 8192;
  while (!text.empty()) {
    std::size_t size = std::min(text.size(), most_at_once);
    // Both halves of a pair go together.
    if (size < text.size() && IS_HIGH_SURROGATE(text[size - 1])) --size;
    DWORD count = 0;
    if (::WriteConsoleW(console, text.data(), static_cast<DWORD>(size), &count, nullptr) == 0) return ::GetLastError();
    text.remove_prefix(count);
  }
  return 0;
}

// A new file beside `target` that nobody else has; its name says whose it is.
std::string temporary_name(const std::string& target) {
  static std::atomic<unsigned> counter = 0;
  const std::size_t slash = target.find_last_of('/');
  return target.substr(0, slash + 1) + ".asynclint-" + std::to_string(::GetCurrentProcessId()) + "-" +
         std::to_string(counter++) + ".tmp";
}

// 0, or what went wrong; then there is no such file, unless there was one before.
DWORD write_new(const std::wstring& name, std::string_view content) {
  Handle file(::CreateFileW(name.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
  if (!file.is_open()) return ::GetLastError();
  DWORD code = write_everything(file.get(), content);
  if (code == 0 && ::FlushFileBuffers(file.get()) == 0) code = ::GetLastError();
  file.close();
  if (code != 0) ::DeleteFileW(name.c_str());
  return code;
}

// How many threads are between a temporary file and its renaming.
std::atomic<int> interrupts_held = 0;

// Called on a thread of its own; when it is done with it, the system ends the process.
BOOL WINAPI wait_for_held(DWORD) {
  while (interrupts_held.load() > 0) ::Sleep(1);
  return FALSE;
}

// What FSCTL_GET_REPARSE_POINT answers with; the headers for programs leave it out.
struct ReparseHeader {
  DWORD tag;
  WORD data_length;
  WORD reserved;
  WORD substitute_offset;
  WORD substitute_length;
  WORD print_offset;
  WORD print_length;
};

std::uint64_t joined(DWORD high, DWORD low) { return (std::uint64_t{high} << 32U) | low; }

// Windows counts in steps of 100 nanoseconds, from the year 1601.
std::int64_t in_nanoseconds(std::int64_t steps) {
  constexpr std::int64_t begin = 116'444'736'000'000'000;
  return steps <= begin ? -1 : (steps - begin) * 100;
}

std::int64_t in_nanoseconds(const FILETIME& time) {
  return in_nanoseconds(static_cast<std::int64_t>(joined(time.dwHighDateTime, time.dwLowDateTime)));
}

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

}  // namespace

std::vector<std::string> arguments(int, const char* const*) {
  // What main() is given has been through the code page of the system.
  int count = 0;
  const std::unique_ptr<wchar_t*, decltype(&::LocalFree)> values(::CommandLineToArgvW(::GetCommandLineW(), &count),
                                                                 &::LocalFree);
  std::vector<std::string> words;
  for (int i = 1; i < count; ++i) words.push_back(narrow(values.get()[i]));
  return words;
}

void prepare_process() {
  // A missing disk is an error, and no question to whoever sits before the screen.
  ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX);
  ::SetConsoleCtrlHandler(wait_for_held, TRUE);
}

Result<FileKind> kind_of(const std::string& path) {
  const Handle file = opened(path, 0);
  if (!file.is_open()) return failure_of(::GetLastError());
  if (::GetFileType(file.get()) != FILE_TYPE_DISK) return FileKind::other;
  BY_HANDLE_FILE_INFORMATION status;
  if (::GetFileInformationByHandle(file.get(), &status) == 0) return failure_of(::GetLastError());
  return kind_of_attributes(status.dwFileAttributes);
}

Result<std::vector<DirectoryEntry>> list_directory(const std::string& path) {
  WIN32_FIND_DATAW entry;
  const std::string all = path + (path.ends_with('/') ? "*" : "/*");
  const HANDLE search = ::FindFirstFileExW(wide_path(all).c_str(), FindExInfoBasic, &entry, FindExSearchNameMatch,
                                           nullptr, FIND_FIRST_EX_LARGE_FETCH);
  if (search == INVALID_HANDLE_VALUE) return failure_of(::GetLastError());
  const std::unique_ptr<void, decltype(&::FindClose)> closed(search, &::FindClose);
  std::vector<DirectoryEntry> entries;
  do {
    std::string name = narrow(entry.cFileName);
    if (name == "." || name == "..") continue;
    entries.push_back({std::move(name), kind_of_entry(entry)});
  } while (::FindNextFileW(search, &entry) != 0);
  if (const DWORD code = ::GetLastError(); code != ERROR_NO_MORE_FILES) return failure_of(code);
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return entries;
}

Result<std::string> real_path(const std::string& path) {
  const Handle file = opened(path, 0);
  if (!file.is_open()) return failure_of(::GetLastError());
  std::wstring name(MAX_PATH, L'\0');
  while (true) {
    const auto room = static_cast<DWORD>(name.size());
    const DWORD length = ::GetFinalPathNameByHandleW(file.get(), name.data(), room, FILE_NAME_NORMALIZED);
    if (length == 0) return failure_of(::GetLastError());
    name.resize(length);
    // With too little room it is the room that is needed.
    if (length < room) return narrow_path(name);
  }
}

Result<std::string> read_link(const std::string& path) {
  const Handle link = opened(path, 0, FILE_FLAG_OPEN_REPARSE_POINT);
  if (!link.is_open()) return failure_of(::GetLastError());
  std::vector<std::byte> buffer(MAXIMUM_REPARSE_DATA_BUFFER_SIZE);
  DWORD size = 0;
  if (::DeviceIoControl(link.get(), FSCTL_GET_REPARSE_POINT, nullptr, 0, buffer.data(),
                        static_cast<DWORD>(buffer.size()), &size, nullptr) == 0)
    return failure_of(::GetLastError());
  ReparseHeader header;
  if (size < sizeof header) return failure_of(ERROR_INVALID_DATA);
  std::memcpy(&header, buffer.data(), sizeof header);
  // Behind them a symbolic link has a number of flags, and then both have their names.
  std::size_t begin = sizeof header + header.substitute_offset;
  if (header.tag == IO_REPARSE_TAG_SYMLINK) begin += sizeof(DWORD);
  if (begin + header.substitute_length > size) return failure_of(ERROR_INVALID_DATA);
  std::wstring target(header.substitute_length / sizeof(wchar_t), L'\0');
  std::memcpy(target.data(), buffer.data() + begin, target.size() * sizeof(wchar_t));
  return narrow_path(target);
}

std::string current_directory() {
  std::wstring name(::GetCurrentDirectoryW(0, nullptr), L'\0');
  name.resize(::GetCurrentDirectoryW(static_cast<DWORD>(name.size()), name.data()));
  return name.empty() ? "C:/" : narrow_path(name);
}

std::optional<Failure> enter_directory(const std::string& path) {
  return ::SetCurrentDirectoryW(wide_path(path).c_str()) != 0 ? std::nullopt
                                                              : std::optional(failure_of(::GetLastError()));
}

std::string_view root_of(std::string_view path) {
  const auto is_slash = [&](std::size_t at) { return at < path.size() && (path[at] == '/' || path[at] == '\\'); };
  if (path.size() >= 3 && is_letter(path[0]) && path[1] == ':' && is_slash(2)) return path.substr(0, 3);
  if (!is_slash(0) || !is_slash(1)) return path.substr(0, is_slash(0) ? 1 : 0);
  // The server's name and that of what it shares.
  std::size_t end = 2;
  for (int names = 0; names < 2; ++names, ++end)
    while (end < path.size() && !is_slash(end)) ++end;
  return path.substr(0, std::min(end, path.size()));
}

bool is_absolute(std::string_view path) { return !root_of(path).empty(); }

std::string with_slashes(std::string_view path) {
  std::string slashed(path);
  std::ranges::replace(slashed, '\\', '/');
  if (slashed.size() >= 2 && slashed[1] == ':' && slashed[0] >= 'a' && slashed[0] <= 'z')
    slashed[0] = static_cast<char>(slashed[0] - 'a' + 'A');
  return slashed;
}

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const Handle file = opened(path, GENERIC_READ);
  if (!file.is_open()) return failure_of(::GetLastError());
  if (::GetFileType(file.get()) != FILE_TYPE_DISK) return Failure{"not a regular file", false, false};
  BY_HANDLE_FILE_INFORMATION status;
  if (::GetFileInformationByHandle(file.get(), &status) == 0) return failure_of(::GetLastError());
  if (kind_of_attributes(status.dwFileAttributes) == FileKind::directory)
    return Failure{"is a directory", false, false};
  const std::uint64_t size = joined(status.nFileSizeHigh, status.nFileSizeLow);
  if (size > limit) return larger_than(limit);
  return read_all(file.get(), static_cast<std::size_t>(size), limit);
}

Result<std::string> read_standard_input(std::size_t limit) {
  return read_all(::GetStdHandle(STD_INPUT_HANDLE), 1U << 16U, limit);
}

std::size_t read_some_input(std::span<char> into) {
  DWORD count = 0;
  const auto size = static_cast<DWORD>(std::min<std::size_t>(into.size(), 1U << 30U));
  return ::ReadFile(::GetStdHandle(STD_INPUT_HANDLE), into.data(), size, &count, nullptr) == 0 ? 0 : count;
}

// When anything about a file changed only the file system itself keeps, and not all of them do.
FileStamp stamp_of(const std::string& path) {
  const Handle file = opened(path, FILE_READ_ATTRIBUTES);
  BY_HANDLE_FILE_INFORMATION status;
  if (!file.is_open() || ::GetFileInformationByHandle(file.get(), &status) == 0) return {};
  FILE_BASIC_INFO times{};
  const bool has_times = ::GetFileInformationByHandleEx(file.get(), FileBasicInfo, &times, sizeof times) != 0;
  return {in_nanoseconds(status.ftLastWriteTime), has_times ? in_nanoseconds(times.ChangeTime.QuadPart) : -1,
          joined(status.nFileSizeHigh, status.nFileSizeLow), joined(status.nFileIndexHigh, status.nFileIndexLow)};
}

std::int64_t present_time() {
  FILETIME now;
  ::GetSystemTimeAsFileTime(&now);
  return in_nanoseconds(now);
}

std::string time_of_day() {
  SYSTEMTIME now;
  ::GetLocalTime(&now);
  std::array<char, 16> text{};
  const int size = std::snprintf(text.data(), text.size(), "%02u:%02u:%02u", now.wHour % 100U, now.wMinute % 100U,
                                 now.wSecond % 100U);
  return {text.data(), static_cast<std::size_t>(size)};
}

Result<std::int64_t> present_time_in(const std::string& directory) {
  const InterruptsHeld held;
  const std::string name = temporary_name(directory + "/");
  if (const DWORD code = write_new(wide_path(name), {})) return failure_of(code);
  const FileStamp stamp = stamp_of(name);
  ::DeleteFileW(wide_path(name).c_str());
  return stamp.modified;
}

Result<std::string> executable_path() {
  std::wstring name(MAX_PATH, L'\0');
  while (true) {
    const DWORD length = ::GetModuleFileNameW(nullptr, name.data(), static_cast<DWORD>(name.size()));
    if (length == 0) return failure_of(::GetLastError());
    // With too little room it is cut.
    if (length == name.size()) {
      name.resize(name.size() * 2);
      continue;
    }
    name.resize(length);
    return real_path(narrow_path(name));
  }
}

bool has_process(std::int64_t id) {
  const Handle process(::OpenProcess(SYNCHRONIZE, FALSE, static_cast<DWORD>(id)));
  if (!process.is_open()) return ::GetLastError() == ERROR_ACCESS_DENIED;
  return ::WaitForSingleObject(process.get(), 0) == WAIT_TIMEOUT;
}

std::optional<Failure> replace_file(const std::string& path, std::string_view content) {
  const Result<std::string> target = real_path(path);
  if (!target) return target.failure();
  const std::wstring name = wide_path(*target);
  const DWORD attributes = ::GetFileAttributesW(name.c_str());
  if (attributes == INVALID_FILE_ATTRIBUTES) return failure_of(::GetLastError());
  if ((attributes & FILE_ATTRIBUTE_READONLY) != 0) return failure_of(ERROR_ACCESS_DENIED);

  const InterruptsHeld held;
  const std::wstring temporary = wide_path(temporary_name(*target));
  DWORD code = write_new(temporary, content);
  if (code == 0) {
    // It gives the new file the name, the attributes and the rights of the old one.
    constexpr DWORD how = REPLACEFILE_IGNORE_MERGE_ERRORS | REPLACEFILE_IGNORE_ACL_ERRORS;
    if (::ReplaceFileW(name.c_str(), temporary.c_str(), nullptr, how, nullptr, nullptr) == 0) code = ::GetLastError();
    if (code != 0) ::DeleteFileW(temporary.c_str());
  }
  return code == 0 ? std::nullopt : std::optional(failure_of(code));
}

std::optional<Failure> create_file(const std::string& path, std::string_view content) {
  const InterruptsHeld held;
  const std::wstring temporary = wide_path(temporary_name(path));
  DWORD code = write_new(temporary, content);
  if (code == 0 && ::MoveFileExW(temporary.c_str(), wide_path(path).c_str(), 0) == 0) {
    code = ::GetLastError();
    ::DeleteFileW(temporary.c_str());
  }
  if (code == 0) return std::nullopt;
  if (code == ERROR_ALREADY_EXISTS || code == ERROR_FILE_EXISTS)
    return Failure{std::string(already_there), false, false};
  return failure_of(code);
}

std::optional<Failure> why_not_writable(const std::string& path) {
  const DWORD attributes = ::GetFileAttributesW(wide_path(path).c_str());
  if (attributes == INVALID_FILE_ATTRIBUTES) return failure_of(::GetLastError());
  const bool is_directory = kind_of_attributes(attributes) == FileKind::directory;
  // What is set on a directory is about something else.
  if (!is_directory && (attributes & FILE_ATTRIBUTE_READONLY) != 0) return failure_of(ERROR_ACCESS_DENIED);
  // Of a file it is the right to append, of a directory that to make files in it.
  const Handle file = opened(path, is_directory ? FILE_ADD_FILE : FILE_APPEND_DATA);
  return file.is_open() ? std::nullopt : std::optional(failure_of(::GetLastError()));
}

std::optional<Failure> append_to_file(const std::string& path, std::string_view content) {
  const InterruptsHeld held;
  const Handle file(::CreateFileW(wide_path(path).c_str(), FILE_APPEND_DATA, everybody_may, nullptr, OPEN_ALWAYS,
                                  FILE_ATTRIBUTE_NORMAL, nullptr));
  const DWORD code = file.is_open() ? write_everything(file.get(), content) : ::GetLastError();
  return code == 0 ? std::nullopt : std::optional(failure_of(code));
}

std::optional<Failure> make_directories(const std::string& path) {
  const std::string slashed = with_slashes(path);
  for (std::size_t slash = slashed.find('/', root_of(slashed).size());; slash = slashed.find('/', slash + 1)) {
    const std::string directory = slashed.substr(0, slash);
    if (::CreateDirectoryW(wide_path(directory).c_str(), nullptr) == 0) {
      // Above what may be written to there are directories that may not.
      const DWORD code = ::GetLastError();
      if (const auto kind = kind_of(directory); !kind || *kind != FileKind::directory)
        return failure_of(code == ERROR_ALREADY_EXISTS ? ERROR_DIRECTORY : code);
    }
    if (slash == std::string::npos) return std::nullopt;
  }
}

InterruptsHeld::InterruptsHeld() : was_held_(interrupts_held.fetch_add(1) > 0) {}

InterruptsHeld::~InterruptsHeld() { --interrupts_held; }

WriteOutcome write_all(Stream stream, std::string_view bytes, Failure& failure) {
  const HANDLE handle = handle_of(stream);
  const DWORD code = is_terminal(stream) ? write_to_console(handle, wide(bytes)) : write_everything(handle, bytes);
  if (code == 0) return WriteOutcome::written;
  failure = failure_of(code);
  return code == ERROR_BROKEN_PIPE || code == ERROR_NO_DATA ? WriteOutcome::closed : WriteOutcome::failed;
}

std::size_t write_at_once(Stream, std::string_view) { return 0; }

bool is_terminal(Stream stream) {
  DWORD mode = 0;
  return ::GetConsoleMode(handle_of(stream), &mode) != 0;
}

bool has_escape_sequences(Stream stream) {
  DWORD mode = 0;
  if (::GetConsoleMode(handle_of(stream), &mode) == 0) return false;
  return ::SetConsoleMode(handle_of(stream), mode | ENABLE_PROCESSED_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
}

std::optional<unsigned> terminal_width(Stream stream) {
  CONSOLE_SCREEN_BUFFER_INFO screen;
  if (::GetConsoleScreenBufferInfo(handle_of(stream), &screen) == 0) return std::nullopt;
  const int width = screen.srWindow.Right - screen.srWindow.Left + 1;
  return width > 0 ? std::optional(static_cast<unsigned>(width)) : std::nullopt;
}

std::optional<std::string> environment(const char* name) {
  const std::wstring wide_name = wide(name);
  std::wstring value(::GetEnvironmentVariableW(wide_name.c_str(), nullptr, 0), L'\0');
  value.resize(::GetEnvironmentVariableW(wide_name.c_str(), value.data(), static_cast<DWORD>(value.size())));
  return value.empty() ? std::nullopt : std::optional(narrow(value));
}

// Links to files have none here: with one, a file is looked for on a share.
std::string host_name() { return {}; }

}  // namespace asynclint::platform

#endif
