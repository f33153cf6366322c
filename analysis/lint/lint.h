// The core as one total function: a document, the rule table and the settings in, findings out. It never fails.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "facts/facts.h"
#include "lint/finding.h"
#include "lint/option.h"
#include "lint/rule-entry.h"
#include "syntax/tree.h"
#include "types/type-walk.h"

namespace asynclint {

// Whether a file is an ES module or CommonJS. `by_syntax` asks the file: an import or export makes it a module.
enum class ModuleKind : std::uint8_t { by_syntax, module, commonjs };

enum class Dialect : std::uint8_t { javascript, typescript, tsx };

struct Document {
  // UTF-8, without a byte order mark; invalid bytes are allowed. Must outlive the result.
  std::string_view text;
  Dialect dialect = Dialect::javascript;
  ModuleKind module_kind = ModuleKind::by_syntax;
  Surroundings surroundings = Surroundings::none;
  // How other modules are asked, as seen from this text; null: nothing is known of them.
  const types::ModuleSource* modules = nullptr;
  // Whether one of them has something asynchronous to give, so that a text without a word of its own is worth parsing.
  bool imports_asynchrony = false;
  // The tree of this very text, if somebody has parsed it already; see parse_document.
  const syntax::Tree* tree = nullptr;

  // The same document after a change.
  [[nodiscard]] Document with_text(std::string_view changed) const {
    Document document = *this;
    document.text = changed;
    document.tree = nullptr;
    return document;
  }
};

[[nodiscard]] inline const types::ModuleSource* modules_of(const Document& document) {
  return document.modules == nullptr ? &types::no_modules() : document.modules;
}

// Sets the level of a rule's certain and known findings; `off` silences the rule.
struct LevelSetting {
  std::string_view rule;
  Level level = Level::error;
};

// Sets an option of a rule.
struct OptionSetting {
  std::string_view rule;
  // As the rule declares it, for as long as the rule table lives.
  std::string_view option;
  OptionValue value;
};

struct LintSettings {
  // When not empty, only these rules run (and unused suppressions of other rules are not reported).
  std::vector<std::string_view> only;
  // Of several for one rule, and of several values for one option, the last one counts.
  std::vector<LevelSetting> levels;
  std::vector<OptionSetting> options;
  // Collect the reasons for silence, too.
  bool with_silences = false;
  // Say of each finding what it rests on.
  bool with_evidence = false;
  // Findings do not depend on it.
  syntax::UnitSizes unit_sizes;
};

struct SuppressedFinding {
  Finding finding;
  // What stands behind `--` in the comment; empty when no reason was given.
  std::string_view reason;
};

// Why a rule kept silent at a place where it might have spoken.
struct Silence {
  Span span;
  std::string_view rule;
  std::string reason;
};

struct LintResult {
  // In the order of the text.
  std::vector<Finding> findings;
  std::vector<SuppressedFinding> suppressed;
  // Filled only when asked for.
  std::vector<Silence> silences;
  // How many places the parser could not make sense of; what lies inside them is not judged.
  std::uint32_t syntax_errors = 0;
  std::optional<Span> first_syntax_error;
  // False when the byte scan found nothing asynchronous, so that the text was not parsed.
  bool parsed = false;
};

[[nodiscard]] LintResult lint(const Document& document, std::span<const RuleEntry> rules, const LintSettings& settings);

// Whether a text contains a word that makes it worth parsing.
[[nodiscard]] bool worth_parsing(std::string_view text);

// How many places of a text the parser cannot make sense of: what a fix must not raise.
[[nodiscard]] std::uint32_t count_syntax_errors(const Document& document);

}  // namespace asynclint
