// What a run does with the file of --baseline: hides what it lists, and says or writes what has become of that.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cli/lint-options.h"
#include "project/baseline.h"
#include "project/lint-files.h"
#include "project/result.h"

namespace asynclint::cli {

class BaselineRun {
 public:
  [[nodiscard]] static Result<BaselineRun> open(const LintOptions& options);

  // Whose findings are hidden; null: nobody's.
  [[nodiscard]] const Baseline* hiding() const { return is_update() ? nullptr : &baseline_; }
  // Whether findings go into the file instead of the report.
  [[nodiscard]] bool is_update() const { return use_ == BaselineUse::update; }
  // Each file that was linted.
  void add(const FileReport& report);
  // What there is to say at the end, empty for nothing; or why the file could not be written.
  [[nodiscard]] Result<std::string> finish();

 private:
  BaselineRun(Baseline baseline, const LintOptions& options);
  // Whether an entry no longer occurs, or will be found anew if it does.
  [[nodiscard]] bool is_gone(const BaselineEntry& entry);
  [[nodiscard]] bool was_looked_for(std::string_view rule) const;
  [[nodiscard]] Result<std::string> update();
  [[nodiscard]] Result<std::string> read_or_prune();

  Baseline baseline_;
  BaselineUse use_;
  std::string name_;
  const ConfigurationRequest& request_;
  // What was met in each file that was linted.
  std::unordered_map<std::string, Baseline::Keys> met_;
  std::vector<BaselineEntry> found_;
  std::size_t hidden_ = 0;
  // Whether there is a file, by its name in the baseline.
  std::unordered_map<std::string, bool> exists_;
};

}  // namespace asynclint::cli
