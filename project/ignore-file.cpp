#include "project/ignore-file.h"

namespace asynclint {
namespace {

// Spaces at the end of a line do not count, unless a backslash stands before them.
std::string_view without_trailing_spaces(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool escapes = line[at] == '\\' && at + 1 < line.size();
    if (escapes) ++at;
    if (escapes || line[at] != ' ') end = at + 1;
  }
  return line.substr(0, end);
}

}  // namespace

IgnoreFile::IgnoreFile(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.starts_with('#')) add(without_trailing_spaces(line), number);
  }
}

void IgnoreFile::add(std::string_view line, std::uint32_t number) {
  const bool is_negated = line.starts_with('!');
  if (is_negated) line.remove_prefix(1);
  const bool only_directories = line.ends_with('/');
  if (only_directories) line.remove_suffix(1);
  if (line.empty()) return;
  const bool is_base_name = line.find('/') == std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  patterns_.push_back({Glob(line), is_negated, only_directories, is_base_name, number});
}

IgnoreAnswer IgnoreFile::answer(const IgnoreQuery& query) const {
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->only_directories && !query.is_directory) continue;
    if (pattern->glob.matches(pattern->is_base_name ? query.base_name : query.path))
      return {pattern->is_negated ? Verdict::kept : Verdict::ignored, pattern->line};
  }
  return {};
}

}  // namespace asynclint
