// --init, migrate eslint and --fix-only: what somebody needs who begins.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Migration : public testing::Test {
 protected:
  [[nodiscard]] Outcome migrate(const std::string& name, std::string_view text) const {
    folder_.write(name, text);
    return run(folder_.path(), {"migrate", "eslint", name});
  }
  // What the executable makes of it is a configuration that it takes.
  void expect_taken(const std::string& configuration) const {
    folder_.write("asynclint.json", configuration);
    folder_.write("a.js", "export const one = 1;\n");
    EXPECT_EQ(run(folder_.path(), {}).errors, "");
    fs::remove(folder_.path("asynclint.json"));
  }

  Folder folder_;
};

TEST_F(Migration, LevelsOfRulesThatAreKnownAreTakenOver) {
  const Outcome outcome = migrate(".eslintrc.json", R"({
  // Ours.
  "root": true,
  "extends": ["eslint:recommended", "plugin:promise/recommended"],
  "plugins": ["promise"],
  "ignorePatterns": ["dist/", "*.gen.js"],
  "rules": {
    "semi": "error",
    "@typescript-eslint/no-floating-promises": "off",
    "no-await-in-loop": ["warn"],
    "promise/always-return": 2,
    "require-atomic-updates": "error",
    "@typescript-eslint/no-misused-promises": ["error", {"checksVoidReturn": false}]
  },
  "overrides": [{"files": "*.test.js", "excludedFiles": "x.test.js", "rules": {"promise/always-return": "off"}}],
})");
  EXPECT_EQ(outcome.status, 0);
  const json made = json::parse(outcome.output);
  EXPECT_EQ(made["rules"]["floating-promise"], "off");
  EXPECT_EQ(made["rules"]["await-in-loop"], "warning");
  EXPECT_EQ(made["rules"]["missing-then-return"], "error");
  EXPECT_EQ(made["rules"]["promise-condition"], "error");
  EXPECT_EQ(made["rules"]["async-predicate"], "error");
  EXPECT_EQ(made["rules"]["ignored-async-callback"], "off");
  EXPECT_EQ(made["ignore"], json({"dist/", "*.gen.js"}));
  EXPECT_EQ(made["overrides"], json::parse(R"([{"files": ["*.test.js"], "rules": {"missing-then-return": "off"}}])"));
  EXPECT_EQ(outcome.errors,
            ".eslintrc.json:4: not taken over: extends eslint:recommended\n"
            ".eslintrc.json:4: not taken over: extends plugin:promise/recommended\n"
            ".eslintrc.json:12: not taken over: no rule answers to require-atomic-updates\n"
            ".eslintrc.json:15: not taken over: excludedFiles\n");
  expect_taken(outcome.output);
}

TEST_F(Migration, AProgramIsReadAndNotRun) {
  const Outcome outcome = migrate("eslint.config.mjs", R"(import tseslint from "typescript-eslint";
import { writeFileSync } from "node:fs";
writeFileSync("ran", "");
const strict = "error";
const shared = { "no-await-in-loop": "warn" };
const tests = { files: ["**/*.test.ts"], rules: { "@typescript-eslint/no-floating-promises": "off" } };
export default tseslint.config(
  ...tseslint.configs.recommended,
  { ignores: ["dist/**", process.env.OUT] },
  {
    name: "ours",
    languageOptions: { parserOptions: { projectService: true } },
    rules: { ...shared, "@typescript-eslint/no-floating-promises": [strict, { ignoreVoid: true }], "promise/always-return": level() },
  },
  tests,
  process.env.CI ? { rules: {} } : {},
);
)");
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
  EXPECT_FALSE(fs::exists(folder_.path("ran")));
  const json made = json::parse(outcome.output);
  EXPECT_EQ(made["rules"]["floating-promise"], "error");
  EXPECT_EQ(made["rules"]["await-in-loop"], "warning");
  EXPECT_FALSE(made["rules"].contains("missing-then-return"));
  EXPECT_EQ(made["ignore"], json({"dist/**"}));
  EXPECT_EQ(made["overrides"][0]["files"], json({"**/*.test.ts"}));
  EXPECT_EQ(made["overrides"][0]["rules"]["floating-promise"], "off");
  EXPECT_THAT(
      outcome.errors,
      AllOf(HasSubstr("eslint.config.mjs:8: not taken over: a configuration: ...tseslint.configs.recommended\n"),
            HasSubstr("eslint.config.mjs:9: not taken over: a pattern of files to ignore: process.env.OUT\n"),
            HasSubstr(":13: not taken over: the options of @typescript-eslint/no-floating-promises\n"),
            HasSubstr(":13: not taken over: the level of promise/always-return\n"),
            HasSubstr(":16: not taken over: a configuration: process.env.CI ?")));
  expect_taken(outcome.output);
}

TEST_F(Migration, OtherFormsOfConfigurationAreRead) {
  Outcome outcome = migrate("package.json", R"({"name": "x", "eslintConfig": {"rules": {"no-await-in-loop": 1}}})");
  EXPECT_THAT(outcome.output, HasSubstr("\"await-in-loop\": \"warning\""));
  outcome =
      migrate("eslint.config.js", "const own = [{ rules: { 'no-await-in-loop': 'error' } }];\nmodule.exports = own;\n");
  EXPECT_THAT(outcome.output, HasSubstr("\"await-in-loop\": \"error\""));
  outcome = migrate("eslint.config.ts",
                    "import { defineConfig } from 'eslint/config';\n"
                    "export default defineConfig([{ rules: { 'no-await-in-loop': 'warn' } }] satisfies Config[]);\n");
  EXPECT_THAT(outcome.output, HasSubstr("\"await-in-loop\": \"warning\""));
  outcome = migrate(".eslintrc.cjs",
                    "module.exports = { overrides: [{ files: ['*.js'], rules: { 'no-await-in-loop': 0 } }] };\n");
  EXPECT_THAT(outcome.output, HasSubstr("\"await-in-loop\": \"off\""));
}

TEST_F(Migration, WritesNothingOver) {
  folder_.write(".eslintrc.json", R"({"rules": {"no-await-in-loop": 1}})");
  EXPECT_EQ(run(folder_.path(), {"migrate", "eslint", "--write"}).status, 0);
  const std::string text = folder_.read("asynclint.json");
  EXPECT_THAT(text, HasSubstr("await-in-loop"));
  const Outcome outcome = run(folder_.path(), {"migrate", "eslint", "--write"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: asynclint.json: it is there already\n");
  EXPECT_EQ(folder_.read("asynclint.json"), text);
}

TEST_F(Migration, WhatCannotBeReadIsSaid) {
  EXPECT_EQ(migrate(".eslintrc.json", "{\n  \"rules\": [,]\n}").status, 2);
  EXPECT_THAT(migrate(".eslintrc.json", "{\n  rules").errors, StartsWith("asynclint: .eslintrc.json: 2:3: "));
  EXPECT_THAT(migrate(".eslintrc.yml", "rules: {}").errors, HasSubstr("is YAML, which is not read"));
  EXPECT_THAT(migrate(".eslintrc", "rules:\n  semi: 1\n").errors, HasSubstr("if it is YAML"));
  EXPECT_THAT(migrate("eslint.config.js", "console.log(1);").errors, HasSubstr("exports nothing that can be read"));
  EXPECT_EQ(run(folder_.path(), {"migrate"}).status, 2);
  EXPECT_EQ(run(folder_.path(), {"migrate", "tslint"}).status, 2);
  EXPECT_EQ(run(folder_.path(), {"migrate", "eslint", "gone.js"}).errors,
            "asynclint: gone.js: no such file or directory\n");
  const Folder empty;
  EXPECT_THAT(run(empty.path(), {"migrate", "eslint"}).errors, HasSubstr("there is no configuration of ESLint here"));
  std::string deep = "module.exports = ";
  for (int i = 0; i < 3000; ++i) deep += '[';
  EXPECT_GE(migrate("eslint.config.js", deep).status, 0) << "no crash";
}

class Init : public testing::Test {
 protected:
  Folder folder_;
};

TEST_F(Init, GuessesWhereNobodyCanBeAsked) {
  folder_.write(".eslintrc.json", R"({"rules": {"no-await-in-loop": 1}, "extends": "x"})");
  Outcome outcome = run(folder_.path(), {"--init"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "");
  EXPECT_THAT(outcome.errors, AllOf(StartsWith("asynclint: asynclint.json is written, with the preset recommended and "
                                               "what .eslintrc.json says\n"),
                                    HasSubstr("not taken over: extends x")));
  EXPECT_EQ(json::parse(folder_.read("asynclint.json")),
            json::parse(R"({"preset": "recommended", "rules": {"await-in-loop": "warning"}})"));
  outcome = run(folder_.path(), {"--init"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: there is a configuration already, in asynclint.json\n");
}

TEST_F(Init, AsksOnATerminal) {
  ASYNCLINT_NEEDS_TERMINALS();
  folder_.write(".eslintrc.json", R"({"rules": {"no-await-in-loop": 1}})");
  folder_.write("node_modules/asynclint/asynclint.schema.json", "{}");
  Invocation call;
  call.arguments = {"--init"};
  call.directory = folder_.path();
  call.terminal_columns = 100;
  call.input = "harsh\nstrict\nno\ndist/ *.gen.js\n";
  const Outcome outcome = run(call);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(without_escapes(outcome.output), AllOf(HasSubstr("Which rules"), HasSubstr("There is no such preset.")));
  EXPECT_EQ(json::parse(folder_.read("asynclint.json")), json::parse(R"({
    "$schema": "./node_modules/asynclint/asynclint.schema.json", "preset": "strict", "ignore": ["dist/", "*.gen.js"]})"));
  folder_.write("a.js", "export const one = 1;\n");
  EXPECT_EQ(run(folder_.path(), {"a.js"}).errors, "");
}

TEST_F(Init, WhoSaysNothingGetsWhatIsProposed) {
  ASYNCLINT_NEEDS_TERMINALS();
  Invocation call;
  call.arguments = {"--init"};
  call.directory = folder_.path();
  call.terminal_columns = 100;
  EXPECT_EQ(run(call).status, 0);
  EXPECT_EQ(json::parse(folder_.read("asynclint.json")), json::parse(R"({"preset": "recommended"})"));
}

class FixOnly : public testing::Test {
 protected:
  Folder folder_;
};

TEST_F(FixOnly, SaysWhatIsLeftAndDoesNotFail) {
  const std::string lost = "async function save() { throw 1; }\nsave();\nexport {};\n";
  const std::string unused =
      "async function save() { throw 1; }\n// asynclint-disable-next-line floating-promise\nawait save();\n";
  folder_.write("a.js", lost);
  folder_.write("b.js", unused);
  Outcome outcome = run(folder_.path(), {"--fix-only"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors, "asynclint: fixed 1 finding in 1 file; 1 finding left\n");
  EXPECT_EQ(folder_.read("a.js"), lost);
  EXPECT_THAT(folder_.read("b.js"), Not(HasSubstr("asynclint-disable")));
  outcome = run(folder_.path(), {"--fix-only", "--fix-suggestions"});
  EXPECT_EQ(outcome.errors, "asynclint: fixed 1 finding in 1 file\n");
  EXPECT_THAT(folder_.read("a.js"), HasSubstr("await save();"));
  EXPECT_EQ(run(folder_.path(), {"--fix-only", "--diff"}).status, 2);
  EXPECT_EQ(run(folder_.path(), {"--fix-only", "gone.js"}).status, 2);
}

TEST_F(FixOnly, FixedTextOfStandardInputIsPrinted) {
  Invocation call;
  call.arguments = {"--fix-only", "--fix-suggestions", "--stdin", "--stdin-filename", "a.mjs"};
  call.directory = folder_.path();
  call.input = "async function save() { throw 1; }\nsave();\n";
  const Outcome outcome = run(call);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "async function save() { throw 1; }\nawait save();\n");
  EXPECT_EQ(outcome.errors, "asynclint: fixed 1 finding in 1 file\n");
}

}  // namespace
}  // namespace asynclint::tests
