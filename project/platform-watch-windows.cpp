// platform-watch.h for Windows, but for news of directories.
#ifdef _WIN32

#include "project/windows-text.h"
// After the types of Windows.
#include <array>
#include <atomic>
#include <cstdlib>

#include "project/platform-watch.h"

namespace asynclint::platform {
namespace {

// The other screen, empty, without a cursor, and whose lines are cut at its edge; and back.
constexpr std::wstring_view enter_sequence = L"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H\x1b[2J";
constexpr std::wstring_view leave_sequence = L"\x1b[?7h\x1b[?25h\x1b[?1049l";

// What the handler of Ctrl-C needs lies outside of every object. It is called on a thread of its own.
std::atomic<bool> has_screen = false;
DWORD input_mode_before = 0;
bool has_keyboard = false;

HANDLE console_input() { return ::GetStdHandle(STD_INPUT_HANDLE); }

void write_to_console(std::wstring_view text) {
  DWORD count = 0;
  ::WriteConsoleW(::GetStdHandle(STD_OUTPUT_HANDLE), text.data(), static_cast<DWORD>(text.size()), &count, nullptr);
}

void leave_screen() {
  if (!has_screen.exchange(false)) return;
  write_to_console(leave_sequence);
  if (has_keyboard) ::SetConsoleMode(console_input(), input_mode_before);
}

BOOL WINAPI leave_before_end(DWORD) {
  leave_screen();
  return FALSE;
}

void add_key(const KEY_EVENT_RECORD& event, std::vector<Key>& keys) {
  if (event.bKeyDown == 0) return;
  switch (event.wVirtualKeyCode) {
    case VK_RETURN: return keys.push_back({KeyKind::enter});
    case VK_UP: return keys.push_back({KeyKind::up});
    case VK_DOWN: return keys.push_back({KeyKind::down});
    case VK_PRIOR: return keys.push_back({KeyKind::page_up});
    case VK_NEXT: return keys.push_back({KeyKind::page_down});
    case VK_HOME: return keys.push_back({KeyKind::home});
    case VK_END: return keys.push_back({KeyKind::end});
    default: break;
  }
  const wchar_t letter = event.uChar.UnicodeChar;
  if (letter >= L' ' && letter <= L'~') keys.push_back({KeyKind::letter, static_cast<char>(letter)});
}

}  // namespace

struct Screen::State {
  bool is_disturbed = false;
};

bool Screen::is_possible() { return is_terminal(Stream::output) && has_escape_sequences(Stream::output); }

Screen::Screen() : state_(std::make_unique<State>()) {
  has_keyboard = ::GetConsoleMode(console_input(), &input_mode_before) != 0;
  // Ctrl-C stays what it is.
  constexpr DWORD lines = ENABLE_LINE_INPUT | ENABLE_ECHO_INPUT | ENABLE_QUICK_EDIT_MODE;
  if (has_keyboard)
    ::SetConsoleMode(console_input(), (input_mode_before & ~lines) | ENABLE_WINDOW_INPUT | ENABLE_EXTENDED_FLAGS);
  has_screen = true;
  ::SetConsoleCtrlHandler(leave_before_end, TRUE);
  write_to_console(enter_sequence);
}

Screen::~Screen() {
  leave_screen();
  ::SetConsoleCtrlHandler(leave_before_end, FALSE);
}

bool Screen::has_keys() const { return has_keyboard; }

ScreenSize Screen::size() const {
  CONSOLE_SCREEN_BUFFER_INFO screen;
  if (::GetConsoleScreenBufferInfo(::GetStdHandle(STD_OUTPUT_HANDLE), &screen) == 0) return {};
  const int columns = screen.srWindow.Right - screen.srWindow.Left + 1;
  const int rows = screen.srWindow.Bottom - screen.srWindow.Top + 1;
  if (columns <= 0 || rows <= 0) return {};
  return {static_cast<unsigned>(columns), static_cast<unsigned>(rows)};
}

std::vector<Key> Screen::take_keys() {
  std::vector<Key> keys;
  DWORD waiting = 0;
  while (has_keyboard && ::GetNumberOfConsoleInputEvents(console_input(), &waiting) != 0 && waiting > 0) {
    std::array<INPUT_RECORD, 64> events;
    DWORD count = 0;
    if (::ReadConsoleInputW(console_input(), events.data(), static_cast<DWORD>(events.size()), &count) == 0) break;
    for (DWORD i = 0; i < count; ++i) {
      if (events[i].EventType == KEY_EVENT) add_key(events[i].Event.KeyEvent, keys);
      if (events[i].EventType == WINDOW_BUFFER_SIZE_EVENT) state_->is_disturbed = true;
    }
  }
  return keys;
}

bool Screen::take_disturbance() { return std::exchange(state_->is_disturbed, false); }

void Screen::end_process(int status) {
  leave_screen();
  std::_Exit(status);
}

void wait_for(const Screen* screen, const DirectoryNews*, std::optional<std::chrono::milliseconds> at_most) {
  const DWORD time = at_most ? static_cast<DWORD>(at_most->count()) : INFINITE;
  if (screen != nullptr && screen->has_keys())
    ::WaitForSingleObject(console_input(), time);
  else
    ::Sleep(time);
}

}  // namespace asynclint::platform

#endif
