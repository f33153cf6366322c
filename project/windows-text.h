// What both halves of platform-windows.cpp say to Windows and hear from it: texts, paths, reasons, handles.
#pragma once
#ifdef _WIN32

#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>

#include <string>
#include <string_view>
#include <utility>

#include "project/result.h"

namespace asynclint::platform::windows {

// Bytes that are no UTF-8 become the sign for that.
[[nodiscard]] std::wstring wide(std::string_view text);
[[nodiscard]] std::string narrow(std::wstring_view text);

// A path as the system wants it, also where it is longer than 260 characters.
[[nodiscard]] std::wstring wide_path(std::string_view path);
// And back: with `/` between its parts, a large letter for its drive, and without the mark of long ones.
[[nodiscard]] std::string narrow_path(std::wstring_view path);

// The system's reason, as the rest of a sentence.
[[nodiscard]] Failure failure_of(DWORD code);

class Handle {
 public:
  Handle() = default;
  explicit Handle(HANDLE value) : value_(value == INVALID_HANDLE_VALUE ? nullptr : value) {}
  ~Handle() { close(); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  Handle(Handle&& other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }

  [[nodiscard]] HANDLE get() const { return value_; }
  [[nodiscard]] bool is_open() const { return value_ != nullptr; }
  void close() {
    if (value_ != nullptr) ::CloseHandle(std::exchange(value_, nullptr));
  }

 private:
  HANDLE value_ = nullptr;
};

}  // namespace asynclint::platform::windows

#endif
