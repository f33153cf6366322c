// JSON, a line for each thing: what reads it may begin before the run has ended, and `grep` takes part of it. A finding
// has the fields of a message in ESLint's JSON, and its file and fingerprint besides.
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "cli/display-text.h"
#include "cli/formats/formats.h"
#include "cli/formats/json-findings.h"
#include "cli/totals.h"

namespace asynclint::cli {
namespace {

using LineJson = nlohmann::ordered_json;

class JsonLinesFormat : public Format {
 public:
  explicit JsonLinesFormat(FormatContext context) : context_(std::move(context)) {}

  void add(const FileReport& report) override {
    if (report.left_out != LeftOut::no) return;
    const std::string path = json_path(report.path, context_.directory);
    if (report.failure) write({{"type", "failure"}, {"filePath", path}, {"message", valid_utf8(*report.failure)}});
    if (!report.source.text) return;
    const JsonFindings findings(*report.source.text, path, context_.with_evidence);
    if (report.result.syntax_errors > 0) {
      LineJson line = {{"type", "syntaxErrors"}, {"filePath", path}};
      line.update(findings.syntax_errors(report.result));
      write(line);
    }
    const std::vector<FindingKey> keys = finding_keys(report);
    for (std::size_t i = 0; i < report.result.findings.size(); ++i) {
      const Finding& finding = report.result.findings[i];
      if (report.least == Level::error && finding.level != Level::error) continue;
      LineJson line = {{"type", "finding"}, {"filePath", path}};
      line.update(findings.message(finding));
      line["fingerprint"] = keys[i].text();
      write(line);
    }
  }

  void finish(const Totals& totals) override {
    write({{"type", "summary"},
           {"fileCount", totals.files},
           {"errorCount", totals.errors},
           {"warningCount", totals.warnings},
           {"infoCount", totals.hints},
           {"failureCount", totals.failures},
           {"fixedCount", totals.fixed}});
  }

  [[nodiscard]] bool reports_syntax_errors() const override { return true; }

 private:
  void write(const LineJson& line) {
    context_.out.write(line.dump(-1, ' ', false, LineJson::error_handler_t::replace) + "\n");
  }

  FormatContext context_;
};

}  // namespace

std::unique_ptr<Format> make_json_lines_format(const FormatContext& context) {
  return std::make_unique<JsonLinesFormat>(context);
}

}  // namespace asynclint::cli
