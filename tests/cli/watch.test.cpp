// --watch, with real files, in a pipe and on a terminal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/git-repository.h"
#include "tests/cli/run-executable.h"
#include "tests/cli/running.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view dropping = "import { load } from './lib.js';\nexport function go() {\n  load();\n}\n";
constexpr std::string_view promising = "export async function load() { await fetch('x'); }\n";
constexpr std::string_view plain = "export function load() { return 1; }\n";
// Nothing is found in it, and it has something that can be mended without a question.
constexpr std::string_view stale = "// asynclint-disable-next-line floating-promise -- why\nexport const one = 1;\n";

class Watch : public testing::Test {
 protected:
  [[nodiscard]] Invocation in_pipe(std::vector<std::string> arguments = {}) const {
    Invocation call;
    arguments.insert(arguments.begin(), "--watch");
    call.arguments = std::move(arguments);
    call.directory = folder_.path();
    return call;
  }
  [[nodiscard]] Invocation on_terminal(std::vector<std::string> arguments = {}, int columns = 80) const {
    Invocation call = in_pipe(std::move(arguments));
    call.terminal_columns = columns;
    return call;
  }
  // What is printed because of a change, once it has this in it.
  template <typename Change>
  [[nodiscard]] static std::string after(Running& running, const Change& change, const std::string& expected) {
    const std::size_t mark = running.mark();
    change();
    EXPECT_TRUE(running.shows(expected, mark)) << expected << " does not come; what did:\n"
                                               << running.output().substr(mark);
    return running.output().substr(mark);
  }

  Folder folder_;
};

TEST_F(Watch, APipeGetsABlockEachTime) {
  folder_.write("lib.js", promising);
  folder_.write("use.js", dropping);
  Running running(in_pipe());
  ASSERT_TRUE(running.shows("1 error in 1 file\n\n")) << running.output();
  EXPECT_THAT(running.output(), HasSubstr("checked 2 of 2 files in "));
  EXPECT_THAT(running.output(), HasSubstr("use.js\n  3:3  error  "));
  EXPECT_THAT(running.output(), Not(HasSubstr("\x1b")));
  const std::string block = after(
      running, [&] { folder_.write("other.js", "async function f() { await fetch('x'); }\nf();\n"); }, "1 new\n\n");
  EXPECT_THAT(block, HasSubstr("checked 1 of 3 files in "));
  EXPECT_THAT(block, HasSubstr(": other.js\n"));
  EXPECT_THAT(block, HasSubstr("other.js\n+ 2:1  error  "));
  EXPECT_THAT(block, HasSubstr("\nuse.js\n  3:3  error  "));
}

TEST_F(Watch, WhatRestsOnAChangedFileIsLintedToo) {
  folder_.write("lib.js", promising);
  folder_.write("use.js", dropping);
  folder_.write("apart.js", "export async function f() { await 1; }\n");
  Running running(in_pipe());
  ASSERT_TRUE(running.shows("1 error in 1 file\n\n"));
  const std::string mended = after(
      running, [&] { folder_.write("lib.js", plain); }, "1 gone\n\n");
  EXPECT_THAT(mended, HasSubstr("checked 2 of 3 files in "));
  EXPECT_THAT(mended, HasSubstr(": lib.js, use.js\n- use.js:3  "));
  EXPECT_THAT(mended, HasSubstr("nothing found in 3 files; 1 gone"));
  const std::string again = after(
      running, [&] { folder_.write("lib.js", promising); }, "1 new\n\n");
  EXPECT_THAT(again, HasSubstr("+ 3:3  error"));
}

TEST_F(Watch, WhatMovesIsNeitherNewNorGone) {
  folder_.write("lib.js", promising);
  folder_.write("use.js", dropping);
  Running running(in_pipe());
  ASSERT_TRUE(running.shows("1 error in 1 file\n\n"));
  const std::string lower = after(
      running, [&] { folder_.write("use.js", "// above\n" + std::string(dropping)); }, "1 error in 1 file\n\n");
  EXPECT_THAT(lower, HasSubstr("  4:3  error"));
  const std::string renamed = after(
      running, [&] { fs::rename(folder_.path("use.js"), folder_.path("used.js")); }, "1 error in 1 file\n\n");
  EXPECT_THAT(renamed, HasSubstr("used.js\n  4:3  error"));
}

TEST_F(Watch, FoldersComeAndGo) {
  folder_.write("lib.js", promising);
  Running running(in_pipe());
  ASSERT_TRUE(running.shows("nothing found in 1 file\n\n"));
  static_cast<void>(after(
      running, [&] { folder_.write("deep/er/use.js", "async function f() { await fetch('x'); }\nf();\n"); },
      "1 new\n\n"));
  // What is new is watched as well.
  static_cast<void>(after(
      running, [&] { folder_.write("deep/er/use.js", "export {};\n"); }, "1 gone\n\n"));
  static_cast<void>(after(
      running, [&] { folder_.write("deep/er/use.js", "async function f() { await fetch('x'); }\nf();\n"); },
      "1 new\n\n"));
  static_cast<void>(after(
      running, [&] { fs::rename(folder_.path("deep"), folder_.path("moved")); }, "moved/er/use.js\n  2:1"));
  static_cast<void>(after(
      running, [&] { fs::remove_all(folder_.path("moved")); }, "1 gone\n\n"));
}

TEST_F(Watch, APathThatWasNamedMayVanishAndComeAgain) {
  folder_.write("src/use.js", "async function f() { await fetch('x'); }\nf();\n");
  Running running(in_pipe({"src"}));
  ASSERT_TRUE(running.shows("1 error in 1 file\n\n"));
  const std::string gone = after(
      running, [&] { fs::remove_all(folder_.path("src")); }, "1 gone\n\n");
  EXPECT_THAT(gone, HasSubstr("src: no such file or directory"));
  static_cast<void>(after(
      running, [&] { folder_.write("src/use.js", "async function f() { await fetch('x'); }\nf();\n"); }, "1 new\n\n"));
}

TEST_F(Watch, ConfigurationCounts) {
  folder_.write("use.js", "async function f() { await fetch('x'); }\nf();\n");
  folder_.write("generated/use.js", "async function f() { await fetch('x'); }\nf();\n");
  fs::create_directory(folder_.path(".git"));
  Running running(in_pipe());
  ASSERT_TRUE(running.shows("2 errors in 2 files\n\n"));
  static_cast<void>(after(
      running, [&] { folder_.write(".gitignore", "generated\n"); }, "1 gone\n\n"));
  const std::string off = after(
      running, [&] { folder_.write("asynclint.json", R"({"rules": {"floating-promise": "off"}})"); }, "1 gone\n\n");
  EXPECT_THAT(off, HasSubstr("checked 1 of 1 file in"));
  static_cast<void>(after(
      running, [&] { folder_.write("asynclint.json", "{\"rules\": "); }, "nothing could be checked"));
  EXPECT_THAT(running.output(), HasSubstr("asynclint.json:1:"));
  static_cast<void>(after(
      running, [&] { folder_.write("asynclint.json", "{}"); }, "1 new\n\n"));
}

TEST_F(Watch, AnExtendedConfigurationSomewhereElseCounts) {
  folder_.write("project/use.js", "async function f() { await fetch('x'); }\nf();\n");
  folder_.write("project/package.json", "{}");
  folder_.write("project/asynclint.json", R"({"extends": "../shared/base.json"})");
  folder_.write("shared/base.json", "{}");
  Invocation call = in_pipe();
  call.directory = folder_.path("project");
  Running running(call);
  ASSERT_TRUE(running.shows("1 error in 1 file\n\n"));
  static_cast<void>(after(
      running, [&] { folder_.write("shared/base.json", R"({"rules": {"floating-promise": "off"}})"); }, "1 gone\n\n"));
}

TEST_F(Watch, AnInstalledPackageThatIsImportedCounts) {
  folder_.write("use.js", "import { load } from 'store';\nload();\n");
  folder_.write("node_modules/store/package.json", R"({"name": "store", "types": "a.d.ts", "main": "a.js"})");
  folder_.write("node_modules/store/a.d.ts", "export declare function load(): number;\n");
  Running running(in_pipe());
  ASSERT_TRUE(running.shows("nothing found in 1 file\n\n"));
  static_cast<void>(after(
      running,
      [&] { folder_.write("node_modules/store/a.d.ts", "export declare function load(): Promise<number>;\n"); },
      "1 new\n\n"));
}

TEST_F(Watch, ACheckoutOfManyFilesIsFewRuns) {
  for (int i = 0; i < 200; ++i)
    folder_.write("src/file" + std::to_string(i) + ".js", "async function f() { await fetch('x'); }\nf();\n");
  Running running(in_pipe());
  ASSERT_TRUE(running.shows("200 errors in 200 files\n\n"));
  const std::size_t mark = running.mark();
  for (int i = 0; i < 200; ++i) folder_.write("src/file" + std::to_string(i) + ".js", "export {};\n");
  ASSERT_TRUE(running.shows("nothing found in 200 files", mark)) << running.output().substr(mark);
  std::size_t blocks = 0;
  for (std::size_t at = mark; (at = running.output().find("checked ", at)) != std::string::npos; ++at) ++blocks;
  EXPECT_LE(blocks, 5U) << running.output().substr(mark);
}

TEST_F(Watch, WhatIsAsItWasPrintsNothing) {
  folder_.write("use.js", "async function f() { await fetch('x'); }\nf();\n");
  folder_.write("read.md", "text");
  Running running(in_pipe());
  ASSERT_TRUE(running.shows("1 error in 1 file\n\n"));
  folder_.write("read.md", "more");
  folder_.write("use.js", "async function f() { await fetch('x'); }\nf();\n");
  EXPECT_TRUE(running.is_quiet(milliseconds(700))) << running.output();
}

TEST_F(Watch, LookingNoticesTheSame) {
  folder_.write("src/use.js", "async function f() { await fetch('x'); }\nf();\n");
  Invocation call = in_pipe();
  call.arguments[0] = "--watch=poll";
  Running running(call);
  ASSERT_TRUE(running.shows("1 error in 1 file\n\n"));
  static_cast<void>(after(
      running, [&] { folder_.write("src/use.js", "export {};\n"); }, "1 gone\n\n"));
  static_cast<void>(after(
      running, [&] { folder_.write("new/use.js", "async function f() { await fetch('x'); }\nf();\n"); }, "1 new\n\n"));
  static_cast<void>(after(
      running, [&] { fs::remove_all(folder_.path("new")); }, "1 gone\n\n"));
}

TEST_F(Watch, WithoutRoomForWatchesItLooks) {
  const std::string limit = "/proc/sys/user/max_inotify_watches";
  // In a user namespace the limit is one's own; where there may be none, this cannot be tried.
  const std::string probe = "unshare -Ur sh -c 'echo 1 > " + limit + "' 2> /dev/null";
  if (std::system(probe.c_str()) != 0) GTEST_SKIP() << "no user namespace here";
  folder_.write("src/deep/use.js", "async function f() { await fetch('x'); }\nf();\n");
  const std::string command = "exec unshare -Ur sh -c 'echo 1 > " + limit + "; exec \"$0\" --watch' \"" +
                              std::string(std::getenv("ASYNCLINT_EXECUTABLE")) + "\"";
  Invocation call = in_pipe();
  call.prepare = [&] {
    ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    ::_exit(127);
  };
  Running running(call);
  ASSERT_TRUE(running.shows("more directories than fs.inotify.max_user_watches allows")) << running.output();
  static_cast<void>(after(
      running, [&] { folder_.write("src/deep/use.js", "export {};\n"); }, "1 gone\n\n"));
}

TEST_F(Watch, ABaselineHidesAndIsReadAgain) {
  folder_.write("use.js", "async function f() { await fetch('x'); }\nf();\n");
  ASSERT_EQ(run(folder_.path(), {"--baseline", "known.txt", "--update-baseline"}).status, 0);
  const std::string known = folder_.read("known.txt");
  Running running(in_pipe({"--baseline", "known.txt"}));
  ASSERT_TRUE(running.shows("1 hidden by the baseline\n\n")) << running.output();
  static_cast<void>(after(
      running, [&] { folder_.write("known.txt", known.substr(0, known.find('\n') + 1)); }, "1 new\n\n"));
}

TEST_F(Watch, WhatChangedIsChosenAnewEachTime) {
  const GitRepository repository;
  repository.write("old.js", "async function f() { await fetch('x'); }\nf();\n");
  repository.commit();
  Running running(repository.invocation({"--watch", "--changed=HEAD"}));
  ASSERT_TRUE(running.shows("nothing found in 0 files")) << running.output();
  static_cast<void>(after(
      running, [&] { repository.write("new.js", "async function g() { await fetch('x'); }\ng();\n"); }, "1 new\n\n"));
}

TEST_F(Watch, TheCacheOfTheDiskIsUsed) {
  folder_.write("use.js", "async function f() { await fetch('x'); }\nf();\n");
  ASSERT_EQ(run(folder_.path(), {"--cache-location", "kept"}).status, 1);
  Running running(in_pipe({"--cache-location", "kept"}));
  ASSERT_TRUE(running.shows("1 error in 1 file\n\n"));
  EXPECT_THAT(running.output(), HasSubstr("checked 0 of 1 file in"));
}

TEST_F(Watch, EndsWhenNobodyReads) {
  folder_.write("use.js", "export {};\n");
  Running running(in_pipe());
  ASSERT_TRUE(running.shows("nothing found"));
  running.stop_reading();
  folder_.write("use.js", "async function f() { await fetch('x'); }\nf();\n");
  EXPECT_EQ(running.wait_for_end(), 0);
}

TEST_F(Watch, EndsByTheSignalInAPipe) {
  folder_.write("use.js", "export {};\n");
  Running running(in_pipe());
  ASSERT_TRUE(running.shows("nothing found"));
  running.send(SIGINT);
  EXPECT_EQ(running.wait_for_end(), -SIGINT);
}

TEST_F(Watch, APathThatIsNotThereAtTheBeginningIsAMistake) {
  const Outcome outcome = run(folder_.path(), {"--watch", "scr"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.errors, HasSubstr("scr: no such file or directory"));
}

TEST_F(Watch, WhatMakesNoSenseWithItIsRefused) {
  const std::vector<std::vector<std::string>> refused{
      {"--fix"},
      {"--fix-suggestions"},
      {"--fix-only"},
      {"--diff"},
      {"--format", "json"},
      {"--evidence"},
      {"--statistics"},
      {"--timing"},
      {"--verbose"},
      {"--format", "html=a.html"},
      {"--max-warnings", "1"},
      {"--shard", "1/2"},
      {"--staged"},
      {"--stdin"},
      {"--files-from", "-"},
      {"--print-config", "a.js"},
      {"--baseline", "b.txt", "--update-baseline"},
  };
  for (std::vector<std::string> arguments : refused) {
    const std::string option = arguments[arguments.size() > 2 ? 2 : 0];
    arguments.insert(arguments.begin(), "--watch");
    const Outcome outcome = run(folder_.path(), arguments);
    EXPECT_EQ(outcome.status, 2) << option;
    EXPECT_THAT(outcome.errors, HasSubstr("--watch goes without " + option)) << option;
  }
  EXPECT_EQ(run(folder_.path(), {"--watch=sometimes"}).status, 2);
}

TEST_F(Watch, ATerminalGetsAScreenAndKeys) {
  ASYNCLINT_NEEDS_TERMINALS();
  folder_.write("lib.js", promising);
  folder_.write("use.js", dropping);
  Running running(on_terminal());
  ASSERT_TRUE(running.shows("q quit   r run all anew"));
  EXPECT_THAT(running.output(), HasSubstr("\x1b[?1049h"));
  EXPECT_THAT(running.output(), HasSubstr("\x1b[?25l"));
  EXPECT_FALSE(running.terminal_is_ordinary());
  const std::string text = without_escapes(running.output());
  EXPECT_THAT(text, HasSubstr("asynclint --watch ."));
  EXPECT_THAT(text, HasSubstr("1 error in 1 file"));
  EXPECT_THAT(text, HasSubstr("3:3  error"));
  static_cast<void>(after(
      running, [&] { folder_.write("lib.js", plain); }, "- use.js:3"));
  static_cast<void>(after(
      running, [&] { folder_.write("lib.js", promising); }, "+ 3:3"));
  static_cast<void>(after(
      running, [&] { running.press("r"); }, "checked 2 of 2 files"));
  running.press("q");
  EXPECT_EQ(running.wait_for_end(), 0);
  EXPECT_TRUE(running.output().ends_with("\x1b[?7h\x1b[?25h\x1b[?1049l"));
  EXPECT_TRUE(running.terminal_is_ordinary());
}

TEST_F(Watch, CtrlCGivesTheTerminalBack) {
  ASYNCLINT_NEEDS_TERMINALS();
  folder_.write("use.js", "export {};\n");
  Running running(on_terminal());
  ASSERT_TRUE(running.shows("q quit"));
  running.press("\x03");
  EXPECT_EQ(running.wait_for_end(), -SIGINT);
  EXPECT_TRUE(running.output().ends_with("\x1b[?25h\x1b[?1049l")) << running.output();
  EXPECT_TRUE(running.terminal_is_ordinary());
}

TEST_F(Watch, StoppedAndGoingOn) {
  ASYNCLINT_NEEDS_TERMINALS();
  folder_.write("use.js", "export {};\n");
  Running running(on_terminal());
  ASSERT_TRUE(running.shows("q quit"));
  std::size_t mark = running.mark();
  running.send(SIGTSTP);
  ASSERT_TRUE(running.shows("\x1b[?1049l", mark));
  // The terminal is given back a moment before it stops, and a SIGCONT in between would be lost.
  ASSERT_TRUE(running.is_stopped());
  EXPECT_TRUE(running.terminal_is_ordinary());
  mark = running.mark();
  running.send(SIGCONT);
  ASSERT_TRUE(running.shows("\x1b[?1049h", mark));
  ASSERT_TRUE(running.shows("q quit", mark));
  EXPECT_FALSE(running.terminal_is_ordinary());
  running.press("q");
  EXPECT_EQ(running.wait_for_end(), 0);
}

TEST_F(Watch, AnotherSizeIsDrawnAnew) {
  ASYNCLINT_NEEDS_TERMINALS();
  std::string many = "async function f() { await fetch('x'); }\n";
  for (int i = 0; i < 50; ++i) many += "f();\n";
  folder_.write("use.js", many);
  Running running(on_terminal({"--color", "never"}));
  ASSERT_TRUE(running.shows("lines 1-18 of 51")) << running.output();
  static_cast<void>(after(
      running, [&] { running.resize(30, 10); }, "r run all anew   up/"));
  static_cast<void>(after(
      running, [&] { running.resize(80, 10); }, "lines 1-4 of 51"));
  static_cast<void>(after(
      running, [&] { running.press("\x1b[B"); }, "lines 2-5 of 51"));
  static_cast<void>(after(
      running, [&] { running.press("\x1b[F"); }, "lines 48-51 of 51"));
  static_cast<void>(after(
      running, [&] { running.press("\x1b[5~"); }, "lines 44-47 of 51"));
  // So small that nothing fits.
  running.resize(1, 1);
  static_cast<void>(running.is_quiet(milliseconds(300)));
  static_cast<void>(after(
      running, [&] { running.resize(80, 24); }, "of 51"));
  running.press("q");
  EXPECT_EQ(running.wait_for_end(), 0);
}

TEST_F(Watch, AKeyAppliesSafeFixes) {
  ASYNCLINT_NEEDS_TERMINALS();
  folder_.write("use.js", stale);
  Running running(on_terminal());
  ASSERT_TRUE(running.shows("f apply the safe fixes (1)")) << running.output();
  static_cast<void>(after(
      running, [&] { running.press("f"); }, "1 gone"));
  EXPECT_EQ(folder_.read("use.js"), "export const one = 1;\n");
  running.press("q");
  EXPECT_EQ(running.wait_for_end(), 0);
}

}  // namespace
}  // namespace asynclint::tests
