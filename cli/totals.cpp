#include "cli/totals.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/words.h"
#include "text/line-index.h"

namespace asynclint::cli {
namespace {

constexpr std::size_t most_syntax_notes = 5;

std::size_t line_number(std::string_view text, std::size_t offset) {
  return static_cast<std::size_t>(LineIndex(text.substr(0, offset)).line_count());
}

}  // namespace

void Totals::add(const FileReport& report) {
  minified += report.left_out == LeftOut::minified ? 1 : 0;
  if (report.left_out == LeftOut::too_large) too_large.push_back(report.path);
  if (report.left_out != LeftOut::no) return;
  ++files;
  failures += report.failure ? 1 : 0;
  if (report.fixed > 0) {
    fixed += report.fixed;
    ++fixed_files;
  }
  bool shows_some = false;
  for (const Finding& finding : report.result.findings) {
    errors += finding.level == Level::error ? 1 : 0;
    warnings += finding.level == Level::warning ? 1 : 0;
    hints += finding.level == Level::info ? 1 : 0;
    if (finding.level < report.least) {
      if (finding.level == Level::info && report.least == Level::warning) ++hidden_hints;
      continue;
    }
    shows_some = true;
    ++shown.at(static_cast<std::size_t>(finding.level));
    if (const Fix* fix = offered_fix(finding)) ++(fix->kind == FixKind::safe ? fixable : suggested);
  }
  files_with_findings += shows_some ? 1 : 0;
  if (report.result.syntax_errors == 0) return;
  if (syntax_notes.size() == most_syntax_notes) {
    ++more_syntax_notes;
    return;
  }
  const std::size_t at = report.result.first_syntax_error.value_or(Span{}).begin;
  syntax_notes.push_back({report.path, line_number(*report.source.text, at), report.result.syntax_errors});
}

const Fix* offered_fix(const Finding& finding) {
  for (const FixKind kind : {FixKind::safe, FixKind::suggestion}) {
    const auto is_kind = [&](const Fix& fix) { return fix.kind == kind; };
    const auto fix = std::find_if(finding.fixes.begin(), finding.fixes.end(), is_kind);
    if (fix != finding.fixes.end()) return &*fix;
  }
  return nullptr;
}

std::string summary_line(const Totals& totals, const Reporting& reporting, const Palette& palette) {
  std::string line;
  const auto add_count = [&](Level level, Paint paint, std::string_view noun) {
    const std::size_t count = totals.shown.at(static_cast<std::size_t>(level));
    if (count == 0) return;
    line += line.empty() ? "" : ", ";
    line += palette(paint, counted(count, noun));
  };
  add_count(Level::error, Paint::red, "error");
  add_count(Level::warning, Paint::yellow, "warning");
  add_count(Level::info, Paint::blue, "hint");
  line = line.empty() ? "nothing found in " + counted(totals.files, "file")
                      : line + " in " + counted(totals.files_with_findings, "file");

  const auto add = [&](std::size_t count, const std::string& words) {
    if (count > 0) line += "; " + words;
  };
  const bool is_preview = reporting.fix_mode == FixMode::preview;
  add(totals.fixed, palette(Paint::green, fmt::format("{} {} in {}", is_preview ? "would fix" : "fixed", totals.fixed,
                                                      counted(totals.fixed_files, "file"))));
  if (!reporting.fixes.safe) add(totals.fixable, fmt::format("{} fixable with --fix", totals.fixable));
  if (!reporting.fixes.suggestions)
    add(totals.suggested, fmt::format("{} fixable with --fix-suggestions", totals.suggested));
  add(totals.hidden_hints, counted(totals.hidden_hints, "hint") + " hidden (--level info shows them)");
  return line;
}

}  // namespace asynclint::cli
