// Messages are found in a stream of bytes, however they arrive, and again after what is none.
#include "server/frame-reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

#include "tests/support/dice.h"

namespace asynclint::server {
namespace {

// Gives out a stream in pieces of at most so many bytes.
FrameReader::Source pieces_of(std::string bytes, std::size_t most) {
  return [bytes = std::move(bytes), at = std::size_t{0}, most](std::span<char> room) mutable {
    const std::size_t size = std::min({most, room.size(), bytes.size() - at});
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), size, room.begin());
    at += size;
    return size;
  };
}

std::string framed(std::string_view body) {
  return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

// What comes out of a stream, a line each: the bodies, `mistake` and the reason, `end` or `early end`.
std::string events_of(const std::string& bytes, std::size_t most = 1 << 20U) {
  FrameReader reader(pieces_of(bytes, most));
  std::string all;
  while (true) {
    const FrameEvent event = reader.next();
    if (const auto* frame = std::get_if<Frame>(&event)) all += frame->body + "\n";
    if (const auto* mistake = std::get_if<FrameMistake>(&event)) all += "mistake: " + mistake->reason + "\n";
    if (const auto* end = std::get_if<EndOfInput>(&event)) return all + (end->is_early ? "early end" : "end");
  }
}

TEST(FrameReader, FindsMessagesWhateverThePieces) {
  const std::string bytes = framed("{}") + framed("") + framed("[1,\r\n\r\n2]") + framed("\xF0\x9F\x90\xA2");
  for (std::size_t most = 1; most < bytes.size() + 2; ++most)
    EXPECT_EQ(events_of(bytes, most), "{}\n\n[1,\r\n\r\n2]\n\xF0\x9F\x90\xA2\nend") << most;
}

TEST(FrameReader, TakesHeadersAsTheyAreWritten) {
  EXPECT_EQ(events_of("content-LENGTH:2\r\n\r\n{}"), "{}\nend");
  EXPECT_EQ(events_of("Content-Length: \t2 \t\r\n\r\n{}"), "{}\nend");
  EXPECT_EQ(events_of("Content-Length: 2\n\n{}"), "{}\nend");
  EXPECT_EQ(events_of("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}"),
            "{}\nend");
  EXPECT_EQ(events_of("Content-Length: 2\r\nContent-Type: x\r\n\r\n{}"), "{}\nend");
  // Empty lines between messages say nothing.
  EXPECT_EQ(events_of("\r\n\n" + framed("{}") + "\r\n" + framed("[]")), "{}\n[]\nend");
}

TEST(FrameReader, SaysWhenTheStreamEndsInAMessage) {
  const std::string whole = framed("{\"a\": 1}");
  for (std::size_t size = 1; size < whole.size(); ++size)
    EXPECT_EQ(events_of(whole.substr(0, size)), "early end") << size;
  EXPECT_EQ(events_of(""), "end");
  EXPECT_EQ(events_of("\r\n"), "end");
}

TEST(FrameReader, GoesOnAfterAHeaderThatSaysNoLength) {
  EXPECT_EQ(events_of("Content-Type: x\r\n\r\n" + framed("{}")),
            "mistake: a message's header has no Content-Length\n{}\nend");
  for (const std::string value : {"", "-1", "2.5", "0x2", "two", "99999999999999999999999", "1 2"})
    EXPECT_EQ(events_of("Content-Length: " + value + "\r\n\r\n" + framed("{}")),
              "mistake: the Content-Length of a message is not a number of bytes\n{}\nend")
        << value;
}

// A message that is longer than its header says runs into the header of the next.
TEST(FrameReader, FindsTheNextMessageAfterALengthThatIsTooSmall) {
  EXPECT_EQ(events_of("Content-Length: 2\r\n\r\n{\"id\": 1}" + framed("[]")), "{\"\n[]\nend");
}

// One that is shorter swallows a part of the next, and the one after that is found.
TEST(FrameReader, FindsAMessageAfterALengthThatIsTooLarge) {
  const std::string events = events_of("Content-Length: 10\r\n\r\n{}" + framed("[1]") + framed("[2]") + framed("[3]"));
  EXPECT_TRUE(events.ends_with("[3]\nend")) << events;
}

TEST(FrameReader, SkipsWhatIsTooLarge) {
  const std::string size = std::to_string(FrameReader::most_body + 1);
  const std::string bytes = "Content-Length: " + size + "\r\n\r\n" + std::string(FrameReader::most_body + 1, 'x');
  EXPECT_EQ(events_of(bytes + framed("{}")), "mistake: a message of " + size + " bytes is larger than " +
                                                 std::to_string(FrameReader::most_body) + "\n{}\nend");
  // What was promised is not what is kept.
  EXPECT_EQ(events_of("Content-Length: 18446744073709551615\r\n\r\nabc"), "early end");
}

TEST(FrameReader, GivesUpOnAHeaderWithoutAnEnd) {
  for (const std::string& noise : {std::string(3 * FrameReader::most_header, 'x'),
                                   "X: " + std::string(FrameReader::most_header, 'x') + "\r\n\r\n"}) {
    const std::string events = events_of(noise + "\r\n" + framed("{}"), 1000);
    EXPECT_EQ(events, "mistake: a message's header is longer than 8192 bytes\n{}\nend");
  }
  std::string many;
  while (many.size() <= 2 * FrameReader::most_header) many += "A: b\r\n";
  EXPECT_TRUE(events_of(many + "\r\n").starts_with("mistake: a message's header is longer than"));
}

TEST(FrameReader, FindsTheLastMessageAfterAnyNoise) {
  tests::Dice dice(1);
  constexpr std::string_view parts[] = {"Content-Length: 5\r\n",
                                        "Content-Length: 300\r\n",
                                        "Content-Length: -7\r\n",
                                        "Content-Length: ",
                                        "Content-Type: y",
                                        "\r\n",
                                        "\r\n\r\n",
                                        "{}",
                                        "\xFF",
                                        "x",
                                        "\n",
                                        "\r",
                                        ":",
                                        " "};
  for (int round = 0; round < 1000; ++round) {
    std::string bytes;
    for (std::size_t n = dice.below(30); n > 0; --n) bytes += dice.one_of(parts);
    const std::string noise = bytes;
    // More than the lengths in the noise can swallow.
    for (int i = 0; i < 10; ++i) bytes += framed("[" + std::string(100, '1') + "]");
    const std::string events = events_of(bytes + framed("\"last\""), 1 + dice.below(40));
    EXPECT_TRUE(events.ends_with("\"last\"\nend")) << noise;
  }
}

}  // namespace
}  // namespace asynclint::server
