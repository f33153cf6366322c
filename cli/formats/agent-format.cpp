// For language models, which pay for every word: each finding with why it is one and the exact change that mends it, as
// text to look for and text to put in its place.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "cli/display-text.h"
#include "cli/evidence-text.h"
#include "cli/formats/edited-lines.h"
#include "cli/formats/formats.h"
#include "cli/formats/shown-findings.h"
#include "cli/places.h"
#include "cli/words.h"
#include "lint/rule.h"

namespace asynclint::cli {
namespace {

// What somebody can work on before looking again.
constexpr std::size_t most_findings = 100;
constexpr std::size_t most_text = std::size_t{128} << 10U;
constexpr std::size_t most_reasons = 4;

// Code as it is, if it can be shown that way.
bool is_plain(std::string_view code) {
  return valid_utf8(code) == code && std::ranges::none_of(code, [](char letter) {
           return static_cast<unsigned char>(letter) < 0x20U && letter != '\t' && letter != '\n' && letter != '\r';
         });
}

class AgentFormat : public Format {
 public:
  explicit AgentFormat(FormatContext context) : context_(std::move(context)) {}

  void add(const FileReport& report) override {
    if (report.failure) context_.out.write(fmt::format("{}: {}\n\n", printable(report.path), *report.failure));
    const auto shown = shown_findings(report);
    if (shown.empty()) return;
    const Places places(*report.source.text);
    for (const ShownFinding& one : shown) {
      if (findings_ >= most_findings || written_ >= most_text) {
        ++left_out_;
        continue;
      }
      ++findings_;
      rules_.insert({one.finding.rule, find_rule(one.finding.rule, rules_by_name())});
      const std::string text = text_of(report, one.finding, places);
      written_ += text.size();
      context_.out.write(text + "\n");
    }
  }

  void finish(const Totals& totals) override {
    if (totals.files == 0) return;
    for (const auto& [id, rule] : rules_)
      if (rule != nullptr) context_.out.write(fmt::format("{}: {}\n", id, rule->rule->summary));
    if (!rules_.empty()) context_.out.write("`asynclint explain RULE` says more.\n");
    context_.out.write(summary_line(totals, context_.reporting, {}) + "\n");
    if (left_out_ > 0)
      context_.out.write(fmt::format("{} more left out: mend these, or name fewer paths or a --rule\n", left_out_));
  }

 private:
  [[nodiscard]] std::string text_of(const FileReport& report, const Finding& finding, const Places& places) const {
    const Place place = places.of(finding.span.begin);
    std::string text = fmt::format("{}:{}:{} {} {}: {}\n", printable(report.path), place.line, place.column,
                                   name(finding.level), finding.rule, printable(finding.message));
    const Fix* fix = offered_fix(finding);
    std::string change = fix == nullptr ? "" : change_of(report, *fix, places);
    // The lines that a change shows need not be shown twice.
    if (change.empty()) text += fmt::format("code: {}\n", line_of(*report.source.text, places.lines(), finding.span));
    text += reasons_of(finding, places);
    if (fix == nullptr) return text;
    text += fmt::format("fix{}: {}\n", fix->kind == FixKind::safe ? " (safe)" : "", printable(fix->title));
    text += change;
    for (const Fix& other : finding.fixes)
      if (&other != fix && other.kind == fix->kind) text += fmt::format("or: {}\n", printable(other.title));
    return text;
  }

  [[nodiscard]] std::string reasons_of(const Finding& finding, const Places& places) const {
    std::string text;
    std::size_t count = 0;
    for (const RelatedPlace& related : finding.related)
      if (++count <= most_reasons)
        text += fmt::format("why: {} (line {})\n", printable(related.message), places.of(related.span.begin).line);
    for (const EvidenceStep& step : finding.steps) {
      if (is_said(finding, step, places) || ++count > most_reasons) continue;
      const std::string where = place_of_step(step, places, context_.directory);
      text += fmt::format("why: {}{}\n", printable(step.message), where.empty() ? "" : " (" + printable(where) + ")");
    }
    if (finding.evidence == Evidence::likely) text += fmt::format("how sure: {}\n", sureness(finding.evidence));
    return text;
  }

  static std::string change_of(const FileReport& report, const Fix& fix, const Places& places) {
    std::string text;
    for (const EditedLines& piece : unmistakable_lines(*report.source.text, places.lines(), fix)) {
      if (!is_plain(piece.before) || !is_plain(piece.after)) return {};
      text += fmt::format("<<<<<<< line {}\n{}\n=======\n{}\n>>>>>>>\n", piece.first_line, piece.before, piece.after);
    }
    return text;
  }

  static std::string line_of(std::string_view text, const LineIndex& lines, Span span) {
    constexpr std::uint32_t most = 160;
    Span line = lines.line_span(lines.line_of(span.begin));
    if (line.length() > most) line = {span.begin, std::min(line.end, span.begin + most)};
    std::string_view code = slice(text, line);
    code.remove_prefix(std::min(code.find_first_not_of(" \t"), code.size()));
    return printable(code);
  }

  FormatContext context_;
  std::size_t findings_ = 0;
  std::size_t written_ = 0;
  std::size_t left_out_ = 0;
  std::map<std::string_view, const RuleEntry*> rules_;
};

}  // namespace

std::unique_ptr<Format> make_agent_format(const FormatContext& context) {
  return std::make_unique<AgentFormat>(context);
}

}  // namespace asynclint::cli
