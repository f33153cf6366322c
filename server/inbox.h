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

// Any thread posts; the thread that has the turn takes, in order.
class Inbox {
 public:
  using Task = std::function<void(Session&)>;
  using Clock = std::chrono::steady_clock;

  static constexpr std::size_t most_bytes = std::size_t{128} << 20U;

  // For the thread that reads: it waits while there is too much to do, so that the client waits, too.
  void post_message(Task task, std::size_t bytes);
  void post(Task task);
  [[nodiscard]] bool is_empty() const;
  // What was posted first of what is there.
  [[nodiscard]] std::optional<Task> take();
  // Until something is there, somebody pokes, or it is so late.
  void wait(std::optional<Clock::time_point> until);
  void poke();

 private:
  struct Waiting {
    Task task;
    std::size_t bytes = 0;
  };

  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable room_;
  std::deque<Waiting> waiting_;
  std::size_t bytes_ = 0;
  bool is_poked_ = false;
};

}  // namespace asynclint::server
