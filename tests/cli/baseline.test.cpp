// --baseline: what it hides, what it does not, and that the file is never lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "project/baseline.h"
#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view start = "async function save(x) { throw x; }\n";
const std::string two = std::string(start) + "export function close() {\n  save(1);\n  save(2);\n}\n";

class BaselineOption : public testing::Test {
 protected:
  [[nodiscard]] Outcome lint(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--baseline", "base.txt"});
    return run(folder_.path(), arguments);
  }
  [[nodiscard]] std::string baseline() const { return folder_.read("base.txt"); }
  void accept() const { ASSERT_EQ(lint({"--update-baseline"}).status, 0); }

  Folder folder_;
};

TEST_F(BaselineOption, HidesWhatWasThere) {
  folder_.write("src/a.js", two);
  folder_.write("b.js", two);
  Outcome outcome = lint({"--update-baseline"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors, "asynclint: base.txt lists 4 findings (4 new, 0 gone)\n");
  outcome = lint({});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors, "asynclint: 4 findings hidden by base.txt\n");
  EXPECT_EQ(run(folder_.path(), {}).status, 1);
}

TEST_F(BaselineOption, IsSortedAndStable) {
  folder_.write("z.js", two);
  folder_.write("a.js", two);
  accept();
  const std::string text = baseline();
  EXPECT_THAT(text, StartsWith("# asynclint baseline 1: "));
  EXPECT_EQ(std::ranges::count(text, '\n'), 5);
  EXPECT_LT(text.find("\na.js\tfloating-promise\t"), text.find("\nz.js\tfloating-promise\t"));
  EXPECT_THAT(text, EndsWith("\tclose\n"));
  accept();
  EXPECT_EQ(baseline(), text);
  fs::remove(folder_.path("base.txt"));
  EXPECT_EQ(lint({"--update-baseline", "z.js"}).status, 0);
  EXPECT_EQ(lint({"--update-baseline", "a.js"}).status, 0);
  EXPECT_EQ(baseline(), text) << "whatever the runs that wrote it";
}

TEST_F(BaselineOption, LinesMayMove) {
  folder_.write("a.js", two);
  accept();
  folder_.write("a.js", "// One more line.\n\n" + std::string(start) +
                            "const more = 1;\nexport function close() {\n    save( 1 )\n\n    save(2); // still\n}\n");
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 0) << outcome.output;
}

TEST_F(BaselineOption, OneMendedAndOneMadeIsNoSwap) {
  folder_.write("a.js", two);
  accept();
  folder_.write("a.js",
                std::string(start) + "export async function close() {\n  await save(1);\n  save(2);\n  save(3);\n}\n");
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, AllOf(HasSubstr("5:3"), Not(HasSubstr("4:3")), HasSubstr("1 error in 1 file")));
  EXPECT_EQ(outcome.errors,
            "asynclint: 1 finding hidden by base.txt; 1 stale entry in base.txt (--prune-baseline takes them out)\n");
}

TEST_F(BaselineOption, AnotherFunctionIsAnotherPlace) {
  folder_.write("a.js", std::string(start) + "export function close() {\n  save(1);\n}\n");
  accept();
  folder_.write("a.js", std::string(start) + "export function open() {\n  save(1);\n}\n");
  EXPECT_EQ(lint({}).status, 1);
}

TEST_F(BaselineOption, TheSameOnceMoreIsNew) {
  folder_.write("a.js", std::string(start) + "export function close() {\n  save(1);\n}\n");
  accept();
  folder_.write("a.js", std::string(start) + "export function close() {\n  save(1);\n  save(1);\n}\n");
  EXPECT_THAT(lint({}).output, HasSubstr("1 error in 1 file"));
}

TEST_F(BaselineOption, WhatIsHiddenIsNotFixed) {
  folder_.write("a.js", two);
  accept();
  folder_.write("a.js", two + "save(3);\n");
  EXPECT_EQ(lint({"--fix-suggestions"}).status, 0);
  EXPECT_EQ(folder_.read("a.js"), two + "await save(3);\n");
}

TEST_F(BaselineOption, PruningTakesOutWhatIsGone) {
  folder_.write("a.js", two);
  folder_.write("gone.js", two);
  folder_.write("other/c.js", two);
  accept();
  const std::string before = baseline();
  EXPECT_EQ(lint({"--prune-baseline"}).status, 0);
  EXPECT_EQ(baseline(), before);
  folder_.write("a.js", std::string(start) + "export function close() {\n  save(2);\n  save(9);\n}\n");
  fs::remove(folder_.path("gone.js"));
  const Outcome outcome = lint({"--prune-baseline", "a.js"});
  EXPECT_EQ(outcome.status, 1) << "pruning accepts nothing";
  EXPECT_THAT(outcome.errors, HasSubstr("1 finding hidden by base.txt; 3 stale entries taken out of base.txt\n"));
  EXPECT_THAT(baseline(), AllOf(Not(HasSubstr("gone.js")), HasSubstr("other/c.js")));
  EXPECT_EQ(std::ranges::count(baseline(), '\n'), 4);
}

TEST_F(BaselineOption, ARunOverSomeRulesKnowsNothingOfOthers) {
  folder_.write("a.js", two + "export async function all(xs) {\n  xs.forEach(async (x) => save(x));\n}\n");
  accept();
  const std::string before = baseline();
  EXPECT_THAT(before, HasSubstr("await-in-foreach"));
  EXPECT_EQ(lint({"--rule", "floating-promise"}).errors, "asynclint: 2 findings hidden by base.txt\n");
  EXPECT_EQ(lint({"--prune-baseline", "--rule", "await-in-foreach"}).status, 0);
  EXPECT_EQ(baseline(), before);
  EXPECT_EQ(lint({"--update-baseline", "--rule", "floating-promise"}).status, 0);
  EXPECT_EQ(baseline(), before);
}

TEST_F(BaselineOption, PathsBeginWhereItLies) {
  folder_.write("src/a.js", two);
  folder_.write("config/.keep", "");
  EXPECT_EQ(run(folder_.path(), {"--baseline", "config/base.txt", "--update-baseline"}).status, 0);
  EXPECT_THAT(folder_.read("config/base.txt"), HasSubstr("\n../src/a.js\t"));
  EXPECT_EQ(run(folder_.path("src"), {"--baseline", "../config/base.txt"}).status, 0);
  EXPECT_EQ(run(folder_.path(), {"--baseline", "config/base.txt", "--changed=HEAD"}).status, 2);
}

TEST_F(BaselineOption, NamesAreWhateverTheyAre) {
  for (const char* const name : {"tab\there.js", "line\nend.js", "back\\t.js", "#hash.js"}) folder_.write(name, two);
  accept();
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 0) << outcome.output;
  EXPECT_EQ(outcome.errors, "asynclint: 8 findings hidden by base.txt\n");
}

TEST_F(BaselineOption, BothSidesOfAMergeMayStay) {
  folder_.write("a.js", two);
  folder_.write("b.js", two);
  accept();
  const std::string text = baseline();
  const std::size_t at = text.find("b.js");
  folder_.write("base.txt", text.substr(0, at) + "<<<<<<< ours\n" + text.substr(at) +
                                "=======\nb.js\tfloating-promise\t" + std::string(32, 'a') + "\n>>>>>>> theirs\n");
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors,
            "asynclint: base.txt:4: two versions of this file were merged with a conflict; the lines of both may stay; "
            "--update-baseline writes it anew\n");
  EXPECT_EQ(lint({"--update-baseline", "a.js"}).status, 0);
  EXPECT_EQ(lint({}).status, 0) << "what could be read is kept";
}

TEST_F(BaselineOption, WhatIsBrokenIsSaid) {
  folder_.write("a.js", two);
  const std::string head = "# asynclint baseline 1: x\n";
  const std::string key(32, 'a');
  const std::vector<std::pair<std::string, std::string>> broken{
      {"", "base.txt:1: this is no baseline of asynclint; --update-baseline writes it anew"},
      {"{}\n", "base.txt:1: this is no baseline of asynclint"},
      {"# asynclint baseline 2: x\n", "base.txt:1: this baseline is in form 2, and asynclint reads form 1"},
      {head + "a.js\tfloating-promise\n", "base.txt:2: this is no entry"},
      {head + "\n# comment\na.js\tr\t" + key + "x\n", "base.txt:4: this is no entry"},
      {head + "a.js\tr\t" + key + ":0\n", "base.txt:2: this is no entry"},
      {head + "\tr\t" + key + "\n", "base.txt:2: this is no entry"},
  };
  for (const auto& [text, message] : broken) {
    folder_.write("base.txt", text);
    const Outcome outcome = lint({});
    EXPECT_EQ(outcome.status, 2) << text;
    EXPECT_THAT(outcome.errors, StartsWith("asynclint: " + message));
    EXPECT_EQ(outcome.output, "");
  }
  fs::remove(folder_.path("base.txt"));
  EXPECT_EQ(lint({}).errors, "asynclint: base.txt: no such file or directory; --update-baseline writes one\n");
}

TEST_F(BaselineOption, AnotherFileIsNotWrittenOver) {
  folder_.write("a.js", two);
  const Outcome outcome = run(folder_.path(), {"--baseline", "a.js", "--update-baseline"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: a.js is there and is no baseline of asynclint, so it is not written over\n");
  EXPECT_EQ(folder_.read("a.js"), two);
}

TEST_F(BaselineOption, WhatCannotBeWrittenIsSaid) {
  folder_.write("a.js", two);
  ASSERT_EQ(::chmod(folder_.path().c_str(), 0555), 0);
  Invocation call;
  call.arguments = {"--baseline", "base.txt", "--update-baseline"};
  call.directory = folder_.path();
  call.prepare = [] { static_cast<void>(::setgid(65534) == 0 && ::setuid(65534) == 0); };
  const Outcome outcome = run(call);
  ASSERT_EQ(::chmod(folder_.path().c_str(), 0755), 0);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: base.txt: permission denied\n");
  EXPECT_FALSE(fs::exists(folder_.path("base.txt")));
}

TEST_F(BaselineOption, WhatDoesNotGoTogetherIsSaid) {
  folder_.write("a.js", two);
  EXPECT_THAT(run(folder_.path(), {"--update-baseline"}).errors, HasSubstr("--baseline FILE"));
  EXPECT_THAT(run(folder_.path(), {"--prune-baseline"}).errors, HasSubstr("--baseline FILE"));
  for (const char* const other : {"--prune-baseline", "--staged", "--changed", "--diff", "--stdin"}) {
    const Outcome outcome = lint({"--update-baseline", other});
    EXPECT_EQ(outcome.status, 2) << other;
    EXPECT_EQ(outcome.output, "");
  }
}

TEST_F(BaselineOption, StandardInputIsAFileOfItsName) {
  folder_.write("a.js", two);
  accept();
  Invocation call;
  call.arguments = {"--baseline", "base.txt", "--stdin", "--stdin-filename", "a.js"};
  call.directory = folder_.path();
  call.input = two;
  EXPECT_EQ(run(call).status, 0);
}

TEST(BaselineTexts, AreReadAsTheyWereWritten) {
  Baseline baseline("/x/base.txt");
  const std::string key(32, '0');
  baseline.set({{"b\tc\\n.js", "r", key + ":2", "f.\n"}, {"#a", "r", key, ""}, {"#a", "r", key, ""}});
  ASSERT_EQ(baseline.entries().size(), 2U);
  const auto again = Baseline::parse("/x/base.txt", baseline.text());
  ASSERT_TRUE(again) << again.reason();
  EXPECT_EQ(again->entries(), baseline.entries());
  EXPECT_TRUE(again->keys_of("/x/b\tc\\n.js")->contains(key + ":2"));
  EXPECT_EQ(again->keys_of("/y/#a"), nullptr);
  EXPECT_EQ(again->name_of("/y/z.js"), "../y/z.js");
  EXPECT_EQ(again->path_of("../y/z.js"), "/y/z.js");
}

}  // namespace
}  // namespace asynclint::tests
