// Runs programs under the Node that is pinned for tests.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "lint/lint.h"

namespace asynclint::tests {

struct RunResult {
  std::string output;
  std::string errors;
  int exit_code = -1;
  // It was ended because it did not end by itself in time.
  bool timed_out = false;
};

// An empty folder that is gone when this is.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Writes a file into the folder and returns its path.
  std::filesystem::path write(std::string_view name, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

// Whether what programs print is compared in this run of the tests. It is the same however the linter was built, so
// where that makes everything slow the other builds are enough.
[[nodiscard]] bool compares_output();

// Runs a program from a temporary file, in an empty folder, with an environment that is the same on every machine.
[[nodiscard]] RunResult run_program(std::string_view text, ModuleKind kind);

// Runs Node with these arguments; the current folder is `folder`. What takes longer than the limit is ended.
[[nodiscard]] RunResult run_node(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                                 std::chrono::milliseconds limit = std::chrono::seconds(10));

}  // namespace asynclint::tests
