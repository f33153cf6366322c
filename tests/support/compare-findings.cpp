#include "tests/support/compare-findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "text/line-index.h"

namespace asynclint::tests {
namespace {

// A finding where a mark would stand.
Mark as_mark(const LineIndex& lines, const Finding& finding) {
  const Position begin = lines.position(finding.span.begin, ColumnUnit::utf32);
  const Position end = lines.position(finding.span.end, ColumnUnit::utf32);
  Mark mark;
  mark.line = begin.line;
  mark.begin = begin.column;
  // A span over several lines is reported by findings_problem; here it is enough that no mark agrees with it.
  mark.end = end.line == begin.line ? end.column : begin.column;
  mark.rule = finding.rule;
  mark.level = finding.level;
  mark.message = finding.message;
  return mark;
}

bool same_place(const Mark& a, const Mark& b) {
  return std::tie(a.line, a.begin, a.end, a.rule) == std::tie(b.line, b.begin, b.end, b.rule);
}

bool agrees(const Mark& expected, const Mark& found) {
  return (!expected.level || expected.level == found.level) && (!expected.message || expected.message == found.message);
}

std::string as_text(const Mark& mark, std::string_view verdict) {
  return fmt::format("{:{}}{:^>{}} {}{}{}    <- {}", "", mark.begin, "", mark.end - mark.begin, mark.rule,
                     mark.level ? fmt::format("({})", name(*mark.level)) : "",
                     mark.message ? fmt::format(": {}", *mark.message) : "", verdict);
}

bool inside_character(std::string_view text, std::uint32_t offset) {
  return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U && offset > 0 &&
         static_cast<unsigned char>(text[offset - 1]) >= 0x80U;
}

std::string span_problem(std::string_view text, Span span) {
  if (span.begin > span.end || span.end > text.size()) return "is not inside the text";
  if (inside_character(text, span.begin) || inside_character(text, span.end)) return "splits a character";
  return {};
}

std::string edits_problem(std::string_view text, const std::vector<TextEdit>& edits) {
  if (edits.empty()) return "it has no edits";
  for (const TextEdit& edit : edits)
    if (const std::string problem = span_problem(text, edit.span); !problem.empty())
      return fmt::format("an edit {}", problem);
  if (!std::is_sorted(edits.begin(), edits.end(), [](const auto& a, const auto& b) { return a.span < b.span; }))
    return "its edits are not sorted";
  if (edits_conflict(edits)) return "its edits conflict";
  if (apply_edits(text, edits) == text) return "it changes nothing";
  return {};
}

}  // namespace

std::string compare_findings(const MarkedText& expected, const std::vector<Finding>& findings) {
  const LineIndex lines(expected.text);
  std::map<std::uint32_t, std::vector<std::string>> differences;
  std::vector<Mark> unmet = expected.marks;
  for (const Finding& finding : findings) {
    const Mark found = as_mark(lines, finding);
    auto mark = std::find_if(unmet.begin(), unmet.end(),
                             [&](const Mark& each) { return same_place(each, found) && agrees(each, found); });
    if (mark == unmet.end())
      mark = std::find_if(unmet.begin(), unmet.end(), [&](const Mark& each) { return same_place(each, found); });
    if (mark == unmet.end()) {
      differences[found.line].push_back(as_text(found, "found, not marked"));
      continue;
    }
    if (!agrees(*mark, found)) {
      differences[found.line].push_back(as_text(*mark, "marked"));
      differences[found.line].push_back(as_text(found, "found instead"));
    }
    unmet.erase(mark);
  }
  for (const Mark& mark : unmet) differences[mark.line].push_back(as_text(mark, "marked, not found"));

  std::string report;
  for (const auto& [line, texts] : differences) {
    const std::uint32_t source_line = line < expected.source_lines.size() ? expected.source_lines[line] : line + 1;
    report += fmt::format("line {}:\n  {}\n", source_line, slice(expected.text, lines.line_span(line)));
    for (const std::string& text : texts) report += fmt::format("  {}\n", text);
  }
  return report;
}

std::string findings_problem(std::string_view text, const std::vector<Finding>& findings) {
  const LineIndex lines(text);
  std::uint32_t previous = 0;
  for (const Finding& finding : findings) {
    const std::string where =
        fmt::format("a finding of {} at bytes {}-{}", finding.rule, finding.span.begin, finding.span.end);
    if (const std::string problem = span_problem(text, finding.span); !problem.empty())
      return fmt::format("{} {}", where, problem);
    if (finding.span.empty()) return where + " is empty";
    if (slice(text, finding.span).find_first_of("\r\n") != std::string_view::npos) return where + " covers a line end";
    if (finding.span.begin < previous) return where + " is out of order";
    previous = finding.span.begin;
    for (const RelatedPlace& place : finding.related)
      if (const std::string problem = span_problem(text, place.span); !problem.empty())
        return fmt::format("{}: a related place {}", where, problem);
    for (const Fix& fix : finding.fixes)
      if (const std::string problem = fix_problem(text, fix); !problem.empty())
        return fmt::format("{}: {}", where, problem);
  }
  return {};
}

std::string fix_problem(std::string_view text, const Fix& fix) {
  const std::string where = fmt::format("the fix \"{}\": ", fix.title);
  if (fix.kind == FixKind::none) return where + "it has no kind";
  if (fix.title.empty() || fix.title.ends_with('.')) return where + "a title is a sentence without a final stop";
  const std::string problem = edits_problem(text, fix.edits);
  return problem.empty() ? problem : where + problem;
}

}  // namespace asynclint::tests
