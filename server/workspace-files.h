// The files of a workspace that nobody has opened.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "project/platform.h"
#include "server/open-document.h"
#include "server/world.h"

namespace asynclint::server {

// Those that the command line would find in its folders; absolute, with links resolved.
[[nodiscard]] std::vector<std::string> files_of(const World& world);

// A file as if it had just been opened; none when it cannot be read.
[[nodiscard]] std::optional<Snapshot> read_snapshot(const std::string& path, std::shared_ptr<const World> world);

// What was reported of files, so that nothing is worked out again for a file that is the same in a world that is the
// same. Any thread.
class FileReports {
 public:
  // What is known as the result of a file; empty when that has to be found out.
  [[nodiscard]] std::string known(const std::string& path, const World& world);
  void note(const std::string& path, const World& world, const platform::FileStamp& stamp, std::string result);

 private:
  struct Report {
    platform::FileStamp stamp;
    std::string result;
  };
  std::mutex mutex_;
  const World* world_ = nullptr;
  std::unordered_map<std::string, Report> reports_;
};

}  // namespace asynclint::server
