#include "text/span.h"

#include <algorithm>

namespace asynclint {

void sort_edits(std::vector<TextEdit>& edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const TextEdit& a, const TextEdit& b) { return a.span < b.span; });
}

bool edits_conflict(const std::vector<TextEdit>& sorted) {
  for (std::size_t i = 1; i < sorted.size(); ++i)
    if (sorted[i].span.begin < sorted[i - 1].span.end) return true;
  return false;
}

std::string apply_edits(std::string_view text, const std::vector<TextEdit>& sorted) {
  std::string result;
  std::size_t copied = 0;
  for (const TextEdit& edit : sorted) {
    result.append(text, copied, edit.span.begin - copied);
    result += edit.text;
    copied = edit.span.end;
  }
  result.append(text, copied);
  return result;
}

std::optional<TextEdit> merge_edits(std::string_view text, std::vector<TextEdit> edits) {
  if (edits.empty()) return std::nullopt;
  sort_edits(edits);
  TextEdit merged{edits.front().span, {}};
  for (const TextEdit& edit : edits) merged.span.end = std::max(merged.span.end, edit.span.end);
  std::size_t copied = merged.span.begin;
  for (const TextEdit& edit : edits) {
    merged.text.append(text, copied, edit.span.begin - copied);
    merged.text += edit.text;
    copied = edit.span.end;
  }
  return merged;
}

}  // namespace asynclint
