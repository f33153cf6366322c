// Files linted, and fixed if that is wanted: one at a time, or many in parallel.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lint/lint.h"
#include "project/baseline.h"
#include "project/file-walk.h"
#include "project/finding-key.h"
#include "project/finding-scope.h"
#include "project/fix-text.h"
#include "project/module-graph.h"
#include "project/module-kinds.h"
#include "project/ordered-work.h"
#include "project/result-cache.h"
#include "project/source-text.h"

namespace asynclint {

enum class FixMode : std::uint8_t {
  none,
  // The findings are those of the text as it is; what fixing would make of it comes beside them.
  preview,
  // The findings are those that are left after fixing.
  apply,
};

// The same for all files of a run.
struct LintRun {
  std::span<const RuleEntry> rules;
  // For files that bring no settings of their own; so is the least level of `fixes`.
  LintSettings settings;
  FixMode fix_mode = FixMode::none;
  FixChoice fixes;
  // How files see each other; null: each file is looked at alone.
  ModuleGraph* modules = nullptr;
  // Whether reports come with the keys of their findings.
  bool with_keys = false;
  // Findings that are not shown, and not fixed either; null: none.
  const Baseline* baseline = nullptr;
  // Whether reports say how long their files took.
  bool with_times = false;
  // What earlier runs found; null: that is not asked. Only together with `modules` that look through its store.
  ResultCache* cache = nullptr;
};

// Why a file that the walk found was not linted; one that is named is linted or fails.
enum class LeftOut : std::uint8_t { no, minified, too_large };

struct FileReport {
  std::string path;
  // What the findings speak of; none for a file that has nothing to tell, so that its text need not be kept.
  SourceText source;
  LintResult result;
  // Of each finding, when the run has asked for them.
  std::vector<FindingKey> keys{};
  // The least level of this file that is shown.
  Level least = Level::warning;
  std::shared_ptr<const FileSettings> settings{};
  // The lines that the run is about; null: all of them.
  std::shared_ptr<const ChangedLines> lines{};
  // Those that the baseline has.
  std::vector<HiddenFinding> hidden{};
  // What the file held before fixing (`apply`), or would hold after it (`preview`); none when that is the same.
  std::shared_ptr<const std::string> other;
  std::uint32_t fixed = 0;
  std::chrono::nanoseconds time{0};
  LeftOut left_out = LeftOut::no;
  // Whether an earlier run had found it, and nothing was linted now.
  bool is_remembered = false;
  // Why the file could not be read or written.
  std::optional<std::string> failure;
};

// `trace`, if there is one, gets what the result rests on.
[[nodiscard]] FileReport lint_source(std::string path, SourceText source, ModuleKind kind, const LintRun& run,
                                     std::shared_ptr<const FileSettings> settings = nullptr,
                                     std::shared_ptr<const ChangedLines> lines = nullptr, LintTrace* trace = nullptr);
// `directory`, which is absolute, is where relative paths begin. Reads the file and writes nothing.
[[nodiscard]] FileReport lint_file(const FoundFile& file, const std::string& directory, const LintRun& run,
                                   ModuleKinds& kinds);

// The keys of a report's findings; worked out where it has none.
[[nodiscard]] std::vector<FindingKey> finding_keys(const FileReport& report);

// Writes what fixing made of the file, unless somebody else changed it since it was read. On failure the report says
// why, and is about the unchanged text again.
void write_fixes(FileReport& report, const std::string& directory, const LintRun& run, ModuleKinds& kinds);

// Hands over the reports in the order of the files, all on the calling thread; `apply` has written its files by then.
void lint_files(const std::vector<FoundFile>& files, const LintRun& run, const Schedule& schedule,
                const std::function<void(const FileReport&)>& take);

}  // namespace asynclint
