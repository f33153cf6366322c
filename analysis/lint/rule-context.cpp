#include "lint/rule-context.h"

#include <algorithm>

#include "facts/escaping-failure.h"
#include "lint/messages.h"
#include "lint/rule.h"

namespace asynclint {
namespace {

constexpr Level one_down(Level level) {
  switch (level) {
    case Level::error: return Level::warning;
    case Level::warning: return Level::info;
    default: return level;
  }
}

// A span on its first line, without a comment at that line's end.
Span first_line(const syntax::Tree& tree, Span span) {
  const std::string_view text = tree.text();
  // One after the other: to look for both at once takes a call for each character.
  const std::string_view lines = slice(text, span);
  const std::size_t end = lines.find('\n');
  const std::size_t length = std::min(lines.substr(0, end).find('\r'), end);
  if (length == std::string_view::npos) return span;
  span.end = span.begin + static_cast<std::uint32_t>(length);
  const auto comments = tree.comments();
  for (auto comment = std::ranges::upper_bound(comments, span.begin, {}, &Span::begin);
       comment != comments.end() && comment->begin < span.end; ++comment)
    if (comment->end >= span.end) span.end = comment->begin;
  while (span.end > span.begin && (text[span.end - 1] == ' ' || text[span.end - 1] == '\t')) --span.end;
  return span;
}

// Several promises of one finding may rest on the same.
void add_step(Finding& finding, EvidenceStep step) {
  const bool is_said = std::ranges::any_of(finding.steps, [&](const EvidenceStep& one) {
    return one.message == step.message && one.place == step.place && one.path == step.path && one.line == step.line;
  });
  if (!is_said) finding.steps.push_back(std::move(step));
}

}  // namespace

Report& Report::because(syntax::Node place, std::string message) {
  if (finding_ != nullptr && place)
    finding_->related.push_back({first_line(place.tree(), place.span()), std::move(message)});
  return *this;
}

Report& Report::add(FixKind kind, std::string& title, std::vector<TextEdit>& edits) {
  if (finding_ == nullptr || edits.empty()) return *this;
  sort_edits(edits);
  if (!edits_conflict(edits)) finding_->fixes.push_back({kind, std::move(title), std::move(edits)});
  return *this;
}

RuleContext::RuleContext(const Facts& facts, LintResult& result, const LintSettings& settings)
    : facts_(facts), result_(result), settings_(settings) {}

const OptionValue* RuleContext::configured(std::string_view option) const {
  const OptionValue* value = nullptr;
  for (const OptionSetting* setting : active_->options)
    if (setting->option == option) value = &setting->value;
  return value;
}

Report RuleContext::report(Span span, Evidence evidence, std::string message, Weight weight) {
  Level level = active_->rule->levels.of(evidence);
  if (weight == Weight::one_level_down) level = one_down(level);
  if (active_->level && (evidence != Evidence::likely || *active_->level == Level::off)) level = *active_->level;
  Finding finding;
  finding.span = first_line(facts_.tree(), span);
  // What begins with a token that the parser made up has no place to point at.
  if (level == Level::off || finding.span.empty()) return Report(nullptr);
  finding.rule = active_->id;
  finding.level = level;
  finding.evidence = evidence;
  finding.message = std::move(message);
  result_.findings.push_back(std::move(finding));
  return Report(&result_.findings.back());
}

void RuleContext::decline(syntax::Node node, std::string reason) {
  if (!settings_.with_silences) return;
  result_.silences.push_back({first_line(facts_.tree(), node.span()), active_->id, std::move(reason)});
}

void RuleContext::show_evidence(Report& report, syntax::Node expression) const {
  if (report.finding_ == nullptr || !settings_.with_evidence) return;
  for (EvidenceStep& step : evidence_of(facts_, expression)) add_step(*report.finding_, std::move(step));
}

void RuleContext::show_evidence_of_calling(Report& report, syntax::Node callee) const {
  if (report.finding_ == nullptr || !settings_.with_evidence) return;
  for (EvidenceStep& step : evidence_of_calling(facts_, callee)) add_step(*report.finding_, std::move(step));
}

void RuleContext::show_failure(Report& report, const EscapingFailure& failure) const {
  if (report.finding_ == nullptr || !failure || !failure.place) return;
  const Span place = first_line(facts_.tree(), failure.place.span());
  const Span& found = report.finding_->span;
  if (failure.place.span().contains(found) || found.contains(place)) return;
  const auto* message = "nobody hears of a failure of this";
  if (failure.from == EscapingFailure::From::start)
    message = "what this throws leaves the promise pending";
  else if (failure.place.is(syntax::Kind::throw_statement))
    message = "nobody catches what is thrown here";
  else if (failure.place.is(syntax::Kind::await_expression, syntax::Kind::for_in_statement))
    message = "nobody catches a failure of what is awaited here";
  report.because(failure.place, message);
  if (settings_.with_evidence) add_step(*report.finding_, {message, place, {}, 0});
}

std::string RuleContext::fresh_name(std::string_view wanted, syntax::Node place) {
  const syntax::Node around = syntax::enclosing_function(place);
  // The names given to other statements of the top level count, too.
  if (!around) facts_.holds_once();
  std::string name;
  for (int number = 1;; ++number) {
    name = wanted;
    if (number > 1) name += std::to_string(number);
    if (facts_.bindings().is_free_name(name, place) &&
        std::ranges::find(given_names_, std::pair(around, name)) == given_names_.end())
      break;
  }
  given_names_.emplace_back(around, name);
  return name;
}

namespace {

// The file and the folder that it is in: enough to know it again, and the same on every machine.
std::string short_path(std::string_view path) {
  const auto last = path.rfind('/');
  if (last == std::string_view::npos || last == 0) return std::string(path);
  const auto folder = path.rfind('/', last - 1);
  return std::string(path.substr(folder == std::string_view::npos ? 0 : folder + 1));
}

}  // namespace

void explain_promise(Report& report, const Value& promise) {
  // Nobody has to be told of the function that the finding stands on.
  if (report.finding_ == nullptr || (promise.node && promise.node.span().contains(report.finding_->span))) return;
  const auto function_name = [&]() -> std::string {
    const syntax::Node name = promise.node.child(syntax::Field::name);
    return name ? quoted(name.text()) : "this function";
  };
  switch (promise.source) {
    case PromiseSource::async_function:
      report.because(promise.node, function_name() + " is async, so it returns a promise");
      break;
    case PromiseSource::returning_function:
      report.because(promise.node,
                     function_name() + " returns a promise on " + (promise.is_partial ? "some paths" : "every path"));
      break;
    case PromiseSource::jsdoc: report.because(promise.node, "its comment says that it returns a promise"); break;
    case PromiseSource::declared:
      if (promise.origin.module != nullptr && !promise.origin.module->path.empty() && promise.origin.line > 0)
        report.finding_->related.push_back(
            {report.finding_->span, "it returns a promise: " + short_path(promise.origin.module->path) + ":" +
                                        std::to_string(promise.origin.line)});
      break;
    default: break;
  }
}

}  // namespace asynclint
