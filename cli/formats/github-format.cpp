// For GitHub's workflows: a command for each finding, which becomes an annotation of the line, and a page for the
// summary of the job.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "cli/display-text.h"
#include "cli/formats/formats.h"
#include "cli/formats/markdown.h"
#include "cli/formats/report-paths.h"
#include "cli/formats/shown-findings.h"
#include "cli/places.h"
#include "cli/words.h"
#include "project/platform.h"

namespace asynclint::cli {
namespace {

// What a step may add to the summary, with everything that it has added already.
constexpr std::size_t summary_limit = std::size_t{1} << 20U;

std::string command_text(std::string_view text, bool is_property) {
  std::string escaped;
  for (const char letter : valid_utf8(text)) {
    switch (letter) {
      case '%': escaped += "%25"; break;
      case '\r': escaped += "%0D"; break;
      case '\n': escaped += "%0A"; break;
      case ':': escaped += is_property ? "%3A" : ":"; break;
      case ',': escaped += is_property ? "%2C" : ","; break;
      default: escaped += letter;
    }
  }
  return escaped;
}

// What nobody can know before, so that no name in the code that is linted can end it.
std::string secret_word() {
  std::random_device device;
  return fmt::format("asynclint-{:08x}{:08x}{:08x}{:08x}", device(), device(), device(), device());
}

class GithubSummary {
 public:
  GithubSummary() : file_(platform::environment("GITHUB_STEP_SUMMARY").value_or("")) {
    const auto server = platform::environment("GITHUB_SERVER_URL");
    const auto repository = platform::environment("GITHUB_REPOSITORY");
    const auto commit = platform::environment("GITHUB_SHA");
    if (server && repository && commit) files_ = fmt::format("{}/{}/blob/{}/", *server, *repository, *commit);
    const std::uint64_t taken = platform::stamp_of(file_).size;
    room_ = taken + reserve < summary_limit ? summary_limit - static_cast<std::size_t>(taken) - reserve : 0;
  }

  [[nodiscard]] bool is_wanted() const { return !file_.empty(); }

  void add(const std::string& path, std::uint32_t line, const Finding& finding) {
    if (!is_wanted()) return;
    ++by_rule_[finding.rule].at(static_cast<std::size_t>(finding.level));
    const std::string place = markdown_text(fmt::format("{}:{}", path, line));
    // What is not below the root of the repository has no page.
    const bool has_page = !files_.empty() && !platform::is_absolute(path) && !path.starts_with('<');
    const std::string row =
        fmt::format("| {} | {} | {} | {} |\n", name(finding.level),
                    has_page ? fmt::format("[{}]({}{}#L{})", place, files_, percent_encoded(path), line) : place,
                    markdown_text(finding.message), finding.rule);
    if (left_out_ > 0 || rows_.size() + row.size() > room_) {
      ++left_out_;
      return;
    }
    rows_ += row;
  }

  // Empty, or why it could not be written.
  [[nodiscard]] std::string write(const Totals& totals, const Reporting& reporting) const {
    if (!is_wanted() || totals.files == 0) return {};
    std::string text = fmt::format("## asynclint\n\n{}\n", markdown_text(summary_line(totals, reporting, {})));
    if (!by_rule_.empty()) {
      text += "\n| rule | errors | warnings | hints |\n|---|---:|---:|---:|\n";
      for (const auto& [rule, counts] : by_rule_)
        text += fmt::format("| {} | {} | {} | {} |\n", rule, counts[3], counts[2], counts[1]);
    }
    if (!rows_.empty())
      text +=
          "\n<details open><summary>Findings</summary>\n\n| | | | |\n|---|---|---|---|\n" + rows_ + "\n</details>\n";
    if (left_out_ > 0) text += fmt::format("\n{} more did not fit here.\n", left_out_);
    text += "\n";
    // With no room even for that, nothing is said: whoever came before has said enough.
    if (platform::stamp_of(file_).size + text.size() > summary_limit) return {};
    const auto failure = platform::append_to_file(file_, text);
    return failure ? fmt::format("{}: {}", file_, failure->reason) : std::string();
  }

 private:
  // For what stands around the rows.
  static constexpr std::size_t reserve = 16384;

  std::string file_;
  // Where files of this commit are shown.
  std::string files_;
  std::size_t room_ = 0;
  std::string rows_;
  std::size_t left_out_ = 0;
  std::map<std::string_view, std::array<std::size_t, 4>> by_rule_;
};

class GithubFormat : public Format {
 public:
  explicit GithubFormat(const FormatContext& context)
      : out_(context.out), reporting_(context.reporting), paths_(context.directory) {
    if (context.also_for_people) text_ = make_stylish_format(context);
  }

  void add(const FileReport& report) override {
    if (text_) add_text(report);
    if (report.left_out != LeftOut::no) return;
    const std::string path = paths_.of(report.path);
    if (report.failure)
      commands_ += fmt::format("::error title=asynclint,file={}::{}\n", command_text(path, true),
                               command_text(*report.failure, false));
    const auto shown = shown_findings(report);
    if (shown.empty()) return;
    const Places places(*report.source.text);
    for (const ShownFinding& one : shown) {
      const Finding& finding = one.finding;
      const Place begin = places.of(finding.span.begin);
      const Place end = places.of(finding.span.end);
      commands_ +=
          fmt::format("::{} title=asynclint {},file={},line={},endLine={},col={},endColumn={}::{}\n",
                      level_word(finding.level, {"notice", "warning", "error"}), finding.rule, command_text(path, true),
                      begin.line, end.line, begin.column, end.column, command_text(message_of(finding, places), false));
      summary_.add(path, begin.line, finding);
    }
  }

  void finish(const Totals& totals) override {
    if (text_) {
      text_->finish(totals);
      if (!secret_.empty()) out_.write(fmt::format("::{}::\n", secret_));
    }
    out_.write(commands_);
    const std::string wrong = summary_.write(totals, reporting_);
    if (!wrong.empty())
      out_.write(fmt::format("::notice title=asynclint::{}\n",
                             command_text("cannot add to the summary of the job: " + wrong, false)));
  }

 private:
  // Text for people repeats what is in the code: no line of it may be taken for a command.
  void add_text(const FileReport& report) {
    if (secret_.empty() && !shown_findings(report).empty()) {
      secret_ = secret_word();
      out_.write(fmt::format("::stop-commands::{}\n", secret_));
    }
    text_->add(report);
  }

  static std::string message_of(const Finding& finding, const Places& places) {
    std::string text = finding.message;
    for (const RelatedPlace& related : finding.related)
      text += fmt::format("\nline {}: {}", places.of(related.span.begin).line, related.message);
    if (const Fix* fix = offered_fix(finding)) text += "\n" + fix->title;
    return text;
  }

  Output& out_;
  Reporting reporting_;
  ReportPaths paths_;
  GithubSummary summary_;
  std::string secret_;
  std::unique_ptr<Format> text_;
  std::string commands_;
};

}  // namespace

std::unique_ptr<Format> make_github_format(const FormatContext& context) {
  return std::make_unique<GithubFormat>(context);
}

}  // namespace asynclint::cli
