#include "project/finding-scope.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "project/finding-key.h"

namespace asynclint {

FindingScope::FindingScope(std::string_view text, const ChangedLines* lines) : has_all_lines_(lines == nullptr) {
  if (lines == nullptr) return;
  std::uint32_t line = 0;
  std::size_t at = 0;
  const auto go_to = [&](std::uint32_t wanted) {
    for (; line < wanted && at < text.size(); ++line) {
      const std::size_t end = text.find('\n', at);
      at = end == std::string_view::npos ? text.size() : end + 1;
    }
    return static_cast<std::uint32_t>(at);
  };
  for (const LineRange& range : *lines) {
    const std::uint32_t begin = go_to(range.begin);
    places_.push_back({begin, go_to(range.end)});
  }
}

bool FindingScope::has(Span place) const {
  const auto is_behind = [](std::uint32_t offset, Span span) { return offset < span.begin; };
  const auto next = std::upper_bound(places_.begin(), places_.end(), place.begin, is_behind);
  return next != places_.begin() && place.begin < std::prev(next)->end;
}

std::vector<HiddenFinding> FindingScope::narrow(const FileText& file, LintResult& result) const {
  std::vector<HiddenFinding> hidden;
  if (hidden_) {
    // Which of several alike a finding is can only be said with all of them at hand.
    const std::vector<FindingKey> keys = finding_keys(file, result.findings);
    std::size_t index = 0;
    std::erase_if(result.findings, [&](const Finding& finding) {
      std::string key = keys[index++].text();
      if (!hidden_->contains(key)) return false;
      hidden.push_back({finding.level, std::move(key)});
      return true;
    });
  }
  if (has_all_lines_) return hidden;
  std::erase_if(result.findings, [&](const Finding& finding) { return !has(finding.span); });
  std::erase_if(result.suppressed, [&](const SuppressedFinding& one) { return !has(one.finding.span); });
  return hidden;
}

void FindingScope::follow(const std::vector<TextEdit>& edits) {
  const auto moved = [&](std::uint32_t place, bool is_end) {
    std::int64_t shift = 0;
    for (const TextEdit& edit : edits) {
      // What is put where a line of the run's begins is on that line.
      const bool is_before = is_end ? edit.span.begin < place : edit.span.begin < place && edit.span.end <= place;
      if (!is_before) break;
      shift += static_cast<std::int64_t>(edit.text.size()) - edit.span.length();
      // A replacement over the border takes what is behind it along.
      if (edit.span.end > place) shift += edit.span.end - place;
    }
    return static_cast<std::uint32_t>(std::max<std::int64_t>(0, place + shift));
  };
  for (Span& place : places_) place = {moved(place.begin, false), moved(place.end, true)};
}

}  // namespace asynclint
