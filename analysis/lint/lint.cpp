#include "lint/lint.h"

#include <algorithm>

#include "lint/engine.h"
#include "lint/rule.h"
#include "lint/suppressions.h"
#include "text/line-index.h"

namespace asynclint {

using syntax::Grammar;
using syntax::Kind;

Grammar grammar_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::javascript: return Grammar::javascript;
    case Dialect::typescript: return Grammar::typescript;
    case Dialect::tsx: break;
  }
  return Grammar::tsx;
}

std::optional<Level> level_set_for(std::string_view rule, const LintSettings& settings) {
  std::optional<Level> level;
  for (const LevelSetting& setting : settings.levels)
    if (setting.rule == rule) level = setting.level;
  return level;
}

namespace {

bool is_named_rule(std::string_view rule, const LintSettings& settings) {
  return std::ranges::find(settings.only, rule) != settings.only.end();
}

}  // namespace

bool is_left_out(std::string_view rule, const LintSettings& settings) {
  return !settings.only.empty() && !is_named_rule(rule, settings) && !is_named_rule(unused_suppression, settings);
}

Dispatch::Dispatch(std::span<const RuleEntry> rules, const LintSettings& settings) {
  active_.reserve(rules.size());
  for (const RuleEntry& entry : rules) {
    if (is_left_out(entry.id, settings)) continue;
    const auto level = level_set_for(entry.id, settings);
    if (level == Level::off) continue;
    ActiveRule& active = active_.emplace_back(ActiveRule{entry.id, entry.rule, level, {}});
    for (const OptionSetting& setting : settings.options)
      if (setting.rule == entry.id) active.options.push_back(&setting);
    for (const Kind kind : entry.rule->check.kinds) by_kind_[static_cast<std::size_t>(kind)].push_back(&active);
  }
}

std::unique_ptr<syntax::Tree> parse_document(const Document& document, const LintSettings& settings) {
  return syntax::parse(document.text, grammar_of(document.dialect), settings.unit_sizes);
}

namespace {

// `import a = require("a")` and `export = a`, TypeScript's words for CommonJS.
bool is_typed_commonjs(syntax::Node statement) {
  if (statement.is(Kind::import_statement)) return static_cast<bool>(statement.child(Kind::import_require_clause));
  if (!statement.is(Kind::export_statement)) return false;
  constexpr std::string_view keyword = "export";
  const std::string_view rest = statement.text().substr(std::min(keyword.size(), statement.text().size()));
  const std::size_t next = rest.find_first_not_of(" \t");
  return next != std::string_view::npos && rest[next] == '=';
}

}  // namespace

TopLevel top_level_of(const syntax::Tree& tree, ModuleKind kind) {
  if (kind == ModuleKind::module) return TopLevel::module;
  if (kind == ModuleKind::commonjs) return TopLevel::script;
  TopLevel found = TopLevel::script;
  for (const syntax::Node statement : tree.root().children()) {
    if (is_typed_commonjs(statement)) return TopLevel::script;
    if (statement.is(Kind::import_statement, Kind::export_statement)) found = TopLevel::module;
  }
  return found;
}

void run_rules(const syntax::Tree& tree, syntax::UnitId unit, const Dispatch& dispatch, RuleContext& context) {
  const auto records = tree.records(unit);
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    // The root of another unit has its turn there.
    if ((records[i].flags & syntax::flag::unit) != 0) continue;
    if ((records[i].flags & syntax::flag::type) != 0) {
      i = records[i].end - 1;
      continue;
    }
    for (const ActiveRule* active : dispatch.of(records[i].kind)) {
      context.enter(*active);
      active->rule->check.run(context, syntax::Node(&tree, unit, i));
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
  const std::vector<Span> suppressions = suppressions_in(tree);
  std::optional<LineIndex> lines;
  if (!suppressions.empty()) lines.emplace(tree.text());
  finish(tree, suppressions, lines ? &*lines : nullptr, rules, settings, result);
}

void finish(const syntax::Tree& tree, std::span<const Span> suppressions, const LineIndex* lines,
            std::span<const RuleEntry> rules, const LintSettings& settings, LintResult& result) {
  result.parsed = true;
  result.syntax_errors = static_cast<std::uint32_t>(tree.errors().size());
  if (!tree.errors().empty()) result.first_syntax_error = tree.errors().front();
  // Before they are taken apart, so that what is suppressed is in the order of the text, too.
  sort_findings(result.findings);
  if (!suppressions.empty()) {
    Suppressions(tree, *lines, suppressions, rules).apply(result, settings);
    sort_findings(result.findings);
  }
  if (!is_named_rule(unused_suppression, settings)) return;
  std::erase_if(result.findings, [&](const Finding& finding) { return !is_named_rule(finding.rule, settings); });
  std::erase_if(result.suppressed,
                [&](const SuppressedFinding& one) { return !is_named_rule(one.finding.rule, settings); });
}

LintResult lint(const Document& document, std::span<const RuleEntry> rules, const LintSettings& settings) {
  LintResult result;
  // Whoever parsed it found it worth parsing.
  if (document.tree == nullptr && !document.imports_asynchrony && !worth_parsing(document.text)) return result;
  std::unique_ptr<const syntax::Tree> own;
  if (document.tree == nullptr) own = parse_document(document, settings);
  const syntax::Tree* const tree = own ? own.get() : document.tree;
  const Facts facts(*tree, top_level_of(*tree, document.module_kind), document.surroundings, modules_of(document));
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
