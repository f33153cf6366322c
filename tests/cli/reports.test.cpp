// What a run looks like: for people on a terminal and in a pipe, and for programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::json;

constexpr std::string_view program =
    "async function save() { throw 1; }\n"
    "\n"
    "function main() {\n"
    "\tconst icon = '😀'; save();\n"
    "}\n";

class Reports : public testing::Test {
 protected:
  Outcome on_terminal(std::vector<std::string> arguments, int columns = 100,
                      std::map<std::string, std::string> environment = {}) {
    return run(Invocation{std::move(arguments), folder_.path(), {}, std::move(environment), columns, {}});
  }
  Json json(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--format", "json"});
    return Json::parse(run(folder_.path(), arguments).output);
  }

  Folder folder_;
};

TEST_F(Reports, ATerminalGetsCodeFrames) {
  ASYNCLINT_NEEDS_TERMINALS();
  folder_.write("a.js", program);
  const Outcome outcome = on_terminal({"a.js"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(
      without_escapes(outcome.output),
      AllOf(StartsWith("a.js:4:21  error  the promise of `save` is lost"),
            HasSubstr(
                "\n  1 │ async function save() { throw 1; }\n    │ ---------------------------------- `save` is async"),
            HasSubstr("\n    │ …\n  3 │ function main() {\n  4 │     const icon = '😀'; save();\n"
                      "    │                        ^^^^^^\n  5 │ }\n"),
            HasSubstr("\n  help: Handle its failure"), HasSubstr("(--fix-suggestions)\n"),
            EndsWith("\n1 error in 1 file; 1 fixable with --fix-suggestions\n")));
}

TEST_F(Reports, LinesLongerThanTheTerminalAreShownAroundTheSpan) {
  ASYNCLINT_NEEDS_TERMINALS();
  folder_.write("a.js", "async function save() { throw 1; }\nconst list = [" + std::string(5000, '0') +
                            "]; save(); /* " + std::string(5000, '*') + " */\n");
  for (const int columns : {40, 80, 200}) {
    const std::string output = without_escapes(on_terminal({"a.js"}, columns).output);
    EXPECT_THAT(output, AllOf(HasSubstr(" save(); "), HasSubstr(" ^^^^^^\n")));
    const std::size_t frame = output.find("2 │");
    const std::string line = output.substr(frame, output.find('\n', frame) - frame);
    EXPECT_LE(line.size(), static_cast<std::size_t>(columns) + 6) << line;
    // The carets are under the span.
    const std::size_t marks = output.find("│", frame + 4);
    const std::string mark_line = output.substr(marks, output.find('\n', marks) - marks);
    const std::string cut = "…";
    EXPECT_EQ(mark_line.find("^^^^^^") - std::string("│").size() + cut.size() - 1,
              line.find("save();") - std::string("2 │").size());
  }
}

TEST_F(Reports, ATerminalHearsThatNothingWasFound) {
  ASYNCLINT_NEEDS_TERMINALS();
  folder_.write("a.js", "async function save() { throw 1; }\nawait save();\n");
  EXPECT_EQ(without_escapes(on_terminal({}).output), "nothing found in 1 file\n");
}

TEST_F(Reports, APipeGetsAPlainList) {
  folder_.write("a.js", program);
  folder_.write("b.js", "async function save() { throw 1; }\n[1].forEach(async () => store());\nsave();\n");
  const Outcome outcome = run(folder_.path(), {});
  EXPECT_EQ(outcome.output,
            "a.js\n"
            "  4:21  error  the promise of `save` is lost: nothing waits for it or handles its failure  "
            "floating-promise\n\n"
            "b.js\n"
            "  2:5  error  `forEach` does not wait for its async callback, and its failures are lost  "
            "await-in-foreach\n"
            "  3:1  error  the promise of `save` is lost: nothing waits for it or handles its failure  "
            "floating-promise\n\n"
            "3 errors in 2 files; 3 fixable with --fix-suggestions\n");
}

TEST_F(Reports, ColoursFollowTheTerminalAndItsOwner) {
  ASYNCLINT_NEEDS_TERMINALS();
  folder_.write("a.js", program);
  const auto has_colours = [](const Outcome& outcome) { return outcome.output.find("\x1b[31m") != std::string::npos; };
  const auto piped = [&](std::vector<std::string> arguments, std::map<std::string, std::string> environment) {
    return run(Invocation{std::move(arguments), folder_.path(), {}, std::move(environment), 0, {}});
  };
  EXPECT_TRUE(has_colours(on_terminal({})));
  EXPECT_FALSE(has_colours(on_terminal({}, 100, {{"NO_COLOR", "1"}})));
  EXPECT_TRUE(has_colours(on_terminal({}, 100, {{"NO_COLOR", ""}})));
  EXPECT_FALSE(has_colours(on_terminal({}, 100, {{"TERM", "dumb"}})));
  EXPECT_FALSE(has_colours(on_terminal({"--color", "never"})));
  EXPECT_TRUE(has_colours(on_terminal({"--color", "always"}, 100, {{"NO_COLOR", "1"}})));
  EXPECT_FALSE(has_colours(piped({}, {})));
  EXPECT_TRUE(has_colours(piped({"--color=always"}, {})));
  EXPECT_TRUE(has_colours(piped({}, {{"FORCE_COLOR", "1"}})));
  EXPECT_FALSE(has_colours(piped({}, {{"FORCE_COLOR", "0"}})));
  EXPECT_FALSE(has_colours(piped({}, {{"FORCE_COLOR", "1"}, {"NO_COLOR", "1"}})));
  EXPECT_THAT(without_escapes(piped({"--color=always"}, {}).output), HasSubstr("4 │")) << "frames come with colours";
  EXPECT_THAT(on_terminal({"--color", "never"}).output, HasSubstr("4 │")) << "but do not depend on them";
}

TEST_F(Reports, PathsAreLinksWhereTheTerminalShowsThem) {
  ASYNCLINT_NEEDS_TERMINALS();
  folder_.write("a b.js", program);
  const std::string linked = on_terminal({}, 100, {{"TERM_PROGRAM", "vscode"}}).output;
  EXPECT_THAT(linked, AllOf(HasSubstr("\x1b]8;;file://"), HasSubstr("/a%20b.js\x1b\\"), HasSubstr("\x1b]8;;\x1b\\")));
  EXPECT_THAT(on_terminal({}).output, Not(HasSubstr("\x1b]8")));
}

TEST_F(Reports, JsonHasTheShapeOfESLint) {
  folder_.write("src/a.js", program);
  folder_.write("src/clean.js", "");
  const Json report = json({"src"});
  ASSERT_EQ(report.size(), 2U);
  const Json& file = report[0];
  EXPECT_EQ(file["filePath"], folder_.path("src/a.js"));
  EXPECT_EQ(file["errorCount"], 1);
  for (const char* count : {"warningCount", "infoCount", "fatalErrorCount", "fixableErrorCount", "fixableWarningCount"})
    EXPECT_EQ(file[count], 0) << count;
  EXPECT_EQ(file["source"], program);
  EXPECT_THAT(file["usedDeprecatedRules"], IsEmpty());
  EXPECT_THAT(file["suppressedMessages"], IsEmpty());
  const Json& message = file["messages"][0];
  EXPECT_EQ(message["ruleId"], "floating-promise");
  EXPECT_EQ(message["severity"], 2);
  EXPECT_EQ(message["level"], "error");
  EXPECT_EQ(message["evidence"], "certain");
  EXPECT_THAT(message["message"].get<std::string>(), StartsWith("the promise of `save` is lost"));
  EXPECT_EQ(message["line"], 4);
  // UTF-16, where the emoji is two units.
  EXPECT_EQ(message["column"], 21);
  EXPECT_EQ(message["endLine"], 4);
  EXPECT_EQ(message["endColumn"], 27);
  EXPECT_FALSE(message.contains("fix")) << "it has no safe one";
  EXPECT_EQ(message["suggestions"][0]["fix"]["text"], ".catch(console.error)");
  EXPECT_EQ(message["suggestions"][0]["fix"]["range"], Json::array({80, 80}));
  EXPECT_EQ(message["related"][0]["line"], 1);
  EXPECT_FALSE(report[1].contains("source")) << "only where there are messages";
}

TEST_F(Reports, JsonHasFindingsOfEveryLevel) {
  folder_.write("a.js", "import { saveAsync } from './store.js';\nsaveAsync();\n");
  for (const char* level : {"info", "error"}) {
    const Json message = json({"--level", level})[0]["messages"][0];
    if (message.is_null()) continue;
    EXPECT_EQ(message["severity"], 1);
    EXPECT_EQ(message["level"], "info");
  }
  EXPECT_EQ(json({})[0]["warningCount"], 1) << "ESLint's counts agree with its severities";
  EXPECT_EQ(json({})[0]["infoCount"], 1);
  EXPECT_THAT(json({"--quiet"})[0]["messages"], IsEmpty());
}

TEST_F(Reports, JsonHasSafeFixesAndSuppressedMessages) {
  folder_.write("a.js",
                "async function save() { throw 1; }\n"
                "save(); // asynclint-disable-line floating-promise -- it may fail\n"
                "// asynclint-disable-next-line floating-promise\nawait save();\n");
  const Json file = json({})[0];
  EXPECT_EQ(file["fixableWarningCount"], 1);
  EXPECT_TRUE(file["messages"][0].contains("fix"));
  const Json& suppressed = file["suppressedMessages"][0];
  EXPECT_EQ(suppressed["ruleId"], "floating-promise");
  EXPECT_EQ(suppressed["suppressions"], Json::parse(R"([{"kind": "directive", "justification": "it may fail"}])"));
}

TEST_F(Reports, JsonSaysWhatCouldNotBeRead) {
  folder_.write("a.js", std::string(std::size_t{17} << 20U, ' '));
  const Json file = json({"a.js"})[0];
  EXPECT_EQ(file["fatalErrorCount"], 1);
  EXPECT_EQ(file["errorCount"], 1);
  EXPECT_EQ(file["messages"][0]["fatal"], true);
  EXPECT_EQ(file["messages"][0]["ruleId"], nullptr);
  EXPECT_EQ(file["messages"][0]["message"], "larger than 4 MiB");
}

TEST_F(Reports, JsonIsWhereItIsAlsoWithoutFiles) { EXPECT_EQ(json({}), Json::array()); }

TEST_F(Reports, JsonHasTheFixedText) {
  folder_.write("a.js",
                "\xEF\xBB\xBF"
                "async function save() { throw 1; }\nsave();\nexport {};\nnew Promise(() => {}).then();\n");
  const Json file = json({"--fix-suggestions"})[0];
  EXPECT_EQ(file["output"], folder_.read("a.js"));
  EXPECT_FALSE(file.contains("source"));
}

TEST_F(Reports, ALongRunShowsItsProgress) {
  ASYNCLINT_NEEDS_TERMINALS();
  // Megabytes, so that one thread is at it for longer than a second.
  std::string text = "async function save() { throw 1; }\n";
  while (text.size() < 1'000'000) text += "export const total = (prices) => prices.map((price) => price.net * 1.19);\n";
  const int files = is_instrumented() ? 4 : 16;
  for (int i = 0; i < files; ++i) folder_.write("f" + std::to_string(i) + ".js", text);
  const Outcome outcome = on_terminal({"--threads", "1"});
  if (outcome.time < std::chrono::milliseconds(1200)) GTEST_SKIP() << "too fast a machine";
  EXPECT_THAT(outcome.output, HasSubstr(" of " + std::to_string(files) + " files"));
  EXPECT_THAT(outcome.output, HasSubstr("\r\x1b[Knothing found in " + std::to_string(files) + " files"));
}

}  // namespace
}  // namespace asynclint::tests
