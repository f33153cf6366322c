#include "project/file-text.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace asynclint {

Document document_of(const Document& file, const Script& script, std::string_view text) {
  Document document = file.with_text(text);
  document.dialect = script.dialect;
  document.module_kind = script.module_kind;
  document.surroundings = script.surroundings;
  return document;
}

namespace {

bool is_inside(const std::vector<ScriptBlock>& blocks, Span span) {
  return std::ranges::any_of(blocks, [&](const ScriptBlock& block) { return block.content.contains(span); });
}

bool is_inside(const std::vector<ScriptBlock>& blocks, const Fix& fix) {
  return std::ranges::all_of(fix.edits, [&](const TextEdit& edit) { return is_inside(blocks, edit.span); });
}

// Lints the programs of a file one after the other.
class ScriptsLint {
 public:
  ScriptsLint(const Document& file, std::span<const RuleEntry> rules, const LintSettings& settings)
      : file_(file), text_(file.text), rules_(rules), settings_(settings) {}

  void add(const Script& script) {
    const std::string own = text_of_blocks(text_, script.blocks);
    LintResult result = lint(document_of(file_, script, own), rules_, settings_);
    const std::size_t count = script.blocks.size();
    if (result.syntax_errors == 0 || count == 1 || count > most_texts(text_.size()))
      return take(std::move(result), own, script);
    for (const ScriptBlock& block : script.blocks) {
      Script alone = script;
      alone.blocks = {block};
      const std::string text = text_of_blocks(text_, alone.blocks);
      take(lint(document_of(file_, alone, text), rules_, settings_), text, alone);
    }
  }

  LintResult finish() {
    const auto place = [](const Finding& finding) { return std::pair(finding.span, finding.rule); };
    std::ranges::stable_sort(all_.findings, {}, place);
    std::ranges::stable_sort(all_.suppressed, {}, [&](const auto& one) { return place(one.finding); });
    return std::move(all_);
  }

 private:
  // `own` ends with this call, so nothing may refer to it afterwards.
  void take(LintResult result, std::string_view own, const Script& script) {
    for (Finding& finding : result.findings) {
      std::erase_if(finding.fixes, [&](const Fix& fix) { return !is_inside(script.blocks, fix); });
      all_.findings.push_back(std::move(finding));
    }
    for (SuppressedFinding& one : result.suppressed) {
      if (!one.reason.empty())
        one.reason = text_.substr(static_cast<std::size_t>(one.reason.data() - own.data()), one.reason.size());
      all_.suppressed.push_back(std::move(one));
    }
    for (Silence& silence : result.silences) all_.silences.push_back(std::move(silence));
    all_.parsed = all_.parsed || result.parsed;
    all_.syntax_errors += result.syntax_errors;
    const auto& error = result.first_syntax_error;
    if (error && (!all_.first_syntax_error || *error < *all_.first_syntax_error)) all_.first_syntax_error = error;
  }

  const Document& file_;
  std::string_view text_;
  std::span<const RuleEntry> rules_;
  const LintSettings& settings_;
  LintResult all_;
};

}  // namespace

LintResult lint(const FileText& file, std::span<const RuleEntry> rules, const LintSettings& settings) {
  if (file.markup == Markup::none) return lint(file.document, rules, settings);
  const std::string_view text = file.document.text;
  ScriptsLint all(file.document, rules, settings);
  if (worth_parsing(text) || file.document.imports_asynchrony)
    for (const Script& script : scripts_of(text, file.markup)) all.add(script);
  return all.finish();
}

std::uint32_t count_syntax_errors(const FileText& file) {
  if (file.markup == Markup::none) return count_syntax_errors(file.document);
  return lint(file, {}, {}).syntax_errors;
}

}  // namespace asynclint
