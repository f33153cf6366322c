// SARIF 2.1.0, which code hosts and editors read: each finding with the way that led to it (a code flow), its repairs,
// and a fingerprint that stays when lines move.
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cli/display-text.h"
#include "cli/formats/formats.h"
#include "cli/formats/report-paths.h"
#include "cli/formats/sarif-rules.h"
#include "cli/formats/shown-findings.h"
#include "cli/places.h"
#include "cli/totals.h"
#include "cli/words.h"
#include "project/paths.h"
#include "project/platform.h"

namespace asynclint::cli {
namespace {

using SarifJson = nlohmann::ordered_json;

constexpr std::string_view root_name = "%SRCROOT%";
// Our own name for it. GitHub's is left to its upload action, which works out its own and warns of any other.
constexpr std::string_view fingerprint_name = "asynclintFinding/v1";

SarifJson sarif_text(std::string_view text) { return {{"text", valid_utf8(text)}}; }

// What is said of one file.
class SarifFile {
 public:
  SarifFile(const FileReport& report, const ReportPaths& paths)
      : report_(report), paths_(paths), places_(*report.source.text) {}

  [[nodiscard]] SarifJson result(const Finding& finding, const FindingKey& key) const {
    SarifJson location = physical(finding.span);
    if (!key.within.empty())
      location["logicalLocations"] =
          SarifJson::array({{{"fullyQualifiedName", valid_utf8(key.within)}, {"kind", "function"}}});
    SarifJson result = {
        {"ruleId", finding.rule},
        {"ruleIndex", index_of(finding.rule)},
        {"level", sarif_level(finding.level)},
        {"message", sarif_text(finding.message)},
        {"locations", SarifJson::array({std::move(location)})},
        {"partialFingerprints", {{fingerprint_name, key.text()}}},
    };
    std::size_t id = 0;
    for (const RelatedPlace& related : finding.related) {
      SarifJson place = {{"id", ++id}};
      place.update(physical(related.span));
      place["message"] = sarif_text(related.message);
      result["relatedLocations"].push_back(std::move(place));
    }
    if (!finding.steps.empty()) result["codeFlows"] = SarifJson::array({code_flow(finding)});
    for (const Fix& fix : finding.fixes)
      if (!fix.edits.empty() && fix.kind != FixKind::refactor) result["fixes"].push_back(fix_of(fix));
    result["properties"] = {{"evidence", name(finding.evidence)}};
    return result;
  }

  [[nodiscard]] SarifJson syntax_notification() const {
    const Span place = report_.result.first_syntax_error.value_or(Span{});
    const std::string text = "could not be parsed in " + counted(report_.result.syntax_errors, "place");
    return {{"level", "warning"}, {"message", sarif_text(text)}, {"locations", SarifJson::array({physical(place)})}};
  }

 private:
  static std::size_t index_of(std::string_view rule) {
    const auto rules = rules_by_name();
    return static_cast<std::size_t>(std::ranges::find(rules, rule, &RuleEntry::id) - rules.begin());
  }

  [[nodiscard]] SarifJson artifact(std::string_view path) const {
    const std::string seen = paths_.of(path);
    if (platform::is_absolute(seen)) return {{"uri", file_address(seen)}};
    return {{"uri", percent_encoded(seen)}, {"uriBaseId", root_name}};
  }

  [[nodiscard]] SarifJson region(Span span) const {
    const Place begin = places_.of(span.begin);
    const Place end = places_.of(span.end);
    return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
  }

  [[nodiscard]] SarifJson physical(Span span) const {
    return {{"physicalLocation", {{"artifactLocation", artifact(report_.path)}, {"region", region(span)}}}};
  }

  // From what it rests on to the finding itself. What is in a table has no place: it is told where it counts.
  [[nodiscard]] SarifJson code_flow(const Finding& finding) const {
    SarifJson locations = SarifJson::array();
    const auto add = [&](SarifJson location, std::string_view message) {
      location["message"] = sarif_text(message);
      locations.push_back({{"location", std::move(location)}});
    };
    for (auto step = finding.steps.rbegin(); step != finding.steps.rend(); ++step) {
      SarifJson location = physical(step->place.value_or(finding.span));
      if (!step->place && step->line > 0 && step->path.empty())
        location["physicalLocation"]["region"] = {{"startLine", step->line}};
      if (!step->place && step->line > 0 && !step->path.empty())
        location = {{"physicalLocation",
                     {{"artifactLocation", artifact(step->path)}, {"region", {{"startLine", step->line}}}}}};
      add(std::move(location), step->message);
    }
    add(physical(finding.span), finding.message);
    return {{"threadFlows", SarifJson::array({{{"locations", std::move(locations)}}})}};
  }

  [[nodiscard]] SarifJson fix_of(const Fix& fix) const {
    SarifJson replacements = SarifJson::array();
    for (const TextEdit& edit : fix.edits)
      replacements.push_back({{"deletedRegion", region(edit.span)}, {"insertedContent", sarif_text(edit.text)}});
    SarifJson change = {{"artifactLocation", artifact(report_.path)}, {"replacements", std::move(replacements)}};
    return {{"description", sarif_text(fix.title)}, {"artifactChanges", SarifJson::array({std::move(change)})}};
  }

  const FileReport& report_;
  const ReportPaths& paths_;
  Places places_;
};

class SarifFormat : public Format {
 public:
  explicit SarifFormat(const FormatContext& context) : out_(context.out), paths_(context.directory) {}

  void add(const FileReport& report) override {
    if (report.failure)
      notifications_.push_back({{"level", "error"}, {"message", sarif_text(report.path + ": " + *report.failure)}});
    if (!report.source.text) return;
    const SarifFile file(report, paths_);
    if (report.result.syntax_errors > 0) notifications_.push_back(file.syntax_notification());
    const auto shown = shown_findings(report);
    if (shown.empty()) return;
    const std::vector<FindingKey> keys = finding_keys(report);
    for (const ShownFinding& one : shown) {
      results_ += results_.empty() ? "\n" : ",\n";
      results_ += text_of(file.result(one.finding, keys[one.index]));
    }
  }

  void finish(const Totals& totals) override {
    SarifJson rules = SarifJson::array();
    for (const RuleEntry& rule : rules_by_name()) rules.push_back(sarif_rule(rule));
    const SarifJson driver = {{"name", "asynclint"},
                              {"version", ASYNCLINT_VERSION},
                              {"semanticVersion", ASYNCLINT_VERSION},
                              {"rules", std::move(rules)}};
    const SarifJson bases = {{root_name, {{"uri", file_address(paths_.root()) + "/"}}}};
    SarifJson invocation = {{"executionSuccessful", totals.failures == 0}};
    if (!notifications_.empty()) invocation["toolExecutionNotifications"] = notifications_;
    // What is long is written as it comes; the rest stands around it.
    out_.write("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n");
    out_.write("\"tool\":" + text_of({{"driver", driver}}) + ",\n");
    out_.write("\"columnKind\":\"utf16CodeUnits\",\n");
    out_.write("\"originalUriBaseIds\":" + text_of(bases) + ",\n");
    out_.write("\"invocations\":" + text_of(SarifJson::array({invocation})) + ",\n");
    out_.write("\"results\":[" + results_ + "]\n}]}\n");
  }

  [[nodiscard]] bool reports_syntax_errors() const override { return true; }

 private:
  static std::string text_of(const SarifJson& json) {
    return json.dump(-1, ' ', false, SarifJson::error_handler_t::replace);
  }

  Output& out_;
  ReportPaths paths_;
  std::string results_;
  SarifJson notifications_ = SarifJson::array();
};

}  // namespace

std::unique_ptr<Format> make_sarif_format(const FormatContext& context) {
  return std::make_unique<SarifFormat>(context);
}

}  // namespace asynclint::cli
