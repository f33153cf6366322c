// What a run tells of itself beside its report, when it is asked to: counts, times, and what it left out.
#pragma once

#include <string>
#include <utility>

#include "cli/console.h"
#include "cli/lint-options.h"
#include "cli/statistics.h"
#include "cli/timing.h"
#include "project/file-walk.h"
#include "project/lint-files.h"

namespace asynclint::cli {

class RunNotes {
 public:
  RunNotes(const LintOptions& options, Console& console, std::string directory)
      : options_(options), console_(console), directory_(std::move(directory)) {}

  // Whether a note on this file is about to be written.
  [[nodiscard]] bool speaks_of(const FileReport& report) const;
  void add(const FoundFiles& found);
  void add(const FileReport& report);
  // At the end: below the text for people where that is on standard output, and otherwise beside it.
  void finish();

 private:
  void say(const std::string& path, const std::string& what);

  const LintOptions& options_;
  Console& console_;
  std::string directory_;
  Statistics statistics_;
  FileTimes times_;
};

}  // namespace asynclint::cli
