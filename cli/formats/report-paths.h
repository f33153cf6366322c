// Paths as those who host the code know them: from the root of the repository, wherever asynclint was started.
#pragma once

#include <string>
#include <string_view>

namespace asynclint::cli {

class ReportPaths {
 public:
  // Of a run in `directory`, which is absolute: the directory around it that is a repository, or itself.
  explicit ReportPaths(std::string directory);

  [[nodiscard]] const std::string& root() const { return root_; }
  // From the root, valid UTF-8; absolute for what lies elsewhere. What is not a path (`<stdin>`) stays.
  [[nodiscard]] std::string of(std::string_view path) const;

 private:
  std::string directory_;
  std::string root_;
};

}  // namespace asynclint::cli
