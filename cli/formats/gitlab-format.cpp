// GitLab's code quality report: an array with an object for each finding, which merge requests compare by fingerprint.
#include <fmt/format.h>
#include <xxhash.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/display-text.h"
#include "cli/formats/formats.h"
#include "cli/formats/report-paths.h"
#include "cli/formats/shown-findings.h"
#include "cli/places.h"

namespace asynclint::cli {
namespace {

using GitlabJson = nlohmann::ordered_json;

// No two of a report may be the same, so the path is part of it.
std::string fingerprint_of(std::string_view path, std::string_view key) {
  const std::string whole = fmt::format("{}\n{}", path, key);
  const XXH128_hash_t hash = XXH3_128bits(whole.data(), whole.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

class GitlabFormat : public Format {
 public:
  explicit GitlabFormat(const FormatContext& context) : out_(context.out), paths_(context.directory) {}

  void add(const FileReport& report) override {
    const std::string path = paths_.of(report.path);
    if (report.failure)
      write({{"description", valid_utf8(*report.failure)},
             {"check_name", "asynclint"},
             {"fingerprint", fingerprint_of(path, "failure")},
             {"severity", "blocker"},
             {"location", {{"path", path}, {"lines", {{"begin", 1}}}}}});
    const auto shown = shown_findings(report);
    if (shown.empty()) return;
    const std::vector<FindingKey> keys = finding_keys(report);
    const Places places(*report.source.text);
    for (const ShownFinding& one : shown) {
      const Finding& finding = one.finding;
      write({{"description", valid_utf8(finding.message)},
             {"check_name", finding.rule},
             {"fingerprint", fingerprint_of(path, keys[one.index].text())},
             {"severity", level_word(finding.level, {"info", "minor", "major"})},
             {"location", {{"path", path}, {"lines", {{"begin", places.of(finding.span.begin).line}}}}}});
    }
  }

  void finish(const Totals&) override { out_.write(is_empty_ ? "[]\n" : "\n]\n"); }

 private:
  void write(const GitlabJson& issue) {
    out_.write(is_empty_ ? "[\n" : ",\n");
    out_.write(issue.dump(-1, ' ', false, GitlabJson::error_handler_t::replace));
    is_empty_ = false;
  }

  Output& out_;
  ReportPaths paths_;
  bool is_empty_ = true;
};

}  // namespace

std::unique_ptr<Format> make_gitlab_format(const FormatContext& context) {
  return std::make_unique<GitlabFormat>(context);
}

}  // namespace asynclint::cli
