// The text of a message is JSON, or a reason why it is not.
#include "server/message-text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace asynclint::server {
namespace {

// As text again, or what is wrong.
std::string read(const std::string& body) {
  std::string reason;
  const Json message = parse_message(body, reason);
  return reason.empty() ? message.dump() : "no: " + reason;
}

TEST(ParseMessage, ReadsWhatIsJson) {
  EXPECT_EQ(read(R"({"id": 1, "text": "\ud83d\udc22 \u00e9"})"), "{\"id\":1,\"text\":\"\xF0\x9F\x90\xA2 \xC3\xA9\"}");
  EXPECT_EQ(read("null"), "null");
}

TEST(ParseMessage, SaysWhatIsWrong) {
  for (const std::string body :
       {"", "{", "[1,]", "{\"a\"}", "{} {}", "nan", "'a'", "\"\x01\"", "\"\\x\"", "\"\\u12g4\""})
    EXPECT_TRUE(read(body).starts_with("no: ")) << body << " is " << read(body);
  // The library's own number in front of its messages is of no use to anybody.
  EXPECT_EQ(read("{").find("json.exception"), std::string::npos);
}

TEST(ParseMessage, RefusesWhatIsNotUtf8) {
  for (const std::string bytes : {"\xFF", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80"})
    EXPECT_TRUE(read("{\"text\": \"" + bytes + "\"}").starts_with("no: "));
}

TEST(ParseMessage, TakesHalfAnEmojiForAReplacementCharacter) {
  const std::string replacement = "\xEF\xBF\xBD";
  EXPECT_EQ(read(R"(["a\ud83d"])"), "[\"a" + replacement + "\"]");
  EXPECT_EQ(read(R"(["\udc22b"])"), "[\"" + replacement + "b\"]");
  EXPECT_EQ(read(R"(["\ud83d\ud83d\udc22"])"), "[\"" + replacement + "\xF0\x9F\x90\xA2\"]");
  EXPECT_EQ(read(R"(["\\ud83d"])"), R"(["\\ud83d"])");
  EXPECT_EQ(read(R"(["\ud83d\n\\ud83d"])"), "[\"" + replacement + "\\n\\\\ud83d\"]");
}

TEST(ParseMessage, RefusesWhatIsNestedTooDeeply) {
  const std::string deep(1'000'000, '[');
  EXPECT_EQ(read(deep), "no: a message is nested too deeply");
  EXPECT_EQ(read("{\"a\":" + std::string(600, '[') + std::string(600, ']') + "}"),
            "no: a message is nested too deeply");
  // Brackets in texts are no nesting.
  const std::string text = "[\"" + deep + "\\\"" + deep + "\"]";
  EXPECT_EQ(read(text), text);
  const std::string deep_enough = std::string(400, '[') + std::string(400, ']');
  EXPECT_EQ(read(deep_enough), deep_enough);
}

}  // namespace
}  // namespace asynclint::server
