#include "server/inbox.h"

#include <utility>

namespace asynclint::server {

void Inbox::post_message(Task task, std::size_t bytes) {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [&] { return bytes_ == 0 || bytes_ + bytes <= most_bytes; });
  bytes_ += bytes;
  waiting_.push_back({std::move(task), bytes});
  filled_.notify_one();
}

void Inbox::post(Task task) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back({std::move(task), 0});
  filled_.notify_one();
}

bool Inbox::is_empty() const {
  const std::lock_guard lock(mutex_);
  return waiting_.empty();
}

std::optional<Inbox::Task> Inbox::take() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return std::nullopt;
  Waiting next = std::move(waiting_.front());
  waiting_.pop_front();
  bytes_ -= next.bytes;
  if (next.bytes > 0) room_.notify_one();
  return std::move(next.task);
}

void Inbox::wait(std::optional<Clock::time_point> until) {
  std::unique_lock lock(mutex_);
  const auto is_over = [&] { return is_poked_ || !waiting_.empty(); };
  if (until)
    filled_.wait_until(lock, *until, is_over);
  else
    filled_.wait(lock, is_over);
  is_poked_ = false;
}

void Inbox::poke() {
  const std::lock_guard lock(mutex_);
  is_poked_ = true;
  filled_.notify_one();
}

}  // namespace asynclint::server
