// The format for people: on a terminal each finding with its code; in a pipe a short list under each file's name.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/code-frame.h"
#include "cli/display-text.h"
#include "cli/evidence-text.h"
#include "cli/formats/formats.h"
#include "cli/places.h"
#include "cli/totals.h"
#include "project/paths.h"

namespace asynclint::cli {
namespace {

std::string place_of(const Places& places, const Finding& finding) {
  const Place place = places.of(finding.span.begin);
  return fmt::format("{}:{}", place.line, place.column);
}

class Stylish : public Format {
 public:
  explicit Stylish(FormatContext context) : context_(std::move(context)), palette_(context_.out.palette()) {}

  void add(const FileReport& report) override {
    std::vector<const Finding*> shown;
    for (const Finding& finding : report.result.findings)
      if (finding.level >= report.least) shown.push_back(&finding);
    if (shown.empty()) return;
    const Places places(*report.source.text);
    if (context_.out.is_for_people())
      add_frames(report, places, shown);
    else
      add_list(report, places, shown);
    if (context_.out.is_terminal()) context_.out.flush();
  }

  void finish(const Totals& totals) override {
    if (totals.files == 0) return;
    const bool is_clean = totals.errors + totals.warnings + totals.hints + totals.fixed == 0;
    // A pipe gets findings, and nothing when there are none.
    if (is_clean && !context_.out.is_terminal()) return;
    const bool shows_nothing = totals.files_with_findings + totals.fixed == 0;
    if (shows_nothing && totals.hidden_hints == 0 && !context_.out.is_terminal()) return;
    context_.out.write(summary_line(totals, context_.reporting, palette_) + "\n");
  }

 private:
  void add_frames(const FileReport& report, const Places& places, const std::vector<const Finding*>& findings) {
    const FrameSource source{*report.source.text, places.lines(), palette_, context_.out.width()};
    const std::string absolute = absolute_path(report.path, context_.directory);
    for (const Finding* finding : findings) {
      const std::string place = printable(report.path) + ":" + place_of(places, *finding);
      std::string text = fmt::format("{}  {}  {}  {}\n\n", palette_.file_link(absolute, palette_(Paint::bold, place)),
                                     palette_(paint_of(finding->level), name(finding->level)),
                                     printable(finding->message), palette_(Paint::dim, finding->rule));
      text += code_frame(source, *finding);
      if (const Fix* fix = offered_fix(*finding)) {
        const std::string_view option = fix->kind == FixKind::safe ? "  (--fix)" : "  (--fix-suggestions)";
        text += fmt::format("  {} {}{}\n", palette_(Paint::green, "help:"), printable(fix->title),
                            palette_(Paint::dim, option));
      }
      if (context_.with_evidence) text += evidence_lines(*finding, places, "  ");
      context_.out.write(text + "\n");
    }
  }

  // Below a finding: how sure it is, and the places that it rests on.
  [[nodiscard]] std::string evidence_lines(const Finding& finding, const Places& places,
                                           std::string_view indent) const {
    std::string text = fmt::format("{}{} {}\n", indent, palette_(Paint::cyan, "evidence:"), sureness(finding.evidence));
    for (const EvidenceStep& step : finding.steps) {
      const std::string where = place_of_step(step, places, context_.directory);
      text += fmt::format("{}  {} {}{}\n", indent, palette_(Paint::dim, "-"), printable(step.message),
                          where.empty() ? where : ": " + printable(where));
    }
    return text;
  }

  void add_list(const FileReport& report, const Places& places, const std::vector<const Finding*>& findings) {
    std::vector<std::string> rows;
    std::size_t place_width = 0;
    std::size_t level_width = 0;
    for (const Finding* finding : findings) {
      rows.push_back(place_of(places, *finding));
      place_width = std::max(place_width, rows.back().size());
      level_width = std::max(level_width, name(finding->level).size());
    }
    std::string text = printable(report.path) + "\n";
    for (std::size_t i = 0; i < findings.size(); ++i) {
      text += fmt::format("  {:<{}}  {:<{}}  {}  {}\n", rows[i], place_width, name(findings[i]->level), level_width,
                          printable(findings[i]->message), findings[i]->rule);
      if (context_.with_evidence) text += evidence_lines(*findings[i], places, "      ");
    }
    context_.out.write(text + "\n");
  }

  FormatContext context_;
  const Palette& palette_;
};

}  // namespace

std::unique_ptr<Format> make_stylish_format(const FormatContext& context) { return std::make_unique<Stylish>(context); }

}  // namespace asynclint::cli
