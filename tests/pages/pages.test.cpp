// That there is something to check: pages that show their rule firing.
#include <gtest/gtest.h>

#include <algorithm>

#include "rules/rule-table.h"
#include "tests/support/fixture.h"
#include "tests/support/markdown.h"

namespace asynclint::tests {
namespace {

TEST(RulePages, ShowTheRuleFiringInAProgramThatRuns) {
  for (const RuleEntry& rule : rule_table()) {
    bool fires = false;
    bool runs = false;
    for (const CodeBlock& block : code_blocks(read_file(source_folder() / "rules" / (std::string(rule.id) + ".md")))) {
      const auto& marks = parse_marks(block.text).marks;
      fires |= std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) { return mark.rule == rule.id; });
      runs |= block.has_word("run");
    }
    EXPECT_TRUE(fires) << rule.id;
    EXPECT_TRUE(runs) << rule.id;
  }
}

}  // namespace
}  // namespace asynclint::tests
