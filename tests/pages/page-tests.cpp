#include "tests/pages/page-tests.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "tests/support/apply-fixes.h"
#include "tests/support/compare-findings.h"
#include "tests/support/fixture.h"
#include "tests/support/markdown.h"
#include "tests/support/register-test.h"
#include "tests/support/run-node.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;

bool is_linted(const CodeBlock& block) {
  static constexpr std::array<std::string_view, 5> languages{"js", "jsx", "mjs", "cjs", "ts"};
  return !block.words.empty() && std::find(languages.begin(), languages.end(), block.words.front()) != languages.end();
}

// A block as if it were a fixture; the word `module` makes it an ES module, as the extension would.
Fixture as_fixture(const CodeBlock& block) {
  std::string name = "block.";
  name += block.has_word("module") ? "mjs" : block.words.front();
  return parse_fixture(name, block.text).value();
}

void check_findings(const Fixture& block) {
  for (const std::string& problem : block.code.problems) ADD_FAILURE() << problem;
  const LintResult result = lint_with_all_rules(block.document());
  EXPECT_EQ(result.syntax_errors, 0U);
  EXPECT_EQ(findings_problem(block.code.text, result.findings), "");
  const std::string difference = compare_findings(block.code, result.findings);
  if (!difference.empty()) ADD_FAILURE() << difference;
}

void check_output(const Fixture& block, const CodeBlock* output) {
  ASSERT_TRUE(output != nullptr && output->has_word("text")) << "a block that runs is followed by a block of text";
  const RunResult result = run_program(block.code.text, block.module_kind);
  EXPECT_FALSE(result.timed_out) << "it does not end";
  EXPECT_EQ(output->text, result.output) << "standard error:\n" << result.errors;
  EXPECT_EQ(block.run ? block.run->exit_code : 0, result.exit_code) << "standard error:\n" << result.errors;
}

void check_block(const CodeBlock& block, const CodeBlock* next) {
  const Fixture fixture = as_fixture(block);
  check_findings(fixture);
  if (block.has_word("run") && compares_output()) check_output(fixture, next);
}

void register_page(const fs::path& page) {
  const std::vector<CodeBlock> blocks = code_blocks(read_file(page));
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!is_linted(blocks[i])) continue;
    const auto next = i + 1 < blocks.size() ? std::optional(blocks[i + 1]) : std::nullopt;
    register_test(page.stem(), fmt::format("line {}", blocks[i].line), page, static_cast<int>(blocks[i].line),
                  [block = blocks[i], next] { check_block(block, next ? &*next : nullptr); });
  }
}

}  // namespace

void register_page_tests() {
  for (const std::string_view folder : {"rules", "lessons"}) {
    if (!fs::exists(source_folder() / folder)) continue;
    std::vector<fs::path> pages;
    for (const auto& entry : fs::directory_iterator(source_folder() / folder))
      if (entry.path().extension() == ".md") pages.push_back(entry.path());
    std::sort(pages.begin(), pages.end());
    for (const fs::path& page : pages) register_page(page);
  }
}

}  // namespace asynclint::tests
