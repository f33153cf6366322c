// windows-text.h, which exists on Windows alone.
#ifdef _WIN32

#include "project/windows-text.h"

#include <algorithm>
#include <memory>

#include "project/platform.h"

namespace asynclint::platform::windows {
namespace {

// Paths that are as long or longer need the mark. A directory has to leave room for a name of the old kind in it.
constexpr std::size_t longest_plain_path = 240;
constexpr std::wstring_view long_mark = L"\\\\?\\";
constexpr std::wstring_view long_share_mark = L"\\\\?\\UNC\\";

bool is_absent(DWORD code) {
  switch (code) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
    case ERROR_BAD_NETPATH:
    case ERROR_BAD_NET_NAME:
    case ERROR_DIRECTORY:
    case ERROR_NOT_READY:
    case ERROR_ACCESS_DENIED: return true;
    default: return false;
  }
}

// Those that people meet, in the words of the other systems; the rest as Windows has them.
const char* common_reason(DWORD code) {
  switch (code) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME: return "no such file or directory";
    case ERROR_ACCESS_DENIED: return "permission denied";
    case ERROR_DIRECTORY: return "not a directory";
    case ERROR_SHARING_VIOLATION: return "another program is using it";
    case ERROR_DISK_FULL: return "no space left on device";
    default: return nullptr;
  }
}

}  // namespace

std::wstring wide(std::string_view text) {
  const int size = static_cast<int>(text.size());
  if (size == 0) return {};
  std::wstring result(static_cast<std::size_t>(::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, nullptr, 0)),
                      L'\0');
  ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, result.data(), static_cast<int>(result.size()));
  return result;
}

std::string narrow(std::wstring_view text) {
  const int size = static_cast<int>(text.size());
  if (size == 0) return {};
  const int needed = ::WideCharToMultiByte(CP_UTF8, 0, text.data(), size, nullptr, 0, nullptr, nullptr);
  std::string result(static_cast<std::size_t>(needed), '\0');
  ::WideCharToMultiByte(CP_UTF8, 0, text.data(), size, result.data(), needed, nullptr, nullptr);
  return result;
}

std::wstring wide_path(std::string_view path) {
  std::wstring result = wide(path);
  std::ranges::replace(result, L'/', L'\\');
  if (result.size() < longest_plain_path || root_of(path).size() < 3 || result.starts_with(long_mark)) return result;
  if (result.starts_with(L"\\\\")) return std::wstring(long_share_mark) + result.substr(2);
  return std::wstring(long_mark) + result;
}

std::string narrow_path(std::wstring_view path) {
  const bool is_share = path.starts_with(long_share_mark);
  if (is_share)
    path.remove_prefix(long_share_mark.size());
  else if (path.starts_with(long_mark) || path.starts_with(L"\\??\\"))
    path.remove_prefix(long_mark.size());
  return with_slashes((is_share ? "//" : "") + narrow(path));
}

Failure failure_of(DWORD code) {
  if (const char* reason = common_reason(code)) return {reason, false, is_absent(code)};
  wchar_t* text = nullptr;
  constexpr DWORD how = FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;
  const DWORD size = ::FormatMessageW(how, nullptr, code, 0, reinterpret_cast<wchar_t*>(&text), 0, nullptr);
  const std::unique_ptr<wchar_t, decltype(&::LocalFree)> owned(text, &::LocalFree);
  std::string reason = narrow({text, size});
  while (!reason.empty() && (reason.back() <= ' ' || reason.back() == '.')) reason.pop_back();
  if (reason.empty()) reason = "error " + std::to_string(code) + " of Windows";
  return {std::move(reason), false, is_absent(code)};
}

}  // namespace asynclint::platform::windows

#endif
