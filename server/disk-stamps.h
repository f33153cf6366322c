// Files on the disk that something rests on, and whether one of them has changed: for clients that watch no files, and
// for changes that watching misses.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "project/platform.h"

namespace asynclint::server {

// Any thread.
class DiskStamps {
 public:
  // The file need not be there; that it comes is a change, too.
  void add(const std::string& path);
  // What could say something about a document: configuration, packages and compiler settings in the directories around
  // it, and which files lie in them. Above `folder` only the former: what comes and goes there is not ours.
  void add_around(const std::string& path, std::string_view folder);
  [[nodiscard]] bool has_changed();

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, platform::FileStamp> files_;
  struct Names {
    platform::FileStamp stamp;
    std::size_t hash = 0;
    bool is_ours = false;
  };
  std::unordered_map<std::string, Names> directories_;
};

}  // namespace asynclint::server
