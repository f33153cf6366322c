// Configuration from the command line: which files count, what is said of mistakes, and how a run ends.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "rules/rule-table.h"
#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view lost = "const save = async () => fetch('/save');\nsave();\n";
constexpr std::string_view unused = "// asynclint-disable-next-line floating-promise\nconst save = async () => 1;\n";

class Configuration : public testing::Test {
 protected:
  [[nodiscard]] Outcome lint(const std::vector<std::string>& arguments) const { return run(folder_.path(), arguments); }

  [[nodiscard]] nlohmann::json print(const std::string& file, std::vector<std::string> arguments = {}) const {
    arguments.insert(arguments.end(), {"--print-config", file});
    const Outcome outcome = lint(arguments);
    EXPECT_EQ(outcome.status, 0) << outcome.errors;
    EXPECT_THAT(outcome.errors, IsEmpty());
    return nlohmann::json::parse(outcome.output);
  }

  Folder folder_;
};

TEST_F(Configuration, SetsLevels) {
  folder_.write("a.js", lost);
  EXPECT_EQ(lint({}).status, 1);
  folder_.write("asynclint.json", "{\"rules\": {\"floating-promise\": \"off\"}}");
  EXPECT_EQ(lint({}).status, 0);
  EXPECT_THAT(lint({}).output, IsEmpty());
  folder_.write("asynclint.json", "{\"rules\": {\"floating-promise\": \"warn\"}}");
  EXPECT_THAT(lint({}).output, HasSubstr("2:1  warning  "));
  EXPECT_EQ(lint({}).status, 0);
  EXPECT_EQ(lint({"--max-warnings", "0"}).status, 1);
}

TEST_F(Configuration, SetsOptions) {
  folder_.write("a.js", lost);
  folder_.write("asynclint.json", "{\"rules\": {\"floating-promise\": {\"options\": {\"mayFloat\": [\"save\"]}}}}");
  EXPECT_EQ(lint({}).status, 0);
  folder_.write("asynclint.json", "{\"rules\": {\"floating-promise\": {\"options\": {\"handler\": \"log.failure\"}}}}");
  EXPECT_THAT(lint({"--fix-suggestions"}).status, 0);
  EXPECT_THAT(folder_.read("a.js"), HasSubstr("save().catch(log.failure);"));
}

TEST_F(Configuration, CountsForTheFilesBelowIt) {
  folder_.write("asynclint.json", "{}");
  folder_.write("a.js", lost);
  folder_.write("legacy/asynclint.json", "{\"rules\": {\"floating-promise\": \"off\"}}");
  folder_.write("legacy/b.js", lost);
  const std::string output = lint({"--format", "json"}).output;
  const auto files = nlohmann::json::parse(output);
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].at("messages").size(), 1U);
  EXPECT_EQ(files[1].at("messages").size(), 0U);
  // The same from anywhere, and with many threads.
  EXPECT_EQ(run(folder_.path("legacy"), {"--format", "json", "..", "--threads", "8"}).output, output);
  EXPECT_EQ(run(folder_.path("legacy"), {}).status, 0);
}

TEST_F(Configuration, HasOverridesByFile) {
  folder_.write("package.json", R"({"asynclint": {"overrides": [
    {"files": ["*.test.js"], "rules": {"floating-promise": "off"}}]}})");
  folder_.write("a.js", lost);
  folder_.write("src/a.test.js", lost);
  EXPECT_THAT(lint({}).output, AllOf(HasSubstr("a.js\n  2:1"), Not(HasSubstr("a.test.js"))));
}

TEST_F(Configuration, SaysWhichLevelIsShown) {
  folder_.write("a.js", "import { loadAsync } from 'x';\nloadAsync();\n");
  EXPECT_THAT(lint({}).output, HasSubstr("1 hint hidden (--level info shows them)"));
  folder_.write("asynclint.json", "{\"preset\": \"learning\"}");
  EXPECT_THAT(lint({}).output, AllOf(HasSubstr("2:1  info  "), HasSubstr("1 hint in 1 file")));
  EXPECT_THAT(lint({"--level", "warning"}).output, HasSubstr("1 hint hidden"));
  folder_.write("asynclint.json", "{\"level\": \"error\"}");
  EXPECT_THAT(lint({}).output, IsEmpty());
  EXPECT_THAT(lint({"--level", "info"}).output, HasSubstr("2:1  info  "));
}

TEST_F(Configuration, GivesWayToTheCommandLine) {
  folder_.write("a.js", lost);
  folder_.write("asynclint.json", "{\"rules\": {\"floating-promise\": \"off\"}}");
  EXPECT_THAT(lint({"--rule", "floating-promise=warning"}).output, HasSubstr("2:1  warning"));
  // Who names a rule wants to see it.
  EXPECT_EQ(lint({"--rule", "floating-promise"}).status, 1);
  EXPECT_EQ(lint({"--rule", "async-reduce"}).status, 0);
  EXPECT_EQ(lint({"--no-config"}).status, 1);
}

TEST_F(Configuration, MayBeNamed) {
  folder_.write("app/a.js", lost);
  folder_.write("app/asynclint.json", "{\"rules\": {\"floating-promise\": \"error\"}}");
  folder_.write("ci.json", "{\"rules\": {\"floating-promise\": \"off\"}}");
  EXPECT_EQ(lint({}).status, 1);
  EXPECT_EQ(lint({"--config", "ci.json"}).status, 0);
  EXPECT_EQ(lint({"--config", folder_.path("ci.json")}).status, 0);
  const Outcome missing = lint({"--config", "nowhere.json"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_EQ(missing.errors, "asynclint: nowhere.json: no such file or directory\n");
  const Outcome both = lint({"--config", "ci.json", "--no-config"});
  EXPECT_EQ(both.status, 2);
  EXPECT_THAT(both.errors, StartsWith("asynclint: --config and --no-config exclude each other\n"));
}

TEST_F(Configuration, WithMistakesEndsTheRun) {
  folder_.write("a.js", lost);
  folder_.write("app/asynclint.json",
                "{\n  \"rules\": {\n    \"floating-promisse\": \"off\",\n    \"async-reduce\": \"offf\"\n  }\n}");
  folder_.write("app/b.js", lost);
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.output, IsEmpty());
  EXPECT_EQ(outcome.errors,
            "asynclint: app/asynclint.json:3:5: there is no rule \"floating-promisse\"; did you mean "
            "\"floating-promise\"?\n"
            "asynclint: app/asynclint.json:4:21: \"async-reduce\" wants off, on, info, warning or error, not \"offf\"; "
            "did you mean \"off\"?\n");
  EXPECT_EQ(lint({"a.js"}).status, 1) << "a file of another folder is not concerned";
  EXPECT_EQ(lint({"app/b.js"}).status, 2);
  EXPECT_EQ(lint({"app", "--fix-suggestions"}).status, 2);
  EXPECT_EQ(folder_.read("app/b.js"), lost);
  EXPECT_EQ(lint({"--no-config"}).status, 1);
  EXPECT_EQ(lint({"--print-config", "app/b.js"}).status, 2);
  EXPECT_EQ(
      run(Invocation{{"--stdin", "--stdin-filename", "app/x.js"}, folder_.path(), std::string(lost), {}, 0, {}}).status,
      2);
}

TEST_F(Configuration, ThatIsNoJsonEndsTheRun) {
  folder_.write("a.js", lost);
  folder_.write("asynclint.json", "{\n  \"rules\": {\n");
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors,
            "asynclint: asynclint.json:3:1: expected a key between double quotes, and the file ends here\n");
  folder_.write("asynclint.json", std::string(1'000'000, '['));
  EXPECT_EQ(lint({}).errors, "asynclint: asynclint.json:1:66: nested too deeply\n");
  folder_.write("asynclint.json", std::string(2'000'000, ' '));
  EXPECT_EQ(lint({}).errors, "asynclint: asynclint.json: larger than 1 MiB\n");
}

TEST_F(Configuration, MayHaveAByteOrderMark) {
  folder_.write("a.js", lost);
  folder_.write("asynclint.json", "\xEF\xBB\xBF{\"rules\": {\"floating-promise\": \"off\"}}");
  EXPECT_EQ(lint({}).status, 0);
}

TEST_F(Configuration, ThatCannotBeReadEndsTheRun) {
  folder_.write("a.js", lost);
  folder_.write("asynclint.json", "{}");
  ASSERT_EQ(::chmod(folder_.path().c_str(), 0755), 0);
  ASSERT_EQ(::chmod(folder_.path("asynclint.json").c_str(), 0), 0);
  const auto become_nobody = [] {
    if (::geteuid() != 0) return;
    if (::setgid(65534) != 0 || ::setuid(65534) != 0) ::_exit(125);
  };
  const Outcome outcome = run(Invocation{{}, folder_.path(), {}, {}, 0, become_nobody});
  if (outcome.status == 127) GTEST_SKIP() << "the executable is where nobody else may run it";
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: asynclint.json: permission denied\n");
}

TEST_F(Configuration, ThatLinksToItselfEndsTheRun) {
  folder_.write("a.js", lost);
  std::filesystem::create_symlink("asynclint.json", folder_.path("asynclint.json"));
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: asynclint.json: too many levels of symbolic links\n");
}

TEST_F(Configuration, ExcludesFilesAndSaysSoWhenTheyAreNamed) {
  folder_.write("asynclint.json", "{\n  \"ignore\": [\n    \"dist/\"\n  ]\n}");
  folder_.write("dist/a.js", lost);
  folder_.write("b.js", lost);
  EXPECT_THAT(lint({}).output, Not(HasSubstr("dist")));
  EXPECT_THAT(lint({}).errors, IsEmpty());

  const Outcome named = lint({"dist/a.js"});
  EXPECT_EQ(named.status, 0);
  EXPECT_THAT(named.output, IsEmpty());
  EXPECT_EQ(named.errors, "asynclint: dist/a.js: excluded by asynclint.json:3, so it is not linted\n");
  const Outcome both = lint({"dist", "b.js"});
  EXPECT_EQ(both.status, 1);
  EXPECT_EQ(both.errors, "asynclint: dist: excluded by asynclint.json:3, so it is not linted\n");
  EXPECT_EQ(lint({"--no-config", "dist/a.js"}).status, 1);
}

TEST_F(Configuration, SaysThatNothingIsLeft) {
  folder_.write("asynclint.json", "{\"ignore\": \"*.js\"}");
  folder_.write("a.js", lost);
  folder_.write("b.js", lost);
  folder_.write("c.min.js", lost);
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.errors,
            "asynclint: no JavaScript or TypeScript files found in . (1 minified; a file that is named is linted "
            "anyway; 2 excluded by "
            "the configuration)\n");
}

TEST_F(Configuration, CountsForStandardInputByItsName) {
  folder_.write("asynclint.json", R"({"overrides": [{"files": "test/", "rules": {"floating-promise": "off"}}],
                                      "ignore": "dist/"})");
  const auto from_input = [&](std::vector<std::string> arguments) {
    arguments.emplace_back("--stdin");
    return run(Invocation{std::move(arguments), folder_.path(), std::string(lost), {}, 0, {}});
  };
  EXPECT_EQ(from_input({}).status, 1);
  EXPECT_EQ(from_input({"--stdin-filename", "test/a.js"}).status, 0);
  EXPECT_EQ(from_input({"--stdin-filename", "src/a.js"}).status, 1);
  const Outcome excluded = from_input({"--stdin-filename", "dist/a.js", "--fix-suggestions"});
  EXPECT_EQ(excluded.status, 0);
  EXPECT_EQ(excluded.output, lost);
  EXPECT_EQ(excluded.errors, "asynclint: dist/a.js: excluded by asynclint.json:2, so it is not linted\n");
  EXPECT_EQ(from_input({"--stdin-filename", "dist/a.js", "--format", "json"}).output, "[]\n");
}

TEST_F(Configuration, SetsTheLevelOfUnusedSuppressions) {
  folder_.write("a.js", unused);
  EXPECT_THAT(lint({}).output, HasSubstr("1:1  warning  "));
  EXPECT_THAT(lint({"--rule", "unused-suppression=off"}).output, IsEmpty());
  EXPECT_EQ(lint({"--rule", "unused-suppression=error"}).status, 1);
  EXPECT_THAT(lint({"--rule", "unused-suppression"}).output, HasSubstr("1:1  warning  "));
  folder_.write("asynclint.json", "{\"rules\": {\"unused-suppression\": \"off\"}}");
  EXPECT_THAT(lint({}).output, IsEmpty());
  folder_.write("asynclint.json", "{\"rules\": {\"unused-suppression\": \"error\"}}");
  EXPECT_EQ(lint({}).status, 1);
}

TEST_F(Configuration, IsPrintedForAFile) {
  const std::string file = folder_.write("asynclint.json", R"({
  "preset": "strict",
  "rules": {
    "floating-promise": {
      "level": "warning",
      "options": { "mayFloat": ["track"] }
    }
  },
  "ignore": "dist/"
})");
  const auto printed = print("src/new.js");
  EXPECT_EQ(printed.at("file"), folder_.path("src/new.js"));
  EXPECT_EQ(printed.at("configuration"), file);
  EXPECT_EQ(printed.at("files"), nlohmann::json::array({file}));
  EXPECT_EQ(printed.at("ignored"), false);
  EXPECT_EQ(printed.at("preset").at("value"), "strict");
  EXPECT_EQ(printed.at("preset").at("from"), file + ":2");
  EXPECT_EQ(printed.at("level").at("value"), "warning");
  const auto& rule = printed.at("rules").at("floating-promise");
  EXPECT_EQ(rule.at("level").at("certain"), "warning");
  EXPECT_EQ(rule.at("level").at("likely"), "info");
  EXPECT_EQ(rule.at("from"), file + ":5");
  EXPECT_EQ(rule.at("options").at("mayFloat").at("value"), nlohmann::json::array({"track"}));
  EXPECT_EQ(rule.at("options").at("mayFloat").at("from"), file + ":6");
  EXPECT_EQ(rule.at("options").at("handler").at("value"), "console.error");
  EXPECT_EQ(rule.at("options").at("handler").at("from"), nullptr);
  EXPECT_EQ(printed.at("rules").size(), rule_table().size() + 1);
  EXPECT_EQ(print("dist/a.js").at("ignored"), file + ":9");
  EXPECT_EQ(print("a.js", {"--rule", "async-reduce=off"}).at("rules").at("async-reduce").at("from"), "--rule");
  EXPECT_EQ(print("a.js", {"--level", "info"}).at("level").at("from"), "--level");
}

TEST_F(Configuration, IsPrintedWhereThereIsNone) {
  const auto printed = print("a.js", {"--no-config"});
  EXPECT_EQ(printed.at("configuration"), nullptr);
  EXPECT_EQ(printed.at("preset").at("value"), "recommended");
  EXPECT_EQ(printed.at("preset").at("from"), nullptr);
}

TEST(HelpCommand, PrintsTheHelp) {
  EXPECT_EQ(run("", {"help"}).output, run("", {"--help"}).output);
  EXPECT_EQ(run("", {"help", "rules"}).output, run("", {"rules", "--help"}).output);
  EXPECT_EQ(run("", {"help", "lint"}).output, run("", {"--help"}).output);
  EXPECT_EQ(run("", {"help"}).status, 0);
  const Outcome unknown = run("", {"help", "explian"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_EQ(unknown.errors, "asynclint: there is no command \"explian\"; did you mean \"explain\"?\n");
  for (const char* option : {"--config FILE", "--no-config", "--print-config FILE"})
    EXPECT_THAT(run("", {"help"}).output, HasSubstr(option));
}

TEST(ExplainCommand, KnowsWhatTheEngineItselfReports) {
  const Outcome outcome = run("", {"explain", "unused-suppression"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.output, StartsWith("# unused-suppression\n"));
}

}  // namespace
}  // namespace asynclint::tests
