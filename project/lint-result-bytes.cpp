#include "project/lint-result-bytes.h"

#include <functional>
#include <utility>

#include "lint/unused-suppression.h"
#include "project/byte-text.h"
#include "project/paths.h"
#include "project/words.h"

namespace asynclint {
namespace {

void write_span(ByteWriter& to, Span span) {
  to.number(span.begin);
  to.number(span.end);
}

void write_finding(ByteWriter& to, const Finding& finding, const std::string& root) {
  write_span(to, finding.span);
  to.text(finding.rule);
  to.number(static_cast<std::uint64_t>(finding.level));
  to.number(static_cast<std::uint64_t>(finding.evidence));
  to.text(finding.message);
  to.number(finding.related.size());
  for (const RelatedPlace& place : finding.related) {
    write_span(to, place.span);
    to.text(place.message);
  }
  to.number(finding.steps.size());
  for (const EvidenceStep& step : finding.steps) {
    to.text(step.message);
    to.flag(step.place.has_value());
    write_span(to, step.place.value_or(Span{}));
    to.text(seen_from(step.path, root));
    to.number(step.line);
  }
  to.number(finding.fixes.size());
  for (const Fix& fix : finding.fixes) {
    to.number(static_cast<std::uint64_t>(fix.kind));
    to.text(fix.title);
    to.number(fix.edits.size());
    for (const TextEdit& edit : fix.edits) {
      write_span(to, edit.span);
      to.text(edit.text);
    }
  }
}

// Reads what write_finding wrote, and nothing that is not of this text.
class ResultReader {
 public:
  ResultReader(std::string_view bytes, std::string_view text, std::span<const RuleEntry> rules, const std::string& root)
      : from_(bytes), text_(text), rules_(rules), root_(root) {}

  [[nodiscard]] std::optional<LintResult> read() {
    LintResult result;
    for (std::size_t left = from_.count(); left > 0; --left) result.findings.push_back(finding());
    for (std::size_t left = from_.count(); left > 0; --left) {
      Finding hushed = finding();
      result.suppressed.push_back({std::move(hushed), slice(text_, span())});
    }
    result.syntax_errors = small();
    const bool has_place = from_.flag();
    const Span place = span();
    if (has_place) result.first_syntax_error = place;
    result.parsed = from_.flag();
    if (from_.has_failed() || !from_.is_at_end() || !is_good_) return std::nullopt;
    return result;
  }

 private:
  std::uint32_t small() {
    const std::uint64_t value = from_.number();
    is_good_ = is_good_ && value <= UINT32_MAX;
    return static_cast<std::uint32_t>(value);
  }

  template <typename Kind>
  Kind kind_up_to(Kind last) {
    const std::uint32_t value = small();
    is_good_ = is_good_ && value <= static_cast<std::uint32_t>(last);
    return is_good_ ? static_cast<Kind>(value) : Kind{};
  }

  Span span() {
    const std::uint32_t begin = small();
    const Span read{begin, small()};
    is_good_ = is_good_ && read.begin <= read.end && read.end <= text_.size();
    return is_good_ ? read : Span{};
  }

  std::string_view rule() {
    const std::string_view id = from_.text();
    if (id == unused_suppression_entry().id) return unused_suppression_entry().id;
    const RuleEntry* entry = find_rule(id, rules_);
    is_good_ = is_good_ && entry != nullptr;
    return entry == nullptr ? std::string_view{} : entry->id;
  }

  Finding finding() {
    Finding found;
    found.span = span();
    found.rule = rule();
    found.level = kind_up_to(Level::error);
    found.evidence = kind_up_to(Evidence::likely);
    found.message = from_.text();
    for (std::size_t left = from_.count(); left > 0; --left) {
      const Span place = span();
      found.related.push_back({place, std::string(from_.text())});
    }
    for (std::size_t left = from_.count(); left > 0; --left) {
      EvidenceStep step;
      step.message = from_.text();
      const bool has_place = from_.flag();
      const Span place = span();
      if (has_place) step.place = place;
      const std::string_view path = from_.text();
      if (!path.empty()) step.path = absolute_path(path, root_);
      step.line = small();
      found.steps.push_back(std::move(step));
    }
    for (std::size_t left = from_.count(); left > 0; --left) {
      Fix fix;
      fix.kind = kind_up_to(FixKind::refactor);
      fix.title = from_.text();
      for (std::size_t edits = from_.count(); edits > 0; --edits) {
        const Span place = span();
        fix.edits.push_back({place, std::string(from_.text())});
      }
      found.fixes.push_back(std::move(fix));
    }
    return found;
  }

  ByteReader from_;
  std::string_view text_;
  std::span<const RuleEntry> rules_;
  const std::string& root_;
  bool is_good_ = true;
};

}  // namespace

std::optional<std::string> bytes_of(const LintResult& result, std::string_view text, const std::string& root) {
  if (!result.silences.empty()) return std::nullopt;
  ByteWriter to;
  to.number(result.findings.size());
  for (const Finding& finding : result.findings) write_finding(to, finding, root);
  to.number(result.suppressed.size());
  for (const SuppressedFinding& one : result.suppressed) {
    write_finding(to, one.finding, root);
    Span reason;
    if (!one.reason.empty()) {
      // It is a part of the text.
      const std::less<> before;
      if (before(one.reason.data(), text.data()) ||
          before(text.data() + text.size(), one.reason.data() + one.reason.size()))
        return std::nullopt;
      reason.begin = static_cast<std::uint32_t>(one.reason.data() - text.data());
      reason.end = reason.begin + static_cast<std::uint32_t>(one.reason.size());
    }
    write_span(to, reason);
  }
  to.number(result.syntax_errors);
  to.flag(result.first_syntax_error.has_value());
  write_span(to, result.first_syntax_error.value_or(Span{}));
  to.flag(result.parsed);
  return to.take();
}

std::optional<LintResult> result_of(std::string_view bytes, std::string_view text, std::span<const RuleEntry> rules,
                                    const std::string& root) {
  return ResultReader(bytes, text, rules, root).read();
}

}  // namespace asynclint
