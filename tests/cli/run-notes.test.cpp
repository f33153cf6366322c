// What a run tells of itself: counts, times, and why something was left out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "cli/timing.h"
#include "rules/rule-table.h"
#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class RunNotesOf : public testing::Test {
 protected:
  RunNotesOf() {
    folder_.write("src/a.js",
                  "async function save() { await store(); }\nsave();\nsave();\n"
                  "[1].forEach(async () => { await save(); });\n"
                  "save(); // asynclint-disable-line floating-promise -- may get lost\n"
                  "// asynclint-disable-next-line\nawait save();\n");
  }
  Outcome lint(const std::vector<std::string>& arguments) { return run(folder_.path(), arguments); }

  Folder folder_;
};

TEST_F(RunNotesOf, StatisticsCountByFamilyAndRule) {
  const Outcome outcome = lint({"--statistics", "src"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, StartsWith(lint({"src"}).output));
  EXPECT_THAT(outcome.output, EndsWith("\n\n errors warnings  hints  --fix  suggestions  suppressed\n"
                                       "      2        0      0      0            2           1  floating\n"
                                       "      2        0      0      0            2           1    floating-promise\n"
                                       "      1        0      0      0            1           0  array-callbacks\n"
                                       "      1        0      0      0            1           0    await-in-foreach\n"
                                       "      0        1      0      1            0           0  errors\n"
                                       "      0        1      0      1            0           0    unused-suppression\n"
                                       "      3        1      0      1            3           1  all\n"));
}

TEST_F(RunNotesOf, ReportsForProgramsStayWhole) {
  const Outcome outcome = lint({"--statistics", "--timing", "--format", "unix", "src"});
  EXPECT_EQ(outcome.output, lint({"--format", "unix", "src"}).output);
  EXPECT_THAT(outcome.errors, AllOf(HasSubstr("  all\n"), HasSubstr("  all, on all threads together\n")));
}

TEST_F(RunNotesOf, NothingToCountIsNoTable) {
  folder_.write("src/a.js", "1;\n");
  EXPECT_THAT(lint({"--statistics", "src"}).output, IsEmpty());
}

// The column of milliseconds, and what stands behind the numbers.
std::vector<std::pair<double, std::string>> times_in(const std::string& text) {
  std::vector<std::pair<double, std::string>> rows;
  const std::regex row("^ +([0-9.]+) +[0-9.]+ +[0-9]* *(.*)$");
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (std::smatch match; std::regex_match(line, match, row)) rows.emplace_back(std::stod(match[1]), match[2]);
  return rows;
}

TEST_F(RunNotesOf, TimingIsByRuleAndFile) {
  std::string large = "async function save() { await store(); }\n";
  for (int i = 0; i < 3000; ++i) large += "function f" + std::to_string(i) + "() { save(); }\n";
  folder_.write("src/large.js", large);
  const Outcome outcome = lint({"--timing", "src"});
  const auto rows = times_in(outcome.output);
  double rules = 0;
  double all = 0;
  double largest = 0;
  for (const auto& row : rows) {
    if (row.second == "all, on all threads together") all = row.first;
    if (row.second == "src/large.js") largest = row.first;
    const auto is_of = [&](const RuleEntry& rule) { return rule.id == row.second; };
    if (std::ranges::any_of(rule_table(), is_of)) rules += row.first;
  }
  EXPECT_GT(rules, 0);
  EXPECT_GE(all, rules);
  EXPECT_GT(largest, 0);
  EXPECT_THAT(outcome.output, ContainsRegex("[1-9][0-9]{3}  floating-promise\n"));
  // The slowest file comes first.
  EXPECT_LT(outcome.output.find("  src/large.js\n"), outcome.output.find("  src/a.js\n"));
  // Times do not change what is found.
  EXPECT_THAT(outcome.output, StartsWith(lint({"src"}).output));
}

TEST(TimedRules, HoldAllRules) {
  EXPECT_LE(rule_table().size(), cli::most_timed_rules);
  const auto timed = cli::timed_rules(rule_table());
  ASSERT_EQ(timed.size(), rule_table().size());
  for (std::size_t i = 0; i < timed.size(); ++i) {
    EXPECT_EQ(timed[i].id, rule_table()[i].id);
    EXPECT_NE(timed[i].rule->check.run, rule_table()[i].rule->check.run);
  }
}

TEST_F(RunNotesOf, VerboseSaysWhyAFileWasLeftOut) {
  folder_.write(".git/HEAD", "ref: refs/heads/main\n");
  folder_.write(".gitignore", "# Built\n\n/dist/\n*.gen.js\n!keep.gen.js\n");
  folder_.write("dist/out.js", "go();\n");
  folder_.write("src/x.gen.js", "go();\n");
  folder_.write("src/keep.gen.js", "const one = 1;\n");
  folder_.write("src/.gitignore", "old*\n");
  folder_.write("src/older.js", "go();\n");
  folder_.write("src/d3.min.js", "go();\n");
  folder_.write("src/types.d.ts", "export type T = 1;\n");
  folder_.write("src/notes.txt", "");
  folder_.write("legacy/a.js", "go();\n");
  folder_.write("node_modules/left-pad/index.js", "go();\n");
  folder_.write("asynclint.json", "{\n  \"ignore\": [\n    \"legacy\"\n  ]\n}\n");
  folder_.write(
      "src/packed.js", "async function a(){await b()}" + std::string(60000, ' ') + "a();" + [] {
        std::string code;
        for (int i = 0; i < 4000; ++i) code += "a(" + std::to_string(i) + ");";
        return code;
      }());
  const Outcome outcome = lint({"--verbose", "."});
  const std::vector<std::string> wanted{
      "asynclint: dist: left out, ignored by .gitignore:3\n",
      "asynclint: src/x.gen.js: left out, ignored by .gitignore:4\n",
      "asynclint: src/older.js: left out, ignored by src/.gitignore:1\n",
      "asynclint: src/d3.min.js: left out, its name says that it is minified\n",
      "asynclint: src/types.d.ts: left out, it only declares types\n",
      "asynclint: legacy: left out, excluded by asynclint.json:3\n",
      "asynclint: node_modules: left out, what is installed is not linted\n",
      "asynclint: src/keep.gen.js: not parsed, there is nothing asynchronous in it\n",
      "asynclint: src/packed.js: left out, it looks minified; named, it would be linted\n",
  };
  for (const std::string& line : wanted) EXPECT_THAT(outcome.errors, HasSubstr(line));
  EXPECT_EQ(std::count(outcome.errors.begin(), outcome.errors.end(), '\n'), static_cast<long>(wanted.size()))
      << outcome.errors;
  EXPECT_EQ(outcome.output, lint({"."}).output);
  EXPECT_THAT(lint({"."}).errors, IsEmpty());
}

TEST_F(RunNotesOf, VerboseTellsOfARepositoryAround) {
  folder_.write(".git/HEAD", "ref: refs/heads/main\n");
  folder_.write(".git/info/exclude", "*.local.js\n");
  folder_.write("src/my.local.js", "go();\n");
  EXPECT_THAT(run(folder_.path("src"), {"--verbose", "."}).errors,
              AllOf(HasSubstr("asynclint: my.local.js: left out, ignored by "), HasSubstr(".git/info/exclude:1\n"),
                    Not(HasSubstr("a.js"))));
}

}  // namespace
}  // namespace asynclint::tests
