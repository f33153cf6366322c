// Units are there for speed: what is found does not depend on where they are cut.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "lint/lint.h"
#include "rules/rule-table.h"
#include "tests/support/describe-result.h"
#include "tests/support/fixture.h"

namespace asynclint::tests {
namespace {

std::string described_with(const Document& document, std::uint32_t function_bytes) {
  LintSettings settings;
  settings.unit_sizes.function_bytes = function_bytes;
  LintResult result = lint(document, rule_table(), settings);
  // Reasons for silence have no order of their own: they come unit by unit.
  settings.with_silences = true;
  const std::size_t silences = lint(document, rule_table(), settings).silences.size();
  return describe(result) + std::to_string(silences) + " silences\n";
}

class UnitSizes : public testing::TestWithParam<std::uint32_t> {
 protected:
  // A sanitizer sees the same with every size, and takes its time.
  void SetUp() override {
    if (std::getenv("ASYNCLINT_SANITIZED") != nullptr && GetParam() != 0)
      GTEST_SKIP() << "one other size is enough here";
  }
};

TEST_P(UnitSizes, change_no_finding) {
  for (const Fixture& fixture : all_fixtures())
    EXPECT_EQ(described_with(fixture.document(), 512), described_with(fixture.document(), GetParam())) << fixture.path;
}

TEST_P(UnitSizes, change_no_finding_in_other_dialects) {
  for (const Fixture& fixture : all_fixtures())
    for (const Dialect dialect : {Dialect::typescript, Dialect::tsx}) {
      Document document = fixture.document();
      document.dialect = dialect;
      EXPECT_EQ(described_with(document, 512), described_with(document, GetParam())) << fixture.path;
    }
}

// One text with everything in it, in which names of all fixtures meet.
TEST_P(UnitSizes, change_no_finding_in_one_long_text) {
  std::string text;
  for (const Fixture& fixture : all_fixtures())
    if (!fixture.twin_of && fixture.code.text.find("lint-disable") == std::string::npos)
      text += fixture.code.text + "\n";
  const Document document{text, Dialect::javascript, ModuleKind::by_syntax};
  EXPECT_EQ(described_with(document, 512), described_with(document, GetParam()));
}

INSTANTIATE_TEST_SUITE_P(OtherSizes, UnitSizes, testing::Values(0U, 64U, UINT32_MAX));

}  // namespace
}  // namespace asynclint::tests
