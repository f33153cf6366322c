// Which findings of a file a run is about, while its text is being fixed.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "lint/lint.h"
#include "project/changed-lines.h"

namespace asynclint {

class FindingScope {
 public:
  // All of them.
  FindingScope() = default;
  // Those that begin on these lines of the text.
  FindingScope(std::string_view text, const ChangedLines& lines);

  [[nodiscard]] bool is_everything() const { return is_everything_; }
  // Leaves out what the run is not about.
  void narrow(LintResult& result) const;
  // The text has been changed by these edits, which are sorted and do not conflict. What they put on a line of the
  // run's belongs to it.
  void follow(const std::vector<TextEdit>& edits);

 private:
  [[nodiscard]] bool has(Span place) const;

  bool is_everything_ = true;
  // Whole lines, with their line ends. Sorted.
  std::vector<Span> places_;
};

}  // namespace asynclint
