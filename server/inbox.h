// What the session has to do next: messages of the client, and what workers found out.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace asynclint::server {

class Session;

// Any thread posts; the thread that owns the session takes, in order.
class Inbox {
 public:
  using Task = std::function<void(Session&)>;
  using Clock = std::chrono::steady_clock;

  static constexpr std::size_t most_bytes = std::size_t{128} << 20U;

  // For the thread that reads: it waits while there is too much to do, so that the client waits, too.
  void post_message(Task task, std::size_t bytes);
  void post(Task task);
  // None when nothing came until then.
  [[nodiscard]] std::optional<Task> take(std::optional<Clock::time_point> until);

 private:
  struct Waiting {
    Task task;
    std::size_t bytes = 0;
  };

  std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable room_;
  std::deque<Waiting> waiting_;
  std::size_t bytes_ = 0;
};

}  // namespace asynclint::server
