#include "server/outbox.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace asynclint::server {
namespace {

constexpr std::chrono::milliseconds patience{400};

}  // namespace

Outbox::Outbox(Sink sink, SinkAtOnce sink_at_once)
    : sink_(std::move(sink)), sink_at_once_(std::move(sink_at_once)), writer_([this] { write(); }) {}

Outbox::~Outbox() {
  if (!close() && writer_.joinable()) writer_.detach();
}

bool Outbox::close() {
  std::unique_lock lock(mutex_);
  const auto is_idle = [&] { return (is_lost_ || waiting_.empty()) && !is_writing_; };
  if (!is_closed_) emptied_.wait_for(lock, patience, is_idle);
  is_closed_ = true;
  waiting_.clear();
  filled_.notify_all();
  if (is_writing_) return false;
  lock.unlock();
  if (writer_.joinable()) writer_.join();
  return true;
}

void Outbox::send(std::string_view body, const std::string& key) {
  std::string frame = "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  frame += body;
  const std::lock_guard lock(mutex_);
  if (is_lost_ || is_closed_) return;
  if (sink_at_once_ && waiting_.empty() && !is_writing_)
    if (const std::size_t written = sink_at_once_(frame); written > 0) {
      if (written == frame.size()) return;
      // What has begun cannot be replaced any more.
      frame.erase(0, written);
      bytes_ += frame.size();
      waiting_.push_back({std::move(frame), {}});
      filled_.notify_one();
      return;
    }
  if (!key.empty()) {
    if (keyed_ > 0) {
      const auto same = std::ranges::find(waiting_, key, &Waiting::key);
      if (same != waiting_.end()) {
        bytes_ += frame.size() - same->frame.size();
        same->frame = std::move(frame);
        return;
      }
    }
    ++keyed_;
  }
  bytes_ += frame.size();
  waiting_.push_back({std::move(frame), key});
  if (bytes_ > most_bytes) {
    is_lost_ = true;
    waiting_.clear();
    bytes_ = keyed_ = 0;
  }
  filled_.notify_one();
}

void Outbox::withdraw(const std::string& key) {
  const std::lock_guard lock(mutex_);
  if (key.empty() || keyed_ == 0) return;
  const auto same = std::ranges::find(waiting_, key, &Waiting::key);
  if (same == waiting_.end()) return;
  bytes_ -= same->frame.size();
  --keyed_;
  waiting_.erase(same);
}

bool Outbox::is_lost() const {
  const std::lock_guard lock(mutex_);
  return is_lost_;
}

void Outbox::write() {
  std::unique_lock lock(mutex_);
  while (true) {
    filled_.wait(lock, [&] { return is_closed_ || !waiting_.empty(); });
    if (is_closed_) return;
    const Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    bytes_ -= next.frame.size();
    if (!next.key.empty()) --keyed_;
    is_writing_ = true;
    lock.unlock();
    const bool is_read = sink_(next.frame);
    lock.lock();
    is_writing_ = false;
    if (!is_read) {
      is_lost_ = true;
      waiting_.clear();
      bytes_ = keyed_ = 0;
    }
    if (waiting_.empty()) emptied_.notify_all();
  }
}

}  // namespace asynclint::server
