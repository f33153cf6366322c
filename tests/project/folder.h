// A folder of its own for a test, and the few things that tests do with files in it.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "tests/support/run-node.h"

namespace asynclint::tests {

class Folder {
 public:
  // Of a file or folder in it; of the folder itself without an argument.
  [[nodiscard]] std::string path(std::string_view relative = "") const {
    return relative.empty() ? root_.string() : (root_ / relative).string();
  }

  // Makes the folders above the file as well.
  std::string write(std::string_view relative, std::string_view content) const {
    const std::filesystem::path file = root_ / relative;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
  }

  [[nodiscard]] std::string read(std::string_view relative) const {
    std::ifstream file(root_ / relative, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  TemporaryFolder folder_;
  // With links resolved, as the executable sees it.
  std::filesystem::path root_ = std::filesystem::canonical(folder_.path());
};

}  // namespace asynclint::tests
