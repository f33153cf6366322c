// What waits to be written to the client, and the thread that writes it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace asynclint::server {

// Any thread sends, and none of them waits: what the client takes at once is written there and then, since to wake
// another thread takes longer; a client that reads slowly fills the queue, and one that does not read at all has lost
// its connection when the queue is full.
class Outbox {
 public:
  // Writes all of it; false when nobody reads the other end any more.
  using Sink = std::function<bool(std::string_view)>;
  // Writes of its beginning what goes without waiting: so many bytes, none when that cannot be told.
  using SinkAtOnce = std::function<std::size_t(std::string_view)>;

  static constexpr std::size_t most_bytes = std::size_t{128} << 20U;

  explicit Outbox(Sink sink, SinkAtOnce sink_at_once = nullptr);
  ~Outbox();
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  // With a key, it takes the place of what waits with the same one.
  void send(std::string_view body, const std::string& key = {});
  // Takes back what waits with this key.
  void withdraw(const std::string& key);

  // Nothing that is sent will be read: the other end is closed, or the queue is full.
  [[nodiscard]] bool is_lost() const;
  // Gives what waits a moment to be written. Whether the writer has ended; a write to a client that does not read
  // cannot be interrupted, and then the process must not return from main.
  [[nodiscard]] bool close();

 private:
  struct Waiting {
    std::string frame;
    std::string key;
  };

  void write();

  Sink sink_;
  SinkAtOnce sink_at_once_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable emptied_;
  std::deque<Waiting> waiting_;
  std::size_t bytes_ = 0;
  std::size_t keyed_ = 0;
  bool is_writing_ = false;
  bool is_lost_ = false;
  bool is_closed_ = false;
  std::thread writer_;
};

}  // namespace asynclint::server
