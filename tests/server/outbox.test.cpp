// What waits for the client: replaced by what is newer, taken back, and bounded.
#include "server/outbox.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>

namespace asynclint::server {
namespace {

// A client that reads its first message slowly: the others wait until it goes on.
class SlowReader {
 public:
  [[nodiscard]] Outbox::Sink sink() {
    return [this](std::string_view bytes) {
      std::unique_lock lock(mutex_);
      has_begun_ = true;
      changed_.notify_all();
      changed_.wait(lock, [&] { return may_go_on_; });
      const std::size_t body = bytes.find("\r\n\r\n") + 4;
      read_ += std::string(bytes.substr(body)) + " ";
      return true;
    };
  }
  void wait_until_it_has_begun() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return has_begun_; });
  }
  void go_on() {
    const std::lock_guard lock(mutex_);
    may_go_on_ = true;
    changed_.notify_all();
  }
  [[nodiscard]] const std::string& read() const { return read_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool has_begun_ = false;
  bool may_go_on_ = false;
  std::string read_;
};

// What a client reads when all of this was sent while it was busy.
template <typename Send>
std::string read_after(const Send& send) {
  SlowReader reader;
  Outbox outbox(reader.sink());
  outbox.send("first");
  reader.wait_until_it_has_begun();
  send(outbox);
  reader.go_on();
  EXPECT_TRUE(outbox.close());
  return reader.read();
}

TEST(Outbox, KeepsTheOrder) {
  EXPECT_EQ(read_after([](Outbox& outbox) {
              outbox.send("a");
              outbox.send("b", "key");
              outbox.send("c");
            }),
            "first a b c ");
}

TEST(Outbox, SendsOnlyTheLatestWithAKey) {
  EXPECT_EQ(read_after([](Outbox& outbox) {
              outbox.send("one", "key");
              outbox.send("other", "another key");
              outbox.send("two", "key");
            }),
            "first two other ");
}

TEST(Outbox, TakesBackWhatHasAKeyAndNothingElse) {
  EXPECT_EQ(read_after([](Outbox& outbox) {
              outbox.send("answer");
              outbox.send("one", "key");
              outbox.send("other", "another key");
              outbox.withdraw("");
              outbox.withdraw("key");
              outbox.withdraw("no key");
            }),
            "first answer other ");
}

// A client that takes so many bytes at once, and the rest when its thread comes.
TEST(Outbox, WritesAtOnceWhatGoes) {
  const std::string frame = "Content-Length: 5\r\n\r\nfirst";
  for (const std::size_t room : {std::size_t{0}, std::size_t{7}, frame.size(), std::size_t{100}}) {
    std::size_t left = room;
    std::string read;
    Outbox outbox(
        [&](std::string_view bytes) {
          read += bytes;
          return true;
        },
        [&](std::string_view bytes) {
          const std::size_t taken = std::min(left, bytes.size());
          read += bytes.substr(0, taken);
          left -= taken;
          return taken;
        });
    outbox.send("first", "key");
    outbox.withdraw("another key");
    EXPECT_TRUE(outbox.close());
    EXPECT_EQ(read, frame) << room;
  }
}

// What was begun is finished, and comes before what follows, whatever else is written at once.
TEST(Outbox, DoesNotReplaceWhatHasBegun) {
  SlowReader reader;
  std::size_t left = 3;
  Outbox outbox(reader.sink(), [&](std::string_view bytes) { return std::min(std::exchange(left, 0), bytes.size()); });
  outbox.send("first", "key");
  reader.wait_until_it_has_begun();
  left = 1000;
  outbox.send("second", "key");
  outbox.send("third", "key");
  reader.go_on();
  EXPECT_TRUE(outbox.close());
  EXPECT_EQ(reader.read(), "first third ");
}

TEST(Outbox, GivesUpAClientThatDoesNotRead) {
  SlowReader reader;
  Outbox outbox(reader.sink());
  outbox.send("first");
  reader.wait_until_it_has_begun();
  const std::string large(Outbox::most_bytes / 4, 'x');
  for (int i = 0; i < 3; ++i) outbox.send(large);
  EXPECT_FALSE(outbox.is_lost());
  outbox.send(large);
  EXPECT_TRUE(outbox.is_lost());
  reader.go_on();
  EXPECT_TRUE(outbox.close());
  EXPECT_EQ(reader.read(), "first ");
}

TEST(Outbox, GivesUpAClientThatHasGone) {
  Outbox outbox([](std::string_view) { return false; });
  outbox.send("first");
  EXPECT_TRUE(outbox.close());
  EXPECT_TRUE(outbox.is_lost());
}

}  // namespace
}  // namespace asynclint::server
