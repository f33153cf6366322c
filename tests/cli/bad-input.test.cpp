// What real directories hold besides well-formed programs: a clear message, no crash, and bounds on time and memory.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view floating = "async function save() { throw 1; }\nsave();\n";

// How long a run over something enormous may take; it is there to catch what grows with the square of the input, which
// takes far longer. On a slow machine that does other things, too, the longest was seen to take 43 s.
const auto long_time = std::chrono::minutes(is_instrumented() ? 10 : 5);

// In MiB. Parsing short tokens takes a hundred times their size.
const long most_memory = is_instrumented() ? 8000 : 1000;

class BadInput : public testing::Test {
 protected:
  Outcome lint(const std::vector<std::string>& arguments) { return run(folder_.path(), arguments); }

  Folder folder_;
};

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

TEST_F(BadInput, AMissingPath) {
  const Outcome outcome = lint({"src/missing.js"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: src/missing.js: no such file or directory\n");
}

// Nothing is denied to root, so this runs as somebody else.
TEST_F(BadInput, AnUnreadableFileAndDirectory) {
  folder_.write("a.js", floating);
  folder_.write("closed.js", floating);
  folder_.write("shut/b.js", floating);
  ASSERT_EQ(::chmod(folder_.path().c_str(), 0755), 0);
  ASSERT_EQ(::chmod(folder_.path("closed.js").c_str(), 0), 0);
  ASSERT_EQ(::chmod(folder_.path("shut").c_str(), 0), 0);
  const auto become_nobody = [] {
    if (::geteuid() != 0) return;
    if (::setgid(65534) != 0 || ::setuid(65534) != 0) ::_exit(125);
  };
  const Outcome outcome = run(Invocation{{}, folder_.path(), {}, {}, 0, become_nobody});
  EXPECT_EQ(::chmod(folder_.path("shut").c_str(), 0755), 0);
  if (outcome.status == 127) GTEST_SKIP() << "the executable is where nobody else may run it";
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.errors, HasSubstr("asynclint: shut: permission denied\n"));
  EXPECT_THAT(outcome.errors, HasSubstr("asynclint: closed.js: permission denied\n"));
  EXPECT_THAT(outcome.output, HasSubstr("1 error in 1 file")) << "the others are linted";
}

TEST_F(BadInput, ADirectoryLoopOfLinks) {
  folder_.write("a/b/c.js", floating);
  fs::create_directory_symlink("../..", folder_.path("a/b/up"));
  fs::create_directory_symlink("..", folder_.path("a/up"));
  const Outcome outcome = lint({"."});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, HasSubstr("1 error in 1 file"));
}

TEST_F(BadInput, AnEmptyFile) {
  folder_.write("a.js", "");
  const Outcome outcome = lint({"a.js"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output + outcome.errors, "");
}

TEST_F(BadInput, AByteOrderMarkIsNoColumn) {
  folder_.write("a.js", "\xEF\xBB\xBF(async () => { throw 1; })();\n");
  EXPECT_THAT(lint({"a.js"}).output, HasSubstr("  1:1  error"));
}

TEST_F(BadInput, LineEndsOfEveryKind) {
  folder_.write("crlf.js", "async function save() { throw 1; }\r\n\r\nsave();\r\n");
  folder_.write("mixed.js", "async function save() { throw 1; }\r\n\nsave();\rsave();\n");
  EXPECT_THAT(lint({"crlf.js"}).output, HasSubstr("  3:1  error"));
  const std::string mixed = lint({"mixed.js"}).output;
  EXPECT_THAT(mixed, AllOf(HasSubstr("  3:1  error"), HasSubstr("  4:1  error")));
}

TEST_F(BadInput, InvalidUtf8) {
  folder_.write("a.js", "async function save() { throw 1; }\n/* \xFF\xC3(\xED\xA0\x80 */ save(); // \xF0\x9F\n");
  const Outcome outcome = lint({"a.js"});
  EXPECT_EQ(outcome.status, 1);
  // Each byte that is none of UTF-8 is a column; an encoded surrogate has the form of one.
  EXPECT_THAT(outcome.output, HasSubstr("  2:12  error"));
  const auto json = nlohmann::json::parse(lint({"a.js", "--format", "json"}).output);
  EXPECT_EQ(json[0]["messages"][0]["column"], 12);
  EXPECT_THAT(json[0]["source"].get<std::string>(), HasSubstr("\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD */ save();"));
}

TEST_F(BadInput, ABinaryFile) {
  std::string bytes = "async function* await Promise";
  bytes += '\0';
  for (int i = 0; i < 200000; ++i) bytes += static_cast<char>(i * 7919 >> 5);
  folder_.write("a.js", bytes);
  const Outcome outcome = lint({"a.js"});
  EXPECT_GE(outcome.status, 0);
  EXPECT_LE(outcome.status, 1);
  EXPECT_LT(outcome.time, long_time);
  EXPECT_TRUE(nlohmann::json::accept(lint({"a.js", "--format", "json"}).output));
}

TEST_F(BadInput, TwentyMegabytesOnOneLine) {
  folder_.write("big/a.js", std::string(floating) + repeated("save();", 3'000'000));
  folder_.write("big/b.js", floating);
  const Outcome named = lint({"big/a.js"});
  EXPECT_EQ(named.status, 2) << "it was asked for, and not done";
  EXPECT_EQ(named.errors, "asynclint: big/a.js: larger than 4 MiB\n");
  const Outcome found = lint({"big"});
  EXPECT_EQ(found.status, 1);
  EXPECT_THAT(found.output, HasSubstr("1 error in 1 file"));
  EXPECT_EQ(found.errors, "asynclint: big/a.js: larger than 4 MiB, so it was left out\n");
  EXPECT_LT(found.peak_memory, is_instrumented() ? most_memory : 60);
  EXPECT_THAT(lint({"big", "--format", "json"}).output, testing::Not(HasSubstr("a.js")));
}

TEST_F(BadInput, FourMegabytesOnOneLine) {
  folder_.write("a.js",
                "async function save() { throw 1; }" + repeated("total=1+total*(price-2);", 160'000) + "save();\n");
  const Outcome outcome = lint({"a.js"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, HasSubstr("  1:3840035  error"));
  EXPECT_LT(outcome.time, long_time);
  EXPECT_LT(outcome.peak_memory, most_memory);
  EXPECT_EQ(lint({"."}).output, "") << "a walk takes it for minified";
}

TEST_F(BadInput, ManyFindingsOnOneLine) {
  folder_.write("a.js",
                "async function save() { throw 1; }" + repeated("save();", is_instrumented() ? 2'000 : 20'000) + "\n");
  for (const char* format : {"stylish", "json"}) {
    const Outcome outcome = lint({"a.js", "--format", format});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_LT(outcome.time, long_time) << format;
  }
  EXPECT_LT(lint({"a.js", "--diff"}).time, long_time);
  ASYNCLINT_NEEDS_TERMINALS();
  EXPECT_LT(run(Invocation{{"a.js"}, folder_.path(), {}, {}, 80, {}}).time, long_time);
}

struct Nest {
  const char* open;
  const char* middle;
  const char* close;
};

class DeepNest : public testing::TestWithParam<Nest> {};

// Linted on threads, which have less of a stack; the second one is not closed again.
TEST_P(DeepNest, IsBoundedInTimeAndMemory) {
  const Folder folder;
  const std::size_t depth = is_instrumented() ? 20'000 : 100'000;
  const auto [open, middle, close] = GetParam();
  const std::string begin = std::string(floating) + repeated(open, depth);
  folder.write("a.js", begin + middle + repeated(close, depth));
  folder.write("b.js", begin);
  for (const char* format : {"stylish", "json"}) {
    const Outcome outcome = run(folder.path(), {"a.js", "b.js", "--threads", "2", "--format", format});
    EXPECT_GE(outcome.status, 0) << outcome.errors;
    EXPECT_LE(outcome.status, 1);
    EXPECT_LT(outcome.time, long_time);
    EXPECT_LT(outcome.peak_memory, most_memory);
    EXPECT_THAT(outcome.output, HasSubstr("floating-promise")) << "what is around it is found";
  }
}

INSTANTIATE_TEST_SUITE_P(, DeepNest,
                         testing::Values(Nest{"[", "", "]"}, Nest{"(", "1", ")"}, Nest{"{", "", "}"},
                                         Nest{"a[", "0", "]"}, Nest{"`${", "1", "}`"}, Nest{"x ? ", "1", " : 2"},
                                         Nest{"if (a) ", ";", " else b();"}, Nest{"f(() => ", "0", ")"},
                                         Nest{"a.then(", "b", ")"},
                                         Nest{"g(async function () {\n", "await h();", "});\n"},
                                         Nest{"xs.map(async (x) => {", "", "});"}));

TEST_F(BadInput, DeepNestsAreFixedToABound) {
  const std::size_t depth = is_instrumented() ? 500 : 5'000;
  folder_.write("a.js", repeated("xs.map(async (x) => {", depth) + repeated("});", depth));
  const Outcome outcome = lint({"a.js", "--diff", "--max-warnings", "0"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_LT(outcome.time, long_time);
}

TEST_F(BadInput, SyntaxErrorsInTheMiddle) {
  folder_.write("a.js", "async function save() { throw 1; }\nsave();\n\nfunction f() { return 1 +; }\n\nsave();\n");
  const Outcome outcome = lint({"a.js"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, AllOf(HasSubstr("  2:1  error"), HasSubstr("  6:1  error"), HasSubstr("2 errors")));
  EXPECT_EQ(outcome.errors, "a.js:4: could not be parsed here; the rest of the file was linted\n");
  const auto json = nlohmann::json::parse(lint({"a.js", "--format", "json"}).output);
  EXPECT_EQ(json[0]["syntaxErrors"]["count"], 1);
  EXPECT_EQ(json[0]["syntaxErrors"]["line"], 4);
  EXPECT_EQ(json[0]["messages"].size(), 2U) << "what cannot be parsed is no finding";
}

TEST_F(BadInput, SyntaxErrorsInManyFilesAreSummedUp) {
  for (int i = 1; i <= 8; ++i) folder_.write("f" + std::to_string(i) + ".js", "async function () { return 1 +; }\n");
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.errors, AllOf(StartsWith("f1.js:1: could not be parsed here"),
                                    testing::EndsWith("and parts of 3 other files\n")));
}

TEST_F(BadInput, AClosedOutputPipe) {
  for (int i = 0; i < 400; ++i)
    folder_.write("f" + std::to_string(i) + ".js", std::string(floating) + repeated("save();\n", 10));
  const auto close_other_end = [] {
    int ends[2];
    if (::pipe(ends) != 0) ::_exit(125);
    ::close(ends[0]);
    ::dup2(ends[1], STDOUT_FILENO);
  };
  for (const char* format : {"stylish", "json"}) {
    const Outcome outcome = run(Invocation{{"--format", format}, folder_.path(), {}, {}, 0, close_other_end});
    EXPECT_EQ(outcome.status, 1) << "the exit status means what it always means";
    EXPECT_EQ(outcome.errors, "");
  }
}

TEST_F(BadInput, AClosedStandardOutput) {
  folder_.write("a.js", floating);
  const auto close_it = [] { ::close(STDOUT_FILENO); };
  const Outcome outcome =
      run(Invocation{{"a.js", "--fix-suggestions", "--format", "json"}, folder_.path(), {}, {}, 0, close_it});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: cannot write the output: bad file descriptor\n");
  EXPECT_THAT(folder_.read("a.js"), StartsWith("async function save() { throw 1; }\n"));
}

TEST_F(BadInput, AFullDiskUnderTheOutput) {
  folder_.write("a.js", floating);
  const auto fill = [] {
    const int full = ::open("/dev/full", O_WRONLY);
    if (full < 0) ::_exit(125);
    ::dup2(full, STDOUT_FILENO);
  };
  const Outcome outcome = run(Invocation{{"a.js"}, folder_.path(), {}, {}, 0, fill});
  if (outcome.status == 125) GTEST_SKIP() << "no /dev/full here";
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: cannot write the output: no space left on device\n");
}

TEST_F(BadInput, WhatIsNoRegularFile) {
  ASSERT_EQ(::mkfifo(folder_.path("pipe.js").c_str(), 0600), 0);
  folder_.write("directory.js/a.js", floating);
  EXPECT_EQ(lint({"pipe.js"}).errors, "asynclint: pipe.js: not a regular file\n");
  EXPECT_THAT(lint({}).output, StartsWith("directory.js/a.js\n"));
  EXPECT_THAT(lint({"directory.js"}).output, StartsWith("directory.js/a.js\n"));
}

TEST_F(BadInput, NamesThatWouldDriveTheTerminal) {
  folder_.write("\x1b[31m\n.js", floating);
  const Outcome outcome = lint({});
  EXPECT_THAT(outcome.output, StartsWith("\xE2\x90\x9B[31m\xE2\x90\x8A.js\n"));
}

}  // namespace
}  // namespace asynclint::tests
