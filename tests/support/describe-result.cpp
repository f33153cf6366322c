#include "tests/support/describe-result.h"

#include <fmt/format.h>

namespace asynclint::tests {
namespace {

std::string describe_span(Span span) { return fmt::format("{}-{}", span.begin, span.end); }

std::string describe_finding(const Finding& finding) {
  std::string text = fmt::format("{} {}({}, {}): {}\n", describe_span(finding.span), finding.rule, name(finding.level),
                                 name(finding.evidence), finding.message);
  for (const RelatedPlace& place : finding.related)
    text += fmt::format("  because {} {}\n", describe_span(place.span), place.message);
  for (const Fix& fix : finding.fixes) {
    text += fmt::format("  {} \"{}\"\n", name(fix.kind), fix.title);
    for (const TextEdit& edit : fix.edits) text += fmt::format("    {} \"{}\"\n", describe_span(edit.span), edit.text);
  }
  return text;
}

}  // namespace

std::string describe(const LintResult& result) {
  std::string text;
  for (const Finding& finding : result.findings) text += describe_finding(finding);
  for (const SuppressedFinding& one : result.suppressed)
    text += fmt::format("suppressed ({}): {}", one.reason, describe_finding(one.finding));
  for (const Silence& silence : result.silences)
    text += fmt::format("{} {} is silent: {}\n", describe_span(silence.span), silence.rule, silence.reason);
  text += fmt::format("{} syntax errors\n", result.syntax_errors);
  return text;
}

}  // namespace asynclint::tests
