// Where reports go: several at once, into files that are whole or not there, and what GitHub's workflows get unasked.
// What stands in them is tested in tests/formats.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;
using FormatJson = nlohmann::json;

constexpr std::string_view lost_promise = "async function save() { await store(); }\nsave();\n";

class Formats : public testing::Test {
 protected:
  Formats() { folder_.write("a.js", lost_promise); }
  Outcome lint(const std::vector<std::string>& arguments) { return run(folder_.path(), arguments); }
  Outcome in_workflow(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {}) {
    environment.insert({"GITHUB_ACTIONS", "true"});
    return run(Invocation{std::move(arguments), folder_.path(), {}, std::move(environment), 0, {}});
  }
  [[nodiscard]] bool is_there(const std::string& name) const {
    return std::filesystem::exists(folder_.path() + "/" + name);
  }
  // The names of what is in the folder, for what should not be left there.
  [[nodiscard]] std::size_t count_files() const {
    const std::filesystem::directory_iterator all(folder_.path());
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }

  Folder folder_;
};

TEST_F(Formats, SeveralAtOnceSayTheSame) {
  const std::string alone = lint({"a.js"}).output;
  const Outcome outcome =
      lint({"--format", "json=out.json", "-f", "stylish", "--format=unix=reports/deep/out.txt", "a.js"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.output, alone);
  EXPECT_THAT(outcome.errors, IsEmpty());
  EXPECT_EQ(folder_.read("out.json"), lint({"--format", "json", "a.js"}).output);
  EXPECT_EQ(folder_.read("reports/deep/out.txt"), lint({"--format", "unix", "a.js"}).output);
}

TEST_F(Formats, WithAllOfThemInFilesTheCountsGoToStandardError) {
  const Outcome outcome = lint({"--format", "sarif=out.sarif", "a.js"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, IsEmpty());
  EXPECT_EQ(outcome.errors, "1 error in 1 file; 1 fixable with --fix-suggestions\n");
  folder_.write("clean.js", "1;\n");
  EXPECT_THAT(lint({"--format", "sarif=out.sarif", "clean.js"}).errors, IsEmpty());
}

TEST_F(Formats, ADiffMayHaveAReportBesideIt) {
  const Outcome outcome = lint({"--diff", "--format", "json=out.json", "a.js"});
  EXPECT_THAT(outcome.output, StartsWith("--- a/a.js"));
  EXPECT_EQ(FormatJson::parse(folder_.read("out.json")).size(), 1U);
}

TEST_F(Formats, AFileIsReplacedWithItsModeAndNothingElseIsLeft) {
  folder_.write("out.json", "old");
  std::filesystem::permissions(folder_.path() + "/out.json", std::filesystem::perms::owner_all);
  EXPECT_EQ(lint({"--format", "json=out.json", "a.js"}).status, 1);
  EXPECT_EQ(FormatJson::parse(folder_.read("out.json")).size(), 1U);
  EXPECT_EQ(std::filesystem::status(folder_.path() + "/out.json").permissions(), std::filesystem::perms::owner_all);
  EXPECT_EQ(count_files(), 2U);
}

TEST_F(Formats, AStandardInputHasReportsToo) {
  Invocation invocation{{"--stdin", "--stdin-filename", "b.js", "--format", "unix", "--format", "json=out.json"},
                        folder_.path(),
                        std::string(lost_promise),
                        {},
                        0,
                        {}};
  EXPECT_THAT(run(invocation).output, StartsWith("b.js:2:1: "));
  EXPECT_EQ(FormatJson::parse(folder_.read("out.json")).size(), 1U);
  invocation.arguments.emplace_back("--fix-suggestions");
  const Outcome fixed = run(invocation);
  EXPECT_THAT(fixed.output, HasSubstr("save().catch("));
}

TEST_F(Formats, WhatCannotBeWrittenIsSaidBeforeTheWork) {
  folder_.write("folder/b.js", lost_promise);
  folder_.write("file", "");
  const auto wrong = [&](const std::string& path, std::string_view reason) {
    const Outcome outcome = lint({"--format", "json=" + path, "--format", "stylish", "a.js"});
    EXPECT_EQ(outcome.status, 2) << path;
    // Nothing was linted for it.
    EXPECT_THAT(outcome.output, IsEmpty());
    EXPECT_EQ(outcome.errors, "asynclint: cannot write the report " + path + ": " + std::string(reason) + "\n");
  };
  wrong("folder", "it is a directory");
  wrong("/dev/null", "it is not a regular file");
  wrong("file/out.json", "not a directory");
  if (::geteuid() != 0) {
    std::filesystem::permissions(folder_.path() + "/folder", std::filesystem::perms::owner_read);
    wrong("folder/out.json", "permission denied");
    std::filesystem::permissions(folder_.path() + "/folder", std::filesystem::perms::owner_all);
  }
}

TEST_F(Formats, WhatCannotBeWrittenAfterTheWorkLeavesWhatWasThere) {
  folder_.write("out.json", "old");
  Invocation invocation{
      {"--format", "json=out.json", "--format", "json=new.json", "a.js"}, folder_.path(), {}, {}, 0, {}};
  // Nothing fits into a file.
  invocation.prepare = [] {
    const rlimit limit{10, 10};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  };
  const Outcome outcome = run(invocation);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(folder_.read("out.json"), "old");
  EXPECT_FALSE(is_there("new.json"));
  EXPECT_EQ(count_files(), 2U);
}

TEST_F(Formats, AWorkflowGetsTextAnnotationsAndASummary) {
  folder_.write("summary.md", "# Before\n");
  const Outcome outcome = in_workflow({"a.js"}, {{"GITHUB_STEP_SUMMARY", folder_.path() + "/summary.md"},
                                                 {"GITHUB_SERVER_URL", "https://code.example"},
                                                 {"GITHUB_REPOSITORY", "bakery/shop"},
                                                 {"GITHUB_SHA", "0123abc"}});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(
      outcome.output,
      AllOf(HasSubstr("a.js\n  2:1  error  the promise of `save` is lost"),
            HasSubstr("\n::error title=asynclint floating-promise,file=a.js,line=2,endLine=2,col=1,endColumn=7::"
                      "the promise of `save` is lost")));
  EXPECT_THAT(
      folder_.read("summary.md"),
      AllOf(StartsWith("# Before\n## asynclint\n\n1 error in 1 file"), HasSubstr("| floating-promise | 1 | 0 | 0 |"),
            HasSubstr("](https://code.example/bakery/shop/blob/0123abc/a.js#L2) | the promise of <code>save</code>")));
}

TEST_F(Formats, InAWorkflowNoTextIsTakenForACommand) {
  folder_.write("::set-env name=A::b.js", lost_promise);
  const std::string output = in_workflow({"."}).output;
  std::smatch match;
  ASSERT_TRUE(std::regex_search(output, match, std::regex("^::stop-commands::(asynclint-[0-9a-f]{32})\n"))) << output;
  const std::string end = "\n::" + match[1].str() + "::\n";
  EXPECT_LT(output.find("\n::set-env"), output.find(end));
  EXPECT_EQ(output.find("\n::set-env", output.find(end)), std::string::npos);
  EXPECT_THAT(output, HasSubstr("file=%3A%3Aset-env name=A%3A%3Ab.js,line=2"));
  // Another time, another word.
  EXPECT_THAT(in_workflow({"."}).output, Not(StartsWith(match.str())));
}

TEST_F(Formats, InAWorkflowWhoAsksForAFormatGetsThat) {
  EXPECT_EQ(in_workflow({"--format", "stylish", "a.js"}).output, lint({"a.js"}).output);
  EXPECT_THAT(in_workflow({"--format", "github", "a.js"}).output, StartsWith("::error "));
  EXPECT_THAT(in_workflow({"a.js"}, {{"GITHUB_ACTIONS", "false"}}).output, StartsWith("a.js\n"));
  folder_.write("clean.js", "1;\n");
  EXPECT_THAT(in_workflow({"clean.js"}).output, IsEmpty());
}

TEST_F(Formats, ASummaryStaysBelowWhatIsAllowed) {
  std::string text = "async function save() { await store(); }\n";
  for (int i = 0; i < 20000; ++i) text += "save();\n";
  folder_.write("many.js", text);
  folder_.write("summary.md", std::string(500000, '-'));
  EXPECT_EQ(in_workflow({"many.js"}, {{"GITHUB_STEP_SUMMARY", folder_.path() + "/summary.md"}}).status, 1);
  const std::string summary = folder_.read("summary.md");
  EXPECT_LE(summary.size(), std::size_t{1} << 20U);
  EXPECT_GT(summary.size(), 900000U);
  EXPECT_THAT(summary.substr(summary.size() - 60), ContainsRegex("\n[0-9]+ more did not fit here\\.\n"));
  folder_.write("summary.md", std::string(std::size_t{1} << 20U, '-'));
  (void)in_workflow({"many.js"}, {{"GITHUB_STEP_SUMMARY", folder_.path() + "/summary.md"}});
  EXPECT_EQ(folder_.read("summary.md").size(), std::size_t{1} << 20U);
}

TEST_F(Formats, ASummaryThatCannotBeWrittenDoesNotFailTheRun) {
  folder_.write("clean.js", "1;\n");
  const Outcome outcome = in_workflow({"clean.js"}, {{"GITHUB_STEP_SUMMARY", folder_.path() + "/none/summary.md"}});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.output, StartsWith("::notice title=asynclint::cannot add to the summary of the job: "));
}

TEST_F(Formats, HintsAreLeftOutUnlessAskedForButInJson) {
  folder_.write("a.js", "loadAsync();\n");
  for (const char* format : {"sarif", "gitlab", "junit", "checkstyle", "unix", "compact", "agent", "html", "github"}) {
    EXPECT_THAT(lint({"--format", format, "a.js"}).output, Not(HasSubstr("loadAsync"))) << format;
    EXPECT_THAT(lint({"--format", format, "--level", "info", "a.js"}).output, HasSubstr("loadAsync")) << format;
  }
  for (const char* format : {"json", "json-lines"})
    EXPECT_THAT(lint({"--format", format, "a.js"}).output, HasSubstr("loadAsync")) << format;
}

TEST_F(Formats, JsonLinesAreLinesOfJsonWithASummaryAtTheEnd) {
  folder_.write("b.js", "let let = ;;; )\nawait 1;\n");
  const std::string output = lint({"--format", "json-lines", "a.js", "b.js"}).output;
  std::vector<std::string> types;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) types.push_back(FormatJson::parse(line).at("type"));
  EXPECT_THAT(types, testing::ElementsAre("finding", "syntaxErrors", "summary"));
  const FormatJson finding = FormatJson::parse(output.substr(0, output.find('\n')));
  EXPECT_EQ(finding["ruleId"], "floating-promise");
  EXPECT_EQ(finding["line"], 2);
  EXPECT_THAT(finding["fingerprint"], MatchesRegex("[0-9a-f]{32}"));
}

}  // namespace
}  // namespace asynclint::tests
