// Lines and columns: by hand where it matters, and random texts against a decoder that goes from byte to byte.
#include "text/line-index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <string>

namespace asynclint {
namespace {

constexpr std::array units{ColumnUnit::utf8, ColumnUnit::utf16, ColumnUnit::utf32};

// e with an accent, the euro sign and a turtle: two, three and four bytes.
const std::string accent = "\xC3\xA9";
const std::string euro = "\xE2\x82\xAC";
const std::string turtle = "\xF0\x9F\x90\xA2";

TEST(CountUnits, ByHand) {
  const std::string text = "a" + accent + euro + turtle;
  EXPECT_EQ(count_units(text, ColumnUnit::utf8), 10U);
  EXPECT_EQ(count_units(text, ColumnUnit::utf16), 5U);
  EXPECT_EQ(count_units(text, ColumnUnit::utf32), 4U);
  EXPECT_EQ(count_units("", ColumnUnit::utf16), 0U);
}

TEST(CountUnits, AnInvalidByteIsOneUnit) {
  for (const std::string text : {"\x80", "\xFF", "\xC3", "\xC0\x80", "\xE2\x82", "\xF0\x9F\x90", "\xF5\x80\x80\x80"}) {
    EXPECT_EQ(count_units(text, ColumnUnit::utf16), text.size());
    EXPECT_EQ(count_units(text, ColumnUnit::utf32), text.size());
    EXPECT_EQ(count_units(text + "a", ColumnUnit::utf32), text.size() + 1);
  }
}

TEST(LineIndex, EveryKindOfLineEndEndsALine) {
  const LineIndex lines("a\nbb\r\nccc\rdddd");
  ASSERT_EQ(lines.line_count(), 4U);
  EXPECT_EQ(lines.line_span(0), (Span{0, 1}));
  EXPECT_EQ(lines.line_span(1), (Span{2, 4}));
  EXPECT_EQ(lines.line_span(2), (Span{6, 9}));
  EXPECT_EQ(lines.line_span(3), (Span{10, 14}));
  EXPECT_EQ(lines.line_of(4), 1U);
  EXPECT_EQ(lines.line_of(5), 1U);
  EXPECT_EQ(lines.line_of(6), 2U);
}

TEST(LineIndex, ALineEndAtTheEndOpensAnEmptyLine) {
  EXPECT_EQ(LineIndex("").line_count(), 1U);
  EXPECT_EQ(LineIndex("a\n").line_count(), 2U);
  EXPECT_EQ(LineIndex("\n\r\n\r").line_count(), 4U);
  EXPECT_EQ(LineIndex("a\n").line_span(1), (Span{2, 2}));
  EXPECT_EQ(LineIndex("a\n").line_span(7), (Span{2, 2}));
}

TEST(LineIndex, ColumnsByHand) {
  const std::string text = "x\n" + turtle + accent + "f();";
  const LineIndex lines(text);
  const auto f = static_cast<std::uint32_t>(text.find('f'));
  EXPECT_EQ(lines.position(f, ColumnUnit::utf8), (Position{1, 6}));
  EXPECT_EQ(lines.position(f, ColumnUnit::utf16), (Position{1, 3}));
  EXPECT_EQ(lines.position(f, ColumnUnit::utf32), (Position{1, 2}));
  for (const ColumnUnit unit : units) EXPECT_EQ(lines.offset(lines.position(f, unit), unit), f);
}

TEST(LineIndex, AColumnInsideACharacterIsItsBeginning) {
  const LineIndex lines(turtle);
  EXPECT_EQ(lines.offset({0, 1}, ColumnUnit::utf16), 0U);
  EXPECT_EQ(lines.offset({0, 3}, ColumnUnit::utf8), 0U);
  EXPECT_EQ(lines.offset({0, 2}, ColumnUnit::utf16), 4U);
}

TEST(LineIndex, WhatIsBeyondTheEndIsClamped) {
  const LineIndex lines("ab\r\nc");
  EXPECT_EQ(lines.offset({0, 99}, ColumnUnit::utf16), 2U);
  EXPECT_EQ(lines.offset({9, 0}, ColumnUnit::utf16), 5U);
  EXPECT_EQ(lines.position(99, ColumnUnit::utf32), (Position{1, 1}));
  EXPECT_EQ(lines.line_of(99), 1U);
}

// What a decoder makes of a text, found out from byte to byte.
class LineModel {
 public:
  explicit LineModel(std::string_view text) : text_(text) {}

  // How long the character at `at` is; one byte when it is not valid UTF-8.
  [[nodiscard]] std::uint32_t length_at(std::size_t at) const {
    for (const std::uint32_t length : {2U, 3U, 4U}) {
      if (at + length > text_.size()) break;
      const unsigned lead = byte(at);
      const bool leads = length == 2   ? lead >= 0xC2 && lead < 0xE0
                         : length == 3 ? lead >= 0xE0 && lead < 0xF0
                                       : lead >= 0xF0 && lead < 0xF5;
      bool continues = true;
      for (std::size_t i = at + 1; i < at + length; ++i) continues = continues && byte(i) >= 0x80 && byte(i) < 0xC0;
      if (leads && continues) return length;
    }
    return 1;
  }

  [[nodiscard]] Position position(std::uint32_t offset, ColumnUnit unit) const {
    Position position;
    for (std::size_t at = 0; at < offset;) {
      const std::uint32_t length = length_at(at);
      const bool first_half = text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n';
      if (text_[at] == '\n' || (text_[at] == '\r' && !first_half)) {
        position = {position.line + 1, 0};
      } else {
        position.column += unit == ColumnUnit::utf8 ? length : unit == ColumnUnit::utf16 && length == 4 ? 2 : 1;
      }
      at += length;
    }
    return position;
  }

 private:
  [[nodiscard]] unsigned byte(std::size_t at) const { return static_cast<unsigned char>(text_[at]); }

  std::string_view text_;
};

std::string random_text(std::mt19937& random) {
  static const std::array<std::string, 10> pieces{"a",    "b;", "\n",   "\r\n", "\r",
                                                  accent, euro, turtle, "\x80", "\xF0\x9F"};
  std::string text;
  for (auto count = random() % 20; count > 0; --count) text += pieces[random() % pieces.size()];
  return text;
}

TEST(LineIndex, PositionsAreTheModels) {
  std::mt19937 random(22);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random);
    const LineIndex lines(text);
    const LineModel model(text);
    ASSERT_EQ(lines.line_count(), model.position(static_cast<std::uint32_t>(text.size()), ColumnUnit::utf8).line + 1);
    for (std::uint32_t at = 0; at <= text.size();) {
      for (const ColumnUnit unit : units) {
        const Position position = lines.position(at, unit);
        ASSERT_EQ(position, model.position(at, unit)) << "round " << round << ", byte " << at;
        // Between the two bytes of a line end there is no column: that place is clamped to the end of the line.
        const std::uint32_t end = lines.line_span(position.line).end;
        ASSERT_EQ(lines.offset(position, unit), std::min(at, end)) << "round " << round << ", byte " << at;
      }
      at += at < text.size() ? model.length_at(at) : 1;
    }
  }
}

TEST(LineIndex, LinesAndTheirEndsAreTheWholeText) {
  std::mt19937 random(23);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random);
    const LineIndex lines(text);
    std::uint32_t end = 0;
    for (std::uint32_t line = 0; line < lines.line_count(); ++line) {
      const Span span = lines.line_span(line);
      const std::string_view line_end = slice(text, {end, span.begin});
      ASSERT_TRUE(line == 0 ? line_end.empty() : line_end == "\n" || line_end == "\r" || line_end == "\r\n");
      ASSERT_EQ(slice(text, span).find_first_of("\r\n"), std::string_view::npos);
      ASSERT_EQ(lines.line_of(span.begin), line);
      ASSERT_EQ(lines.line_of(span.end), line);
      end = span.end;
    }
    ASSERT_EQ(end, text.size());
  }
}

TEST(LineIndex, FollowsATextThatChanges) {
  std::mt19937 random(29);
  std::string text = random_text(random);
  auto lines = std::make_unique<LineIndex>(text);
  for (int round = 0; round < 3000; ++round) {
    const auto below = [&](std::size_t most) { return static_cast<std::uint32_t>(random() % (most + 1)); };
    const std::uint32_t begin = below(text.size());
    const std::uint32_t length = below(std::min<std::size_t>(text.size() - begin, 6));
    const std::string added = random_text(random).substr(0, below(8));
    std::string next = text;
    next.replace(begin, length, added);
    if (next.size() > 300) next.resize(100);
    const ChangedRange change =
        round % 2 == 0 && next.size() == text.size() - length + added.size()
            ? ChangedRange{begin, begin + length, begin + static_cast<std::uint32_t>(added.size())}
            : changed_range(text, next);
    ASSERT_EQ(next.substr(0, change.begin), text.substr(0, change.begin));
    ASSERT_EQ(next.substr(change.new_end), text.substr(change.old_end));
    auto followed = std::make_unique<LineIndex>(*lines, next, change);
    text = std::move(next);
    lines = std::make_unique<LineIndex>(*followed, text, ChangedRange{});
    const LineIndex anew(text);
    ASSERT_EQ(lines->line_count(), anew.line_count());
    for (std::uint32_t line = 0; line < anew.line_count(); ++line)
      ASSERT_EQ(lines->line_span(line), anew.line_span(line)) << round;
  }
}

}  // namespace
}  // namespace asynclint
