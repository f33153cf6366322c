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
  // A text of one long line is not read from end to end for each of its findings.
  constexpr std::size_t farthest = 10'000;
  const std::string_view behind = text.substr(at, farthest);
  std::size_t end = behind.find_first_of("\r\n");
  if (end != std::string_view::npos) {
    end += at;
  } else {
    const std::size_t begin = at - std::min(at, farthest);
    const std::size_t back = text.substr(begin, at - begin).find_last_of("\r\n");
    if (back == std::string_view::npos) return "\n";
    end = begin + back;
  }
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

// The fixes after which a text still parses as well as before. Each half of those that do not do so together is looked
// at by itself, as long as that takes no longer than reading a very large text: what is left then is not applied.
class ParsingFixes {
 public:
  // Of fixes that do not parse together.
  [[nodiscard]] Fixes of(const FileText& file, std::uint32_t errors, const Fixes& fixes) {
    if (fixes.size() < 2) return {};
    const auto middle = fixes.begin() + static_cast<std::ptrdiff_t>(fixes.size() / 2);
    Fixes some = of_half(file, errors, {fixes.begin(), middle});
    Fixes others = of_half(file, errors, {middle, fixes.end()});
    if (some.empty()) return others;
    if (others.empty()) return some;
    Fixes both = some;
    both.insert(both.end(), others.begin(), others.end());
    return parse(file, errors, both) ? both : some;
  }

 private:
  Fixes of_half(const FileText& file, std::uint32_t errors, const Fixes& fixes) {
    return parse(file, errors, fixes) ? fixes : of(file, errors, fixes);
  }

  bool parse(const FileText& file, std::uint32_t errors, const Fixes& fixes) {
    if (left_ == 0) return false;
    const std::string text = apply(file.document.text, fixes);
    left_ -= std::min(left_, text.size());
    return count_syntax_errors(with_text(file, text)) <= errors;
  }

  // How many bytes may still be read.
  std::size_t left_ = std::size_t{32} << 20U;
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
  if (text.find('\r') == std::string_view::npos) return;
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
  if (text.find('\r') == std::string_view::npos) return;
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
  ParsingFixes parsing;
  for (int round = 0; round < most_rounds; ++round) {
    Fixes fixes = fixes_for_one_round(current ? current->result : first, choice);
    if (fixes.empty()) break;
    Step next = step_to(now, fixes, lint_text, scope);
    if (next.errors > errors) {
      fixes = parsing.of(now, errors, fixes);
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
