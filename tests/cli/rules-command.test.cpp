// `asynclint rules`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "rules/rule-table.h"
#include "tests/cli/run-executable.h"

namespace asynclint::tests {
namespace {

using testing::HasSubstr;

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

}  // namespace
}  // namespace asynclint::tests
