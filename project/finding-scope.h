// Which findings of a file a run is about, while its text is being fixed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lint/lint.h"
#include "project/changed-lines.h"
#include "project/file-text.h"

namespace asynclint {

// A finding that a baseline has.
struct HiddenFinding {
  Level level = Level::off;
  std::string key;
};

class FindingScope {
 public:
  // All of them.
  FindingScope() = default;
  // Those that begin on these lines of the text; null: on all of them.
  FindingScope(std::string_view text, const ChangedLines* lines);

  // Without those whose keys are among these.
  void hide(std::shared_ptr<const std::unordered_set<std::string>> keys) { hidden_ = std::move(keys); }
  // Leaves out what the run is not about, and returns what was hidden. The findings are all of the file's.
  std::vector<HiddenFinding> narrow(const FileText& file, LintResult& result) const;
  // The text has been changed by these edits, which are sorted and do not conflict. What they put on a line of the
  // run's belongs to it.
  void follow(const std::vector<TextEdit>& edits);

 private:
  [[nodiscard]] bool has(Span place) const;

  bool has_all_lines_ = true;
  std::shared_ptr<const std::unordered_set<std::string>> hidden_;
  // Whole lines, with their line ends. Sorted.
  std::vector<Span> places_;
};

}  // namespace asynclint
