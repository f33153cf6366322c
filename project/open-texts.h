// The texts of files that somebody is writing, before they are on the disk.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace asynclint {

// Any thread. By absolute path, with links resolved.
class OpenTexts {
 public:
  using Text = std::shared_ptr<const std::string>;

  // Null: the file is as it lies on the disk.
  [[nodiscard]] Text find(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    const auto found = texts_.find(path);
    return found == texts_.end() ? nullptr : found->second;
  }
  void set(const std::string& path, Text text) {
    const std::lock_guard lock(mutex_);
    texts_[path] = std::move(text);
  }
  void remove(const std::string& path) {
    const std::lock_guard lock(mutex_);
    texts_.erase(path);
  }

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Text> texts_;
};

}  // namespace asynclint
