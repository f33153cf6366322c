// What a file learns of the modules that it imports, and what becomes of modules that are broken.
#include "project/module-graph.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "project/lint-files.h"
#include "rules/rule-table.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// A workspace of its own, written to the disk.
class ModuleGraphs : public testing::Test {
 protected:
  ModuleGraphs() { folder_.write(".git/HEAD", ""); }

  void write(const std::string& name, const std::string& text) { folder_.write(name, text); }

  // The lines in which promises float, or what another rule finds, with the level of each.
  std::vector<std::string> found(const std::string& name, const std::string& text,
                                 std::string_view rule = "floating-promise") {
    write(name, text);
    LintRun run;
    run.rules = rule_table();
    run.modules = &graph_;
    const FileReport report = lint_source(folder_.path(name), SourceText::from_bytes(text), ModuleKind::by_syntax, run);
    std::vector<std::string> lines;
    const LineIndex index(text);
    for (const Finding& finding : report.result.findings)
      if (finding.rule == rule)
        lines.push_back(fmt::format("{} {}", index.line_of(finding.span.begin) + 1, asynclint::name(finding.level)));
    return lines;
  }

  const Folder folder_;
  ModuleGraph graph_{std::make_shared<PackageFiles>()};
};

constexpr std::string_view api = "export const load = async () => fetch('/');\n";

TEST_F(ModuleGraphs, NamesAreFollowedThroughImportsAndExports) {
  write("api.js", std::string(api) + "export default load;\nexport { load as fetchAll };\n");
  write("barrel.js",
        "export * from './api.js';\nexport * as api from './api.js';\nexport { load as again } from './api.js';\n");
  EXPECT_THAT(found("main.js",
                    "import start, { load, fetchAll } from './api.js';\n"
                    "import * as all from './barrel.js';\n"
                    "start();\nload();\nfetchAll();\nall.load();\nall.api.load();\nall.again();\nall.missing();\n"),
              ElementsAre("3 error", "4 error", "5 error", "6 error", "7 error", "8 error"));
}

TEST_F(ModuleGraphs, CommonJsIsFollowed) {
  write("named.js", "exports.load = async () => fetch('/');\nexports.name = 'x';\n");
  write("whole.js",
        "class Store { async save() { await fetch('/'); } name() { return ''; } }\nmodule.exports = Store;\n");
  write("object.js", "const load = async () => fetch('/');\nmodule.exports = { load, nested: { load } };\n");
  EXPECT_THAT(found("main.js",
                    "const { load } = require('./named');\nconst Store = require('./whole');\n"
                    "const object = require('./object');\n"
                    "load();\nnew Store().save();\nnew Store().name();\nobject.load();\nobject.nested.load();\n"),
              ElementsAre("4 error", "5 error", "7 error", "8 error"));
}

TEST_F(ModuleGraphs, ClassesInheritAcrossFiles) {
  write("base.js", "export class Base { async close() { await fetch('/'); } }\n");
  write("store.js",
        "import { Base } from './base.js';\nexport class Store extends Base { stop() { return this.close(); } }\n");
  EXPECT_THAT(found("main.js",
                    "import { Store } from './store.js';\n"
                    "class Own extends Store { end() { this.stop(); super.close(); } }\n"
                    "new Store().close();\nnew Own().stop();\n"),
              ElementsAre("2 error", "2 error", "3 error", "4 error"));
}

TEST_F(ModuleGraphs, WhatAwaitingGivesIsKnown) {
  write("db.js",
        "class Db { async query() { return fetch('/'); } close() {} }\n"
        "export async function connect() { return new Db(); }\n");
  EXPECT_THAT(found("main.js",
                    "import { connect } from './db.js';\n"
                    "export async function main() {\n  const db = await connect();\n  db.query();\n  db.close();\n"
                    "  connect().then((other) => { other.query(); }).catch(console.error);\n}\n"),
              ElementsAre("4 error", "6 error"));
}

TEST_F(ModuleGraphs, ACallbackTakesThePromiseAway) {
  write("client.js",
        "export class Client {\n  close(callback) {\n    if (!callback) return fetch('/');\n    callback();\n  }\n}\n");
  EXPECT_THAT(found("main.js",
                    "import { Client } from './client.js';\nconst client = new Client();\n"
                    "client.close();\nclient.close(() => {});\n"),
              ElementsAre("3 error"));
}

TEST_F(ModuleGraphs, WhatCannotRejectElsewhereIsAWarning) {
  write("log.js", "export async function log() { try { await fetch('/'); } catch {} }\n");
  EXPECT_THAT(found("main.js", "import { log } from './log.js';\nlog();\n"), ElementsAre("2 warning"));
}

TEST_F(ModuleGraphs, DeclarationsOfPackagesAreRead) {
  write("node_modules/db/package.json", R"({ "name": "db", "types": "./index.d.ts" })");
  write("node_modules/db/index.d.ts",
        "export interface Rows<T> { first(): Promise<T>; }\n"
        "export declare class Db { table<T>(name: string): Rows<T>; on(event: string, cb: () => void): this;\n"
        "  on(event: 'row', cb: (row: Rows<string>) => void): this; close(): void; }\n"
        "declare function open(path: string): Promise<Db>;\nexport default open;\n");
  write("node_modules/@types/old/index.d.ts", "declare function old(): PromiseLike<void>;\nexport = old;\n");
  write("node_modules/old/package.json", R"({ "name": "old", "main": "old.js" })");
  write("node_modules/old/old.js", "module.exports = () => null;\n");
  write("node_modules/bare/package.json", R"({ "name": "bare" })");
  write("node_modules/bare/index.js", "exports.load = async () => fetch('/');\n");
  EXPECT_THAT(found("main.js",
                    "import open from 'db';\nimport old from 'old';\nimport { load } from 'bare';\n"
                    "open('x');\nconst db = await open('x');\ndb.table('a').first();\ndb.close();\n"
                    "db.on('row', (row) => { row.first(); });\nold();\nload();\n"),
              ElementsAre("4 error", "6 error", "8 error", "9 error", "10 error"));
}

TEST_F(ModuleGraphs, ThePlatformIsKnown) {
  EXPECT_THAT(
      found("main.ts",
            "import { readFile } from 'node:fs/promises';\nimport * as fs from 'fs';\n"
            "readFile('x');\nfs.promises.stat('x');\nnavigator.clipboard.writeText('x');\n"
            "crypto.subtle.digest('SHA-1', new Uint8Array());\nfs.readFile('x', () => {});\nAbortSignal.timeout(5);\n"),
      ElementsAre("3 error", "4 error", "5 error", "6 error"));
}

TEST_F(ModuleGraphs, AnnotationsAreRead) {
  write("types.ts", "export interface Job { run(): Promise<void>; name: string }\n");
  EXPECT_THAT(found("main.ts",
                    "import type { Job } from './types';\n"
                    "export class Queue {\n  constructor(private readonly first: Job, private jobs: Job[]) {}\n"
                    "  start(job: Job, done?: () => Promise<void>) {\n    job.run();\n    this.first.run();\n"
                    "    for (const one of this.jobs) one.run();\n    this.jobs.forEach((one) => { one.run(); });\n"
                    "    done?.();\n    job.name;\n  }\n}\n"),
              ElementsAre("5 error", "6 error", "7 error", "8 error", "9 error"));
}

TEST_F(ModuleGraphs, CirclesEnd) {
  write("a.js", "export * from './b.js';\nimport { b } from './b.js';\nexport const a = () => b();\n");
  write("b.js",
        "export * from './a.js';\nimport { a } from './a.js';\nexport const b = () => a();\nexport const c = async () "
        "=> fetch('/');\n");
  write("self.js", "export * from './self.js';\nexport { x } from './self.js';\n");
  EXPECT_THAT(
      found("main.js", "import { a, b, c } from './a.js';\nimport { x } from './self.js';\na();\nb();\nc();\nx();\n"),
      ElementsAre("5 error"));
}

TEST_F(ModuleGraphs, BrokenPackageFilesAreSaidAndTheRestGoesOn) {
  write("package.json", "{\n  \"name\": oops\n}\n");
  write("tsconfig.json", "{ \"compilerOptions\": \n");
  write("api.js", std::string(api));
  EXPECT_THAT(found("main.js", "import { load } from './api.js';\nimport x from 'missing';\nload();\nx();\n"),
              ElementsAre("3 error"));
  EXPECT_THAT(graph_.take_warnings(), SizeIs(testing::Ge(1)));
}

TEST_F(ModuleGraphs, AbsurdModulesAreBounded) {
  std::string barrel;
  for (int i = 0; i < 50000; ++i) barrel += fmt::format("export const name{} = {};\n", i, i);
  write("barrel.js", barrel + std::string(api));
  std::string nested;
  for (int i = 0; i < 3000; ++i) nested += "Array<";
  nested += "Promise<void>" + std::string(3000, '>');
  write("nested.d.ts",
        "export declare const nested: " + nested + ";\nexport declare function load(): Promise<void>;\n");
  EXPECT_THAT(found("main.js",
                    "import { load } from './barrel.js';\nimport { nested, load as other } from './nested';\n"
                    "load();\nother();\nnested[0][0].x();\n"),
              testing::Contains("3 error"));
}

TEST_F(ModuleGraphs, NothingIsKnownOfWhatIsNotThere) {
  EXPECT_THAT(found("main.js", "import { load } from './gone.js';\nimport x from 'x';\nload();\nx();\nx.y.z();\n"),
              IsEmpty());
}

TEST_F(ModuleGraphs, SayWhoIgnoresWhatACallbackReturns) {
  write("node_modules/feeds/package.json", R"({"types": "index.d.ts"})");
  write("node_modules/feeds/index.d.ts",
        "import Emitter from 'node:events';\n"
        "export class Feed extends Emitter<{ page: [string] }> { load(): Promise<void>; }\n"
        "export class Loose extends Emitter { on(name: string, listener: (page: string) => Promise<void> | void): "
        "this; }\n"
        "export function each(cb: (page: string) => void): void;\n"
        "export function all(cb: (page: string) => void | Promise<void>): void;\n");
  const std::string text =
      "import { readFile } from 'node:fs';\n"
      "import net from 'node:net';\n"
      "import { all, each, Feed, Loose } from 'feeds';\n"
      "const save = async (page) => { await fetch(page); };\n"
      "readFile('x', async (error, text) => { await save(text); });\n"
      "net.createServer().on('connection', async (socket) => { await save(socket); });\n"
      "new Feed().on('page', save);\n"
      "new Loose().on('page', save);\n"
      "each(async (page) => { await save(page); });\n"
      "all(async (page) => { await save(page); });\n"
      "requestAnimationFrame(save);\n"
      "document.addEventListener('click', save);\n"
      "new Promise((resolve) => resolve(1)).finally(async () => { await save('x'); }).catch(console.error);\n"
      "process.on('message', save).off('message', save);\n";
  EXPECT_THAT(found("a.mjs", text, "ignored-async-callback"),
              ElementsAre("5 error", "6 error", "7 error", "9 warning", "11 warning", "12 warning", "14 error"));
}

}  // namespace
}  // namespace asynclint::tests
