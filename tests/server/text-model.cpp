#include "tests/server/text-model.h"

namespace asynclint::tests {
namespace {

// Of valid UTF-8.
std::u32string decoded(std::string_view text) {
  std::u32string points;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if (value < 0x80)
      points += value;
    else if (value >= 0xF0)
      points += value & 0x07U;
    else if (value >= 0xE0)
      points += value & 0x0FU;
    else if (value >= 0xC0)
      points += value & 0x1FU;
    else
      points.back() = (points.back() << 6U) | (value & 0x3FU);
  }
  return points;
}

void append(std::string& text, char32_t point) {
  const auto add = [&](char32_t value) { text += static_cast<char>(value); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xC0U | (point >> 6U));
  } else if (point < 0x10000) {
    add(0xE0U | (point >> 12U));
    add(0x80U | ((point >> 6U) & 0x3FU));
  } else {
    add(0xF0U | (point >> 18U));
    add(0x80U | ((point >> 12U) & 0x3FU));
    add(0x80U | ((point >> 6U) & 0x3FU));
  }
  add(0x80U | (point & 0x3FU));
}

std::uint32_t width(char32_t point, ColumnUnit unit) {
  if (unit == ColumnUnit::utf32) return 1;
  if (unit == ColumnUnit::utf16) return point < 0x10000 ? 1 : 2;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

}  // namespace

TextModel::TextModel(std::string_view utf8) : points_(decoded(utf8)) {}

std::string TextModel::utf8() const { return slice(0, points_.size()); }

std::string TextModel::slice(std::size_t begin, std::size_t end) const {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) append(text, points_[i]);
  return text;
}

bool TextModel::has_position(std::size_t index) const {
  return index == 0 || index == points_.size() || points_[index - 1] != U'\r' || points_[index] != U'\n';
}

Position TextModel::position(std::size_t index, ColumnUnit unit) const {
  Position position;
  for (std::size_t i = 0; i < index; ++i) {
    const char32_t point = points_[i];
    if (point == U'\n' || (point == U'\r' && (i + 1 == points_.size() || points_[i + 1] != U'\n'))) {
      ++position.line;
      position.column = 0;
    } else if (point != U'\r') {
      position.column += width(point, unit);
    }
  }
  return position;
}

void TextModel::replace(std::size_t begin, std::size_t end, std::string_view utf8) {
  points_.replace(begin, end - begin, decoded(utf8));
}

}  // namespace asynclint::tests
