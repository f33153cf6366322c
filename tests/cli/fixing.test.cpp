// --fix, --fix-suggestions and --diff: what they change, what they print, and that nothing is ever lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/interrupts.h"
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

constexpr std::string_view before =
    "async function save() { throw 1; }\nasync function main() {\n  save();\n}\nawait main();\n";
constexpr std::string_view after =
    "async function save() { throw 1; }\nasync function main() {\n  await save();\n}\nawait main();\n";
// A comment that suppresses nothing: its removal is safe.
constexpr std::string_view unused_before =
    "async function save() { throw 1; }\n// asynclint-disable-next-line floating-promise\nawait save();\n";
constexpr std::string_view unused_after = "async function save() { throw 1; }\nawait save();\n";

class Fixing : public testing::Test {
 protected:
  Outcome lint(const std::vector<std::string>& arguments) { return run(folder_.path(), arguments); }

  [[nodiscard]] std::size_t entries() const {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder_.path())) ++count;
    return count;
  }

  Folder folder_;
};

TEST_F(Fixing, SafeFixesAreAppliedByFix) {
  folder_.write("a.js", before);
  folder_.write("b.js", unused_before);
  const Outcome outcome = lint({"--fix"});
  EXPECT_EQ(outcome.status, 1) << "the error is still there";
  EXPECT_EQ(folder_.read("a.js"), before);
  EXPECT_EQ(folder_.read("b.js"), unused_after);
  EXPECT_THAT(outcome.output, EndsWith("1 error in 1 file; fixed 1 in 1 file; 1 fixable with --fix-suggestions\n"));
}

TEST_F(Fixing, SuggestionsAreAppliedWhenAskedFor) {
  folder_.write("a.js", before);
  folder_.write("b.js", unused_before);
  const Outcome outcome = lint({"--fix-suggestions"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(folder_.read("a.js"), after);
  EXPECT_EQ(folder_.read("b.js"), unused_after);
  EXPECT_EQ(outcome.output, "nothing found in 2 files; fixed 2 in 2 files\n");
  EXPECT_EQ(lint({}).output, "");
}

TEST_F(Fixing, WhatIsNotShownIsNotFixed) {
  const std::string hint = "import { saveAsync } from './store.js';\nsaveAsync();\n";
  folder_.write("a.js", hint);
  lint({"--fix-suggestions"});
  EXPECT_EQ(folder_.read("a.js"), hint);
  lint({"--fix-suggestions", "--level", "info"});
  EXPECT_THAT(folder_.read("a.js"), HasSubstr("await saveAsync();"));
  folder_.write("b.js", unused_before);
  lint({"--fix", "--quiet"});
  EXPECT_EQ(folder_.read("b.js"), unused_before);
}

TEST_F(Fixing, KeepsMarkLineEndsAndMode) {
  const std::string path =
      folder_.write("a.js",
                    "\xEF\xBB\xBF"
                    "async function main(xs) {\r\n  const ys = xs.filter(async (x) => x.ok);\r\n}\r\n");
  ASSERT_EQ(::chmod(path.c_str(), 0750), 0);
  EXPECT_EQ(lint({"--fix-suggestions"}).status, 0);
  const std::string text = folder_.read("a.js");
  EXPECT_THAT(text, StartsWith("\xEF\xBB\xBF"
                               "async function main(xs) {\r\n  const keep = await Promise.all("));
  std::size_t bare = 0;
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
    bare += text[at - 1] != '\r';
  EXPECT_EQ(bare, 0U) << text;
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0750U);
}

TEST_F(Fixing, WritesThroughANamedLink) {
  folder_.write("real.js", before);
  fs::create_symlink("real.js", folder_.path("link.js"));
  lint({"--fix-suggestions", "link.js"});
  EXPECT_TRUE(fs::is_symlink(folder_.path("link.js")));
  EXPECT_EQ(folder_.read("real.js"), after);
}

TEST_F(Fixing, LeavesSyntaxErrorsAsTheyAre) {
  folder_.write("a.js", "async function save() { throw 1; }\nfunction f() { return 1 +; }\n\nsave();\nexport {};\n");
  lint({"--fix-suggestions"});
  EXPECT_EQ(folder_.read("a.js"),
            "async function save() { throw 1; }\nfunction f() { return 1 +; }\n\nawait save();\nexport {};\n");
}

// A limit on the size of files stands for a full disk; it works without rights to mount a small one.
TEST_F(Fixing, AFullDiskLosesNothing) {
  std::string large(before);
  while (large.size() < 20000) large += "// a line that makes this file larger than there is room for\n";
  folder_.write("large.js", large);
  folder_.write("small.js", before);
  const auto leave_little_room = [] {
    const rlimit limit{8192, 8192};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  };
  const Outcome outcome = run(Invocation{{"--fix-suggestions"}, folder_.path(), {}, {}, 0, leave_little_room});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: large.js: file too large\n");
  EXPECT_EQ(folder_.read("large.js"), large);
  EXPECT_EQ(folder_.read("small.js"), after);
  EXPECT_EQ(entries(), 2U) << "no temporary file stays behind";
  EXPECT_THAT(outcome.output, AllOf(HasSubstr("large.js\n  3:3  error"), HasSubstr("fixed 1 in 1 file")));
}

TEST_F(Fixing, ADirectoryThatTakesNoNewFiles) {
  folder_.write("src/a.js", before);
  ASSERT_EQ(::chmod(folder_.path().c_str(), 0755), 0);
  ASSERT_EQ(::chmod(folder_.path("src").c_str(), 0555), 0);
  ASSERT_EQ(::chmod(folder_.path("src/a.js").c_str(), 0666), 0);
  const auto become_nobody = [] {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(125);
  };
  const Outcome outcome = run(Invocation{{"--fix-suggestions"}, folder_.path(), {}, {}, 0, become_nobody});
  EXPECT_EQ(::chmod(folder_.path("src").c_str(), 0755), 0);
  if (outcome.status == 127) GTEST_SKIP() << "the executable is where nobody else may run it";
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: src/a.js: permission denied\n");
  EXPECT_EQ(folder_.read("src/a.js"), before);
}

TEST_F(Fixing, AReadOnlyFileStaysAsItIs) {
  const std::string path = folder_.write("a.js", before);
  ASSERT_EQ(::chmod(folder_.path().c_str(), 0777), 0);
  ASSERT_EQ(::chmod(path.c_str(), 0444), 0);
  const auto become_nobody = [] {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(125);
  };
  const Outcome outcome = run(Invocation{{"--fix-suggestions"}, folder_.path(), {}, {}, 0, become_nobody});
  if (outcome.status == 127) GTEST_SKIP() << "the executable is where nobody else may run it";
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: a.js: permission denied\n");
  EXPECT_EQ(folder_.read("a.js"), before);
}

TEST_F(Fixing, ADiffWritesNothing) {
  folder_.write("src/a.js", before);
  const Outcome outcome = lint({"--diff", "src"});
  EXPECT_EQ(outcome.status, 1) << "the error is there";
  EXPECT_EQ(
      outcome.output,
      "--- a/src/a.js\n+++ b/src/a.js\n@@ -1,5 +1,5 @@\n async function save() { throw 1; }\n async function main() {\n"
      "-  save();\n+  await save();\n }\n await main();\n");
  EXPECT_EQ(outcome.errors, "1 error in 1 file; would fix 1 in 1 file\n");
  EXPECT_EQ(folder_.read("src/a.js"), before);
}

TEST_F(Fixing, ADiffIsAboutWhatIsAskedFor) {
  folder_.write("a.js", before);
  folder_.write("b.js", unused_before);
  EXPECT_THAT(lint({"--diff", "--fix"}).output, AllOf(HasSubstr("a/b.js"), Not(HasSubstr("a/a.js"))));
  EXPECT_THAT(lint({"--diff", "--fix-suggestions"}).output, AllOf(HasSubstr("a/b.js"), HasSubstr("a/a.js")));
  EXPECT_EQ(lint({"--diff"}).output, lint({"--diff", "--fix-suggestions"}).output);
}

TEST_F(Fixing, GitAppliesADiff) {
  if (std::system("git --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "no git here";
  folder_.write("plain.js", before);
  folder_.write("with a space.js", before);
  folder_.write("crlf.js",
                "\xEF\xBB\xBF"
                "async function save() { throw 1; }\r\nsave();\r\nexport {};\r\n");
  folder_.write("no-end.js", "async function save() { throw 1; }\nexport {};\nsave();");
  folder_.write("in/a/folder.js", unused_before);
  std::string long_text;
  for (int i = 0; i < 40; ++i)
    long_text += "async function f" + std::to_string(i) +
                 "() {\n  await 1;\n  await 2;\n  await 3;\n  await 4;\n  await 5;\n  g();\n}\n";
  folder_.write("long.js", long_text + "async function g() {}\n");
  folder_.write("out/diff", lint({"--diff"}).output);
  const std::string command = "cd '" + folder_.path() + "' && git apply --whitespace=nowarn out/diff 2> out/errors";
  EXPECT_EQ(std::system(command.c_str()), 0) << folder_.read("out/errors");
  const std::string by_git = folder_.read("crlf.js") + folder_.read("no-end.js") + folder_.read("long.js");
  EXPECT_EQ(folder_.read("plain.js"), after);
  EXPECT_EQ(folder_.read("with a space.js"), after);
  EXPECT_EQ(folder_.read("in/a/folder.js"), unused_after);
  EXPECT_EQ(lint({}).output, "") << "all that was found was fixed";
  EXPECT_THAT(by_git, AllOf(HasSubstr("\r\nawait save();\r\n"), HasSubstr("await save();"), HasSubstr("await g();")));
}

TEST_F(Fixing, FixedStandardInputIsPrinted) {
  const auto fix = [&](std::vector<std::string> arguments, std::string_view input) {
    arguments.emplace_back("--stdin");
    return run(Invocation{arguments, folder_.path(), std::string(input), {}, 0, {}});
  };
  const Outcome suggested = fix({"--fix-suggestions"}, before);
  EXPECT_EQ(suggested.status, 0);
  EXPECT_EQ(suggested.output, after);
  EXPECT_EQ(suggested.errors, "nothing found in 1 file; fixed 1 in 1 file\n");
  const Outcome safe = fix({"--fix"}, before);
  EXPECT_EQ(safe.status, 1);
  EXPECT_EQ(safe.output, before) << "nothing to fix: the text as it came";
  EXPECT_THAT(safe.errors, StartsWith("<stdin>\n  3:3  error"));
  EXPECT_THAT(fix({"--diff"}, before).output, HasSubstr("+  await save();\n"));
  const auto json = nlohmann::json::parse(fix({"--fix-suggestions", "--format", "json"}, before).output);
  EXPECT_EQ(json[0]["output"], after);
  EXPECT_EQ(json[0]["filePath"], "<stdin>");
}

TEST_F(Fixing, ManyFilesInParallel) {
  for (int i = 0; i < 50; ++i) folder_.write("f" + std::to_string(i) + ".js", before);
  EXPECT_EQ(lint({"--fix-suggestions", "--threads", "4"}).output, "nothing found in 50 files; fixed 50 in 50 files\n");
  for (int i = 0; i < 50; ++i) EXPECT_EQ(folder_.read("f" + std::to_string(i) + ".js"), after);
  EXPECT_EQ(entries(), 50U);
}

// What is read by nobody any more does not keep the rest from being fixed.
TEST_F(Fixing, AClosedPipeDoesNotStopHalfWay) {
  for (int i = 0; i < 300; ++i)
    folder_.write("f" + std::to_string(i) + ".js", std::string(before) + "new Promise(() => {});\n");
  const auto close_other_end = [] {
    int ends[2];
    if (::pipe(ends) != 0) ::_exit(125);
    ::close(ends[0]);
    ::dup2(ends[1], STDOUT_FILENO);
  };
  const Outcome outcome =
      run(Invocation{{"--fix-suggestions", "--format", "json"}, folder_.path(), {}, {}, 0, close_other_end});
  EXPECT_EQ(outcome.errors, "");
  EXPECT_THAT(folder_.read("f99.js"), HasSubstr("  await save();"));
}

// Ctrl-C at any moment leaves every file either as it was or fixed, and nothing beside them.
TEST_F(Fixing, AnInterruptLosesNothing) {
  constexpr std::size_t files = 300;
  for (std::size_t i = 0; i < files; ++i) folder_.write("f" + std::to_string(i) + ".js", before);
  for (const useconds_t delay : {1000U, 5000U, 10000U, 20000U, 40000U, 80000U}) {
    const auto prepare = [delay] { interrupt_after(delay); };
    const Outcome outcome = run(Invocation{{"--fix-suggestions"}, folder_.path(), {}, {}, 0, prepare});
    EXPECT_THAT(outcome.status, testing::AnyOf(0, -SIGINT));
    EXPECT_EQ(entries(), files);
  }
  for (std::size_t i = 0; i < files; ++i)
    EXPECT_THAT(folder_.read("f" + std::to_string(i) + ".js"), testing::AnyOf(before, after));
}

}  // namespace
}  // namespace asynclint::tests
