// Positions of the protocol and places in the text, in all three encodings.
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "server/protocol-json.h"
#include "server/text-changes.h"
#include "tests/server/text-model.h"
#include "tests/support/dice.h"

namespace asynclint::server {
namespace {

constexpr ColumnUnit encodings[] = {ColumnUnit::utf8, ColumnUnit::utf16, ColumnUnit::utf32};

// An e with an accent, a euro sign and a turtle have two, three and four bytes; the turtle is two units of UTF-16.
const std::string wide = "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x90\xA2";

ClientRange range(Position start, Position end) { return {start, end}; }

std::string applied(const std::string& before, const std::vector<ContentChange>& changes, ColumnUnit unit) {
  return changed_text(std::make_shared<const IndexedText>(before), changes, unit)->text;
}

TEST(Positions, CountWhatTheEncodingCounts) {
  const IndexedText text("let a = 1;\n/* " + wide + " */ save();\n");
  const auto begin = static_cast<std::uint32_t>(text.text.find("save"));
  const Span place{begin, begin + 4};
  for (const auto& [unit, column] :
       {std::pair{ColumnUnit::utf8, 16}, {ColumnUnit::utf16, 11}, {ColumnUnit::utf32, 10}}) {
    EXPECT_EQ(range_json(text, place, unit), (Json{{"start", {{"line", 1}, {"character", column}}},
                                                   {"end", {{"line", 1}, {"character", column + 4}}}}));
    const auto at = static_cast<std::uint32_t>(column);
    EXPECT_EQ(span_of(text, range({1, at}, {1, at + 4}), unit), place);
    // The other way round is the same place.
    EXPECT_EQ(span_of(text, range({1, at + 4}, {1, at}), unit), place);
  }
}

TEST(Positions, OutOfRangeAreAtTheEndOfWhatThereIs) {
  const IndexedText text("ab\r\ncd\n");
  for (const ColumnUnit unit : encodings) {
    EXPECT_EQ(span_of(text, range({0, 99}, {1, 2147483647}), unit), (Span{2, 6}));
    EXPECT_EQ(span_of(text, range({2, 5}, {2147483647, 2147483647}), unit), (Span{7, 7}));
  }
}

TEST(Positions, WithinACharacterAreAtOneOfItsEnds) {
  const IndexedText text(wide);
  for (const ColumnUnit unit : encodings)
    for (std::uint32_t column = 0; column < 12; ++column) {
      const std::uint32_t at = span_of(text, range({0, column}, {0, column}), unit).begin;
      EXPECT_TRUE(at == 0 || at == 2 || at == 5 || at == 9) << at;
    }
}

TEST(Changes, SpeakOfTheTextThatTheOnesBeforeMade) {
  EXPECT_EQ(applied("one\ntwo\n", {{range({0, 0}, {0, 3}), "1\n1"}, {range({1, 1}, {2, 0}), "!"}}, ColumnUnit::utf16),
            "1\n1!two\n");
  EXPECT_EQ(applied("one", {{std::nullopt, "two"}, {range({0, 3}, {0, 3}), "!"}}, ColumnUnit::utf16), "two!");
  EXPECT_EQ(applied("one", {{range({0, 0}, {0, 1}), "x"}, {std::nullopt, "two"}}, ColumnUnit::utf16), "two");
  EXPECT_EQ(applied("one", {}, ColumnUnit::utf16), "one");
}

TEST(Changes, CountBehindWideCharacters) {
  for (const auto& [unit, column] : {std::pair{ColumnUnit::utf8, 9U}, {ColumnUnit::utf16, 4U}, {ColumnUnit::utf32, 3U}})
    EXPECT_EQ(applied(wide + "x", {{range({0, column}, {0, column + 1}), "y"}}, unit), wide + "y");
}

TEST(Changes, MakeAndBreakLineEnds) {
  EXPECT_EQ(applied("a\rb", {{range({1, 0}, {1, 0}), "\n"}, {range({1, 0}, {1, 1}), "c"}}, ColumnUnit::utf16),
            "a\r\nc");
  EXPECT_EQ(applied("a\r\nb", {{range({0, 1}, {1, 0}), ""}}, ColumnUnit::utf16), "ab");
  EXPECT_EQ(applied("a\r\n", {{range({1, 0}, {1, 0}), "b\r\n"}, {range({2, 0}, {9, 9}), "c"}}, ColumnUnit::utf16),
            "a\r\nb\r\nc");
}

TEST(Positions, AreThoseOfAModel) {
  tests::Dice dice(3);
  const std::string pieces[] = {"a",  "b;", "\n", "\r\n", "\r", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x90\xA2",
                                "\t", " "};
  for (int round = 0; round < 1000; ++round) {
    std::string content;
    for (std::size_t n = dice.below(30); n > 0; --n) content += dice.one_of(pieces);
    const IndexedText text(content);
    const tests::TextModel model(content);
    ASSERT_EQ(model.utf8(), content);
    for (std::size_t i = 0; i <= model.size(); ++i) {
      const auto offset = static_cast<std::uint32_t>(model.slice(0, i).size());
      for (const ColumnUnit unit : encodings) {
        if (!model.has_position(i)) continue;
        const Position position = model.position(i, unit);
        ASSERT_EQ(text.lines.position(offset, unit), position) << round;
        ASSERT_EQ(span_of(text, range(position, position), unit).begin, offset) << round;
      }
    }
  }
}

}  // namespace
}  // namespace asynclint::server
