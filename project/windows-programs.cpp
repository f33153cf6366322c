// platform.h for Windows: programs that are run.
#ifdef _WIN32

#include "project/platform.h"
#include "project/windows-text.h"

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

}  // namespace

Result<int> run_program(const std::vector<std::string>& words, const std::string& directory) {
  const std::string path =
      words.front().find_first_of("/\\") == std::string::npos ? program_path(words.front()) : words.front();
  if (path.empty()) return failure_of(ERROR_FILE_NOT_FOUND);
  STARTUPINFOW start{};
  start.cb = sizeof start;
  start.dwFlags = STARTF_USESTDHANDLES;
  start.hStdInput = ::GetStdHandle(STD_INPUT_HANDLE);
  start.hStdOutput = ::GetStdHandle(STD_OUTPUT_HANDLE);
  start.hStdError = ::GetStdHandle(STD_ERROR_HANDLE);
  std::wstring line = command_line(words);
  PROCESS_INFORMATION process{};
  if (::CreateProcessW(wide_path(path).c_str(), line.data(), nullptr, nullptr, TRUE, 0, nullptr,
                       wide_path(directory).c_str(), &start, &process) == 0)
    return failure_of(::GetLastError());
  const Handle child(process.hProcess);
  const Handle thread(process.hThread);
  ::WaitForSingleObject(child.get(), INFINITE);
  DWORD status = 0;
  ::GetExitCodeProcess(child.get(), &status);
  return static_cast<int>(status);
}

}  // namespace asynclint::platform

#endif
