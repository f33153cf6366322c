#include "tests/support/apply-fixes.h"

#include <algorithm>

#include "rules/rule-table.h"

namespace asynclint::tests {
namespace {

// Enough for fixes that lie inside each other; what has not settled by then never does.
constexpr int most_rounds = 10;

// From a fix's first changed byte to its last.
Span hull(const Fix& fix) {
  Span span = fix.edits.front().span;
  for (const TextEdit& edit : fix.edits) span.end = std::max(span.end, edit.span.end);
  return span;
}

// Two fixes that share a place may not be applied together: neither knows of the other's text.
bool touch(Span a, Span b) { return a.begin <= b.end && b.begin <= a.end; }

std::string apply_once(const FileText& file, FixVariant variant) {
  std::vector<TextEdit> edits;
  std::vector<Span> taken;
  for (const Finding& finding : lint_with_all_rules(file).findings) {
    const Fix* const fix = fix_of(finding, variant);
    if (fix == nullptr || fix->edits.empty()) continue;
    const Span place = hull(*fix);
    if (std::any_of(taken.begin(), taken.end(), [&](Span other) { return touch(place, other); })) continue;
    taken.push_back(place);
    edits.insert(edits.end(), fix->edits.begin(), fix->edits.end());
  }
  sort_edits(edits);
  return apply_edits(file.document.text, edits);
}

}  // namespace

LintResult lint_with_all_rules(const FileText& file) { return lint(file, rule_table(), {}); }

std::map<std::string_view, std::size_t> count_by_rule(const std::vector<Finding>& findings) {
  std::map<std::string_view, std::size_t> counts;
  for (const Finding& finding : findings) ++counts[finding.rule];
  return counts;
}

const Fix* fix_of(const Finding& finding, FixVariant variant) {
  for (const Fix& fix : finding.fixes)
    if (fix.kind == variant.kind && --variant.index == 0) return &fix;
  return nullptr;
}

SettledText apply_to_fixed_point(const FileText& file, FixVariant variant) {
  SettledText fixed{std::string(file.document.text)};
  for (int round = 0; round < most_rounds && !fixed.settled; ++round) {
    FileText now = file;
    now.document.text = fixed.text;
    std::string next = apply_once(now, variant);
    fixed.settled = next == fixed.text;
    fixed.text = std::move(next);
  }
  return fixed;
}

}  // namespace asynclint::tests
