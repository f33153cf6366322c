// What formats for programs share: what is shown of a file, and how levels are called elsewhere.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "project/lint-files.h"

namespace asynclint::cli {

struct ShownFinding {
  const Finding& finding;
  // Which one of the report's findings it is.
  std::size_t index;
};

// The findings of a report that are not below its least level.
[[nodiscard]] inline std::vector<ShownFinding> shown_findings(const FileReport& report) {
  std::vector<ShownFinding> shown;
  for (std::size_t i = 0; i < report.result.findings.size(); ++i) {
    const Finding& finding = report.result.findings[i];
    if (finding.level >= report.least) shown.push_back({finding, i});
  }
  return shown;
}

// The word for a level in somebody else's terms, those of info, warning and error.
[[nodiscard]] inline std::string_view level_word(Level level, const std::array<std::string_view, 3>& words) {
  if (level == Level::error) return words[2];
  return level == Level::warning ? words[1] : words[0];
}

}  // namespace asynclint::cli
