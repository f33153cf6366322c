// What `--evidence` shows: how sure a finding is, and the places that it rests on, in this file and in others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

class EvidenceOption : public testing::Test {
 protected:
  EvidenceOption() {
    folder_.write("package.json", R"({ "name": "shop", "type": "module", "workspaces": [] })");
    folder_.write("node_modules/base/package.json", R"({ "name": "base", "types": "index.d.ts" })");
    folder_.write("node_modules/base/index.d.ts",
                  "export interface Query extends Promise<string[]> { cancel(): void }\n"
                  "export declare class Base {\n"
                  "  close(): Promise<void>;\n"
                  "  find(what: string): Query;\n"
                  "}\n");
    folder_.write("store.js",
                  "import { Base } from 'base';\n"
                  "const base = new Base();\n"
                  "export async function save(x) { await base.find(x); }\n"
                  "export const close = () => base.close();\n");
    folder_.write("barrel.js", "export * from './store.js';\n");
  }

  // The lines below the finding of a text's last line.
  std::vector<std::string> evidence(const std::string& text, const std::string& level = "warning") {
    folder_.write("main.js", text);
    const std::string output = run(folder_.path(), {"--evidence", "--level", level, "main.js"}).output;
    std::vector<std::string> lines;
    std::size_t at = output.rfind("evidence: ");
    if (at == std::string::npos) return {output};
    for (; at < output.size() && output[at] != '\n'; at = output.find('\n', at) + 1) {
      const std::size_t begin = output.find_first_not_of(" -", at);
      lines.push_back(output.substr(begin, output.find('\n', begin) - begin));
    }
    return lines;
  }

  static constexpr std::string_view certain = "evidence: certain, seen in this file";
  static constexpr std::string_view known = "evidence: known from another file, from types, or from a table of APIs";
  static constexpr std::string_view likely = "evidence: likely, by a name, a comment or a habit only";

  Folder folder_;
};

TEST_F(EvidenceOption, ThisFile) {
  EXPECT_THAT(evidence("async function save() { throw 1; }\nsave();\n"),
              ElementsAre(certain, "`save` is async: line 1", "nobody catches what is thrown here: line 1"));
  EXPECT_THAT(
      evidence("async function save() {\n  await store();\n}\nsave();\n"),
      ElementsAre(certain, "`save` is async: line 1", "nobody catches a failure of what is awaited here: line 2"));
  EXPECT_THAT(evidence("const save = async () => store();\nfunction twice() {\n  return save();\n}\nconst p = "
                       "twice();\np.then(log);\n"),
              ElementsAre(certain, "`p` is what stands here: line 5", "`twice` returns what `save` gives: line 3",
                          "`save` is async: line 1", "nobody hears of a failure of this: line 1"));
  EXPECT_THAT(evidence("class Job { async run() { store(); } }\nclass Long extends Job { go() { this.run(); } }\n"),
              ElementsAre(certain, "`run` is async: line 1"));
}

TEST_F(EvidenceOption, AnotherFileThroughABarrel) {
  EXPECT_THAT(evidence("import { save } from './barrel.js';\nsave(1);\n"),
              ElementsAre(known, "`save` is async: store.js:3"));
  EXPECT_THAT(evidence("import * as store from './store.js';\nstore.save(1).then(log);\n"),
              ElementsAre(known, "`store.save` is async: store.js:3"));
}

TEST_F(EvidenceOption, APackageBehindAnotherFile) {
  EXPECT_THAT(evidence("import { close } from './store.js';\nclose();\n"),
              ElementsAre(known, "`close` returns what `Base.close` gives: store.js:4",
                          "`Base.close` is declared to return a promise: node_modules/base/index.d.ts:3"));
}

TEST_F(EvidenceOption, ATypeThatExtendsPromise) {
  EXPECT_THAT(evidence("import { Base } from 'base';\nconst base = new Base();\nbase.find('x');\n"),
              ElementsAre(known, "`base.find` is declared to return `Query`: node_modules/base/index.d.ts:4",
                          "`Query` is a promise by its declaration: node_modules/base/index.d.ts:1"));
}

TEST_F(EvidenceOption, TablesAndTheLanguage) {
  EXPECT_THAT(evidence("import fs from 'node:fs';\nfs.promises.readFile('x');\n"),
              ElementsAre(known, "a table of Node's APIs: fs/promises readFile"));
  EXPECT_THAT(evidence("fetch('x');\n"), ElementsAre(known, "a table of the platform's APIs: fetch"));
  EXPECT_THAT(evidence("const r = await fetch('x');\nr.json();\n"),
              ElementsAre(known, "a table of the platform's APIs: Body.json"));
  EXPECT_THAT(evidence("Promise.all([fetch('x')]);\n"),
              ElementsAre(certain, "`Promise.all` gives a promise: the language says so"));
}

TEST_F(EvidenceOption, WhatIsOnlyLikely) {
  EXPECT_THAT(evidence("const store = open();\nstore.saveAsync();\n", "info"),
              ElementsAre(likely, "a name in …Async is mostly given to what returns a promise: line 2"));
}

TEST_F(EvidenceOption, OtherRulesThatRestOnAPromise) {
  EXPECT_THAT(evidence("import { save } from './store.js';\n[1].forEach(save);\n"),
              ElementsAre(known, "`save` is async: store.js:3"));
  EXPECT_THAT(evidence("const kept = [1].filter(async (x) => store(x));\nuse(kept);\n"),
              ElementsAre(certain, "this function is async: line 1"));
  EXPECT_THAT(evidence("import { readFile } from 'node:fs/promises';\n"
                       "const a = await readFile('a');\nconst b = await readFile('b');\nuse(a, b);\n"),
              ElementsAre(known, "a table of Node's APIs: fs/promises readFile"));
}

TEST_F(EvidenceOption, CirclesEnd) {
  folder_.write("left.js", "import { right } from './right.js';\nexport const left = (n) => right(n);\n");
  folder_.write("right.js",
                "import { left } from './left.js';\nexport async function right(n) { await left(n - 1); }\n");
  EXPECT_THAT(evidence("import { left } from './left.js';\nleft(3);\n"),
              ElementsAre(known, "`left` returns what `right` gives: left.js:2", "`right` is async: right.js:2"));
  EXPECT_THAT(evidence("const a = () => b();\nconst b = async () => a();\na();\n"),
              ElementsAre(certain, "`a` returns what `b` gives: line 1", "`b` is async: line 2"));
}

TEST_F(EvidenceOption, JsonHasTheChainAsData) {
  folder_.write("main.js",
                "import { close } from './store.js';\nasync function own() { await close(); }\nclose();\nown();\n");
  const auto messages = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--format", "json", "main.js"});
    return Json::parse(run(folder_.path(), arguments).output)[0]["messages"];
  };
  const Json shown = messages({"--evidence"});
  ASSERT_EQ(shown.size(), 2U);
  EXPECT_EQ(shown[0]["evidence"], "known");
  const Json& chain = shown[0]["evidenceChain"];
  ASSERT_EQ(chain.size(), 2U);
  EXPECT_EQ(chain[0]["message"], "`close` returns what `Base.close` gives");
  EXPECT_THAT(chain[0]["filePath"].get<std::string>(), HasSubstr("/store.js"));
  EXPECT_EQ(chain[0]["line"], 4);
  EXPECT_THAT(chain[1]["filePath"].get<std::string>(), HasSubstr("/node_modules/base/index.d.ts"));
  const Json& own = shown[1]["evidenceChain"];
  ASSERT_EQ(own.size(), 2U);
  EXPECT_THAT(own[0]["filePath"].get<std::string>(), HasSubstr("/main.js"));
  EXPECT_EQ(own[0]["line"], 2);
  EXPECT_EQ(own[0]["column"], 1);
  EXPECT_EQ(own[1]["message"], "nobody catches a failure of what is awaited here");
  EXPECT_FALSE(messages({})[0].contains("evidenceChain"));
}

TEST_F(EvidenceOption, WithoutItNothingIsShown) {
  folder_.write("main.js", "fetch('x');\n");
  EXPECT_THAT(run(folder_.path(), {"main.js"}).output, Not(HasSubstr("evidence")));
}

TEST_F(EvidenceOption, ATerminalShowsItBelowTheFrame) {
  ASYNCLINT_NEEDS_TERMINALS();
  folder_.write("main.js", "fetch('x');\n");
  const Outcome outcome = run(Invocation{{"--evidence", "main.js"}, folder_.path(), {}, {}, 100, {}});
  EXPECT_THAT(without_escapes(outcome.output),
              HasSubstr(")\n  evidence: known from another file, from types, or from a table of APIs\n"
                        "    - a table of the platform's APIs: fetch\n\n"));
}

}  // namespace
}  // namespace asynclint::tests
