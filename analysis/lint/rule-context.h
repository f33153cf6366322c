// What a rule works with: the facts of the text, and a place to say what it found or why it kept silent.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/facts.h"
#include "lint/edits.h"
#include "lint/finding.h"
#include "lint/lint.h"
#include "lint/option.h"

namespace asynclint {

struct EscapingFailure;
struct Rule;

// How much a finding counts beside others of its evidence.
enum class Weight : std::uint8_t { full, one_level_down };

// A finding that is being written. Valid until the next one is reported.
class Report {
 public:
  explicit Report(Finding* finding) : finding_(finding) {}

  // A place that proves the finding.
  Report& because(syntax::Node place, std::string message);
  // A repair; its title says what changes. The first one is the preferred one. No edits: nothing is added.
  Report& suggest(std::string title, std::vector<TextEdit> edits) { return add(FixKind::suggestion, title, edits); }
  // A change that leaves the outcome as it is.
  Report& fix(std::string title, std::vector<TextEdit> edits) { return add(FixKind::safe, title, edits); }

 private:
  friend void explain_promise(Report& report, const Value& promise);
  friend class RuleContext;
  Report& add(FixKind kind, std::string& title, std::vector<TextEdit>& edits);

  Finding* finding_;  // null when the rule is off for this evidence
};

// A rule that runs, and what is set for it.
struct ActiveRule {
  std::string_view id;
  const Rule* rule = nullptr;
  // None: the rule's own levels.
  std::optional<Level> level;
  std::vector<const OptionSetting*> options;
};

// Made by the engine for one run over one text.
class RuleContext {
 public:
  RuleContext(const Facts& facts, LintResult& result, const LintSettings& settings);

  [[nodiscard]] const Facts& facts() const { return facts_; }

  // Says that something is wrong. The span is cut at the end of its first line.
  Report report(Span span, Evidence evidence, std::string message, Weight weight = Weight::full);
  Report report(syntax::Node node, Evidence evidence, std::string message, Weight weight = Weight::full) {
    return report(node.span(), evidence, std::move(message), weight);
  }
  // Says why there is no finding where one might be expected: a sentence without a final stop.
  void decline(syntax::Node node, std::string reason);

  // What a finding rests on, for who wants to see it: why an expression is a promise, or why calling it gives one.
  void show_evidence(Report& report, syntax::Node expression) const;
  void show_evidence_of_calling(Report& report, syntax::Node callee) const;
  // Where the failure that is lost may come from; nothing is said of the place that the finding stands on.
  void show_failure(Report& report, const EscapingFailure& failure) const;

  // A name for a new variable: not used in the function around `place`, nor given to another fix there.
  [[nodiscard]] std::string fresh_name(std::string_view wanted, syntax::Node place);

  // The value of one of the rule's own options: a bool, a number, a text or name patterns, as its type says. Valid as
  // long as the settings.
  template <typename Declared>
  [[nodiscard]] auto option(const Declared& declared) const {
    return declared.read(configured(declared.name));
  }

  // Used by the engine before it runs a rule.
  void enter(const ActiveRule& active) { active_ = &active; }

 private:
  // Null when nothing is configured.
  [[nodiscard]] const OptionValue* configured(std::string_view option) const;

  const Facts& facts_;
  LintResult& result_;
  const LintSettings& settings_;
  const ActiveRule* active_ = nullptr;
  std::vector<std::pair<syntax::Node, std::string>> given_names_;
};

// What related information says of a promise: where its function was declared async, and so on.
void explain_promise(Report& report, const Value& promise);

}  // namespace asynclint
