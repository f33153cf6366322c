#include "project/changed-lines.h"

#include <charconv>
#include <optional>
#include <utility>

namespace asynclint {
namespace {

// How many lines of each side follow, and where those of the new one begin.
struct Hunk {
  std::uint32_t old_left = 0;
  std::uint32_t new_left = 0;
  std::uint32_t line = 0;

  [[nodiscard]] bool is_open() const { return old_left > 0 || new_left > 0; }
};

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::uint32_t take_number(std::string_view& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

// "12,3", or "12" for one line.
std::pair<std::uint32_t, std::uint32_t> take_range(std::string_view& text) {
  const std::uint32_t first = take_number(text);
  if (!text.starts_with(',')) return {first, 1};
  text.remove_prefix(1);
  return {first, take_number(text)};
}

// "@@ -1,2 +3,4 @@ what stands around it"
Hunk hunk_of(std::string_view heading) {
  heading.remove_prefix(std::string_view("@@ -").size());
  const std::uint32_t old_count = take_range(heading).second;
  if (!heading.starts_with(" +")) return {};
  heading.remove_prefix(2);
  const auto [first, count] = take_range(heading);
  return {old_count, count, first > 0 ? first - 1 : 0};
}

bool is_octal(char letter) { return letter >= '0' && letter <= '7'; }

// A name between quotes, with escapes as in C.
std::string unquoted(std::string_view quoted) {
  constexpr std::string_view letters = "abtnvfr\"\\";
  constexpr std::string_view meanings = "\a\b\t\n\v\f\r\"\\";
  std::string name;
  for (std::size_t at = 1; at < quoted.size() && quoted[at] != '"'; ++at) {
    if (quoted[at] != '\\' || at + 1 >= quoted.size()) {
      name += quoted[at];
      continue;
    }
    ++at;
    if (const std::size_t known = letters.find(quoted[at]); known != std::string_view::npos) {
      name += meanings[known];
      continue;
    }
    unsigned byte = 0;
    std::size_t digits = 0;
    for (; digits < 3 && at + digits < quoted.size() && is_octal(quoted[at + digits]); ++digits)
      byte = byte * 8 + static_cast<unsigned>(quoted[at + digits] - '0');
    name += static_cast<char>(byte);
    at += digits > 0 ? digits - 1 : 0;
  }
  return name;
}

// What stands behind "+++ "; none for a file that is no longer there.
std::optional<std::string> name_of(std::string_view text) {
  std::string name = text.starts_with('"') ? unquoted(text) : std::string(text);
  // git ends a name that has a space in it with a tab.
  if (!text.starts_with('"') && name.ends_with('\t')) name.pop_back();
  if (!name.starts_with("b/")) return std::nullopt;
  return name.substr(2);
}

void add_line(ChangedLines& lines, std::uint32_t line) {
  if (!lines.empty() && lines.back().end == line)
    ++lines.back().end;
  else
    lines.push_back({line, line + 1});
}

void take_hunk_line(std::string_view line, Hunk& hunk, PatchedFile* file) {
  // A context line that is empty may have lost its space.
  const char mark = line.empty() ? ' ' : line.front();
  if (mark == '\\') return;
  if (mark != '+' && hunk.old_left > 0) --hunk.old_left;
  if (mark == '-') return;
  if (mark == '+' && file != nullptr) add_line(file->lines, hunk.line);
  if (hunk.new_left > 0) --hunk.new_left;
  ++hunk.line;
}

}  // namespace

std::vector<PatchedFile> lines_of_patch(std::string_view patch) {
  std::vector<PatchedFile> files;
  Hunk hunk;
  bool is_in_file = false;
  while (!patch.empty()) {
    const std::string_view line = take_line(patch);
    if (hunk.is_open()) {
      take_hunk_line(line, hunk, is_in_file ? &files.back() : nullptr);
    } else if (line.starts_with("diff ")) {
      is_in_file = false;
    } else if (line.starts_with("+++ ")) {
      auto name = name_of(line.substr(4));
      is_in_file = name.has_value();
      if (name) files.push_back({*std::move(name), {}});
    } else if (line.starts_with("@@ -")) {
      hunk = hunk_of(line);
    }
  }
  return files;
}

}  // namespace asynclint
