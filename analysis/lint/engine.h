// The steps of one run over one text, which `lint` takes once and LintMemory unit by unit.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lint/lint.h"
#include "lint/rule-context.h"
#include "text/line-index.h"

namespace asynclint {

// The level that is set for a rule; none when it has its own.
[[nodiscard]] std::optional<Level> level_set_for(std::string_view rule, const LintSettings& settings);

// Whether the settings name some rules to run, and this is none of them. What suppresses nothing shows only when all
// rules run.
[[nodiscard]] bool is_left_out(std::string_view rule, const LintSettings& settings);

// Which rules look at which kinds of node.
class Dispatch {
 public:
  // The settings must outlive it.
  Dispatch(std::span<const RuleEntry> rules, const LintSettings& settings);
  Dispatch(const Dispatch&) = delete;
  Dispatch& operator=(const Dispatch&) = delete;

  [[nodiscard]] const std::vector<const ActiveRule*>& of(syntax::Kind kind) const {
    return by_kind_[static_cast<std::size_t>(kind)];
  }

 private:
  std::vector<ActiveRule> active_;
  std::array<std::vector<const ActiveRule*>, syntax::kind_count> by_kind_;
};

[[nodiscard]] syntax::Grammar grammar_of(Dialect dialect);
[[nodiscard]] std::unique_ptr<syntax::Tree> parse_document(const Document& document, const LintSettings& settings);
// A text is a module when it is said to be one, or imports or exports.
[[nodiscard]] TopLevel top_level_of(const syntax::Tree& tree, ModuleKind kind);
// Runs the rules over a unit's own nodes.
void run_rules(const syntax::Tree& tree, syntax::UnitId unit, const Dispatch& dispatch, RuleContext& context);
// Suppressions and order: what makes the findings of all units a result.
void finish(const syntax::Tree& tree, std::span<const RuleEntry> rules, const LintSettings& settings,
            LintResult& result);
// The same with the comments that may suppress something, and the lines of the text, which are looked at when there
// are any.
void finish(const syntax::Tree& tree, std::span<const Span> suppressions, const LineIndex* lines,
            std::span<const RuleEntry> rules, const LintSettings& settings, LintResult& result);

}  // namespace asynclint
