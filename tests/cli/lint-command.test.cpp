// Every flag and every exit status of `asynclint lint`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
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

// An error, a warning and a hint, each by its rule.
constexpr std::string_view error_text = "async function save() { throw 1; }\nasync function main() {\n  save();\n}\n";
constexpr std::string_view warning_text =
    "async function total(prices) {\n  return prices.reduce(async (sum, price) => sum + (await price), 0);\n}\n";
constexpr std::string_view hint_text = "import { saveAsync } from './store.js';\nsaveAsync();\n";

class LintCommand : public testing::Test {
 protected:
  Outcome lint(const std::vector<std::string>& arguments) { return run(folder_.path(), arguments); }

  Folder folder_;
};

// The README's first command, on the files as they are, marks and all.
TEST_F(LintCommand, EveryRuleFindsSomethingInTheShowcase) {
  const Outcome outcome = run(ASYNCLINT_SOURCE_DIR, {"fixtures/showcase"});
  EXPECT_EQ(outcome.status, 1);
  for (const RuleEntry& rule : rule_table()) EXPECT_THAT(outcome.output, HasSubstr("  " + std::string(rule.id) + "\n"));
}

TEST_F(LintCommand, CleanFilesSayNothing) {
  folder_.write("a.js", "async function save() { throw 1; }\nawait save();\n");
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors, "");
}

TEST_F(LintCommand, ErrorsEndWithOne) {
  folder_.write("src/a.js", error_text);
  const Outcome outcome = lint({"src"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, StartsWith("src/a.js\n  3:3  error  "));
  EXPECT_THAT(outcome.output, HasSubstr("  floating-promise\n\n1 error in 1 file; 1 fixable with --fix-suggestions\n"));
  EXPECT_EQ(outcome.errors, "");
}

TEST_F(LintCommand, TheCommandMayBeNamedOrLeftOut) {
  folder_.write("lint/a.js", error_text);
  EXPECT_EQ(lint({}).output, lint({"lint"}).output);
  EXPECT_EQ(lint({"./lint"}).output, lint({"lint", "lint"}).output);
  EXPECT_THAT(lint({"./lint"}).output, StartsWith("lint/a.js\n"));
}

TEST_F(LintCommand, WarningsDoNotFailUnlessThereAreTooMany) {
  folder_.write("a.js", warning_text);
  EXPECT_EQ(lint({}).status, 0);
  EXPECT_THAT(lint({}).output, HasSubstr("1 warning in 1 file"));
  EXPECT_EQ(lint({"--max-warnings", "1"}).status, 0);
  const Outcome outcome = lint({"--max-warnings=0"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.errors, "asynclint: 1 warning, and --max-warnings allows 0\n");
  EXPECT_EQ(lint({"--max-warnings=0", "--quiet"}).status, 1) << "what is not shown counts all the same";
}

TEST_F(LintCommand, HintsAreCountedUnlessTheyAreAskedFor) {
  folder_.write("a.js", hint_text);
  const Outcome hidden = lint({"--max-warnings", "0"});
  EXPECT_EQ(hidden.status, 0);
  EXPECT_EQ(hidden.output, "nothing found in 1 file; 1 hint hidden (--level info shows them)\n");
  EXPECT_EQ(lint({"--quiet"}).output, "");
  folder_.write("b.js", error_text);
  EXPECT_THAT(lint({}).output, HasSubstr("; 1 hint hidden (--level info shows them)\n"));
  const Outcome shown = lint({"--level", "info", "a.js"});
  EXPECT_EQ(shown.status, 0);
  EXPECT_THAT(shown.output, AllOf(HasSubstr("  2:1  info  "), HasSubstr("1 hint in 1 file")));
}

TEST_F(LintCommand, LevelsChooseWhatIsShown) {
  folder_.write("a.js", std::string(error_text) + std::string(warning_text));
  EXPECT_THAT(lint({"--level", "warn"}).output, HasSubstr("1 error, 1 warning in 1 file"));
  EXPECT_EQ(lint({"--level", "warn"}).output, lint({"--level=warning"}).output);
  for (const auto& arguments : {std::vector<std::string>{"--quiet"}, {"--level", "error"}}) {
    const Outcome outcome = lint(arguments);
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.output, AllOf(HasSubstr("1 error in 1 file"), Not(HasSubstr("warning"))));
  }
}

TEST_F(LintCommand, RulesMayBeChosen) {
  folder_.write("a.js", std::string(error_text) + std::string(warning_text));
  const Outcome one = lint({"--rule", "async-reduce"});
  EXPECT_EQ(one.status, 0);
  EXPECT_THAT(one.output, AllOf(HasSubstr("async-reduce"), Not(HasSubstr("floating-promise"))));
  const Outcome both = lint({"--rule=async-reduce", "--rule", "floating-promise", "a.js"});
  EXPECT_THAT(both.output, HasSubstr("1 error, 1 warning"));
}

TEST_F(LintCommand, LevelsOfRulesMayBeSet) {
  folder_.write("a.js", std::string(error_text) + std::string(warning_text));
  EXPECT_EQ(lint({"--rule", "floating-promise=warn"}).status, 0);
  EXPECT_THAT(lint({"--rule", "floating-promise=warning"}).output, HasSubstr("2 warnings"));
  EXPECT_THAT(lint({"--rule", "async-reduce=error"}).output, HasSubstr("2 errors"));
  EXPECT_THAT(lint({"--rule", "floating-promise=off"}).output, HasSubstr("1 warning in 1 file"));
  EXPECT_THAT(lint({"--rule", "floating-promise=off", "--rule", "floating-promise=error"}).output,
              HasSubstr("1 error, 1 warning"))
      << "the last one counts";
  const Outcome only = lint({"--rule", "floating-promise", "--rule", "async-reduce=error"});
  EXPECT_THAT(only.output, HasSubstr("2 errors")) << "a rule whose level is set was named, too";
}

TEST_F(LintCommand, StandardInputHasTheNameItIsGiven) {
  Invocation invocation{
      {"--stdin", "--stdin-filename", "src/a.js"}, folder_.path(), std::string(error_text), {}, 0, {}};
  Outcome outcome = run(invocation);
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, StartsWith("src/a.js\n"));
  invocation.arguments = {"lint", "--stdin"};
  EXPECT_THAT(run(invocation).output, StartsWith("<stdin>\n"));
  invocation.input = "";
  outcome = run(invocation);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "");
}

TEST_F(LintCommand, TheNameOfStandardInputDecidesItsKind) {
  folder_.write("package.json", R"({"type": "module"})");
  // Awaiting where no function is around is offered in modules only.
  const std::string text = "async function save() { throw 1; }\nsave();\n";
  const auto fixed = [&](const std::string& name) {
    return run(Invocation{{"--stdin", "--stdin-filename", name, "--fix-suggestions"}, folder_.path(), text, {}, 0, {}});
  };
  EXPECT_THAT(fixed("a.js").output, HasSubstr("await save();"));
  EXPECT_THAT(fixed("a.cjs").output, HasSubstr("save().catch(console.error);"));
}

TEST_F(LintCommand, ThreadsDoNotChangeTheReport) {
  for (int i = 0; i < 60; ++i)
    folder_.write("d" + std::to_string(i % 7) + "/f" + std::to_string(i) + ".js", error_text);
  const std::string one = lint({"--threads", "1"}).output;
  EXPECT_THAT(one, HasSubstr("60 errors in 60 files"));
  EXPECT_EQ(lint({"--threads", "2"}).output, one);
  EXPECT_EQ(lint({"--threads", "16"}).output, one);
  EXPECT_EQ(lint({}).output, one);
}

TEST_F(LintCommand, SomePathsMayBeMissing) {
  folder_.write("a.js", error_text);
  const Outcome outcome = lint({"a.js", "missing", "gone.js"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors,
            "asynclint: missing: no such file or directory\nasynclint: gone.js: no such file or directory\n");
  EXPECT_THAT(outcome.output, HasSubstr("1 error in 1 file")) << "the others are linted";
}

TEST_F(LintCommand, AMisspelledCommandIsAMissingPath) {
  const Outcome outcome = lint({"expalin"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: expalin: no such file or directory; did you mean \"explain\"?\n");
}

TEST_F(LintCommand, NothingToLintIsSaid) {
  folder_.write("readme.md", "");
  Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors, "asynclint: no JavaScript or TypeScript files found in .\n");
  folder_.write(".gitignore", "dist\n");
  folder_.write("dist/a.js", "");
  folder_.write("b.min.js", "");
  folder_.write("c.js", "async;" + std::string(5000, '0'));
  outcome = lint({});
  EXPECT_EQ(outcome.errors,
            "asynclint: no JavaScript or TypeScript files found in . (1 ignored by git, 2 minified; a file that is "
            "named is linted anyway)\n");
  EXPECT_EQ(lint({"c.js"}).errors, "");
  EXPECT_EQ(lint({"--format", "json"}).output, "[]\n");
}

TEST_F(LintCommand, TypeScriptIsLinted) {
  folder_.write(
      "a.ts", "async function save(): Promise<void> {}\nexport const close = (x: number): void => {\n  save();\n};\n");
  folder_.write("b.d.ts", "declare function save(): Promise<void>;\nsave();\n");
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.output, StartsWith("a.ts\n  3:3  "));
  EXPECT_THAT(outcome.output, HasSubstr("1 warning in 1 file"));
  EXPECT_EQ(outcome.errors, "");
}

TEST_F(LintCommand, WhatOnlyDeclaresTypesIsNotLinted) {
  const std::string text = "declare function save(): Promise<void>;\nsave();\n";
  folder_.write("b.d.mts", text);
  Outcome outcome = lint({"b.d.mts"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors, "asynclint: b.d.mts: only declares types, so there is nothing to lint\n");
  outcome = run(Invocation{{"--stdin", "--stdin-filename", "src/c.d.ts"}, folder_.path(), text, {}, 0, {}});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors, "asynclint: src/c.d.ts: only declares types, so there is nothing to lint\n");
}

constexpr std::string_view component_text =
    "<template>\n  <p>{{ rows }}</p>\n</template>\n<script setup>\nconst rows = [];\nasync function save() {\n"
    "  await fetch(rows);\n}\nfunction close() {\n  save();\n}\n</script>\n";

TEST_F(LintCommand, ScriptsInMarkupAreLintedWhereTheyStand) {
  folder_.write("a.vue", std::string(component_text));
  folder_.write("b.html", "<p>save()</p>\n<script type=\"text/plain\">fetch('/a');</script>\n");
  const Outcome outcome = lint({});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, StartsWith("a.vue\n  10:3  error  "));
  EXPECT_THAT(outcome.output, HasSubstr("1 error in 1 file"));
  EXPECT_EQ(outcome.errors, "");
  const Outcome json = lint({"--format", "json", "a.vue"});
  EXPECT_THAT(json.output, AllOf(HasSubstr("\"line\":10,\"column\":3"), HasSubstr("<template>\\n")));
  const Outcome from_input = run(
      Invocation{{"--stdin", "--stdin-filename", "src/a.vue"}, folder_.path(), std::string(component_text), {}, 0, {}});
  EXPECT_THAT(from_input.output, StartsWith("src/a.vue\n  10:3  error  "));
}

TEST_F(LintCommand, FixesChangeScriptsInMarkup) {
  folder_.write("a.vue", std::string(component_text));
  std::string fixed(component_text);
  fixed.replace(fixed.find("  save();"), 9, "  save().catch(console.error);");
  const Outcome diff = lint({"--diff", "a.vue"});
  EXPECT_THAT(diff.output, AllOf(HasSubstr("-  save();\n"), HasSubstr("+  save().catch(console.error);\n")));
  const Outcome outcome = lint({"--fix-suggestions", "a.vue"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(folder_.read("a.vue"), fixed);
}

TEST_F(LintCommand, AHyphenMayStartAPath) {
  folder_.write("-a.js", error_text);
  const Outcome outcome = lint({"--", "-a.js"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, StartsWith("-a.js\n"));
}

struct Misuse {
  std::vector<std::string> arguments;
  std::string message;
};

std::ostream& operator<<(std::ostream& out, const Misuse& misuse) {
  for (const std::string& argument : misuse.arguments) out << argument << ' ';
  return out;
}

class MisusedLintCommand : public testing::TestWithParam<Misuse> {};

TEST_P(MisusedLintCommand, EndsWithTwoAndSaysWhy) {
  const Folder folder;
  const Outcome outcome = run(folder.path(), GetParam().arguments);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors, "asynclint: " + GetParam().message + "\n`asynclint --help` lists what it understands\n");
}

const std::string formats =
    "stylish, json, json-lines, sarif, github, gitlab, junit, checkstyle, unix, compact, agent or html";

INSTANTIATE_TEST_SUITE_P(
    , MisusedLintCommand,
    testing::Values(
        Misuse{{"--fixx"}, "there is no option \"--fixx\"; did you mean \"--fix\"?"},
        Misuse{{"--maxwarnings=3"}, "there is no option \"--maxwarnings\"; did you mean \"--max-warnings\"?"},
        Misuse{{"--nonsense"}, "there is no option \"--nonsense\""}, Misuse{{"-x"}, "there is no option \"-x\""},
        Misuse{{"--format"}, "--format wants a value: --format NAME[=FILE]"},
        Misuse{{"--format", "jsn"}, "--format wants " + formats + ", not \"jsn\"; did you mean \"json\"?"},
        Misuse{{"--format", "diff"}, "--format wants " + formats + ", not \"diff\""},
        Misuse{{"--format", "sarf=out"}, "--format wants " + formats + ", not \"sarf\"; did you mean \"sarif\"?"},
        Misuse{{"--format", "json="}, "--format json= names no file"},
        Misuse{{"--format", "json", "--format", "unix"},
               "only one format can go to standard output: --format unix=FILE writes one into a file"},
        Misuse{{"--format", "json=a", "--format", "unix=./a"}, "two formats cannot be written into ./a"},
        Misuse{{"--diff", "--format", "json"},
               "--diff prints a diff and nothing else: leave --format out, or write --format NAME=FILE"},
        Misuse{{"--level", "eror"}, "--level wants info, warning or error, not \"eror\"; did you mean \"error\"?"},
        Misuse{{"--level", "off"}, "--level wants info, warning or error, not \"off\""},
        Misuse{{"--level="}, "--level wants a value: --level LEVEL"},
        Misuse{{"--rule", "floting-promise"},
               "--rule: there is no rule \"floting-promise\"; did you mean \"floating-promise\"?"},
        Misuse{{"--rule", "no-floating-promises"},
               "--rule: there is no rule \"no-floating-promises\"; the rule that answers to it is "
               "\"floating-promise\""},
        Misuse{{"--rule", "xyzzy"}, "--rule: there is no rule \"xyzzy\"; `asynclint rules` lists them"},
        Misuse{{"--rule", "floating-promise=loud"},
               "--rule floating-promise=LEVEL wants off, info, warning or error, not \"loud\""},
        Misuse{{"--max-warnings", "few"}, "--max-warnings wants a number, not \"few\""},
        Misuse{{"--max-warnings", "1.5"}, "--max-warnings wants a number, not \"1.5\""},
        Misuse{{"--threads", "0"}, "--threads wants a number from 1 to 512, not \"0\""},
        Misuse{{"--threads", "many"}, "--threads wants a number from 1 to 512, not \"many\""},
        Misuse{{"--color", "allways"},
               "--color wants auto, always or never, not \"allways\"; did you mean \"always\"?"},
        Misuse{{"--stdin", "a.js"}, "--stdin lints standard input only: leave the paths out"},
        Misuse{{"--stdin-filename", "a.js"}, "--stdin-filename names what --stdin reads, and there is no --stdin"}));

TEST_F(LintCommand, HelpAndVersionGoToStandardOutput) {
  const Outcome help = lint({"--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_EQ(help.output, lint({"lint", "-h"}).output);
  for (const char* word : {"--rule ID[=LEVEL]", "--level LEVEL", "--quiet", "--max-warnings N", "--fix ",
                           "--fix-suggestions", "--diff", "--stdin ", "--stdin-filename NAME", "--format NAME[=FILE]",
                           "--color WHEN", "--threads N", "--version", "asynclint explain RULE", "asynclint rules"})
    EXPECT_THAT(help.output, HasSubstr(word));
  const Outcome version = lint({"--version"});
  EXPECT_EQ(version.status, 0);
  EXPECT_THAT(version.output, testing::MatchesRegex("asynclint [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  EXPECT_THAT(version.errors, IsEmpty());
}

}  // namespace
}  // namespace asynclint::tests
