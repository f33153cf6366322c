#include "text/line-index.h"

#include <algorithm>
#include <cstring>

namespace asynclint {
namespace {

struct CodePoint {
  std::uint32_t bytes;
  std::uint32_t utf16_units;
};

constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// The code point at `at`; an invalid sequence is one byte long.
CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned lead = byte(at);
  if (lead < 0x80U) return {1, 1};
  if (lead >= 0xC2U && lead <= 0xDFU && is_continuation(byte(at + 1))) return {2, 1};
  if (lead >= 0xE0U && lead <= 0xEFU && is_continuation(byte(at + 1)) && is_continuation(byte(at + 2))) return {3, 1};
  if (lead >= 0xF0U && lead <= 0xF4U && is_continuation(byte(at + 1)) && is_continuation(byte(at + 2)) &&
      is_continuation(byte(at + 3)))
    return {4, 2};
  return {1, 1};
}

constexpr std::uint32_t units_of(CodePoint point, ColumnUnit unit) {
  switch (unit) {
    case ColumnUnit::utf8: return point.bytes;
    case ColumnUnit::utf16: return point.utf16_units;
    case ColumnUnit::utf32: break;
  }
  return 1;
}

}  // namespace

std::uint32_t count_units(std::string_view text, ColumnUnit unit) {
  if (unit == ColumnUnit::utf8) return static_cast<std::uint32_t>(text.size());
  std::uint32_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    // Most texts are ASCII, which is counted by eights.
    std::uint64_t eight = 0;
    while (at + sizeof eight <= text.size()) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080U) != 0) break;
      at += sizeof eight;
      units += sizeof eight;
    }
    if (at == text.size()) break;
    const CodePoint point = code_point_at(text, at);
    units += units_of(point, unit);
    at += point.bytes;
  }
  return units;
}

LineIndex::LineIndex(std::string_view text) : text_(text), starts_{0} {
  // Most texts have no \r: then one search after the other for \n is all.
  const bool has_returns = text.find('\r') != std::string_view::npos;
  const auto next_end = [&](std::size_t from) {
    return has_returns ? text.find_first_of("\r\n", from) : text.find('\n', from);
  };
  for (std::size_t at = next_end(0); at != std::string_view::npos; at = next_end(at)) {
    at += text.substr(at, 2) == "\r\n" ? 2 : 1;
    starts_.push_back(static_cast<std::uint32_t>(at));
  }
}

LineIndex::LineIndex(const LineIndex& before, std::string_view text, const ChangedRange& change) : text_(text) {
  // Whether a line begins at a place is said by the bytes on both sides of it.
  const auto begins_line = [&](std::uint32_t at) {
    if (at == 0) return true;
    return text[at - 1] == '\n' || (text[at - 1] == '\r' && (at == text.size() || text[at] != '\n'));
  };
  const auto first = std::lower_bound(before.starts_.begin(), before.starts_.end(), change.begin);
  const auto last = std::upper_bound(first, before.starts_.end(), change.old_end);
  starts_.reserve(before.starts_.size() + 16);
  starts_.assign(before.starts_.begin(), first);
  for (std::uint32_t at = change.begin; at <= change.new_end; ++at)
    if (begins_line(at)) starts_.push_back(at);
  const std::size_t moved = starts_.size();
  starts_.insert(starts_.end(), last, before.starts_.end());
  for (std::size_t i = moved; i < starts_.size(); ++i) starts_[i] += change.shift();
}

std::uint32_t LineIndex::line_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::uint32_t>(after - starts_.begin() - 1);
}

Position LineIndex::position(std::uint32_t offset, ColumnUnit unit) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const std::uint32_t line = line_of(offset);
  return {line, count_units(slice(text_, {starts_[line], offset}), unit)};
}

std::uint32_t LineIndex::offset(Position position, ColumnUnit unit) const {
  const Span line = line_span(position.line);
  std::uint32_t at = line.begin;
  for (std::uint32_t column = 0; at < line.end;) {
    const CodePoint point = code_point_at(text_, at);
    column += units_of(point, unit);
    if (column > position.column) break;
    at += point.bytes;
  }
  return at;
}

Span LineIndex::line_span(std::uint32_t line) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  if (line >= starts_.size()) return {size, size};
  std::uint32_t end = line + 1 < starts_.size() ? starts_[line + 1] : size;
  while (end > starts_[line] && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return {starts_[line], end};
}

}  // namespace asynclint
