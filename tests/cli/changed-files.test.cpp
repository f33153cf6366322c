// --changed, --staged and --files-from: which files and lines a run is about, and what is said where git cannot answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "project/changed-lines.h"
#include "tests/cli/git-repository.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view old_text =
    "async function save() { throw 1; }\n"
    "export function one() {\n"
    "  save();\n"
    "}\n"
    "export function two() {\n"
    "  return 1;\n"
    "}\n";
// With a finding on a new line, the sixth.
constexpr std::string_view new_text =
    "async function save() { throw 1; }\n"
    "export function one() {\n"
    "  save();\n"
    "}\n"
    "export function two() {\n"
    "  save();\n"
    "  return 1;\n"
    "}\n";

std::vector<std::string> places(const Outcome& outcome) {
  std::vector<std::string> all;
  for (const auto& file : nlohmann::json::parse(outcome.output))
    for (const auto& message : file["messages"])
      all.push_back(fs::path(file["filePath"].get<std::string>()).filename().string() + ":" +
                    std::to_string(message["line"].get<int>()));
  return all;
}

class ChangedFiles : public testing::Test {
 protected:
  void SetUp() override {
    repository_.write("a.js", old_text);
    repository_.write("b.js", old_text);
    repository_.commit();
  }
  [[nodiscard]] std::vector<std::string> places_with(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    return places(repository_.lint(arguments));
  }

  GitRepository repository_;
};

using Places = std::vector<std::string>;

TEST_F(ChangedFiles, OnlyFindingsOnChangedLinesAreReported) {
  repository_.write("a.js", new_text);
  EXPECT_EQ(places_with({}), (Places{"a.js:3", "a.js:6", "b.js:3"}));
  EXPECT_EQ(places_with({"--changed"}), Places{"a.js:6"});
  const Outcome outcome = repository_.lint({"--changed"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, HasSubstr("1 error in 1 file"));
}

TEST_F(ChangedFiles, WhatHasNotChangedIsClean) {
  Outcome outcome = repository_.lint({"--changed"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors, "asynclint: no JavaScript or TypeScript has changed in . since main\n");
  repository_.write("a.js", std::string(old_text).substr(0, old_text.find("export function two")));
  outcome = repository_.lint({"--changed"});
  EXPECT_EQ(outcome.status, 0) << "only lines that are gone";
  EXPECT_EQ(repository_.lint({"--changed", "--format", "json"}).output, "[]\n");
}

TEST_F(ChangedFiles, NewFilesAreWhole) {
  repository_.write("new.js", old_text);
  repository_.write("added.js", old_text);
  repository_.write("out/ignored.js", old_text);
  repository_.write(".gitignore", "out\n");
  repository_.git("add added.js");
  EXPECT_EQ(places_with({"--changed"}), (Places{"added.js:3", "new.js:3"}));
}

TEST_F(ChangedFiles, PathsNarrowWhatHasChanged) {
  repository_.write("src/c.js", old_text);
  repository_.write("a.js", new_text);
  EXPECT_EQ(places_with({"--changed", "src"}), Places{"c.js:3"});
  EXPECT_EQ(places_with({"--changed", "a.js", "b.js"}), Places{"a.js:6"});
  Outcome outcome = repository_.lint({"--changed"}, "src");
  EXPECT_THAT(outcome.output, StartsWith("c.js\n")) << "the current directory is the default";
  outcome = repository_.lint({"--changed", "--", "a.js"});
  EXPECT_THAT(outcome.output, HasSubstr("6:3"));
}

TEST_F(ChangedFiles, ABranchIsComparedWithWhereItBegan) {
  repository_.git("checkout -q -b topic");
  repository_.write("a.js", new_text);
  repository_.commit();
  repository_.git("checkout -q main");
  repository_.write("b.js", new_text);
  repository_.commit();
  repository_.git("checkout -q topic");
  EXPECT_EQ(places_with({"--changed"}), Places{"a.js:6"}) << "what main has changed since then is no change of topic";
  EXPECT_EQ(places_with({"--changed=main"}), Places{"a.js:6"});
  EXPECT_EQ(places_with({"--changed=HEAD"}), Places{});
  EXPECT_EQ(places_with({"--changed=HEAD~1"}), Places{"a.js:6"});
}

TEST_F(ChangedFiles, TheUpstreamAndTheRemotesMainBranchAreKnown) {
  repository_.git("clone -q . work");
  repository_.write("work/a.js", new_text);
  repository_.git("commit -q -a -m change --no-gpg-sign", "work");
  Invocation call = repository_.invocation({"--changed", "--format", "json"}, "work");
  EXPECT_EQ(places(run(call)), Places{"a.js:6"}) << "main is compared with origin/main";
  repository_.git("checkout -q -b topic", "work");
  EXPECT_EQ(places(run(call)), Places{"a.js:6"});
  repository_.git("branch -q release HEAD");
  repository_.git("fetch -q", "work");
  call.environment["GITHUB_BASE_REF"] = "release";
  EXPECT_EQ(places(run(call)), Places{"a.js:6"});
  call.environment["GITHUB_BASE_REF"] = "gone";
  const Outcome outcome = run(call);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.errors,
              StartsWith("asynclint: GITHUB_BASE_REF says gone, and there is no commit, branch or tag"));
}

TEST_F(ChangedFiles, RenamedFilesKeepTheirOldLines) {
  repository_.git("mv a.js moved.js");
  std::string text(old_text);
  text += "save();\n";
  repository_.write("moved.js", text);
  EXPECT_EQ(places_with({"--changed"}), Places{"moved.js:8"});
  EXPECT_EQ(places_with({"--staged"}), Places{});
}

TEST_F(ChangedFiles, NamesAreWhateverTheyAre) {
  for (const char* const name : {"with space.js", "quo\"te.js", "\xC3\xBC.js", "tab\there.js", "line\nend.js"})
    repository_.write(name, old_text);
  repository_.commit();
  for (const char* const name : {"with space.js", "quo\"te.js", "\xC3\xBC.js", "tab\there.js", "line\nend.js"})
    repository_.write(name, new_text);
  EXPECT_EQ(places_with({"--changed"}),
            (Places{"line\nend.js:6", "quo\"te.js:6", "tab\there.js:6", "with space.js:6", "\xC3\xBC.js:6"}));
  repository_.git("add -A");
  EXPECT_EQ(places_with({"--staged"}).size(), 5U);
}

TEST_F(ChangedFiles, ANamedFileOfAnotherNameIsAskedFor) {
  repository_.write("bin/tool", old_text);
  repository_.commit();
  repository_.write("bin/tool", new_text);
  EXPECT_EQ(places_with({"--changed", "bin/tool"}), Places{"tool:6"});
}

TEST_F(ChangedFiles, FixesStayOnChangedLines) {
  repository_.write("a.js", new_text);
  const Outcome outcome = repository_.lint({"--changed", "--fix-suggestions"});
  EXPECT_EQ(outcome.status, 0) << outcome.output;
  std::string fixed(new_text);
  fixed.replace(fixed.rfind("save();"), 7, "save().catch(console.error);");
  EXPECT_EQ(repository_.read("a.js"), fixed);
  EXPECT_EQ(repository_.read("b.js"), old_text);
}

TEST_F(ChangedFiles, SettingsOfTheRepositoryRunNothing) {
  repository_.write(".gitattributes", "*.js filter=x diff=x\n");
  repository_.git("config filter.x.clean 'touch pwned-clean; cat'");
  repository_.git("config filter.x.process 'touch pwned-process'");
  repository_.git("config filter.x.required true");
  repository_.git("config diff.external 'touch pwned-external'");
  repository_.git("config diff.x.command 'touch pwned-command'");
  repository_.git("config diff.x.textconv 'touch pwned-textconv; cat'");
  repository_.git("config core.fsmonitor 'touch pwned-monitor; false'");
  repository_.git("config diff.noprefix true");
  repository_.git("config color.ui always");
  repository_.git("config diff.context 5");
  repository_.write("git", "#!/bin/sh\ntouch pwned-git\n");
  fs::permissions(repository_.path("git"), fs::perms::owner_all);
  repository_.write("a.js", new_text);
  Invocation call = repository_.invocation({"--changed", "--format", "json"});
  call.environment["PATH"] = ".::" + std::string(std::getenv("PATH"));
  EXPECT_EQ(places(run(call)), Places{"a.js:6"});
  EXPECT_EQ(repository_.lint({"--staged"}).status, 0);
  for (const auto& entry : fs::directory_iterator(repository_.path()))
    EXPECT_THAT(entry.path().filename().string(), Not(StartsWith("pwned")));
}

TEST_F(ChangedFiles, WithoutACommitEverythingIsNew) {
  const GitRepository empty;
  empty.write("a.js", old_text);
  EXPECT_EQ(places(empty.lint({"--changed", "--format", "json"})), Places{"a.js:3"});
  empty.git("add a.js");
  EXPECT_EQ(places(empty.lint({"--staged", "--format", "json"})), Places{"a.js:3"});
}

TEST_F(ChangedFiles, WhatIsNoRepositoryIsSaid) {
  const GitRepository none(false);
  none.write("a.js", old_text);
  for (const char* const option : {"--changed", "--staged"}) {
    const Outcome outcome = none.lint({option});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.errors, "asynclint: " + none.path() +
                                  " is in no git repository; without one, files can be listed with --files-from\n");
  }
}

TEST_F(ChangedFiles, AMissingGitIsSaid) {
  Invocation call = repository_.invocation({"--changed"});
  call.environment["PATH"] = repository_.path();
  const Outcome outcome = run(call);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: there is no git in PATH; without it, files can be listed with --files-from\n");
}

TEST_F(ChangedFiles, AnUnknownReferenceIsSaid) {
  Outcome outcome = repository_.lint({"--changed=mian"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: there is no commit, branch or tag \"mian\" in " + repository_.path() +
                                "; did you mean \"main\"?\n");
  outcome = repository_.lint({"--changed=--output=x.js"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.errors, HasSubstr("there is no commit, branch or tag \"--output=x.js\""));
  outcome = repository_.lint({"--changed", "main"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.errors, HasSubstr("a commit to compare with is --changed=main"));
}

TEST_F(ChangedFiles, AShallowCloneWithoutTheBaseIsSaid) {
  repository_.git("checkout -q -b topic");
  repository_.write("a.js", new_text);
  repository_.commit();
  repository_.git("clone -q --depth 1 --branch topic file://\"$PWD\" shallow");
  Outcome outcome = repository_.lint({"--changed=origin/main"}, "shallow");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.errors, AllOf(HasSubstr("there is no commit, branch or tag \"origin/main\""),
                                    HasSubstr("`git fetch --unshallow`"), HasSubstr("fetch-depth: 0")));
  repository_.git("fetch -q --depth 1 origin main:refs/remotes/origin/main", "shallow");
  outcome = repository_.lint({"--changed=origin/main"}, "shallow");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.errors,
              AllOf(HasSubstr("origin/main and HEAD have no commit in common"), HasSubstr("`git fetch --unshallow`")));
}

TEST_F(ChangedFiles, APathOutsideIsSaid) {
  const GitRepository other;
  other.write("c.js", old_text);
  const Outcome outcome = repository_.lint({"--changed", other.path("c.js")});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.errors, HasSubstr("is not in the repository " + repository_.path()));
}

TEST_F(ChangedFiles, WhatExcludesEachOtherIsSaid) {
  for (const std::vector<std::string>& arguments :
       {Places{"--changed", "--staged"}, Places{"--stdin", "--changed"}, Places{"--stdin", "--staged"},
        Places{"--stdin", "--files-from", "x"}}) {
    const Outcome outcome = repository_.lint(arguments);
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.errors, AnyOf(HasSubstr("exclude each other"), HasSubstr("--stdin lints standard input only")));
  }
}

class Staged : public ChangedFiles {};

TEST_F(Staged, WhatIsStagedIsLinted) {
  repository_.write("a.js", new_text);
  EXPECT_EQ(places_with({"--staged"}), Places{});
  repository_.git("add a.js");
  repository_.write("a.js", "");
  EXPECT_EQ(places_with({"--staged"}), Places{"a.js:6"}) << "not what lies on the disk";
  fs::remove(repository_.path("a.js"));
  EXPECT_EQ(places_with({"--staged"}), Places{"a.js:6"});
  EXPECT_EQ(places_with({"--staged", "b.js"}), Places{});
}

TEST_F(Staged, OtherFilesSeeWhatIsStaged) {
  repository_.write("lib.js", "export async function load() { await 0; }\n");
  repository_.write("use.js", "import { load } from './lib.js';\nload();\n");
  repository_.git("add -A");
  EXPECT_EQ(places_with({"--staged"}), Places{"use.js:2"});
  repository_.write("lib.js", "export function load() {}\n");
  EXPECT_EQ(places_with({"--staged"}), Places{"use.js:2"});
}

TEST_F(Staged, FixesGoToTheWorkingTree) {
  repository_.write("a.js", new_text);
  repository_.git("add a.js");
  EXPECT_EQ(repository_.lint({"--staged", "--fix-suggestions"}).status, 0);
  EXPECT_THAT(repository_.read("a.js"), HasSubstr("save().catch(console.error);\n  return 1;"));
  EXPECT_EQ(places_with({"--staged"}), Places{"a.js:6"}) << "the index is as it was";
}

TEST_F(Staged, WhatIsPartlyStagedIsNotFixed) {
  repository_.write("a.js", new_text);
  repository_.git("add a.js");
  const std::string more = std::string(new_text) + "// more\n";
  repository_.write("a.js", more);
  const Outcome outcome = repository_.lint({"--staged", "--fix-suggestions"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(repository_.read("a.js"), more);
  EXPECT_THAT(outcome.errors, AllOf(StartsWith("asynclint: a.js: was not fixed"), HasSubstr("git add")));
  EXPECT_THAT(outcome.output, HasSubstr("6:3"));
  EXPECT_THAT(repository_.lint({"--staged", "--diff"}).output, HasSubstr("+  save().catch(console.error);"));
}

class FilesFrom : public ChangedFiles {};

TEST_F(FilesFrom, ListsAreRead) {
  repository_.write("list", "a.js\r\nreadme.md\ngone.md\npackage.json\n\n./b.js\na.js\n");
  EXPECT_EQ(places_with({"--files-from", "list"}), (Places{"a.js:3", "b.js:3"}));
  EXPECT_EQ(places_with({"--files-from=list", "b.js"}), (Places{"a.js:3", "b.js:3"}));
  Invocation call = repository_.invocation({"--files-from", "-", "--format", "json"});
  call.input = std::string("b.js\0line\nend.js\0", 17);
  repository_.write("line\nend.js", old_text);
  EXPECT_EQ(places(run(call)), (Places{"b.js:3", "line\nend.js:3"}));
}

TEST_F(FilesFrom, ListedFilesAreNotWhatAPersonNames) {
  repository_.write(".gitignore", "c.js\n");
  repository_.write("c.js", old_text);
  repository_.write("d.min.js", old_text);
  repository_.write("e.d.ts", "");
  repository_.write("f.js", old_text);
  repository_.write("asynclint.json", R"({"ignore": ["f.js"]})");
  repository_.write("list", "c.js\nd.min.js\ne.d.ts\nf.js\n");
  const Outcome outcome = repository_.lint({"--files-from", "list", "--format", "json"});
  EXPECT_EQ(places(outcome), Places{"c.js:3"});
  EXPECT_EQ(outcome.errors, "");
}

TEST_F(FilesFrom, MistakesAreSaid) {
  Outcome outcome = repository_.lint({"--files-from", "nowhere"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: --files-from nowhere: no such file or directory\n");
  repository_.write("list", "gone.js\n");
  outcome = repository_.lint({"--files-from", "list"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.errors, StartsWith("asynclint: gone.js: no such file or directory"));
  repository_.write("list", "");
  outcome = repository_.lint({"--files-from", "list"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.errors, "asynclint: no JavaScript or TypeScript files found in list\n");
}

TEST(Patches, LinesAreToldFromHeadingsByCounting) {
  const auto files = lines_of_patch(
      "diff --git a/x.js b/x.js\n--- a/x.js\n+++ b/x.js\n@@ -3 +3,2 @@ f() {\n--- a/fake\n+++ b/fake\n+diff --git a b\n"
      "@@ -9,0 +11 @@\n+@@ -1 +1 @@\n\\ No newline at end of file\n"
      "diff --git a/gone.js b/gone.js\n--- a/gone.js\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
      "diff --git \"a/t\\303\\274\\t.js\" \"b/t\\303\\274\\t.js\"\n--- /dev/null\n+++ \"b/t\\303\\274\\t.js\"\n"
      "@@ -0,0 +1,2 @@\n+a\n+b\n");
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].path, "x.js");
  EXPECT_EQ(files[0].lines, (ChangedLines{{2, 4}, {10, 11}}));
  EXPECT_EQ(files[1].path, "t\xC3\xBC\t.js");
  EXPECT_EQ(files[1].lines, (ChangedLines{{0, 2}}));
}

TEST(Patches, WhatIsBrokenIsBounded) {
  for (const char* const patch :
       {"@@ -", "+++ ", "+++ b/x\n@@ -1 +99999999999999 @@\n+a\n", "+++ \"b/\\", "diff \n+++ b/x\n@@ -1,1 +1,5 @@\n+a"})
    EXPECT_LE(lines_of_patch(patch).size(), 1U);
}

}  // namespace
}  // namespace asynclint::tests
