// What a file learns of the modules that it imports, and what becomes of modules that are broken.
#include "project/module-graph.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
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

TEST_F(ModuleGraphs, CirclesOfReExportsEnd) {
  write("first.js", "export { load } from './second.js';\nexport { other } from './second.js';\n");
  write("second.js", "export { load } from './first.js';\nexport * from './third.js';\n");
  write("third.js", "export * from './second.js';\nexport * from './api.js';\nexport const other = () => load();\n");
  write("api.js", std::string(api) + "export * from './first.js';\n");
  write("c.cjs", "exports.load = require('./d.cjs').load;\nexports.own = async () => fetch('/');\n");
  write("d.cjs", "exports.load = require('./c.cjs').load;\nexports.own = require('./c.cjs').own;\n");
  EXPECT_THAT(found("main.js",
                    "import { load } from './first.js';\nimport { load as third } from './third.js';\n"
                    "import d from './d.cjs';\nload();\nthird();\nd.load();\nd.own();\n"),
              ElementsAre("7 error"));
}

TEST_F(ModuleGraphs, BrokenPackageFilesAreSaidAndTheRestGoesOn) {
  write("package.json", "{\n  \"name\": oops\n}\n");
  write("tsconfig.json", "{\n  \"compilerOptions\": {\n    \"paths\": { \"@/*\": [\"./*\" }\n  }\n}\n");
  write("node_modules/broken/package.json", "{ \"name\": \"broken\",\n  \"types\": }\n");
  write("node_modules/broken/index.d.ts", "export declare function lost(): Promise<void>;\n");
  write("api.js", std::string(api));
  EXPECT_THAT(found("main.js",
                    "import { load } from './api.js';\nimport x from 'missing';\nimport { lost } from 'broken';\n"
                    "import { load as again } from '@/api.js';\nload();\nx();\nlost();\nagain();\n"),
              testing::Contains("5 error"));
  std::vector<std::string> places;
  for (const ProjectWarning& warning : graph_.take_warnings()) {
    EXPECT_THAT(warning.message, testing::Not(IsEmpty()));
    places.push_back(fmt::format("{}:{}", warning.path.substr(folder_.path().size() + 1), warning.line));
  }
  EXPECT_THAT(places, ElementsAre("node_modules/broken/package.json:2", "package.json:2", "tsconfig.json:3"));
  EXPECT_THAT(graph_.take_warnings(), IsEmpty()) << "each is said once";
}

TEST_F(ModuleGraphs, LinksOutOfTheWorkspaceAreNotFollowed) {
  const Folder outside;
  outside.write("api.js", api);
  outside.write("package/package.json", R"({ "name": "package", "types": "index.d.ts" })");
  outside.write("package/index.d.ts", "export declare function load(): Promise<void>;\n");
  write("inside/api.js", std::string(api));
  write("node_modules/real/index.js", "exports.load = async () => fetch('/');\n");
  const std::filesystem::path root = folder_.path();
  std::filesystem::create_symlink(outside.path("api.js"), root / "file.js");
  std::filesystem::create_directory_symlink(outside.path(), root / "folder");
  std::filesystem::create_directory_symlink(outside.path("package"), root / "node_modules/package");
  std::filesystem::create_directory_symlink(root / "inside", root / "link");
  std::filesystem::create_directory_symlink(root / "node_modules/real", root / "node_modules/linked");
  EXPECT_THAT(found("main.js",
                    "import { load } from './file.js';\nimport { load as two } from './folder/api.js';\n"
                    "import { load as three } from 'package';\nimport { load as four } from './link/api.js';\n"
                    "import { load as five } from 'linked';\nload();\ntwo();\nthree();\nfour();\nfive();\n"),
              ElementsAre("9 error", "10 error"));
}

TEST_F(ModuleGraphs, NamesThatDifferByCaseAreFilesOfTheirOwn) {
  write("Store.js", "export const load = async () => fetch('/');\n");
  write("store.js", "export const load = () => 1;\nexport const other = async () => fetch('/');\n");
  if (folder_.read("Store.js") == folder_.read("store.js")) GTEST_SKIP() << "the file system does not tell them apart";
  EXPECT_THAT(found("main.js",
                    "import { load } from './Store.js';\nimport { load as small, other } from './store.js';\n"
                    "import { other as none } from './STORE.js';\nload();\nsmall();\nother();\nnone();\n"),
              ElementsAre("4 error", "6 error"));
}

TEST_F(ModuleGraphs, AFolderAsAModule) {
  write("lib/index.js", std::string(api));
  write("named/package.json", R"({ "main": "./start.js" })");
  write("named/start.js", "exports.load = async () => fetch('/');\n");
  write("empty/other.js", std::string(api));
  EXPECT_THAT(found("main.cjs",
                    "const lib = require('./lib');\nconst named = require('./named/');\nconst empty = "
                    "require('./empty');\nlib.load();\nnamed.load();\nempty.load();\n"),
              ElementsAre("4 error", "5 error"));
}

TEST_F(ModuleGraphs, ALargeDeclarationFileIsRead) {
  std::string text = "import { Base } from './base';\n";
  for (int i = 0; text.size() < 5'000'000; ++i)
    text += fmt::format(
        "/** The request number {0}. */\nexport interface Request{0} extends Base {{\n  name?: string;\n"
        "  send(body: Record<string, Request{1}>, retry?: number): Promise<Answer{0}[]>;\n}}\n"
        "export type Answer{0} = {{ id: string; next: Request{1} }} | undefined;\n",
        i, i / 2);
  write("node_modules/large/package.json", R"({ "name": "large", "types": "index.d.ts" })");
  write("node_modules/large/base.d.ts", "export declare class Base { close(): Promise<void> }\n");
  write("node_modules/large/index.d.ts", text + "export declare function open(): Request7;\n");
  EXPECT_THAT(found("main.js",
                    "import { open } from 'large';\nconst request = open();\nrequest.send({});\nrequest.close();\n"
                    "request.name;\nasync () => {\n  const [first] = await request.send({});\n"
                    "  first.next.close();\n};\n"),
              ElementsAre("3 error", "4 error", "8 error"));
}

TEST_F(ModuleGraphs, ABarrelOfAMillionNames) {
  const auto barrel = [&](int count) {
    std::string text = "export {\n";
    for (int i = 0; i < count; ++i) text += fmt::format("a{},{}", i, i % 8 == 0 ? '\n' : ' ');
    return text + "load } from './api.js';\nexport { load as last } from './api.js';\n";
  };
  write("api.js", std::string(api));
  write("many.js", barrel(100'000));
  write("million.js", barrel(1'000'000));
  EXPECT_THAT(found("main.js", "import { load, last } from './many.js';\nload();\nlast();\n"),
              ElementsAre("2 error", "3 error"));
  // A source of that size is not read, and nothing is said of it.
  EXPECT_THAT(found("other.js", "import { load, last } from './million.js';\nload();\nlast();\n"), IsEmpty());
}

TEST_F(ModuleGraphs, ABarrelOfManyModules) {
  write("api.js", std::string(api));
  std::string stars;
  for (int i = 0; i < 500; ++i) stars += fmt::format("export * from './gone{}.js';\n", i);
  write("some.js", stars + "export * from './api.js';\n");
  for (int i = 500; i < 100'000; ++i) stars += fmt::format("export * from './gone{}.js';\n", i);
  write("many.js", "export * from './api.js';\n" + stars);
  EXPECT_THAT(found("main.js", "import { load } from './some.js';\nload();\n"), ElementsAre("2 error"));
  // What comes first is still found, and what is nowhere is looked for in some of them.
  EXPECT_THAT(found("other.js", "import { load, none } from './many.js';\nload();\nnone();\n"), ElementsAre("2 error"));
}

TEST_F(ModuleGraphs, ADefaultImportOfCommonJsIsAllThatItExports) {
  write("named.cjs", "exports.load = async () => fetch('/');\nexports.name = 'x';\n");
  write("again.cjs", "exports.load = require('./named.cjs').load;\n");
  write("own.cjs", "exports.default = { load: () => 1 };\nexports.load = async () => fetch('/');\n");
  EXPECT_THAT(found("main.js",
                    "import named from './named.cjs';\nimport again from './again.cjs';\nimport own from './own.cjs';\n"
                    "named.load();\nnamed.name();\nagain.load();\nown.load();\n"),
              ElementsAre("4 error", "6 error"));
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
