#include "cli/display-text.h"

#include <algorithm>
#include <array>

namespace asynclint::cli {
namespace {

constexpr char32_t replacement = 0xFFFD;

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t size>
bool within(char32_t value, const std::array<Range, size>& ranges) {
  const auto place = std::lower_bound(ranges.begin(), ranges.end(), value,
                                      [](const Range& range, char32_t wanted) { return range.last < wanted; });
  return place != ranges.end() && place->first <= value;
}

// The blocks of combining marks and joiners that occur in practice, by Unicode's general categories Mn, Me and Cf.
constexpr std::array<Range, 22> zero_width{{
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},   {0x0610, 0x061A},   {0x064B, 0x065F}, {0x06D6, 0x06DC},
    {0x0711, 0x0711}, {0x0730, 0x074A}, {0x0900, 0x0902},   {0x093C, 0x093C},   {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},
    {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},   {0x200B, 0x200F},   {0x2060, 0x2064}, {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF},
}};

// East Asian wide and full-width letters, and emoji that are shown in colour.
constexpr std::array<Range, 34> double_width{{
    {0x1100, 0x115F}, {0x231A, 0x231B}, {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0}, {0x23F3, 0x23F3},
    {0x25FD, 0x25FE}, {0x2614, 0x2615}, {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693}, {0x26A1, 0x26A1},
    {0x26AA, 0x26AB}, {0x26BD, 0x26BE}, {0x26C4, 0x26C5},   {0x26CE, 0x26CE},   {0x26D4, 0x26D4}, {0x26EA, 0x26EA},
    {0x26F2, 0x26F5}, {0x26FA, 0x26FD}, {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728}, {0x274C, 0x2757},
    {0x2795, 0x27BF}, {0x2B1B, 0x2B55}, {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97C}, {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF}, {0xFE30, 0xFF60}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
}};

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool continues(std::string_view text, std::size_t begin, std::size_t count) {
  for (std::size_t i = 1; i <= count; ++i)
    if ((byte_at(text, begin + i) & 0xC0U) != 0x80U) return false;
  return true;
}

bool is_surrogate(char32_t value) { return value >= 0xD800 && value <= 0xDFFF; }

// Not a longer form of a shorter sequence, nor a surrogate, nor beyond Unicode.
bool is_well_formed(CodePoint point) {
  if (point.bytes == 3) return point.value >= 0x800 && !is_surrogate(point.value);
  return point.bytes < 3 || (point.value >= 0x10000 && point.value <= 0x10FFFF);
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80U) return {lead, 1};
  const auto part = [&](std::size_t i) -> char32_t { return byte_at(text, at + i) & 0x3FU; };
  if (lead >= 0xC2U && lead <= 0xDFU && continues(text, at, 1)) return {(lead & 0x1FU) << 6U | part(1), 2};
  if (lead >= 0xE0U && lead <= 0xEFU && continues(text, at, 2))
    return {(lead & 0x0FU) << 12U | part(1) << 6U | part(2), 3};
  if (lead >= 0xF0U && lead <= 0xF4U && continues(text, at, 3))
    return {(lead & 0x07U) << 18U | part(1) << 12U | part(2) << 6U | part(3), 4};
  return {replacement, 1};
}

void append_utf8(std::string& text, char32_t value) {
  const auto add = [&](char32_t byte) { text += static_cast<char>(byte); };
  if (value < 0x80) {
    add(value);
  } else if (value < 0x800) {
    add(0xC0U | value >> 6U);
    add(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    add(0xE0U | value >> 12U);
    add(0x80U | (value >> 6U & 0x3FU));
    add(0x80U | (value & 0x3FU));
  } else {
    add(0xF0U | value >> 18U);
    add(0x80U | (value >> 12U & 0x3FU));
    add(0x80U | (value >> 6U & 0x3FU));
    add(0x80U | (value & 0x3FU));
  }
}

unsigned width_of(char32_t value) {
  if (value < 0x300) return 1;
  if (within(value, zero_width)) return 0;
  return within(value, double_width) ? 2 : 1;
}

unsigned width_of(std::string_view text) {
  unsigned width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    width += width_of(point.value);
    at += point.bytes;
  }
  return width;
}

char32_t shown(char32_t value) {
  if (value < 0x20) return 0x2400 + value;
  if (value == 0x7F) return 0x2421;
  const bool is_control = value >= 0x80 && value < 0xA0;
  const bool turns_direction = (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
  // These two have the form of UTF-8, and stand for nothing.
  const bool is_no_letter = is_surrogate(value) || value > 0x10FFFF;
  return is_control || turns_direction || is_no_letter ? replacement : value;
}

std::string printable(std::string_view text) {
  // As nearly all texts are.
  if (std::ranges::all_of(text, [](char letter) { return letter >= ' ' && letter <= '~'; })) return std::string(text);
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    append_utf8(result, shown(point.value));
    at += point.bytes;
  }
  return result;
}

std::string valid_utf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (is_well_formed(point)) {
      append_utf8(result, point.value);
    } else {
      // As many UTF-16 units as the line index counts for it.
      append_utf8(result, replacement);
      if (point.bytes == 4) append_utf8(result, replacement);
    }
    at += point.bytes;
  }
  return result;
}

std::string percent_encoded(std::string_view path) {
  constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char letter : path) {
    if (unreserved.find(letter) != std::string_view::npos) {
      encoded += letter;
      continue;
    }
    const auto byte = static_cast<unsigned char>(letter);
    encoded += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return encoded;
}

std::string file_address(std::string_view path, std::string_view host) {
  return "file://" + percent_encoded(host) + (path.starts_with('/') ? "" : "/") + percent_encoded(path);
}

}  // namespace asynclint::cli
