// What declaration files say, as it is read: a table of small files.
#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include "tests/types/print-types.h"
#include "types/declaration-reader.h"

namespace asynclint::tests {
namespace {

// The lines that a file gives, all of them.
std::string read(std::string_view text) {
  const auto rewritten = types::declaration_text(text);
  const std::string_view own = rewritten ? std::string_view(*rewritten) : text;
  const auto tree = syntax::parse(own, syntax::Grammar::typescript);
  types::TypeBuilder builder;
  types::DeclarationReader reader(*tree, types::TextForm::declarations, builder, nullptr);
  reader.read();
  return print_module(builder.view());
}

struct Case {
  std::string_view text;
  std::string_view lines;
};

void expect_all(std::span<const Case> cases) {
  for (const Case& one : cases) EXPECT_EQ(read(one.text), one.lines) << one.text;
}

TEST(Declarations, FunctionsWithTheirOverloadsAreOneValue) {
  const Case cases[] = {
      {"declare function load(path: string): Promise<string>;\n",
       "value load: (plain) => promise<plain>\n"
       "global load: value typeof load\n"},
      {"export function read(path: string, done: (error: Error | null) => void): void;\n"
       "export function read(path: string, options?: { signal?: AbortSignal }): Promise<string>;\n",
       "value read: {(plain, (type global.Error | nothing) => nothing) => nothing; "
       "(plain, optional {signal?: type global.AbortSignal}) => promise<plain>}\n"
       "export read: value typeof read\n"},
      {"export function map<T, U = T>(items: T[], each: (item: T, ...rest: any[]) => U | PromiseLike<U>): "
       "Promise<U[]>;",
       "value map: <T, U = T>(array<T>, (T, ...array<?>) => U | promise<U>) => promise<array<U>>\n"
       "export map: value typeof map\n"},
      {"export function check(this: Window, { a, b }: Options, ...rest: [x: string, y?: Promise<void>]): asserts a is "
       "string;\n"
       "interface Options { a: string; b: number }\n",
       "value check: (Options, plain, optional promise<nothing>) => nothing\n"
       "type Options: {a: plain; b: plain}\n"
       "export Options: type Options\n"
       "export check: value typeof check\n"},
  };
  expect_all(cases);
}

TEST(Declarations, ClassesAreAValueAndAType) {
  const Case cases[] = {
      {"export declare class Store<T> extends Base<T, string> {\n"
       "  constructor(private readonly url: string, public name?: string);\n"
       "  private secret: string;\n"
       "  #hidden: number;\n"
       "  static open<T>(url: string): Promise<Store<T>>;\n"
       "  get size(): number;\n"
       "  set limit(value: Promise<number>);\n"
       "  load(key: string): Promise<T>;\n"
       "  load(key: string, done: () => void): this;\n"
       "  protected clear?(): Promise<void>;\n"
       "}\n"
       "declare class Base<A, B> { a: A; static made: Base<any, any> }\n"
       "export {};\n",
       "value Store: {new <T>(plain, optional plain) => Store<T>; "
       "open: <T>(plain) => promise<Store<T>>} of typeof Base\n"
       "type Store<T>: {name: plain; size: plain; limit: promise<plain>; "
       "load: {(plain) => promise<T>; (plain, () => nothing) => this}; clear?: () => promise<nothing>} "
       "of Base<T, plain>\n"
       "value Base: {new <A, B>(...array<?>) => Base<A, B>; made: Base<?, ?>}\n"
       "type Base<A, B>: {a: A}\n"
       "export Store: value typeof Store, type Store\n"},
      {"declare class Job<T> implements PromiseLike<T>, Runnable { then(done: (value: T) => void): void }\n"
       "interface Runnable {}\n",
       "value Job: {new <T>(...array<?>) => Job<T>}\n"
       "type Job<T>: {then: ((T) => nothing) => nothing} of promise<T>\n"
       "type Runnable: {}\n"
       "global Job: value typeof Job, type Job\n"
       "global Runnable: type Runnable\n"},
      {"export default class extends Promise<string> {}\n",
       "value default: {new (...array<?>) => default} of global.Promise\n"
       "type default: {} of promise<plain>\n"
       "export default: value typeof default, type default\n"},
      {"declare const Base: typeof Store & Mixin;\n"
       "declare class Shop extends Base {}\n"
       "declare class Store {}\n"
       "declare interface Mixin {}\n",
       "value Base: typeof Store & Mixin\n"
       "value Shop: {new (...array<?>) => Shop} of typeof Base\n"
       "type Shop: {} of instance<typeof Base>\n"
       "value Store: {new (...array<?>) => Store}\n"
       "type Store: {}\n"
       "type Mixin: {}\n"
       "global Base: value typeof Base\n"
       "global Mixin: type Mixin\n"
       "global Shop: value typeof Shop, type Shop\n"
       "global Store: value typeof Store, type Store\n"},
  };
  expect_all(cases);
}

TEST(Declarations, InterfacesOfOneNameAreMerged) {
  const Case cases[] = {
      {"interface Box<T> extends Iterable<T> { get(): T }\n"
       "interface Box<U> { set(value: U): Promise<U>; get(key: string): U; readonly name?: string }\n"
       "declare var Box: { new <T>(value: T): Box<T>; of: typeof of };\n"
       "declare function of(): Box<string>;\n",
       "value Box: {new <T>(T) => Box<T>; of: typeof of}\n"
       "type Box<T>: {get: {() => T; (plain) => T}; set: (T) => promise<T>; name?: plain} of iterator<T>\n"
       "value of: () => Box<plain>\n"
       "global Box: value typeof Box, type Box\n"
       "global of: value typeof of\n"},
      {"interface Callable { (url: string): Promise<Response>; new (url: string): Callable; [name: string]: any; \n"
       "  [Symbol.asyncIterator](): AsyncIterator<string>; \"quoted name\": 5; 7: null }\n",
       "type Callable: {(plain) => promise<type global.Response>; new (plain) => Callable; "
       "[Symbol.asyncIterator]: () => stream<plain>; quoted name: plain; 7: nothing}\n"
       "global Callable: type Callable\n"},
      {"declare class Job { run(): Promise<void> }\n"
       "interface Job { stop(): void }\n"
       "declare namespace Job { interface Options { signal: AbortSignal } const jobs: Job[] }\n"
       "declare function start(options: Job.Options): Job;\n",
       "value Job: {new (...array<?>) => Job; jobs: typeof Job.jobs}\n"
       "type Job: {run: () => promise<nothing>; stop: () => nothing}\n"
       "inside Job Options: type Job.Options\n"
       "inside Job jobs: value typeof Job.jobs\n"
       "type Job.Options: {signal: type global.AbortSignal}\n"
       "value Job.jobs: array<Job>\n"
       "value start: (Job.Options) => Job\n"
       "global Job: value typeof Job, type Job\n"
       "global start: value typeof start\n"},
  };
  expect_all(cases);
}

TEST(Declarations, ModulesExportByAllFormsOfTheStatement) {
  const Case cases[] = {
      {"import fs, { Stats as S, type Dir } from \"node:fs\";\n"
       "import * as path from \"node:path\";\n"
       "import http = require(\"http\");\n"
       "import Reader = fs.Reader;\n"
       "export { S as Stats, Dir, path, http, Reader };\n"
       "export * from \"./other\";\n"
       "export * as all from \"./all\";\n"
       "export { default, default as again } from \"./default\";\n"
       "export type { T } from \"./t\";\n",
       "export Dir: value import(node:fs).Dir, type type import(node:fs).Dir\n"
       "export Reader: value import(node:fs).default.Reader, type type import(node:fs).default.Reader\n"
       "export Stats: value import(node:fs).Stats, type type import(node:fs).Stats\n"
       "export T: value import(./t).T, type type import(./t).T\n"
       "export again: value import(./default).default, type type import(./default).default\n"
       "export all: value import(./all), type type import(./all)\n"
       "export default: value import(./default).default, type type import(./default).default\n"
       "export http: value require(http), type type require(http)\n"
       "export path: value import(node:path), type type import(node:path)\n"
       "star ./other\n"},
      {"declare const _default: { run(): Promise<void> };\nexport default _default;\n",
       "value _default: {run: () => promise<nothing>}\n"
       "export default: value typeof _default\n"},
      {"declare function api(): Promise<void>;\n"
       "declare namespace api { interface Options<T = any> { value: T } let version: string; }\n"
       "export = api;\nexport as namespace Api;\n",
       "value api: {() => promise<nothing>; version: typeof api.version}\n"
       "inside api Options: type api.Options\n"
       "inside api version: value typeof api.version\n"
       "type api.Options<T>: {value: T}\n"
       "value api.version: plain\n"
       "export Options: type api.Options\n"
       "export version: value typeof api.version\n"
       "whole typeof api\n"
       "global Api: value typeof api\n"},
      {"declare module \"a\" { function f(): Promise<b.T>; import * as b from \"b\"; }\n"
       "declare module \"b\" { export interface T {} const hidden: 1; export {}; }\n"
       "declare module \"*.css\";\n",
       "value f: () => promise<type import(b).T>\n"
       "type T: {}\n"
       "value hidden: plain\n"
       "module a\n"
       "export f: value typeof f\n"
       "module b\n"
       "export T: type T\n"
       "module *.css\n"},
      {"import { A } from \"a\";\n"
       "declare global { interface Window { job: A } function later(): Promise<void>; }\n"
       "declare module \"express\" { interface Request { user: A } }\n",
       "type Window: {job: type import(a).A}\n"
       "value later: () => promise<nothing>\n"
       "type Request: {user: type import(a).A}\n"
       "module express\n"
       "export Request: type Request\n"
       "global Window: type Window\n"
       "global later: value typeof later\n"},
  };
  expect_all(cases);
}

TEST(Declarations, TypeExpressionsKeepWhatIsAsynchronousInThem) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"any", "?"},
      {"unknown", "?"},
      {"string | undefined | null | 5", "plain | nothing"},
      {"string | any", "?"},
      {"never | string", "plain"},
      {"Promise<void> & { abort(): void }", "promise<nothing> & {abort: () => nothing}"},
      {"readonly (Promise<string>)[]", "array<promise<plain>>"},
      {"[a: string, b?: Promise<number>, ...rest: Date[]]", "array<plain | promise<plain> | type global.Date>"},
      {"Map<string, Set<ReadonlyArray<string>>>", "map<plain, set<array<plain>>>"},
      {"AsyncGenerator<string, void> | IterableIterator<number>", "stream<plain> | iterator<plain>"},
      {"(...args: any[]) => Promise<void>", "(...array<?>) => promise<nothing>"},
      {"new (x?: string) => Date", "{new (optional plain) => type global.Date}"},
      {"import(\"./a\").B<Promise<string>>", "type import(./a).B<promise<plain>>"},
      {"typeof import(\"./a\")", "import(./a)"},
      {"import(\"./a\").B.C[]", "array<type import(./a).B.C>"},
      {"typeof setTimeout", "global.setTimeout"},
      {"keyof Date", "plain"},
      {"Date[\"getTime\"]", "type global.Date.getTime"},
      {"Date[\"a\" | \"b\"]", "type global.Date.a | type global.Date.b"},
      {"Date[number]", "element<type global.Date>"},
      {"Awaited<Foo>", "awaited<type global.Foo>"},
      {"ReturnType<typeof load>", "result<global.load>"},
      {"InstanceType<typeof Store>", "instance<global.Store>"},
      {"Partial<Readonly<Foo>>", "type global.Foo"},
      {"Omit<Foo, \"a\">", "type global.Foo"},
      {"Record<string, Promise<void>>", "{[any]: promise<nothing>}"},
      {"Foo extends Promise<infer U> ? U : never", "awaited<type global.Foo>"},
      {"Foo extends (...args: any) => infer R ? R : any", "result<type global.Foo>"},
      {"Foo extends string ? Promise<void> : Foo extends Bar ? never : Date", "promise<nothing> | type global.Date"},
      {"Foo extends Bar<infer U> ? U : string", "?"},
      {"Foo extends Bar ? void : Promise<void>", "?"},
      {"Foo extends unknown ? Promise<void> : void", "promise<nothing>"},
      {"{ [K in keyof Foo]?: Foo[K] }", "type global.Foo"},
      {"{ [K in keyof Foo]: (value: Foo[K]) => Promise<K> }", "{[any]: (?) => promise<plain>}"},
      {"`a${string}`", "plain"},
      {"unique symbol", "plain"},
      {"bigint", "plain"},
      {"{}", "?"},
      {"object", "?"},
      {"globalThis.Response", "type global.Response"},
      {"NodeJS.Timeout", "type global.NodeJS.Timeout"},
  };
  for (const auto& [text, printed] : cases)
    EXPECT_EQ(read("type T = [" + std::string(text) + ", never];"),
              "type T: array<" + std::string(printed) + ">\nglobal T: type T\n");
}

TEST(Declarations, WordsOfTheLanguageAreNames) {
  const Case cases[] = {
      {"interface A { abstract?: Promise<void>; using(using: string, await?: number): void; in: string; get: string "
       "}\n",
       "type A: {abstract?: promise<nothing>; using: (plain, optional plain) => nothing; in: plain; get: plain}\n"
       "global A: type A\n"},
      {"declare class A { accessor(x: string): Promise<void>; accessor b: string; abstract abstract: string }\n",
       "value A: {new (...array<?>) => A}\n"
       "type A: {accessor: (plain) => promise<nothing>; b: plain; abstract: plain}\n"
       "global A: value typeof A, type A\n"},
      {"export default function (path: string): Promise<void>;\n",
       "value $default: (plain) => promise<nothing>\n"
       "export default: value typeof $default\n"},
      {"export type * from './a';\nexport type * as b from './b';\nexport { a as c, in as d, out as e } from 'f';\n",
       "export b: value import(./b), type type import(./b)\n"
       "export c: value import(f).a, type type import(f).a\n"
       "export d: value import(f).in, type type import(f).in\n"
       "export e: value import(f).out, type type import(f).out\n"
       "star ./a\n"},
      {"interface A<in T, /* out */ out U, in out V> { a: T; b: U; c: V }\n",
       "type A<T, U, V>: {a: T; b: U; c: V}\n"
       "global A: type A\n"},
      {"type A = [object: string, number?: Promise<void>];\n",
       "type A: array<plain | promise<nothing>>\n"
       "global A: type A\n"},
      {"declare module \"a\" {\n  global { function f(): void }\n  const abstract: string;\n}\n",
       "value f: () => nothing\n"
       "value abstract: plain\n"
       "module a\n"
       "export abstract: value typeof abstract\n"
       "global f: value typeof f\n"},
      {"// don't\ninterface A { a: import('x', { with: { 'resolution-mode': 'import' } }).B<'it'>; }\n",
       "type A: {a: type import(x).B<\"it\">}\n"
       "global A: type A\n"},
  };
  expect_all(cases);
}

TEST(Declarations, MembersAreFoundByTypesOfNames) {
  EXPECT_EQ(read("interface Results<T> { default: Promise<T>; pipeline: Chain }\n"
                 "interface Chain {}\n"
                 "interface Context { type: keyof Results<any> }\n"
                 "type Result<T, C extends Context> = Results<T>[C[\"type\"]];\n"
                 "type Either<K extends \"a\" | \"b\"> = { a: 1 }[K];\n"),
            "type Results<T>: {default: promise<T>; pipeline: Chain}\n"
            "type Chain: {}\n"
            "type Context: {type: plain}\n"
            "type Result<T, C extends Context>: Results<T>[C.type]\n"
            "type Either<K extends \"a\" | \"b\">: {a: plain}[K]\n"
            "global Chain: type Chain\n"
            "global Context: type Context\n"
            "global Either: type Either\n"
            "global Result: type Result\n"
            "global Results: type Results\n");
}

TEST(Declarations, FilesThatReferToOthersAreReadWithThem) {
  const std::string_view first =
      "/* Licence */\n/// <reference types=\"node\" />\n/// <reference path=\"./query.d.ts\" />\n"
      "/// <reference path='./other.d.ts' />\n\ndeclare module 'db' { function find(): Query; }\n"
      "/// <reference path=\"./late.d.ts\" />\n";
  EXPECT_EQ(types::referenced_paths(first), (std::vector<std::string_view>{"./query.d.ts", "./other.d.ts"}));
  const auto tree = syntax::parse(first, syntax::Grammar::typescript);
  const auto other =
      syntax::parse("declare module 'db' { interface Query { exec(): Promise<void> } }\n", syntax::Grammar::typescript);
  types::TypeBuilder builder;
  types::DeclarationReader reader(*tree, types::TextForm::declarations, builder, nullptr);
  reader.add(*other);
  reader.read();
  EXPECT_EQ(print_module(builder.view()),
            "value find: () => Query\n"
            "type Query: {exec: () => promise<nothing>}\n"
            "module db\n"
            "export Query: type Query\n"
            "export find: value typeof find\n");
  EXPECT_EQ(types::module_for(builder.view(), "db"), 1U);
  EXPECT_EQ(types::module_for(builder.view(), "else"), 0U);
}

TEST(Declarations, LinesAreThoseOfTheFile) {
  const std::string text = "export const a: import(\n'x').B;\n\ninterface C<in T> {\n  b(): void;\n}\n";
  const auto rewritten = types::declaration_text(text);
  ASSERT_TRUE(rewritten);
  EXPECT_EQ(std::ranges::count(*rewritten, '\n'), 6);
  const auto tree = syntax::parse(*rewritten, syntax::Grammar::typescript);
  types::TypeBuilder builder;
  types::DeclarationReader reader(*tree, types::TextForm::declarations, builder, nullptr);
  reader.read();
  const types::ModuleTypes& types = builder.view();
  EXPECT_EQ(types.declarations[0].line, 1U);
  EXPECT_EQ(types.declarations[1].line, 4U);
  EXPECT_EQ(types.members[0].line, 5U);
  EXPECT_EQ(types.signatures[0].line, 5U);
}

TEST(Declarations, NamesThatAFileDeclaresAreItsOwn) {
  EXPECT_EQ(read("export class Promise<T> {}\nexport type T = Promise<string>;\n"),
            "value Promise: {new <T>(...array<?>) => Promise<T>}\n"
            "type Promise<T>: {}\n"
            "type T: Promise<plain>\n"
            "export Promise: value typeof Promise, type Promise\n"
            "export T: type T\n");
  // What everybody sees is only added to.
  EXPECT_EQ(read("interface Promise<T> { done(): void }\ntype T = Promise<string>;\n"),
            "type Promise<T>: {done: () => nothing}\n"
            "type T: promise<plain>\n"
            "global Promise: type Promise\n"
            "global T: type T\n");
}

}  // namespace
}  // namespace asynclint::tests
