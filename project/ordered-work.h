// Numbered pieces of work done on several threads, their results taken in order on one.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "project/platform.h"

namespace asynclint {

struct Schedule {
  unsigned threads = 1;
  // Called between results, at about this pace.
  std::chrono::milliseconds pace{100};
  std::function<void(std::size_t done)> tick;
};

// Owned by the thread that takes the results. Workers meet at one lock, for a moment before and after each piece; a
// worker that is far ahead of the results that were taken waits, so that only so many are held.
template <typename T>
class OrderedWork {
 public:
  OrderedWork(std::size_t count, std::function<T(std::size_t)> produce)
      : count_(count), produce_(std::move(produce)), slots_(std::min(count, most_ahead)) {}

  template <typename Consume>
  void run(const Schedule& schedule, const Consume& consume) {
    std::vector<std::thread> workers;
    {
      // Interrupts are for the taking thread, which knows when it must not be disturbed.
      const platform::InterruptsHeld held;
      for (unsigned i = 0; i < schedule.threads; ++i) workers.emplace_back([this] { work(); });
    }
    for (std::size_t index = 0; index < count_; ++index) {
      consume(take(index, schedule));
      if (schedule.tick) schedule.tick(index + 1);
    }
    for (std::thread& worker : workers) worker.join();
  }

 private:
  static constexpr std::size_t most_ahead = 256;

  void work() {
    while (const auto index = claim()) {
      T result = produce_(*index);
      const std::lock_guard lock(mutex_);
      slots_[*index % slots_.size()] = std::move(result);
      if (*index == taken_) ready_.notify_one();
    }
  }

  std::optional<std::size_t> claim() {
    std::unique_lock lock(mutex_);
    if (claimed_ == count_) return std::nullopt;
    const std::size_t index = claimed_++;
    room_.wait(lock, [&] { return index < taken_ + slots_.size(); });
    return index;
  }

  T take(std::size_t index, const Schedule& schedule) {
    std::unique_lock lock(mutex_);
    std::optional<T>& slot = slots_[index % slots_.size()];
    while (!ready_.wait_for(lock, schedule.pace, [&] { return slot.has_value(); })) {
      lock.unlock();
      if (schedule.tick) schedule.tick(index);
      lock.lock();
    }
    T result = std::move(*slot);
    slot.reset();
    ++taken_;
    room_.notify_all();
    return result;
  }

  const std::size_t count_;
  const std::function<T(std::size_t)> produce_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::condition_variable room_;
  // Result i waits in slot i modulo their number.
  std::vector<std::optional<T>> slots_;
  std::size_t claimed_ = 0;
  std::size_t taken_ = 0;
};

template <typename T, typename Produce, typename Consume>
void work_in_order(std::size_t count, const Schedule& schedule, const Produce& produce, const Consume& consume) {
  if (schedule.threads > 1 && count > 1) {
    Schedule bounded = schedule;
    bounded.threads = static_cast<unsigned>(std::min<std::size_t>(schedule.threads, count));
    OrderedWork<T>(count, produce).run(bounded, consume);
    return;
  }
  for (std::size_t index = 0; index < count; ++index) {
    consume(produce(index));
    if (schedule.tick) schedule.tick(index + 1);
  }
}

}  // namespace asynclint
