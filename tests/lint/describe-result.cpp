#include "tests/lint/describe-result.h"

#include <fmt/format.h>

namespace asynclint::tests {
namespace {

std::string describe(Span span) { return fmt::format("{}-{}", span.begin, span.end); }

std::string describe(const Finding& finding) {
  std::string text = fmt::format("{} {}({}, {}): {}\n", describe(finding.span), finding.rule, name(finding.level),
                                 name(finding.evidence), finding.message);
  for (const RelatedPlace& place : finding.related)
    text += fmt::format("  because {} {}\n", describe(place.span), place.message);
  for (const Fix& fix : finding.fixes) {
    text += fmt::format("  {} \"{}\"\n", name(fix.kind), fix.title);
    for (const TextEdit& edit : fix.edits) text += fmt::format("    {} \"{}\"\n", describe(edit.span), edit.text);
  }
  return text;
}

}  // namespace

std::string describe(const LintResult& result) {
  std::string text;
  for (const Finding& finding : result.findings) text += describe(finding);
  for (const SuppressedFinding& one : result.suppressed)
    text += fmt::format("suppressed ({}): {}", one.reason, describe(one.finding));
  for (const Silence& silence : result.silences)
    text += fmt::format("{} {} is silent: {}\n", describe(silence.span), silence.rule, silence.reason);
  text += fmt::format("{} syntax errors\n", result.syntax_errors);
  return text;
}

}  // namespace asynclint::tests
