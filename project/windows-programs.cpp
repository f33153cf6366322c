// platform.h for Windows: programs that are run.
#ifdef _WIN32

#include "project/windows-text.h"
// After the types of Windows.
#include <algorithm>
#include <array>
#include <thread>

#include "project/platform.h"

namespace asynclint::platform {
namespace {

using windows::failure_of;
using windows::Handle;
using windows::wide;
using windows::wide_path;

// In the absolute directories of PATH, and nowhere else: what lies in a workspace by that name is never run. Empty
// where it is in none.
std::string program_path(const std::string& name) {
  const std::string variable = environment("PATH").value_or("");
  std::string_view rest = variable;
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    std::string directory = with_slashes(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    std::erase(directory, '"');
    if (root_of(directory).size() < 3) continue;
    if (!directory.ends_with('/')) directory += '/';
    for (const char* ending : {".exe", ".com", ""}) {
      std::string path = directory + name + ending;
      const auto kind = kind_of(path);
      if (kind && *kind == FileKind::file && (*ending != '\0' || name.find('.') != std::string::npos)) return path;
    }
  }
  return {};
}

// One word in a command line, as CommandLineToArgvW takes it apart again.
void add_word(std::wstring& line, const std::wstring& word) {
  if (!line.empty()) line += L' ';
  line += L'"';
  std::size_t backslashes = 0;
  for (const wchar_t letter : word) {
    // Before a quote each of them counts twice, and elsewhere once.
    if (letter == L'"') line.append(backslashes + 1, L'\\');
    backslashes = letter == L'\\' ? backslashes + 1 : 0;
    line += letter;
  }
  line.append(backslashes, L'\\');
  line += L'"';
}

std::wstring command_line(const std::vector<std::string>& words) {
  std::wstring line;
  for (const std::string& word : words) add_word(line, wide(word));
  return line;
}

// Name and value of this process's variables and those of the call, each with its zero, and one more.
std::wstring variables_of(const ProgramCall& call) {
  std::wstring block;
  wchar_t* const own = ::GetEnvironmentStringsW();
  for (const wchar_t* variable = own; variable != nullptr && *variable != L'\0';) {
    const std::wstring_view text = variable;
    variable += text.size() + 1;
    // The directory of each drive is kept under a name that begins with that sign.
    const std::wstring name(text.substr(0, text.find(L'=', 1)));
    const auto is_set = [&](const auto& pair) { return ::lstrcmpiW(wide(pair.first).c_str(), name.c_str()) == 0; };
    if (std::ranges::none_of(call.environment, is_set)) block.append(text).push_back(L'\0');
  }
  if (own != nullptr) ::FreeEnvironmentStringsW(own);
  for (const auto& [name, value] : call.environment) block.append(wide(name + "=" + value)).push_back(L'\0');
  block.push_back(L'\0');
  return block;
}

// What a child may have of this process, besides what nobody may.
Handle inherited(Handle handle) {
  ::SetHandleInformation(handle.get(), HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
  return handle;
}

struct Pipe {
  Handle reading;
  Handle writing;
};

Pipe make_pipe() {
  HANDLE reading = nullptr;
  HANDLE writing = nullptr;
  if (::CreatePipe(&reading, &writing, nullptr, 0) == 0) return {};
  return {Handle(reading), inherited(Handle(writing))};
}

// Reads until nobody writes any more, and keeps the beginning. False when more comes than is wanted.
bool read_to_end(HANDLE pipe, std::size_t limit, std::string& text) {
  std::array<char, 65536> buffer{};
  DWORD count = 0;
  while (::ReadFile(pipe, buffer.data(), static_cast<DWORD>(buffer.size()), &count, nullptr) != 0) {
    if (count > limit - text.size()) return false;
    text.append(buffer.data(), count);
  }
  return true;
}

// Starts a program with these streams. Only they are inherited by it.
Result<Handle> started(const std::string& path, const std::vector<std::string>& words, const std::string& directory,
                       std::wstring variables, STARTUPINFOW start) {
  start.cb = sizeof start;
  start.dwFlags = STARTF_USESTDHANDLES;
  std::wstring line = command_line(words);
  PROCESS_INFORMATION process{};
  if (::CreateProcessW(wide_path(path).c_str(), line.data(), nullptr, nullptr, TRUE, CREATE_UNICODE_ENVIRONMENT,
                       variables.empty() ? nullptr : variables.data(), wide_path(directory).c_str(), &start,
                       &process) == 0)
    return failure_of(::GetLastError());
  ::CloseHandle(process.hThread);
  return Handle(process.hProcess);
}

int exit_status_of(const Handle& process) {
  ::WaitForSingleObject(process.get(), INFINITE);
  DWORD status = 0;
  ::GetExitCodeProcess(process.get(), &status);
  return static_cast<int>(status);
}

}  // namespace

Result<int> run_program(const std::vector<std::string>& words, const std::string& directory) {
  const std::string path =
      words.front().find_first_of("/\\") == std::string::npos ? program_path(words.front()) : words.front();
  if (path.empty()) return failure_of(ERROR_FILE_NOT_FOUND);
  STARTUPINFOW start{};
  start.hStdInput = ::GetStdHandle(STD_INPUT_HANDLE);
  start.hStdOutput = ::GetStdHandle(STD_OUTPUT_HANDLE);
  start.hStdError = ::GetStdHandle(STD_ERROR_HANDLE);
  const Result<Handle> process = started(path, words, directory, {}, start);
  if (!process) return process.failure();
  return exit_status_of(*process);
}

Result<ProgramOutcome> capture_program(const ProgramCall& call) {
  const std::string path = program_path(call.words.front());
  if (path.empty()) return failure_of(ERROR_FILE_NOT_FOUND);
  const Handle nothing = inherited(Handle(
      ::CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0, nullptr)));
  Pipe output = make_pipe();
  Pipe errors = make_pipe();
  if (!nothing.is_open() || !output.writing.is_open() || !errors.writing.is_open())
    return failure_of(ERROR_TOO_MANY_OPEN_FILES);
  STARTUPINFOW start{};
  start.hStdInput = nothing.get();
  start.hStdOutput = output.writing.get();
  start.hStdError = errors.writing.get();
  const Result<Handle> process = started(path, call.words, call.directory, variables_of(call), start);
  output.writing.close();
  errors.writing.close();
  if (!process) return process.failure();
  ProgramOutcome outcome;
  constexpr std::size_t most_errors = 16384;
  // Both at once, since a program waits when nobody reads what it says.
  std::thread errors_reader([&] {
    if (read_to_end(errors.reading.get(), most_errors, outcome.errors)) return;
    std::string rest;
    while (!read_to_end(errors.reading.get(), most_errors, rest)) rest.clear();
  });
  const bool is_whole = read_to_end(output.reading.get(), call.output_limit, outcome.output);
  if (!is_whole) ::TerminateProcess(process->get(), 1);
  outcome.status = exit_status_of(*process);
  errors_reader.join();
  if (!is_whole) return Failure{"larger than " + std::to_string(call.output_limit >> 20U) + " MiB", true, false};
  return outcome;
}

}  // namespace asynclint::platform

#endif
