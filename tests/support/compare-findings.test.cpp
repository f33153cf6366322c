// Comparing findings with marks, and the checks that hold for findings of any text.
#include "tests/support/compare-findings.h"

#include <gmock/gmock.h>

namespace asynclint::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Finding finding(Span span, std::string_view rule, std::string message = "it floats") {
  Finding result;
  result.span = span;
  result.rule = rule;
  result.message = std::move(message);
  return result;
}

const char* const marked =
    "load();\n"
    "//<^^^ floating-promise(error)\n"
    "save();\n"
    "//<^^^ floating-promise: it floats\n";

TEST(CompareFindings, AgreementIsSilent) {
  EXPECT_EQ(compare_findings(parse_marks(marked),
                             {finding({0, 6}, "floating-promise", "something"), finding({8, 14}, "floating-promise")}),
            "");
}

TEST(CompareFindings, WhatIsMissingAndWhatIsTooMuchIsShownBelowItsLine) {
  EXPECT_EQ(
      compare_findings(parse_marks(marked), {finding({0, 4}, "async-reduce"), finding({8, 14}, "floating-promise")}),
      "line 1:\n"
      "  load();\n"
      "  ^^^^ async-reduce(error): it floats    <- found, not marked\n"
      "  ^^^^^^ floating-promise(error)    <- marked, not found\n");
}

TEST(CompareFindings, LevelsAndMessagesCountWhereTheyAreGiven) {
  Finding first = finding({0, 6}, "floating-promise");
  first.level = Level::info;
  const std::string report = compare_findings(parse_marks(marked), {first, finding({8, 14}, "floating-promise", "x")});
  EXPECT_THAT(report, HasSubstr("^^^^^^ floating-promise(info): it floats    <- found instead"));
  EXPECT_THAT(report, HasSubstr("line 3:\n  save();\n  ^^^^^^ floating-promise: it floats    <- marked\n"));
}

TEST(CompareFindings, TwoFindingsNeedTwoMarks) {
  const Finding twice = finding({0, 6}, "floating-promise");
  EXPECT_THAT(compare_findings(parse_marks("load();\n//<^^^ floating-promise\n"), {twice, twice}),
              HasSubstr("found, not marked"));
}

TEST(FindingsProblem, SpansAreOneLineInsideTheText) {
  const std::string_view text = "run();\n\"\xC3\xA9\";\n";
  EXPECT_THAT(findings_problem(text, {finding({0, 5}, "a"), finding({7, 11}, "a")}), IsEmpty());
  EXPECT_THAT(findings_problem(text, {finding({0, 0}, "a")}), HasSubstr("is empty"));
  EXPECT_THAT(findings_problem(text, {finding({0, 99}, "a")}), HasSubstr("not inside the text"));
  EXPECT_THAT(findings_problem(text, {finding({0, 8}, "a")}), HasSubstr("covers a line end"));
  EXPECT_THAT(findings_problem(text, {finding({7, 9}, "a")}), HasSubstr("splits a character"));
  EXPECT_THAT(findings_problem(text, {finding({7, 11}, "a"), finding({0, 5}, "a")}), HasSubstr("out of order"));
}

TEST(FixProblem, EditsCanBeApplied) {
  const auto problem = [](std::vector<TextEdit> edits, std::string title = "Await `run()`") {
    return fix_problem("run();\n", {FixKind::suggestion, std::move(title), std::move(edits)});
  };
  EXPECT_THAT(problem({{{0, 0}, "await "}}), IsEmpty());
  EXPECT_THAT(problem({}), HasSubstr("no edits"));
  EXPECT_THAT(problem({{{0, 3}, "run"}}), HasSubstr("changes nothing"));
  EXPECT_THAT(problem({{{5, 6}, ""}, {{0, 0}, "await "}}), HasSubstr("not sorted"));
  EXPECT_THAT(problem({{{0, 4}, "a"}, {{3, 5}, "b"}}), HasSubstr("conflict"));
  EXPECT_THAT(problem({{{0, 99}, ""}}), HasSubstr("not inside the text"));
  EXPECT_THAT(problem({{{0, 0}, "await "}}, "Await it."), HasSubstr("final stop"));
}

}  // namespace
}  // namespace asynclint::tests
