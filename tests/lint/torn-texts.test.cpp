// Programs that are torn apart and put together wrongly: whatever comes in, findings can be shown, fixes can be
// applied, and do not depend on the units.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lint/lint.h"
#include "rules/rule-table.h"
#include "tests/support/compare-findings.h"
#include "tests/support/describe-result.h"
#include "tests/support/dice.h"
#include "tests/support/fixture.h"

namespace asynclint::tests {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

constexpr std::string_view pieces[] = {
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "async ",
    "await ",
    "=> ",
    "`",
    "${",
    "'",
    ";",
    ",",
    "?.",
    "\n",
    "/*",
    "*/",
    "//",
    "=",
    "...",
    "#",
    "class ",
    "function ",
    "return ",
    ".then(",
    "forEach(",
    "new ",
    "import(",
    "yield ",
    "\r",
    "\xff",
    "\xe2\x80\xa8",
    "export ",
    "for (const x of ",
    "super",
    "this.",
    "static ",
    "get ",
    "asynclint-disable-line\n",
};

// What an editor's user, a merge or a broken transfer may do to a program.
std::string torn(std::string text, Dice& dice, const std::vector<Fixture>& fixtures) {
  const std::size_t changes = 1 + dice.below(4);
  for (std::size_t i = 0; i < changes; ++i) {
    std::vector<std::string> lines = lines_of(text);
    if (lines.empty()) return text;
    const std::size_t at = dice.below(lines.size());
    const auto place = lines.begin() + static_cast<std::ptrdiff_t>(at);
    const std::size_t column = dice.below(lines[at].size());
    const std::string& other = dice.one_of(fixtures).code.text;
    switch (dice.below(7)) {
      case 0: lines.erase(place); break;
      case 1: lines.insert(place, dice.one_of(lines)); break;
      case 2: std::swap(lines[at], lines[dice.below(lines.size())]); break;
      case 3: lines.insert(place, dice.one_of(lines_of(other + "\n"))); break;
      case 4: lines[at].insert(column, dice.one_of(pieces)); break;
      case 5: lines[at].erase(column, 1 + dice.below(8)); break;
      default:
        // The beginning of one program and the end of another.
        lines.resize(at + 1);
        lines.push_back(other.substr(dice.below(other.size() + 1)));
        break;
    }
    text = joined(lines);
  }
  return text;
}

LintResult lint_with_units(const Document& document, std::uint32_t function_bytes) {
  LintSettings settings;
  settings.unit_sizes.function_bytes = function_bytes;
  return lint(document, rule_table(), settings);
}

void expect_sound(const Document& document) {
  const LintResult result = lint_with_units(document, 512);
  ASSERT_EQ(findings_problem(document.text, result.findings), "") << document.text;
  ASSERT_EQ(describe(result), describe(lint_with_units(document, 0))) << document.text;
  // Where something cannot be read already, a parser may make more or less of it after any change.
  if (result.syntax_errors != 0) return;
  for (const Finding& finding : result.findings)
    for (const Fix& fix : finding.fixes) {
      const std::string fixed = apply_edits(document.text, fix.edits);
      ASSERT_EQ(count_syntax_errors({fixed, document.dialect, document.module_kind}), 0)
          << "\"" << fix.title << "\" makes\n"
          << fixed << "\nof\n"
          << document.text;
    }
}

TEST(TornTexts, have_sound_findings) {
  Dice dice(4);
  const std::vector<Fixture>& fixtures = all_fixtures();
  for (const Fixture& fixture : fixtures)
    for (int i = 0; i < 6; ++i) {
      const std::string text = torn(fixture.code.text, dice, fixtures);
      expect_sound({text, Dialect::javascript, fixture.module_kind});
      if (HasFatalFailure()) return;
    }
}

TEST(TornTexts, have_sound_findings_in_other_dialects) {
  Dice dice(5);
  const std::vector<Fixture>& fixtures = all_fixtures();
  for (const Fixture& fixture : fixtures) {
    expect_sound({torn(fixture.code.text, dice, fixtures), Dialect::typescript, fixture.module_kind});
    expect_sound({torn(fixture.code.text, dice, fixtures), Dialect::tsx, fixture.module_kind});
    if (HasFatalFailure()) return;
  }
}

// Words of the language without any sense.
TEST(TornTexts, of_nothing_but_pieces_have_sound_findings) {
  Dice dice(6);
  constexpr std::string_view names[] = {"save", "items", "x", "Promise", "fetch", "all", "cb", "1", "'a'"};
  for (int i = 0; i < 400; ++i) {
    std::string text;
    for (std::size_t n = dice.below(120); n > 0; --n) {
      text += dice.below(2) == 0 ? dice.one_of(pieces) : dice.one_of(names);
      if (dice.below(3) == 0) text += ' ';
    }
    expect_sound({text, Dialect::javascript, ModuleKind::by_syntax});
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace asynclint::tests
