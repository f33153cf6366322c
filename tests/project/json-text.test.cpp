// JSON with comments: what is read, where everything stands, and what is said of what cannot be read.
#include "project/json-text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "tests/project/plain-json.h"

namespace asynclint::tests {
namespace {

std::string mistake(std::string_view text) {
  const JsonText json = read_json(text);
  return json.value ? "" : std::to_string(json.mistake.at) + ": " + json.mistake.message;
}

TEST(JsonText, ReadsWhatOthersRead) {
  for (const char* text :
       {"{}", "[]", " [1, -2.5e3, 0, 0.25, 1E2] ", R"({"a": {"b": [null, true, false]}, "c": ""})", "\"x\"", "7",
        R"("\"\\\/\b\f\n\r\t é \u00e9 \ud83d\ude00 \u0000")", "\t{\r\n\"a\"\n:\r1\n}\n"}) {
    const JsonText json = read_json(text);
    ASSERT_TRUE(json.value) << text << mistake(text);
    EXPECT_EQ(plain(*json.value), nlohmann::json::parse(text)) << text;
  }
}

TEST(JsonText, TakesCommentsAndTrailingCommas) {
  const JsonText json =
      read_json("// first\n{ /* a */ \"a\": [1, 2, /* 3 */], // \"b\": 1\n \"c\": \"// no /* comment */\", }\n// last");
  ASSERT_TRUE(json.value);
  EXPECT_EQ(plain(*json.value), nlohmann::json::parse(R"({"a": [1, 2], "c": "// no /* comment */"})"));
}

TEST(JsonText, KnowsWhereEverythingStands) {
  const std::string text = "{ \"a\\u0041\": [ 12, \"x\\\"y\" ] }";
  const JsonText json = read_json(text);
  ASSERT_TRUE(json.value);
  const JsonMember& member = json.value->members.at(0);
  EXPECT_EQ(member.key, "aA");
  EXPECT_EQ(slice(text, member.key_span), "\"a\\u0041\"");
  EXPECT_EQ(slice(text, member.value.span), "[ 12, \"x\\\"y\" ]");
  EXPECT_EQ(slice(text, member.value.items.at(0).span), "12");
  EXPECT_EQ(slice(text, member.value.items.at(1).span), "\"x\\\"y\"");
}

TEST(JsonText, SaysWhatItCannotRead) {
  EXPECT_EQ(mistake(""), "0: expected a value, and the file ends here");
  EXPECT_EQ(mistake("// nothing"), "10: expected a value, and the file ends here");
  EXPECT_EQ(mistake("{"), "1: expected a key between double quotes, and the file ends here");
  EXPECT_EQ(mistake("{\"a\""), "4: expected `:`, and the file ends here");
  EXPECT_EQ(mistake("{\"a\" 1}"), "5: expected `:`");
  EXPECT_EQ(mistake("{\"a\": 1 \"b\": 2}"), "8: expected a comma or `}`");
  EXPECT_EQ(mistake("[1 2]"), "3: expected a comma or `]`");
  EXPECT_EQ(mistake("[1,,2]"), "3: expected a value");
  EXPECT_EQ(mistake("[,]"), "1: expected a value");
  EXPECT_EQ(mistake("{,}"), "1: expected a key between double quotes");
  EXPECT_EQ(mistake("{a: 1}"), "1: expected a key between double quotes");
  EXPECT_EQ(mistake("['a']"), "1: strings stand between double quotes");
  EXPECT_EQ(mistake("[\"a]"), "1: this string has no end");
  EXPECT_EQ(mistake("[\"a\n\"]"), "1: this string has no end");
  EXPECT_EQ(mistake("[\"\\x\"]"), "2: there is no such escape in a string");
  EXPECT_EQ(mistake("\"\\"), "1: there is no such escape in a string");
  EXPECT_EQ(mistake("[\"\\u12g4\"]"), "2: `\\u` wants four hexadecimal digits");
  EXPECT_EQ(mistake("\"\\ud83d\\u"), "7: `\\u` wants four hexadecimal digits");
  EXPECT_EQ(mistake("[01]"), "1: this is not a number");
  EXPECT_EQ(mistake("[1.]"), "1: this is not a number");
  EXPECT_EQ(mistake("[-]"), "1: this is not a number");
  EXPECT_EQ(mistake("[1e999]"), "1: this is not a number");
  EXPECT_EQ(mistake("[tru]"), "1: expected a value");
  EXPECT_EQ(mistake("/* x"), "0: this comment has no end");
  EXPECT_EQ(mistake("{} {}"), "3: there is more after the end of the JSON value");
  EXPECT_EQ(mistake(std::string_view("\0", 1)), "0: expected a value");
}

TEST(JsonText, ReadsHalfOfAPairAsAReplacement) {
  EXPECT_EQ(read_json(R"("\ud83d\u0041")").value->text,
            "\xEF\xBF\xBD"
            "A");
  EXPECT_EQ(read_json(R"("\udc00")").value->text, "\xEF\xBF\xBD");
}

TEST(JsonText, HasABoundForNests) {
  EXPECT_EQ(mistake(std::string(64, '[') + std::string(64, ']')), "");
  EXPECT_EQ(mistake(std::string(1'000'000, '[')), "65: nested too deeply");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_NE(mistake(objects), "");
}

// Whatever is done to a text, reading it ends; and what others can read is read as they read it.
TEST(JsonText, AnswersForEveryText) {
  const std::string whole =
      R"({"rules": {"floating-promise": {"level": "warning", "options": {"mayFloat": ["a.b", "\u0041"]}}}, "x": [1.5, -2, true, null]} // end)";
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string text = whole;
    for (auto changes = random() % 4; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      if (random() % 2 == 0)
        text.erase(at, random() % 3);
      else
        text.insert(at, 1, R"({}[],:"\/*u0 )"[random() % 13]);
    }
    const JsonText json = read_json(text);
    if (!json.value) {
      EXPECT_LE(json.mistake.at, text.size());
      EXPECT_FALSE(json.mistake.message.empty());
    }
    const auto other = nlohmann::json::parse(text, nullptr, false, true);
    if (other.is_discarded()) continue;
    ASSERT_TRUE(json.value) << text << "\n" << mistake(text);
    EXPECT_EQ(plain(*json.value), other) << text;
  }
}

}  // namespace
}  // namespace asynclint::tests
