// --cache: that it is used, and that nothing ever differs because of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"
#include "tests/support/dice.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

constexpr std::string_view user = "import { load } from './lib.js';\nexport function go() {\n  load();\n}\n";
constexpr std::string_view promising = "export async function load() { await 0; }\n";
constexpr std::string_view plain = "export function load() { return 1; }\n";

class CacheOption : public testing::Test {
 protected:
  [[nodiscard]] Invocation invocation(std::vector<std::string> arguments = {}) const {
    Invocation call;
    arguments.insert(arguments.begin(), {"--cache-location", folder_.path("kept"), "--format", "json"});
    call.arguments = std::move(arguments);
    call.directory = folder_.path("project");
    return call;
  }
  [[nodiscard]] Outcome cached(const std::vector<std::string>& arguments = {}) const {
    return run(invocation(arguments));
  }
  [[nodiscard]] Outcome plainly(std::vector<std::string> arguments = {}) const {
    arguments.insert(arguments.begin(), {"--format", "json"});
    return run(folder_.path("project"), arguments);
  }
  void expect_same(const std::string& after, const std::vector<std::string>& arguments = {}) const {
    const Outcome with = cached(arguments);
    const Outcome without = plainly(arguments);
    EXPECT_EQ(with.output, without.output) << after;
    EXPECT_EQ(with.errors, without.errors) << after;
    EXPECT_EQ(with.status, without.status) << after;
  }
  void write(const std::string& name, std::string_view text) const { folder_.write("project/" + name, text); }
  void remove(const std::string& name) const { fs::remove_all(folder_.path("project/" + name)); }
  [[nodiscard]] std::string index() const { return folder_.path("kept/index"); }
  // Another one when it was written anew.
  [[nodiscard]] std::int64_t index_time() const {
    struct stat status {};
    return ::stat(index().c_str(), &status) == 0 ? status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec : 0;
  }
  // Until the times of files that were written can be trusted.
  static void let_time_pass() { std::this_thread::sleep_for(std::chrono::milliseconds(2100)); }

  Folder folder_;
};

TEST_F(CacheOption, AWarmRunFindsTheSameAndWritesNothing) {
  write("lib.js", promising);
  write("use.js", user);
  write("empty.js", "export const one = 1;\n");
  write("disabled.js",
        "import { load } from './lib.js';\n// asynclint-disable-next-line floating-promise -- why\nload();\n");
  write("broken.js", "import { load } from './lib.js';\nfunction f() { return 1 +; }\nload();\n");
  let_time_pass();
  expect_same("cold");
  const std::int64_t first = index_time();
  ASSERT_NE(first, 0);
  expect_same("warm");
  expect_same("warm", {"use.js"});
  EXPECT_EQ(index_time(), first) << "a file that was linted anew would have been remembered";
  write("use.js", std::string(user) + "// more\n");
  expect_same("one has changed");
  EXPECT_NE(index_time(), first);
}

TEST_F(CacheOption, MinifiedFilesAreLintedWhereTheyAreNamed) {
  write("lib.js", promising);
  write("small.js", std::string(user) + "const x = '" + std::string(6000, 'x') + "';\n");
  for (int i = 0; i < 2; ++i) {
    expect_same("found");
    expect_same("named", {"small.js"});
  }
  EXPECT_NE(cached().output, cached({"small.js"}).output);
}

TEST_F(CacheOption, WhatAnotherModuleSaysCounts) {
  write("lib.js", plain);
  write("use.js", user);
  expect_same("nothing is asynchronous");
  write("lib.js", promising);
  expect_same("it is now");
  EXPECT_THAT(cached().output, HasSubstr("floating-promise"));
  write("lib.js", "export { load } from './deep.js';\n");
  write("deep.js", promising);
  expect_same("behind another one");
  write("deep.js", plain);
  expect_same("no longer");
  write("lib.ts", promising);
  expect_same("another file answers");
  remove("lib.js");
  expect_same("alone");
  remove("lib.ts");
  expect_same("there is none");
}

TEST_F(CacheOption, CodeBesideDeclarationsCounts) {
  write("use.js", user);
  write("lib.d.ts", "export declare function load(): Promise<void>;\n");
  expect_same("declared alone");
  write("lib.js", "export async function load() { await fetch('/'); }\n");
  expect_same("code that fails");
  EXPECT_THAT(cached().output, HasSubstr("is lost"));
  write("lib.js", "export async function load() { try { await fetch('/'); } catch {} }\n");
  expect_same("code that catches");
  EXPECT_THAT(cached().output, HasSubstr("is not awaited"));
  remove("lib.js");
  expect_same("declared alone again");
  // What lies outside is not read.
  folder_.write("elsewhere/lib.js", "export async function load() {}\n");
  fs::create_symlink(folder_.path("elsewhere/lib.js"), folder_.path("project/lib.js"));
  write("package.json", R"({"name": "mine", "workspaces": []})");
  expect_same("a link out of the project");
  EXPECT_THAT(cached().output, HasSubstr("is lost"));
}

TEST_F(CacheOption, DeclarationsAndConfigurationOfPackagesCount) {
  write("use.js", "import { load } from 'store';\nload();\n");
  write("node_modules/store/package.json", R"({"name": "store", "types": "a.d.ts", "main": "a.js"})");
  write("node_modules/store/a.js", "exports.load = () => 1;\n");
  write("node_modules/store/a.d.ts",
        "/// <reference path=\"./b.d.ts\" />\nexport declare function load(): Store.Result;\n");
  write("node_modules/store/b.d.ts", "declare namespace Store { type Result = Promise<string>; }\n");
  write("node_modules/store/c.d.ts", "export declare function load(): Promise<string>;\n");
  write("package.json", R"({"name": "mine"})");
  expect_same("cold");
  write("node_modules/store/b.d.ts", "declare namespace Store { type Result = string; }\n");
  expect_same("what is referred to");
  write("node_modules/store/package.json", R"({"name": "store", "types": "c.d.ts", "main": "a.js"})");
  expect_same("which declarations");
  write("asynclint.json", R"({"rules": {"floating-promise": "warning"}})");
  expect_same("configuration");
  write("asynclint.json", R"({"rules": {"floating-promise": {"options": {"mayFloat": ["load"]}}}})");
  expect_same("an option");
  expect_same("a rule", {"--rule", "await-in-loop"});
  expect_same("evidence", {"--evidence"});
  expect_same("again", {"--evidence"});
  expect_same("level", {"--level", "info"});
  write("package.json", R"({"name": "mine", "type": "module"})");
  expect_same("module kind");
  write("tsconfig.json", R"({"compilerOptions": {"baseUrl": ".", "paths": {"store": ["other.ts"]}}})");
  write("other.ts", plain);
  expect_same("paths");
  write("tsconfig.json", "{ broken");
  expect_same("warnings are said each time");
  expect_same("each time");
}

// Files of one size, written within one tick, are the hardest to tell apart.
TEST_F(CacheOption, RandomChangesNeverShow) {
  Dice dice(7);
  const std::vector<std::string> bodies{"export async function f() { await 0; }\n",
                                        "export function f() { return g2(0); }   \n",
                                        "export { f } from './m1.js';\nf();\n",
                                        "import { f } from './m2.js';\nf();\nexport { f };\n",
                                        "import { f } from './m3';\nf(1);\nexport { f as g };\n",
                                        "export const f = 1;\n",
                                        "import { f } from './sub';\nf();\n",
                                        "import * as all from './m0.js';\nall.f();\n"};
  const std::vector<std::string> names{"m0.js", "m1.js",        "m2.js",   "m3.js",
                                       "m3.ts", "sub/index.js", "m2.d.ts", "sub.js"};
  for (const std::string& name : names) write(name, dice.one_of(bodies));
  for (int round = 0; round < 40; ++round) {
    const std::string& name = dice.one_of(names);
    const std::string& other = dice.one_of(names);
    switch (dice.below(8)) {
      case 0: remove(name); break;
      case 1:
        if (fs::exists(folder_.path("project/" + name)) && !fs::exists(folder_.path("project/" + other)))
          fs::rename(folder_.path("project/" + name), folder_.path("project/" + other));
        break;
      default: write(name, dice.one_of(bodies));
    }
    expect_same("round " + std::to_string(round));
    if (HasFailure()) return;
  }
}

TEST_F(CacheOption, FixesAndBaselinesAreAsWithoutIt) {
  write("lib.js", promising);
  write("use.js", user);
  write("other.js", user);
  expect_same("cold");
  EXPECT_EQ(cached({"--baseline", "base.txt", "--update-baseline", "other.js"}).status, 0);
  expect_same("baseline", {"--baseline", "base.txt"});
  expect_same("preview", {"--fix-suggestions", "--diff"});
  const Outcome fixed = cached({"--fix-suggestions", "use.js"});
  EXPECT_EQ(fixed.status, 0);
  EXPECT_THAT(folder_.read("project/use.js"), HasSubstr("load().catch("));
  expect_same("after fixing");
}

TEST_F(CacheOption, WhatIsDamagedIsMadeAnew) {
  write("lib.js", promising);
  write("use.js", user);
  expect_same("cold");
  const std::string good = folder_.read("kept/index");
  ASSERT_GT(good.size(), 100U);
  const std::string wanted = plainly().output;
  Dice dice(3);
  for (int round = 0; round < 25; ++round) {
    std::string bad = good;
    const std::size_t at = dice.below(bad.size());
    if (round % 5 == 0)
      bad.resize(at);
    else
      bad[at] = static_cast<char>(bad[at] ^ (1 << round % 8));
    folder_.write("kept/index", bad);
    const Outcome outcome = cached();
    EXPECT_EQ(outcome.output, wanted) << at;
    EXPECT_EQ(outcome.status, 0);
    // In the name of the executable it is another one's.
    const bool is_others = round % 5 != 0 && at >= 18 && at < 34;
    EXPECT_EQ(outcome.errors,
              is_others ? "" : "asynclint: " + index() + " is damaged, so it is not used and made anew\n")
        << at;
  }
  EXPECT_EQ(cached().errors, "");
}

TEST_F(CacheOption, AnotherVersionsIsMadeAnewInSilence) {
  write("lib.js", promising);
  write("use.js", user);
  expect_same("cold");
  std::string other = folder_.read("kept/index");
  other[20] = static_cast<char>(other[20] ^ 1);
  folder_.write("kept/index", other);
  expect_same("of another one");
  EXPECT_NE(folder_.read("kept/index"), other);
}

TEST_F(CacheOption, ADirectoryThatCannotBeWrittenIsSaid) {
  write("lib.js", promising);
  write("use.js", user);
  ASSERT_EQ(::chmod(folder_.path().c_str(), 0755), 0);
  fs::create_directories(folder_.path("kept"));
  Invocation call = invocation();
  call.prepare = [] { static_cast<void>(::setgid(65534) == 0 && ::setuid(65534) == 0); };
  ASSERT_EQ(::chmod(folder_.path("kept").c_str(), 0555), 0);
  Outcome outcome = run(call);
  EXPECT_EQ(outcome.output, plainly().output);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.errors, "asynclint: the cache in " + folder_.path("kept") +
                                " cannot be written (permission denied), so this run is not remembered\n");
  EXPECT_FALSE(fs::exists(index()));
  ASSERT_EQ(::chmod(folder_.path("kept").c_str(), 0755), 0);
  folder_.write("file", "");
  call.arguments[1] = folder_.path("file");
  outcome = run(call);
  EXPECT_EQ(outcome.output, plainly().output);
  EXPECT_THAT(outcome.errors, HasSubstr("cannot be written"));
}

TEST_F(CacheOption, RunsAtOnceAndRunsThatAreEndedDoNoHarm) {
  write("lib.js", promising);
  for (int i = 0; i < 150; ++i) write("use" + std::to_string(i) + ".js", user);
  const std::string wanted = plainly().output;
  std::vector<std::string> outputs(4);
  std::vector<std::thread> threads;
  threads.reserve(outputs.size());
  for (std::string& output : outputs) threads.emplace_back([&] { output = cached().output; });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& output : outputs) EXPECT_EQ(output, wanted);
  for (int i = 0; i < 12; ++i) {
    write("lib.js", i % 2 == 0 ? plain : promising);
    Invocation call = invocation();
    call.prepare = [&] {
      itimerval timer{};
      timer.it_value.tv_usec = 4000L * (i + 1);
      ::setitimer(ITIMER_REAL, &timer, nullptr);
    };
    static_cast<void>(run(call));
  }
  write("lib.js", promising);
  const Outcome outcome = cached();
  EXPECT_EQ(outcome.output, wanted);
  EXPECT_EQ(outcome.errors, "");
}

TEST_F(CacheOption, ItLiesWhereCachesLie) {
  write(".git/HEAD", "");
  write("lib.js", promising);
  write("part/use.js", user);
  EXPECT_EQ(run(folder_.path("project/part"), {"--cache"}).errors, "");
  EXPECT_TRUE(fs::exists(folder_.path("project/part/.asynclint-cache/index")));
  EXPECT_EQ(folder_.read("project/part/.asynclint-cache/.gitignore"), "*\n");
  write("node_modules/x/package.json", "{}");
  static_cast<void>(run(folder_.path("project/part"), {"--cache"}));
  EXPECT_TRUE(fs::exists(folder_.path("project/node_modules/.cache/asynclint/index")));
}

TEST_F(CacheOption, AnotherPlaceOnTheDiskIsTheSameProject) {
  write(".git/HEAD", "");
  write("lib.js", promising);
  write("use.js", user);
  expect_same("cold");
  fs::copy(folder_.path("project"), folder_.path("moved"), fs::copy_options::recursive);
  Invocation call = invocation();
  call.directory = folder_.path("moved");
  const Outcome outcome = run(call);
  EXPECT_THAT(outcome.output, AllOf(HasSubstr(folder_.path("moved")), HasSubstr("floating-promise")));
}

}  // namespace
}  // namespace asynclint::tests
