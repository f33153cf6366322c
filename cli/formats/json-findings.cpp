#include "cli/formats/json-findings.h"

#include "cli/display-text.h"
#include "project/paths.h"

namespace asynclint::cli {

JsonFindings::Json JsonFindings::message(const Finding& finding) const {
  Json message = {
      {"ruleId", finding.rule},
      {"severity", finding.level == Level::error ? 2 : 1},
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

JsonFindings::Json JsonFindings::syntax_errors(const LintResult& result) const {
  Json errors = {{"count", result.syntax_errors}};
  if (result.first_syntax_error) add_place(errors, *result.first_syntax_error);
  return errors;
}

// Each step names its file, this one too; what is in a table has no place.
JsonFindings::Json JsonFindings::chain(const Finding& finding) const {
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

void JsonFindings::add_place(Json& json, Span span) const {
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
std::optional<TextEdit> JsonFindings::merged(const Fix& fix) const {
  if (fix.edits.empty()) return std::nullopt;
  const std::size_t copied = fix.edits.back().span.end - fix.edits.front().span.begin;
  if (copied > copies_left_) return std::nullopt;
  copies_left_ -= copied;
  return merge_edits(text_, fix.edits);
}

JsonFindings::Json JsonFindings::fix_of(const TextEdit& edit) const {
  const Utf16Offsets& offsets = places_.offsets();
  const Json range = {offsets.of(edit.span.begin), offsets.of(edit.span.end)};
  return {{"range", range}, {"text", valid_utf8(edit.text)}};
}

std::string json_path(const std::string& path, std::string_view directory) {
  if (path.starts_with('<')) return path;
  return valid_utf8(absolute_path(path, directory));
}

}  // namespace asynclint::cli
