// Fixes in rounds, with a rule made for it: what it finds and offers depends on the name that is called.
#include "project/fix-text.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "lint/rule.h"

namespace asynclint {
namespace {

void check(RuleContext& context, const syntax::CallExpression& call) {
  const Span callee = call.callee().span();
  const std::uint32_t end = call.node().span().end;
  const std::string name(call.callee().text());
  const auto report = [&] { return context.report(callee, Evidence::certain, "made up"); };
  const auto rename = [&](std::string to) { return std::vector<TextEdit>{{callee, std::move(to)}}; };
  if (name.starts_with("step") && name != "step0")
    report().fix("Step down", rename("step" + std::to_string(std::stoi(name.substr(4)) - 1)));
  if (name == "spin") report().fix("Turn", rename("spun"));
  if (name == "spun") report().fix("Turn", rename("spin"));
  if (name == "broken") report().fix("Break", rename("broken("));
  if (name == "maybe") report().suggest("First", rename("first")).suggest("Second", rename("second"));
  if (name == "both") report().suggest("Suggested", rename("suggested")).fix("Safe", rename("safe"));
  if (name == "likely") context.report(callee, Evidence::likely, "a hint").fix("Sure", rename("sure"));
  if (name == "lines") report().fix("Two lines", rename("one();\ntwo();\r\nthree"));
  // The whole call with what is in it, so that fixes lie inside each other.
  if (name == "wrap") report().fix("Wrap", {{callee, "wrapped"}, {{end, end}, "()"}});
}

constexpr Rule rule{
    .summary = "Made up",
    .family = Family::floating,
    .levels = {.certain = Level::error, .known = Level::error, .likely = Level::info},
    .presets = {Preset::recommended},
    .fix = FixKind::safe,
    .since = "0.1",
    .known_as = {},
    .lesson = "none",
    .check = on<syntax::CallExpression, check>(),
};

constexpr std::array<RuleEntry, 1> rules{{{"made-up", &rule}}};

std::vector<Span> places(const LintResult& result) {
  std::vector<Span> spans;
  for (const Finding& finding : result.findings) spans.push_back(finding.span);
  return spans;
}

std::string fixed(const std::string& text, const FixChoice& choice = {.safe = true}) {
  // A file without a word of the list is not parsed.
  const std::string whole = "async;" + text;
  const Document document{whole};
  const LintResult first = lint_with_line_ends(document, rules, {});
  const auto result = fix_text(document, first, rules, {}, choice);
  if (!result) return "unchanged";
  // What comes with the text speaks of it, and not of the text before.
  EXPECT_EQ(places(result->result), places(lint(Document{*result->text}, rules, {})));
  return result->text->substr(6);
}

constexpr FixChoice suggestions{.safe = true, .suggestions = true};

TEST(FixText, GoesOnUntilThereIsNothingLeft) {
  EXPECT_EQ(fixed("step7();"), "step0();");
  EXPECT_EQ(fixed("step0();"), "unchanged");
}

TEST(FixText, EndsAfterTenRounds) {
  EXPECT_EQ(fixed("step12();"), "step2();");
  EXPECT_EQ(fixed("spin(); step1();"), "spin(); step0();");
  EXPECT_EQ(fixed("spin();"), "unchanged");
}

TEST(FixText, AppliesWhatWasChosen) {
  EXPECT_EQ(fixed("maybe();"), "unchanged");
  EXPECT_EQ(fixed("maybe();", suggestions), "first();");
  EXPECT_EQ(fixed("both();"), "safe();");
  EXPECT_EQ(fixed("both();", suggestions), "safe();");
}

TEST(FixText, LeavesAloneWhatIsNotShown) {
  EXPECT_EQ(fixed("likely();"), "unchanged");
  EXPECT_EQ(fixed("likely();", {.safe = true, .least = Level::info}), "sure();");
  EXPECT_EQ(fixed("step1();", {.safe = true, .least = Level::error}), "step0();");
}

TEST(FixText, AppliesFixesInsideEachOtherOneAfterTheOther) {
  EXPECT_EQ(fixed("wrap(wrap(step3()));"), "wrapped(wrapped(step0())())();");
}

TEST(FixText, LeavesOutWhatDoesNotParse) {
  EXPECT_EQ(fixed("broken();"), "unchanged");
  EXPECT_EQ(fixed("step1(); broken(); step1();"), "step0(); broken(); step0();");
}

// Looking for those that do parse ends, however many do not.
TEST(FixText, EndsAmongManyThatDoNotParse) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "broken();";
  EXPECT_EQ(fixed(text), "unchanged");
}

TEST(FixText, FixesAroundWhatDidNotParseBefore) {
  EXPECT_EQ(fixed("function f() { return 1 +; }\nstep1();"), "function f() { return 1 +; }\nstep0();");
}

TEST(FixText, KeepsTheLineEndsOfThePlace) {
  EXPECT_EQ(fixed("a;\r\nlines();\r\nb;\r\n"), "a;\r\none();\r\ntwo();\r\nthree();\r\nb;\r\n");
  EXPECT_EQ(fixed("a;\nlines();\nb;\r\n"), "a;\none();\ntwo();\r\nthree();\nb;\r\n");
  EXPECT_EQ(fixed("a;\r\nlines();"), "a;\r\none();\r\ntwo();\r\nthree();");
  EXPECT_EQ(fixed("a;\rlines();\r"), "a;\rone();\rtwo();\r\nthree();\r");
  EXPECT_EQ(fixed("lines();"), "one();\ntwo();\r\nthree();");
}

}  // namespace
}  // namespace asynclint
