// ESLint's JSON: an array with an object for each file, so that what reads ESLint's reports reads ours. Beside its
// fields: `level` and `evidence` of a message, `related` places, with --evidence the `evidenceChain`, and for a file
// `infoCount` and what could not be parsed.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "cli/display-text.h"
#include "cli/formats/formats.h"
#include "cli/formats/json-findings.h"
#include "cli/totals.h"

namespace asynclint::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Counts {
  std::size_t errors = 0;
  std::size_t fatal = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t fixable_errors = 0;
  std::size_t fixable_warnings = 0;

  void add(const Finding& finding, const Json& message) {
    const bool is_error = finding.level == Level::error;
    // ESLint knows two severities, and its readers expect that the counts agree with them.
    ++(is_error ? errors : warnings);
    infos += finding.level == Level::info ? 1 : 0;
    if (message.contains("fix")) ++(is_error ? fixable_errors : fixable_warnings);
  }
};

Json fatal_message(const std::string& reason) {
  return {{"ruleId", nullptr}, {"fatal", true}, {"severity", 2}, {"level", "error"}, {"message", valid_utf8(reason)},
          {"line", 0},         {"column", 0}};
}

class JsonFormat : public Format {
 public:
  explicit JsonFormat(FormatContext context) : context_(std::move(context)) {}

  void add(const FileReport& report) override {
    if (report.left_out != LeftOut::no) return;
    const std::string json = file(report).dump(-1, ' ', false, Json::error_handler_t::replace);
    context_.out.write((is_empty_ ? "[" : ",\n") + json);
    is_empty_ = false;
  }

  void finish(const Totals&) override { context_.out.write(is_empty_ ? "[]\n" : "]\n"); }

  [[nodiscard]] bool reports_syntax_errors() const override { return true; }

 private:
  [[nodiscard]] Json file(const FileReport& report) const {
    Json messages = Json::array();
    Json suppressed = Json::array();
    Counts counts;
    std::optional<JsonFindings> findings;
    if (report.source.text)
      findings.emplace(*report.source.text, json_path(report.path, context_.directory), context_.with_evidence);
    if (report.failure) {
      messages.push_back(fatal_message(*report.failure));
      ++counts.errors;
      ++counts.fatal;
    }
    for (const Finding& finding : report.result.findings) {
      if (report.least == Level::error && finding.level != Level::error) continue;
      messages.push_back(findings->message(finding));
      counts.add(finding, messages.back());
    }
    for (const SuppressedFinding& one : report.result.suppressed) {
      suppressed.push_back(findings->message(one.finding));
      const Json suppression = {{"kind", "directive"}, {"justification", valid_utf8(one.reason)}};
      suppressed.back()["suppressions"] = Json::array({suppression});
    }

    const bool has_messages = !messages.empty();
    Json file = {
        {"filePath", json_path(report.path, context_.directory)},
        {"messages", std::move(messages)},
        {"suppressedMessages", std::move(suppressed)},
        {"errorCount", counts.errors},
        {"fatalErrorCount", counts.fatal},
        {"warningCount", counts.warnings},
        {"infoCount", counts.infos},
        {"fixableErrorCount", counts.fixable_errors},
        {"fixableWarningCount", counts.fixable_warnings},
    };
    if (report.result.syntax_errors > 0) file["syntaxErrors"] = findings->syntax_errors(report.result);
    if (report.source.text) {
      const std::string content = valid_utf8(report.source.bytes_with(*report.source.text));
      if (report.other)
        file["output"] = content;
      else if (has_messages)
        file["source"] = content;
    }
    file["usedDeprecatedRules"] = Json::array();
    return file;
  }

  FormatContext context_;
  bool is_empty_ = true;
};

}  // namespace

std::unique_ptr<Format> make_json_format(const FormatContext& context) { return std::make_unique<JsonFormat>(context); }

}  // namespace asynclint::cli
