// The threads that do what takes time, on snapshots that nobody changes.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace asynclint::server {

// Shared by whoever may give up a piece of work and by the worker that does it.
class Cancellation {
 public:
  void cancel() const { is_cancelled_->store(true); }
  [[nodiscard]] bool is_cancelled() const { return is_cancelled_->load(); }
  // Ends the request that is being served, when the client has given it up.
  void check() const;

 private:
  std::shared_ptr<std::atomic<bool>> is_cancelled_ = std::make_shared<std::atomic<bool>>(false);
};

// Somebody waits for it at the keyboard, or nobody does.
enum class Urgency : std::uint8_t { foreground, background };

// Any thread submits.
class Workers {
 public:
  using Task = std::function<void()>;

  explicit Workers(unsigned threads);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void submit(Urgency urgency, Task task);

  // Drops what has not begun, and gives the rest a moment. Whether all workers have ended; the process must not return
  // from main otherwise, because what they use would be gone.
  [[nodiscard]] bool stop();

 private:
  void work();
  [[nodiscard]] Task take(std::unique_lock<std::mutex>& lock, Urgency& urgency);

  const unsigned count_;
  std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable ended_;
  std::deque<Task> foreground_;
  std::deque<Task> background_;
  unsigned in_background_ = 0;
  unsigned running_ = 0;
  bool is_stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace asynclint::server
