// ESLint's JSON: an array with an object for each file, so that what reads ESLint's reports reads ours. Beside its
// fields: `level` and `evidence` of a message, `related` places, with --evidence the `evidenceChain`, and for a file
// `infoCount` and what could not be parsed.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "cli/display-text.h"
#include "cli/formats.h"
#include "cli/places.h"
#include "cli/totals.h"
#include "project/paths.h"

namespace asynclint::cli {
namespace {

using Json = nlohmann::ordered_json;

int severity_of(Level level) { return level == Level::error ? 2 : 1; }

// The findings of one file, in the terms of JavaScript.
class FileFindings {
 public:
  FileFindings(std::string_view text, std::string path, bool with_evidence)
      : text_(text), places_(text), path_(std::move(path)), with_evidence_(with_evidence) {}

  [[nodiscard]] Json message(const Finding& finding) const {
    Json message = {
        {"ruleId", finding.rule},
        {"severity", severity_of(finding.level)},
        {"level", name(finding.level)},
        {"evidence", name(finding.evidence)},
        {"message", valid_utf8(finding.message)},
    };
    add_place(message, finding.span);
    Json suggestions = Json::array();
    for (const Fix& fix : finding.fixes) {
      const auto edit = merged(fix);
      if (!edit) continue;
      if (fix.kind == FixKind::safe && !message.contains("fix")) message["fix"] = fix_of(*edit);
      if (fix.kind == FixKind::suggestion)
        suggestions.push_back({{"desc", valid_utf8(fix.title)}, {"fix", fix_of(*edit)}});
    }
    if (!suggestions.empty()) message["suggestions"] = std::move(suggestions);
    for (const RelatedPlace& place : finding.related) {
      Json related = {{"message", valid_utf8(place.message)}};
      add_place(related, place.span);
      message["related"].push_back(std::move(related));
    }
    if (with_evidence_) message["evidenceChain"] = chain(finding);
    return message;
  }

  [[nodiscard]] Json syntax_errors(const LintResult& result) const {
    Json errors = {{"count", result.syntax_errors}};
    if (result.first_syntax_error) add_place(errors, *result.first_syntax_error);
    return errors;
  }

 private:
  // Each step names its file, this one too; what is in a table has no place.
  [[nodiscard]] Json chain(const Finding& finding) const {
    Json steps = Json::array();
    for (const EvidenceStep& step : finding.steps) {
      Json one = {{"message", valid_utf8(step.message)}};
      if (step.place || step.line > 0) one["filePath"] = step.path.empty() ? path_ : valid_utf8(step.path);
      if (step.place)
        add_place(one, *step.place);
      else if (step.line > 0)
        one["line"] = step.line;
      steps.push_back(std::move(one));
    }
    return steps;
  }

  void add_place(Json& json, Span span) const {
    const auto add = [&](const char* line_key, const char* column_key, std::uint32_t offset) {
      const Place place = places_.of(offset);
      json[line_key] = place.line;
      json[column_key] = place.column;
    };
    add("line", "column", span.begin);
    add("endLine", "endColumn", span.end);
  }

  // A fix has one range in ESLint's shape, so what lies between its edits is copied. Where thousands of findings lie
  // inside each other, that would be more than anybody can read.
  [[nodiscard]] std::optional<TextEdit> merged(const Fix& fix) const {
    if (fix.edits.empty()) return std::nullopt;
    const std::size_t copied = fix.edits.back().span.end - fix.edits.front().span.begin;
    if (copied > copies_left_) return std::nullopt;
    copies_left_ -= copied;
    return merge_edits(text_, fix.edits);
  }

  [[nodiscard]] Json fix_of(const TextEdit& edit) const {
    const Utf16Offsets& offsets = places_.offsets();
    const Json range = {offsets.of(edit.span.begin), offsets.of(edit.span.end)};
    return {{"range", range}, {"text", valid_utf8(edit.text)}};
  }

  std::string_view text_;
  Places places_;
  std::string path_;
  bool with_evidence_;
  mutable std::size_t copies_left_ = std::size_t{16} << 20U;
};

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
    std::optional<FileFindings> findings;
    if (report.source.text) findings.emplace(*report.source.text, path_of(report.path), context_.with_evidence);
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
        {"filePath", path_of(report.path)},
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

  [[nodiscard]] std::string path_of(const std::string& path) const {
    // Standard input without a name of its own.
    if (path.starts_with('<')) return path;
    return valid_utf8(absolute_path(path, context_.directory));
  }

  FormatContext context_;
  bool is_empty_ = true;
};

}  // namespace

std::unique_ptr<Format> make_json_format(const FormatContext& context) { return std::make_unique<JsonFormat>(context); }

}  // namespace asynclint::cli
