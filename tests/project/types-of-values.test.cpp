// What types say of the values of a file: those of comments, of annotations, of other modules and of the platform.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "project/lint-files.h"
#include "project/module-graph.h"
#include "rules/rule-table.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using testing::ElementsAre;

// A workspace of its own, written to the disk.
class TypesOfValues : public testing::Test {
 protected:
  TypesOfValues() { folder_.write(".git/HEAD", ""); }

  void write(const std::string& name, const std::string& text) { folder_.write(name, text); }

  // The statements in which promises float.
  std::vector<std::string> found(const std::string& name, const std::string& text) {
    write(name, text);
    LintRun run;
    run.rules = rule_table();
    run.modules = &graph_;
    const FileReport report = lint_source(folder_.path(name), SourceText::from_bytes(text), ModuleKind::by_syntax, run);
    std::vector<std::string> statements;
    for (const Finding& finding : report.result.findings)
      if (finding.rule == "floating-promise" && finding.level != Level::info)
        statements.emplace_back(slice(text, finding.span));
    return statements;
  }

 private:
  const Folder folder_;
  ModuleGraph graph_{std::make_shared<PackageFiles>()};
};

TEST_F(TypesOfValues, CommentsSayWhatFieldsHold) {
  EXPECT_THAT(found("cache.js",
                    "export class Cache {\n"
                    "  /** @type {{ remove(key: string): void | Promise<void>, name(): string }} */\n"
                    "  #store;\n"
                    "  constructor(store) {\n"
                    "    this.#store = store;\n"
                    "    /** @type {Response | null} */\n"
                    "    this.last = null;\n"
                    "  }\n"
                    "  clear(key) { this.#store.remove(key); this.#store.name(); this.last?.text(); }\n"
                    "  set(last) { this.last = last; }\n"
                    "}\n"),
              ElementsAre("this.#store.remove(key)", "this.last?.text()"));
}

TEST_F(TypesOfValues, CertainStringsNameElements) {
  EXPECT_THAT(found("clock.js",
                    "export async function show(tag) {\n"
                    "  const video = document.createElement('video');\n"
                    "  video.play();\n"
                    "  video.load();\n"
                    "  document.createElement(tag).play();\n"
                    "  document.createElement('bakery-clock').play();\n"
                    "}\n"),
              ElementsAre("video.play()"));
}

TEST_F(TypesOfValues, MembersWrittenOnClassesAreTold) {
  write("command.js",
        "class Command { run() { return Command.start(); } }\n"
        "Command.start = async function () { await fetch('/'); };\n"
        "Command.title = 'run';\n"
        "Command.prototype.stop = async () => { await fetch('/'); };\n"
        "module.exports = Command;\n");
  EXPECT_THAT(found("main.js",
                    "const Command = require('./command');\n"
                    "Command.start();\nCommand.title.trim();\nnew Command().stop();\nnew Command().run();\n"),
              ElementsAre("Command.start()", "new Command().stop()", "new Command().run()"));
}

TEST_F(TypesOfValues, ModulesThatAreClassesAreTypes) {
  write("controller.js", "class Controller { async open() { await fetch('/'); } }\nmodule.exports = Controller;\n");
  write("client.d.ts",
        "import Controller from './controller';\n"
        "export declare class Client { controller?: Controller; make: typeof Controller; }\n");
  write("client.js", "exports.Client = class {};\n");
  EXPECT_THAT(found("main.ts",
                    "import { Client } from './client.js';\nconst client = new Client();\n"
                    "client.controller.open();\nnew client.make().open();\n"),
              ElementsAre("client.controller.open()", "new client.make().open()"));
}

TEST_F(TypesOfValues, FunctionsAreCalledForSomebodyElse) {
  write("source.ts",
        "export class Source { disable(): void | Promise<void> { this.name(); if (later) return fetch(later); } "
        "name(): string { return ''; } }\n"
        "export async function refresh() { await fetch('/'); }\n");
  EXPECT_THAT(found("main.ts",
                    "import { Source, refresh } from './source';\n"
                    "declare const job: { run: (this: Source) => Promise<void>; call(): void };\n"
                    "export function use(other: Source) {\n"
                    "  Source.prototype.disable.call(other);\n  Source.prototype.name.call(other);\n"
                    "  refresh.call(other);\n  job.run.apply(other);\n  job.call();\n}\n"),
              ElementsAre("Source.prototype.disable.call(other)", "refresh.call(other)", "job.run.apply(other)"));
}

TEST_F(TypesOfValues, AsyncFunctionsGiveTheirPromiseBesideACallback) {
  write("tests.js",
        "exports.create = async (path, callback) => { await fetch(path); callback(null, path); };\n"
        "exports.read = (path, callback) => fetch(path).then((text) => callback(null, text));\n");
  EXPECT_THAT(found("main.js",
                    "const { create, read } = require('./tests');\n"
                    "create('/', function (err, path) { if (err) throw err; });\n"
                    "read('/', function (err, path) { if (err) throw err; });\n"),
              ElementsAre("create('/', function (err, path) { if (err) throw err; })"));
}

}  // namespace
}  // namespace asynclint::tests
