#include "project/fix-text.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace asynclint {
namespace {

using Fixes = std::vector<const Fix*>;

constexpr int most_rounds = 10;

// The line end of the line that holds this place, or of the line before it when it is the last one.
std::string_view line_end_at(std::string_view text, std::size_t at) {
  std::size_t end = text.find_first_of("\r\n", at);
  if (end == std::string_view::npos) end = text.find_last_of("\r\n", at);
  if (end == std::string_view::npos) return "\n";
  if (text[end] == '\n') return end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
  return text.substr(end, 2) == "\r\n" ? "\r\n" : "\r";
}

const Fix* chosen_fix(const Finding& finding, const FixChoice& choice) {
  if (finding.level < choice.least) return nullptr;
  const auto first_of = [&](FixKind kind) -> const Fix* {
    const auto is_kind = [&](const Fix& fix) { return fix.kind == kind && !fix.edits.empty(); };
    const auto place = std::find_if(finding.fixes.begin(), finding.fixes.end(), is_kind);
    return place == finding.fixes.end() ? nullptr : &*place;
  };
  const Fix* fix = choice.safe ? first_of(FixKind::safe) : nullptr;
  const bool may_suggest =
      choice.suggestions || std::ranges::find(choice.suggestions_of, finding.rule) != choice.suggestions_of.end();
  if (fix == nullptr && may_suggest) fix = first_of(FixKind::suggestion);
  return fix;
}

// From the first byte that a fix changes to the last.
Span reach_of(const Fix& fix) {
  Span reach = fix.edits.front().span;
  for (const TextEdit& edit : fix.edits) reach.end = std::max(reach.end, edit.span.end);
  return reach;
}

// Two insertions at one place are in each other's way too: which comes first would change what they mean.
bool meet(Span a, Span b) { return a.begin <= b.end && b.begin <= a.end; }

Fixes fixes_for_one_round(const LintResult& result, const FixChoice& choice) {
  Fixes fixes;
  std::vector<Span> taken;
  for (const Finding& finding : result.findings) {
    const Fix* fix = chosen_fix(finding, choice);
    if (fix == nullptr) continue;
    const Span reach = reach_of(*fix);
    if (std::any_of(taken.begin(), taken.end(), [&](Span other) { return meet(reach, other); })) continue;
    taken.push_back(reach);
    fixes.push_back(fix);
  }
  return fixes;
}

std::vector<TextEdit> edits_of(const Fixes& fixes) {
  std::vector<TextEdit> edits;
  for (const Fix* fix : fixes) edits.insert(edits.end(), fix->edits.begin(), fix->edits.end());
  sort_edits(edits);
  return edits;
}

std::string apply(std::string_view text, const Fixes& fixes) { return apply_edits(text, edits_of(fixes)); }

FileText with_text(FileText file, std::string_view text) {
  file.document = file.document.with_text(text);
  return file;
}

// The fixes after which the text still parses as well as before: all of them, or those of each half that do.
class ParsingFixes {
 public:
  ParsingFixes(const FileText& file, std::uint32_t errors) : file_(file), errors_(errors) {}

  [[nodiscard]] Fixes of(const Fixes& fixes) const {
    if (fixes.empty() || parses_with(fixes)) return fixes;
    if (fixes.size() == 1) return {};
    const auto middle = fixes.begin() + static_cast<std::ptrdiff_t>(fixes.size() / 2);
    const Fixes some = of({fixes.begin(), middle});
    const Fixes others = of({middle, fixes.end()});
    Fixes both = some;
    both.insert(both.end(), others.begin(), others.end());
    return parses_with(both) ? both : some;
  }

 private:
  [[nodiscard]] bool parses_with(const Fixes& fixes) const {
    const std::string text = apply(file_.document.text, fixes);
    return count_syntax_errors(with_text(file_, text)) <= errors_;
  }

  const FileText& file_;
  std::uint32_t errors_;
};

// The state of a text in the course of its fixing.
struct Step {
  std::unique_ptr<const std::string> text;
  LintResult result;
  std::uint32_t errors = 0;
  FindingScope scope;
};

// A text without a word of the list is not parsed when it is linted.
std::uint32_t errors_of(const FileText& file, const LintResult& result) {
  return result.parsed ? result.syntax_errors : count_syntax_errors(file);
}

Step step_to(const FileText& file, const Fixes& fixes, const LintText& lint_text, const FindingScope& scope) {
  Step step;
  step.scope = scope;
  step.scope.follow(edits_of(fixes));
  step.text = std::make_unique<const std::string>(apply(file.document.text, fixes));
  const FileText next = with_text(file, *step.text);
  step.result = lint_text(next);
  step.errors = errors_of(next, step.result);
  step.scope.narrow(next, step.result);
  return step;
}

}  // namespace

void adapt_line_ends(std::string_view text, std::vector<TextEdit>& edits) {
  for (TextEdit& edit : edits) {
    if (edit.text.find('\n') == std::string::npos) continue;
    const std::string_view line_end = line_end_at(text, edit.span.begin);
    if (line_end == "\n") continue;
    std::string adapted;
    char before = 0;
    for (const char byte : edit.text) {
      // What a rule copied from the text has its line ends already.
      const bool is_bare = byte == '\n' && before != '\r';
      is_bare ? adapted.append(line_end) : adapted.append(1, byte);
      before = byte;
    }
    edit.text = std::move(adapted);
  }
}

void adapt_line_ends(std::string_view text, LintResult& result) {
  const auto adapt = [&](Finding& finding) {
    for (Fix& fix : finding.fixes) adapt_line_ends(text, fix.edits);
  };
  for (Finding& finding : result.findings) adapt(finding);
  for (SuppressedFinding& suppressed : result.suppressed) adapt(suppressed.finding);
}

LintResult lint_with_line_ends(const FileText& file, std::span<const RuleEntry> rules, const LintSettings& settings) {
  LintResult result = lint(file, rules, settings);
  adapt_line_ends(file.document.text, result);
  return result;
}

bool is_fixed_by(const FixChoice& choice, const Finding& finding) { return chosen_fix(finding, choice) != nullptr; }

std::optional<FixedText> fix_text(const FileText& file, const LintResult& first, std::span<const RuleEntry> rules,
                                  const LintSettings& settings, const FixChoice& choice, FindingScope scope) {
  const auto lint_text = [&](const FileText& text) { return lint_with_line_ends(text, rules, settings); };
  return fix_text(file, first, lint_text, choice, std::move(scope));
}

std::optional<FixedText> fix_text(const FileText& file, const LintResult& first, const LintText& lint_text,
                                  const FixChoice& choice, FindingScope scope) {
  std::optional<FixedText> current;
  FileText now = file;
  std::uint32_t errors = errors_of(file, first);
  for (int round = 0; round < most_rounds; ++round) {
    Fixes fixes = fixes_for_one_round(current ? current->result : first, choice);
    if (fixes.empty()) break;
    Step next = step_to(now, fixes, lint_text, scope);
    if (next.errors > errors) {
      fixes = ParsingFixes(now, errors).of(fixes);
      if (fixes.empty()) break;
      next = step_to(now, fixes, lint_text, scope);
    }
    if (*next.text == now.document.text) break;
    now = with_text(now, *next.text);
    errors = next.errors;
    scope = std::move(next.scope);
    const std::uint32_t fixed = (current ? current->fixed : 0) + static_cast<std::uint32_t>(fixes.size());
    current = FixedText{std::move(next.text), std::move(next.result), fixed};
  }
  if (current && *current->text == file.document.text) return std::nullopt;
  return current;
}

}  // namespace asynclint
