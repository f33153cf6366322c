#include "cli/console.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "cli/display-text.h"

namespace asynclint::cli {
namespace {

constexpr std::size_t buffer_size = std::size_t{64} << 10U;

std::string_view code_of(Paint paint) {
  switch (paint) {
    case Paint::bold: return "1";
    case Paint::dim: return "2";
    case Paint::underline: return "4";
    case Paint::red: return "31";
    case Paint::green: return "32";
    case Paint::yellow: return "33";
    case Paint::blue: return "34";
    case Paint::cyan: break;
  }
  return "36";
}

bool wants_colors(When when, bool is_terminal, bool has_escape_sequences) {
  if (when != When::automatically) return when == When::always;
  if (platform::environment("NO_COLOR")) return false;
  if (const auto forced = platform::environment("FORCE_COLOR")) return *forced != "0" && *forced != "false";
  return is_terminal && has_escape_sequences;
}

// Terminals that show hyperlinks, by what they set; others may show the escape sequence itself.
bool terminal_has_links() {
  if (const auto forced = platform::environment("FORCE_HYPERLINK")) return *forced != "0";
  constexpr std::array marks{"WT_SESSION",   "KITTY_WINDOW_ID",       "KONSOLE_VERSION",    "VTE_VERSION",
                             "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR", "ALACRITTY_WINDOW_ID"};
  if (std::any_of(marks.begin(), marks.end(), [](const char* mark) { return platform::environment(mark); }))
    return true;
  const std::string program = platform::environment("TERM_PROGRAM").value_or("");
  return program == "vscode" || program == "iTerm.app" || program == "WezTerm" || program == "ghostty";
}

}  // namespace

std::string Palette::operator()(Paint paint, std::string_view text) const {
  std::string painted;
  if (has_colors) painted.append("\x1b[").append(code_of(paint)).append("m");
  painted += text;
  if (has_colors) painted += "\x1b[0m";
  return painted;
}

std::string Palette::file_link(std::string_view absolute_path, std::string_view text) const {
  if (!has_links) return std::string(text);
  std::string link = "\x1b]8;;" + file_address(absolute_path, platform::host_name());
  link.append("\x1b\\").append(text).append("\x1b]8;;\x1b\\");
  return link;
}

Output::Output(platform::Stream stream)
    : stream_(stream), is_terminal_(platform::is_terminal(stream)), is_for_people_(is_terminal_) {}

void Output::write(std::string_view text) {
  if (is_closed_) return;
  buffer_ += text;
  if (stream_ && buffer_.size() >= buffer_size) flush();
}

void Output::flush() {
  if (buffer_.empty() || is_closed_ || !stream_) return;
  Failure failure;
  const auto outcome = platform::write_all(*stream_, buffer_, failure);
  if (outcome == platform::WriteOutcome::failed) failure_ = failure.reason;
  is_closed_ = outcome != platform::WriteOutcome::written;
  buffer_.clear();
}

unsigned Output::width() const {
  const auto width = stream_ ? platform::terminal_width(*stream_) : std::nullopt;
  return std::max(width.value_or(100U), 40U);
}

void Output::set_colors(When when) {
  const bool colors =
      wants_colors(when, is_terminal_, is_terminal_ && stream_ && platform::has_escape_sequences(*stream_));
  palette_ = {colors, colors && is_terminal_ && terminal_has_links()};
  is_for_people_ = is_terminal_ || colors;
}

void Console::set_colors(When when) {
  out.set_colors(when);
  err.set_colors(when);
}

void Console::note(std::string_view text) {
  out.flush();
  err.write(text);
  err.write("\n");
  err.flush();
}

void Console::complain(std::string_view text) { note("asynclint: " + std::string(text)); }

}  // namespace asynclint::cli
