// One page to look at, with everything in it: no script, nothing from elsewhere, and a policy that allows neither.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/display-text.h"
#include "cli/evidence-text.h"
#include "cli/formats/edited-lines.h"
#include "cli/formats/formats.h"
#include "cli/formats/html-charts.h"
#include "cli/formats/html-style.h"
#include "cli/formats/shown-findings.h"
#include "cli/html.h"
#include "cli/places.h"
#include "cli/words.h"
#include "lint/rule.h"

namespace asynclint::cli {
namespace {

// Beyond this, findings come as a line each: nobody reads more, and a browser has to hold it.
constexpr std::size_t most_with_code = 1000;
constexpr std::size_t most_of_code = std::size_t{8} << 20U;
constexpr std::size_t most_at_all = 20000;
constexpr std::size_t most_bars = 12;
constexpr std::uint32_t lines_around = 2;
constexpr std::uint32_t longest_line = 300;

// A line of code, or of an over-long one the part around a place.
Span shown_part(std::string_view text, Span line, std::uint32_t around) {
  if (line.length() <= longest_line) return line;
  const std::uint32_t begin = std::max(line.begin, around - std::min(around, longest_line / 3));
  Span part{begin, std::min(line.end, begin + longest_line)};
  // Not in the middle of a letter.
  const auto is_inside = [&](std::uint32_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (is_inside(part.begin) && part.begin > line.begin) --part.begin;
  while (is_inside(part.end) && part.end < line.end) ++part.end;
  return part;
}

std::string code_html(std::string_view code) { return html_text(printable(code)); }

class CodeOfFinding {
 public:
  CodeOfFinding(std::string_view text, const LineIndex& lines) : text_(text), lines_(lines) {}

  [[nodiscard]] std::string frame(Span span) const {
    const std::uint32_t middle = lines_.line_of(span.begin);
    const std::uint32_t first = middle - std::min(middle, lines_around);
    const std::uint32_t last = std::min(middle + lines_around, lines_.line_count() - 1);
    std::string rows;
    for (std::uint32_t line = first; line <= last; ++line)
      rows += line == middle ? row(line, span) : row(line, {lines_.line_span(line).begin, 0});
    return "<pre class=\"code\">" + rows + "</pre>\n";
  }

  [[nodiscard]] std::string change(const Fix& fix) const {
    std::string html;
    for (const EditedLines& piece : edited_lines(text_, lines_, fix)) {
      if (!html.empty()) html += "<span class=\"line\"><i></i>…</span>";
      html +=
          lines_of(piece.before, piece.first_line, "del", '-') + lines_of(piece.after, piece.first_line, "ins", '+');
    }
    return html.empty() ? html : "<pre class=\"code change\">" + html + "</pre>\n";
  }

 private:
  [[nodiscard]] std::string row(std::uint32_t line, Span marked) const {
    const Span whole = lines_.line_span(line);
    const Span part = shown_part(text_, whole, marked.begin);
    std::string code = part.begin > whole.begin ? "…" : "";
    if (marked.end > marked.begin && marked.begin >= part.begin) {
      const std::uint32_t end = std::min(marked.end, part.end);
      code += code_html(slice(text_, {part.begin, marked.begin})) + "<mark>" +
              code_html(slice(text_, {marked.begin, end})) + "</mark>" + code_html(slice(text_, {end, part.end}));
    } else {
      code += code_html(slice(text_, part));
    }
    if (part.end < whole.end) code += "…";
    return fmt::format("<span class=\"line{}\"><i>{}</i>{}</span>", marked.end > marked.begin ? " here" : "", line + 1,
                       code);
  }

  static std::string lines_of(std::string_view piece, std::uint32_t number, std::string_view element, char sign) {
    std::string html;
    while (true) {
      const std::size_t end = piece.find('\n');
      std::string_view line = piece.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      const std::string_view cut = line.substr(0, longest_line);
      html += fmt::format("<{0} class=\"line\"><i>{1}</i>{2} {3}{4}</{0}>", element, number++, sign,
                          code_html(valid_utf8(cut)), cut.size() < line.size() ? "…" : "");
      if (end == std::string_view::npos) return html;
      piece.remove_prefix(end + 1);
    }
  }

  std::string_view text_;
  const LineIndex& lines_;
};

// What there is of one rule.
struct RuleSection {
  LevelCounts counts{};
  std::size_t fixable = 0;
  std::string html;
};

class HtmlFormat : public Format {
 public:
  explicit HtmlFormat(FormatContext context) : context_(std::move(context)) {}

  void add(const FileReport& report) override {
    const std::string path = html_text(printable(report.path));
    if (report.failure) failures_ += fmt::format("<li><b>{}</b>: {}</li>\n", path, html_text(*report.failure));
    const auto shown = shown_findings(report);
    if (shown.empty()) return;
    const Places places(*report.source.text);
    LevelCounts& of_file = files_[report.path];
    for (const ShownFinding& one : shown) {
      RuleSection& section = rules_[std::string(one.finding.rule)];
      const auto level = static_cast<std::size_t>(one.finding.level);
      ++section.counts.at(level);
      ++of_file.at(level);
      section.fixable += offered_fix(one.finding) != nullptr ? 1 : 0;
      // The first one of each rule is open.
      const bool is_first = section.html.empty();
      if (++count_ > most_at_all) continue;
      const std::string html = finding_html(path, report, one.finding, places, is_first);
      written_ += html.size();
      section.html += html;
    }
  }

  void finish(const Totals& totals) override {
    std::string body = header(totals);
    if (!failures_.empty())
      body += "<section aria-labelledby=\"failures\"><h2 id=\"failures\">Not read</h2><ul>\n" + failures_ +
              "</ul></section>\n";
    if (count_ > 0) body += charts() + filters(totals) + families();
    if (count_ > most_at_all)
      body += fmt::format("<p>{} more findings are counted above and not shown.</p>\n", count_ - most_at_all);
    context_.out.write(filled(html_page, {{"style", std::string(html_style)},
                                          {"version", ASYNCLINT_VERSION},
                                          {"title", title(totals)},
                                          {"body", body}}));
  }

 private:
  // --- A finding ---------------------------------------------------------------------------------------------------

  [[nodiscard]] std::string finding_html(const std::string& path, const FileReport& report, const Finding& finding,
                                         const Places& places, bool is_first) const {
    const Place place = places.of(finding.span.begin);
    const std::string head = fmt::format(
        "<span class=\"level\">{}</span> <span class=\"message\">{}</span> <span class=\"place\">{}:{}:{}</span>",
        name(finding.level), html_line(printable(finding.message)), path, place.line, place.column);
    if (count_ > most_with_code || written_ > most_of_code)
      return fmt::format("<p class=\"finding {}\">{}</p>\n", name(finding.level), head);
    const CodeOfFinding code(*report.source.text, places.lines());
    std::string html = fmt::format("<details class=\"finding {}\"{}><summary>{}</summary>\n", name(finding.level),
                                   is_first ? " open" : "", head);
    html += code.frame(finding.span) + reasons(finding, places);
    if (const Fix* fix = offered_fix(finding)) {
      html += fmt::format("<p class=\"fix\"><b>{}</b> {}</p>\n", fix->kind == FixKind::safe ? "Safe fix" : "Repair",
                          html_line(printable(fix->title)));
      html += code.change(*fix);
      for (const Fix& other : finding.fixes)
        if (&other != fix && other.kind == fix->kind)
          html += fmt::format("<p class=\"fix\"><b>Or</b> {}</p>\n", html_line(printable(other.title)));
    }
    return html + "</details>\n";
  }

  [[nodiscard]] std::string reasons(const Finding& finding, const Places& places) const {
    std::string items;
    const auto add = [&](std::string_view message, const std::string& where) {
      items += fmt::format(
          "<li>{}{}</li>\n", html_line(printable(message)),
          where.empty() ? "" : fmt::format(" <span class=\"place\">{}</span>", html_text(printable(where))));
    };
    for (const RelatedPlace& related : finding.related)
      add(related.message, fmt::format("line {}", places.of(related.span.begin).line));
    for (const EvidenceStep& step : finding.steps) {
      if (is_said(finding, step, places)) continue;
      add(step.message, place_of_step(step, places, context_.directory));
    }
    items += fmt::format("<li class=\"sure\">{}</li>\n", sureness(finding.evidence));
    return "<ul class=\"why\">\n" + items + "</ul>\n";
  }

  // --- The page ----------------------------------------------------------------------------------------------------

  static std::string title(const Totals& totals) {
    const std::size_t count = totals.shown[1] + totals.shown[2] + totals.shown[3];
    return count == 0 ? "Nothing found" : counted(count, "finding");
  }

  [[nodiscard]] std::string header(const Totals& totals) const {
    const auto tile = [](std::string_view kind, std::size_t count, std::string_view noun) {
      const std::string words = counted(count, noun);
      return fmt::format("<li class=\"{}\"><b>{}</b> {}</li>", kind, count, words.substr(words.find(' ') + 1));
    };
    std::string tiles = tile("error", totals.shown[3], "error") + tile("warning", totals.shown[2], "warning");
    if (totals.shown[1] > 0) tiles += tile("info", totals.shown[1], "hint");
    tiles += tile("files", totals.files, "file");
    const std::size_t repairs = totals.fixable + totals.suggested;
    if (repairs > 0) tiles += fmt::format("<li class=\"repairs\"><b>{}</b> with a repair</li>", repairs);
    if (totals.fixed > 0) tiles += fmt::format("<li class=\"repairs\"><b>{}</b> fixed</li>", totals.fixed);
    return fmt::format("<ul class=\"tiles\">{}</ul>\n", tiles);
  }

  [[nodiscard]] std::string charts() const {
    std::vector<Bar> families;
    std::vector<Bar> rules;
    for (const auto& [id, section] : rules_) {
      add_to(rules, id, section.counts);
      add_to(families, family_of(id), section.counts);
    }
    std::vector<Bar> files;
    for (const auto& [path, counts] : files_) files.push_back({printable(path), counts});
    return "<section class=\"charts\" aria-label=\"Charts\">\n" + chart("By family", std::move(families), most_bars) +
           chart("By rule", std::move(rules), most_bars) + chart("Files with the most", std::move(files), most_bars) +
           "</section>\n";
  }

  static void add_to(std::vector<Bar>& bars, const std::string& label, const LevelCounts& counts) {
    auto bar = std::ranges::find(bars, label, &Bar::label);
    if (bar == bars.end()) bar = bars.insert(bars.end(), {label, {}});
    for (std::size_t i = 0; i < counts.size(); ++i) bar->counts.at(i) += counts.at(i);
  }

  static std::string filters(const Totals& totals) {
    static constexpr std::array<std::pair<std::string_view, std::size_t>, 3> levels{
        {{"error", 3}, {"warning", 2}, {"info", 1}}};
    std::string boxes;
    for (const auto& [word, index] : levels)
      if (totals.shown.at(index) > 0)
        boxes += fmt::format("<label class=\"{0}\"><input type=\"checkbox\" id=\"show-{0}\" checked> {1}</label>\n",
                             word, word == "info" ? "hints" : std::string(word) + "s");
    return "<fieldset class=\"filters\"><legend>Show</legend>\n" + boxes + "</fieldset>\n";
  }

  [[nodiscard]] std::string families() const {
    struct FamilySection {
      std::string name;
      std::size_t count = 0;
      std::string html;
    };
    std::vector<FamilySection> sections;
    for (const auto& [id, section] : rules_) {
      const RuleEntry* rule = find_rule(id, rules_by_name());
      std::string html =
          fmt::format("<section class=\"rule\" aria-labelledby=\"rule-{0}\"><h3 id=\"rule-{0}\">{0} {1}</h3>\n",
                      html_text(id), count_words(section));
      if (rule != nullptr) html += fmt::format("<p class=\"summary\">{}</p>\n", html_line(rule->rule->summary));
      const std::string family = family_of(id);
      auto one = std::ranges::find(sections, family, &FamilySection::name);
      if (one == sections.end()) one = sections.insert(one, {family, 0, {}});
      one->count += section.counts[1] + section.counts[2] + section.counts[3];
      one->html += html + section.html + "</section>\n";
    }
    std::ranges::stable_sort(sections, std::ranges::greater{}, &FamilySection::count);
    std::string html;
    for (const FamilySection& one : sections)
      html += fmt::format("<section class=\"family\"><h2>{}</h2>\n{}</section>\n", html_text(one.name), one.html);
    return html;
  }

  static std::string count_words(const RuleSection& section) {
    const std::size_t all = section.counts[1] + section.counts[2] + section.counts[3];
    const std::string repairs = section.fixable > 0 ? fmt::format(", {} with a repair", section.fixable) : "";
    return fmt::format("<small>{}{}</small>", counted(all, "finding"), repairs);
  }

  // As a heading: "Array callbacks".
  static std::string family_of(std::string_view id) {
    const RuleEntry* rule = find_rule(id, rules_by_name());
    std::string text(rule == nullptr ? "other" : name(rule->rule->family));
    std::ranges::replace(text, '-', ' ');
    if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
  }

  FormatContext context_;
  std::map<std::string, RuleSection> rules_;
  std::map<std::string, LevelCounts> files_;
  std::string failures_;
  std::size_t count_ = 0;
  std::size_t written_ = 0;
};

}  // namespace

std::unique_ptr<Format> make_html_format(const FormatContext& context) { return std::make_unique<HtmlFormat>(context); }

}  // namespace asynclint::cli
