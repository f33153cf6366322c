// `asynclint rules` and `asynclint explain`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "rules/rule-table.h"
#include "tests/cli/run-executable.h"

namespace asynclint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(RulesCommand, ListsEveryRule) {
  const Outcome outcome = run("", {"rules"});
  EXPECT_EQ(outcome.status, 0);
  for (const RuleEntry& entry : rule_table()) EXPECT_THAT(outcome.output, HasSubstr(std::string(entry.id) + "  "));
}

TEST(RulesCommand, TellsProgramsEverything) {
  const Outcome outcome = run("", {"rules", "--json"});
  EXPECT_EQ(outcome.status, 0);
  const auto rules = nlohmann::json::parse(outcome.output);
  ASSERT_EQ(rules.size(), rule_table().size());
  const std::set<std::string> levels{"off", "info", "warning", "error"};
  for (const auto& rule : rules) {
    for (const char* key : {"id", "family", "summary", "fix", "lesson", "since"})
      EXPECT_FALSE(rule.at(key).get<std::string>().empty()) << rule << key;
    for (const char* evidence : {"certain", "known", "likely"})
      EXPECT_TRUE(levels.contains(rule.at("levels").at(evidence))) << rule;
    EXPECT_TRUE(rule.at("presets").is_array());
    EXPECT_TRUE(rule.at("knownAs").is_array());
  }
}

TEST(RulesCommand, RefusesWhatItDoesNotKnow) {
  const Outcome outcome = run("", {"rules", "--jsn"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: there is no option \"--jsn\"; did you mean \"--json\"?\n");
  EXPECT_EQ(run("", {"rules", "floating-promise"}).status, 2);
  EXPECT_THAT(run("", {"rules", "--help"}).output, HasSubstr("--json"));
}

TEST(ExplainCommand, PrintsThePageAsItIsInAPipe) {
  for (const RuleEntry& entry : rule_table()) {
    const Outcome outcome = run("", {"explain", std::string(entry.id)});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.output, entry.page);
  }
}

TEST(ExplainCommand, RendersThePageOnATerminal) {
  ASYNCLINT_NEEDS_TERMINALS();
  for (const RuleEntry& entry : rule_table()) {
    const Outcome outcome = run(tests::Invocation{{"explain", std::string(entry.id)}, {}, {}, {}, 72, {}});
    EXPECT_EQ(outcome.status, 0);
    const std::string text = without_escapes(outcome.output);
    EXPECT_THAT(text, AllOf(StartsWith(std::string(entry.id) + "\n\n"), Not(HasSubstr("```")), Not(HasSubstr("\n#"))));
  }
}

TEST(ExplainCommand, NamesTheNearestRule) {
  EXPECT_EQ(run("", {"explain", "floatingpromise"}).errors,
            "asynclint: there is no rule \"floatingpromise\"; did you mean \"floating-promise\"?\n");
  EXPECT_THAT(run("", {"explain", "no-floating-promises"}).errors, HasSubstr("answers to it is \"floating-promise\""));
  EXPECT_EQ(run("", {"explain", "floatingpromise"}).status, 2);
  for (const auto& arguments : {std::vector<std::string>{"explain"}, {"explain", "a", "b"}}) {
    const Outcome outcome = run("", arguments);
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.errors, "asynclint: explain wants one rule; `asynclint rules` lists them\n");
  }
  EXPECT_EQ(run("", {"explain", "--help"}).status, 0);
}

}  // namespace
}  // namespace asynclint::tests
