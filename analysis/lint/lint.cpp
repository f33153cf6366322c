#include "lint/lint.h"

#include <algorithm>

#include "lint/engine.h"
#include "lint/rule.h"
#include "lint/suppressions.h"
#include "lint/words.h"
#include "text/line-index.h"

namespace asynclint {

using syntax::Grammar;
using syntax::Kind;

namespace {

Grammar grammar_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::javascript: return Grammar::javascript;
    case Dialect::typescript: return Grammar::typescript;
    case Dialect::tsx: break;
  }
  return Grammar::tsx;
}

}  // namespace

Dispatch::Dispatch(std::span<const RuleEntry> rules, const LintSettings& settings) {
  for (const RuleEntry& entry : rules) {
    if (!settings.only.empty() && std::ranges::find(settings.only, entry.id) == settings.only.end()) continue;
    const auto setting = std::ranges::find(settings.levels, entry.id, &LevelSetting::rule);
    if (setting != settings.levels.end() && setting->level == Level::off) continue;
    for (const Kind kind : entry.rule->check.kinds) by_kind_[static_cast<std::size_t>(kind)].push_back(&entry);
  }
}

std::unique_ptr<syntax::Tree> parse_document(const Document& document, const LintSettings& settings) {
  return syntax::parse(document.text, grammar_of(document.dialect), settings.unit_sizes);
}

TopLevel top_level_of(const syntax::Tree& tree, ModuleKind kind) {
  if (kind == ModuleKind::module) return TopLevel::module;
  if (kind == ModuleKind::commonjs) return TopLevel::script;
  for (const syntax::Node statement : tree.root().children())
    if (statement.is(Kind::import_statement, Kind::export_statement)) return TopLevel::module;
  return TopLevel::script;
}

void run_rules(const syntax::Tree& tree, syntax::UnitId unit, const Dispatch& dispatch, RuleContext& context) {
  const auto records = tree.records(unit);
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    // The root of another unit has its turn there.
    if ((records[i].flags & syntax::flag::unit) != 0) continue;
    for (const RuleEntry* entry : dispatch.of(records[i].kind)) {
      context.enter(entry->id, *entry->rule);
      entry->rule->check.run(context, syntax::Node(&tree, unit, i));
    }
  }
}

namespace {

void sort_findings(std::vector<Finding>& findings) {
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
    return a.span != b.span ? a.span < b.span : a.rule < b.rule;
  });
}

}  // namespace

void finish(const syntax::Tree& tree, std::span<const RuleEntry> rules, const LintSettings& settings,
            LintResult& result) {
  result.parsed = true;
  result.syntax_errors = static_cast<std::uint32_t>(tree.errors().size());
  if (!tree.errors().empty()) result.first_syntax_error = tree.errors().front();
  // Before they are taken apart, so that what is suppressed is in the order of the text, too.
  sort_findings(result.findings);
  if (!has_suppressions(tree)) return;
  const LineIndex lines(tree.text());
  Suppressions(tree, lines, rules).apply(result, settings);
  sort_findings(result.findings);
}

bool worth_parsing(std::string_view text) {
  return std::ranges::any_of(words_worth_parsing, [&](std::string_view word) { return text.find(word) != text.npos; });
}

LintResult lint(const Document& document, std::span<const RuleEntry> rules, const LintSettings& settings) {
  LintResult result;
  if (!worth_parsing(document.text)) return result;
  const auto tree = parse_document(document, settings);
  const Facts facts(*tree, top_level_of(*tree, document.module_kind));
  const Dispatch dispatch(rules, settings);
  RuleContext context(facts, result, settings);
  for (syntax::UnitId unit = 0; unit < tree->units().size(); ++unit) run_rules(*tree, unit, dispatch, context);
  finish(*tree, rules, settings, result);
  return result;
}

std::uint32_t count_syntax_errors(const Document& document) {
  return static_cast<std::uint32_t>(syntax::parse(document.text, grammar_of(document.dialect))->errors().size());
}

}  // namespace asynclint
