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

std::optional<Inbox::Task> Inbox::take(std::optional<Clock::time_point> until) {
  std::unique_lock lock(mutex_);
  const auto is_filled = [&] { return !waiting_.empty(); };
  if (!until)
    filled_.wait(lock, is_filled);
  else if (!filled_.wait_until(lock, *until, is_filled))
    return std::nullopt;
  Waiting next = std::move(waiting_.front());
  waiting_.pop_front();
  bytes_ -= next.bytes;
  if (next.bytes > 0) room_.notify_one();
  return std::move(next.task);
}

}  // namespace asynclint::server
