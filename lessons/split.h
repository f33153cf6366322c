// How the lists in the archive are read.
#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>
#include <vector>

namespace asynclint {

// The parts between the separators; none of an empty text, and none behind a separator at the end.
[[nodiscard]] inline std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

// In a line of a catalog: a tab between its fields, and this between the items of one that is a list.
inline constexpr char between_items = '\x1f';

// Takes the first field off the line.
[[nodiscard]] inline std::string_view next_field(std::string_view& line) {
  const std::size_t end = line.find('\t');
  const std::string_view field = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return field;
}

[[nodiscard]] inline std::uint32_t number_of(std::string_view text) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace asynclint
