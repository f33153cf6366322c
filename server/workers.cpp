#include "server/workers.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "project/platform.h"
#include "server/response-error.h"

namespace asynclint::server {
namespace {

constexpr std::chrono::milliseconds patience{400};

}  // namespace

void Cancellation::check() const {
  if (is_cancelled()) throw ResponseError(ErrorCode::request_cancelled, "the client gave this request up");
}

Workers::Workers(unsigned threads) : count_(std::max(threads, 2U)), running_(count_) {
  // Interrupts are for the main thread.
  const platform::InterruptsHeld held;
  for (unsigned i = 0; i < count_; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  if (stop()) return;
  for (std::thread& thread : threads_)
    if (thread.joinable()) thread.detach();
}

void Workers::submit(Urgency urgency, Task task) {
  const std::lock_guard lock(mutex_);
  if (is_stopped_) return;
  (urgency == Urgency::foreground ? foreground_ : background_).push_back(std::move(task));
  filled_.notify_one();
}

bool Workers::stop() {
  std::unique_lock lock(mutex_);
  is_stopped_ = true;
  foreground_.clear();
  background_.clear();
  filled_.notify_all();
  if (!ended_.wait_for(lock, patience, [&] { return running_ == 0; })) return false;
  lock.unlock();
  for (std::thread& thread : threads_)
    if (thread.joinable()) thread.join();
  return true;
}

void Workers::work() {
  std::unique_lock lock(mutex_);
  while (!is_stopped_) {
    Urgency urgency = Urgency::foreground;
    Task task = take(lock, urgency);
    if (!task) break;
    lock.unlock();
    task();
    task = nullptr;
    lock.lock();
    if (urgency == Urgency::background) {
      --in_background_;
      filled_.notify_one();
    }
  }
  --running_;
  ended_.notify_all();
}

// One worker is always left for those who wait.
Workers::Task Workers::take(std::unique_lock<std::mutex>& lock, Urgency& urgency) {
  const auto may_start_background = [&] { return !background_.empty() && in_background_ + 1 < count_; };
  filled_.wait(lock, [&] { return is_stopped_ || !foreground_.empty() || may_start_background(); });
  if (is_stopped_) return nullptr;
  urgency = foreground_.empty() ? Urgency::background : Urgency::foreground;
  std::deque<Task>& tasks = foreground_.empty() ? background_ : foreground_;
  Task task = std::move(tasks.front());
  tasks.pop_front();
  if (urgency == Urgency::background) ++in_background_;
  return task;
}

}  // namespace asynclint::server
