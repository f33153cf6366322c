// Types followed from module to module, over small declarations, without a tree, a disk or the platform's own table.
#include "types/type-walk.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "types/declaration-reader.h"

namespace asynclint::tests {
namespace {

using types::Argument;
using types::FoundModule;
using types::ImportSyntax;
using types::ModuleTypes;
using types::TypeKind;
using types::TypeRef;
using types::TypeWalk;

std::unique_ptr<types::TypeBuilder> declared_in(std::string_view text) {
  auto builder = std::make_unique<types::TypeBuilder>();
  const auto tree = syntax::parse(text, syntax::Grammar::typescript);
  types::DeclarationReader(*tree, types::TextForm::declarations, *builder, nullptr).read();
  return builder;
}

// The little that the tests need of the platform.
constexpr std::string_view platform_text =
    "interface Promise<T> { then<R>(done: (value: T) => R): Promise<R>; catch(f: () => void): Promise<T> }\n"
    "interface Array<T> { map<U>(f: (value: T) => U): U[]; length: number; first(): T }\n"
    "interface Map<K, V> { get(key: K): V | undefined }\n"
    "interface Set<T> { only(): T }\n"
    "declare function fetch(url: string): Promise<Answer>;\n"
    "interface Answer { json(): Promise<any>; ok: boolean }\n";

class Sources final : public types::ModuleSource {
 public:
  Sources() : platform_(declared_in(platform_text)) {}

  void add(const std::string& name, std::string_view text) { modules_[name] = declared_in(text); }

  [[nodiscard]] FoundModule find(const ModuleTypes* /*from*/, std::string_view specifier,
                                 ImportSyntax /*syntax*/) const override {
    ++asked;
    const auto found = modules_.find(std::string(specifier));
    return found == modules_.end() ? FoundModule{} : FoundModule{&found->second->view(), 0};
  }
  [[nodiscard]] const ModuleTypes& platform() const override { return platform_->view(); }

  mutable int asked = 0;

 private:
  std::unique_ptr<types::TypeBuilder> platform_;
  std::map<std::string, std::unique_ptr<types::TypeBuilder>> modules_;
};

class TypeWalks : public testing::Test {
 protected:
  // The value that the module "m" exports under a name; its text is given once.
  TypeRef of(std::string_view name) { return walk_.imported("m", ImportSyntax::import_, std::span(&name, 1)); }
  void module(std::string_view text) { sources_.add("m", text); }

  // `promise<plain>`, `array<object>`, `a | b`: what a type is, as far as it has parts of its own.
  std::string shown(TypeRef type, int depth = 0) {
    if (depth == 0) walk_.begin();
    const TypeRef head = walk_.head(type);
    if (!head || depth > 6) return "?";
    const types::TypeNode node = head.node();
    const auto part = [&](types::TypeId id) { return shown({head.module, id, head.environment}, depth + 1); };
    switch (node.kind) {
      case TypeKind::plain: return node.a == 0 ? "plain" : "'" + std::string(head.module->name(node.a)) + "'";
      case TypeKind::nothing: return "nothing";
      case TypeKind::never: return "never";
      case TypeKind::promise: return "promise<" + part(node.a) + ">";
      case TypeKind::array: return "array<" + part(node.a) + ">";
      case TypeKind::set: return "set<" + part(node.a) + ">";
      case TypeKind::stream: return "stream<" + part(node.a) + ">";
      case TypeKind::iterator: return "iterator<" + part(node.a) + ">";
      case TypeKind::map: return "map<" + part(node.a) + ", " + part(node.b) + ">";
      case TypeKind::object: return "object";
      case TypeKind::union_: {
        std::string text;
        for (const TypeRef one : walk_.alternatives(head)) text += (text.empty() ? "" : " | ") + shown(one, depth + 1);
        return text;
      }
      case TypeKind::intersection: return "intersection";
      default: return TypeWalk::is_open(head) ? "open" : "?";
    }
  }
  TypeRef call(TypeRef callee, std::vector<Argument> arguments = {}, std::vector<TypeRef> type_arguments = {}) {
    walk_.begin();
    return walk_.call(callee, arguments, type_arguments).result;
  }
  TypeRef member(TypeRef object, std::string_view name) {
    walk_.begin();
    return walk_.member(object, name);
  }
  static Argument text(std::string_view literal) { return {{}, false, true, false, literal}; }
  static Argument number() { return {{}, false, true, false, {}}; }
  static Argument function(TypeRef type = {}) { return {type, true, false, false, {}}; }
  static Argument of_type(TypeRef type) { return {type, false, false, false, {}}; }

  Sources sources_;
  TypeWalk walk_{&sources_, nullptr};
};

TEST_F(TypeWalks, MembersAreTheirOwnThenThoseOfWhatIsExtended) {
  module(
      "interface Base { close(): Promise<void>; name: string; self(): this }\n"
      "interface Middle extends Base { name: 'middle' }\n"
      "interface Store extends Middle { save(): Promise<number>; [other: string]: unknown }\n"
      "export declare const store: Store;\n"
      "export declare const both: { a: Promise<void> } & Base;\n"
      "export declare const bag: { [name: string]: Promise<void>; known: number };\n");
  EXPECT_EQ(shown(call(member(of("store"), "save"))), "promise<plain>");
  EXPECT_EQ(shown(call(member(of("store"), "close"))), "promise<nothing>");
  EXPECT_EQ(shown(member(of("store"), "name")), "'middle'");
  EXPECT_EQ(shown(call(member(call(member(of("store"), "self")), "save"))), "promise<plain>") << "`this` is the store";
  EXPECT_EQ(shown(member(of("store"), "missing")), "?");
  EXPECT_EQ(shown(member(of("both"), "a")), "promise<nothing>");
  EXPECT_EQ(shown(call(member(of("both"), "close"))), "promise<nothing>");
  EXPECT_EQ(shown(member(of("bag"), "known")), "plain");
  EXPECT_EQ(shown(member(of("bag"), "whatever")), "promise<nothing>");
  EXPECT_EQ(shown(member(of("nobody"), "x")), "?");
}

TEST_F(TypeWalks, OverloadsAreChosenByWhatIsPassed) {
  module(
      "export declare function read(path: string): Promise<string>;\n"
      "export declare function read(path: string, done: (text: string) => void): void;\n"
      "export declare function on(event: string, f: () => void): void;\n"
      "export declare function on(event: 'open'): Promise<void>;\n"
      "export declare function on(event: 'open' | 'close', f: () => void): number[];\n"
      "export declare function emit(event: 'open' | 'close'): number[];\n"
      "export declare function emit(event: string): Promise<void>;\n"
      "export declare function some(...all: number[]): Set<number>;\n"
      "export declare function one(a: number, b?: number): Promise<number>;\n");
  EXPECT_EQ(shown(call(of("read"), {text("x")})), "promise<plain>");
  EXPECT_EQ(shown(call(of("read"), {text("x"), function()})), "nothing");
  EXPECT_EQ(shown(call(of("on"), {text("open")})), "promise<nothing>");
  EXPECT_EQ(shown(call(of("on"), {text("close"), function()})), "nothing") << "of a union, the first that fits";
  EXPECT_EQ(shown(call(of("emit"), {text("close")})), "array<plain>");
  EXPECT_EQ(shown(call(of("emit"), {text("other")})), "promise<nothing>");
  EXPECT_EQ(shown(call(of("on"), {text("other"), function()})), "nothing");
  EXPECT_EQ(shown(call(of("some"), {number(), number(), number()})), "set<plain>");
  EXPECT_EQ(shown(call(of("one"))), "promise<plain>") << "the only signature is meant, whatever is passed";
}

TEST_F(TypeWalks, TypeParametersAreInferred) {
  module(
      "interface Row { save(): Promise<void> }\n"
      "export declare const row: Row;\n"
      "export declare const rows: Row[];\n"
      "export declare const later: Promise<Row>;\n"
      "export declare const make: () => Row;\n"
      "export declare const laters: () => Promise<Row>;\n"
      "export declare function same<T>(value: T): T;\n"
      "export declare function first<T>(all: T[]): T;\n"
      "export declare function wait<T>(value: Promise<T>): T;\n"
      "export declare function run<T>(f: () => T): T;\n"
      "export declare function pair<A, B = A>(a: A): Map<A, B>;\n"
      "export declare function typed<T = Promise<void>>(): T;\n"
      "export declare function limited<T extends Row>(): T;\n"
      "export declare class Box<T> { constructor(value: T); get(): T; map<U>(f: (value: T) => U): Box<U> }\n");
  EXPECT_EQ(shown(call(member(call(of("same"), {of_type(of("row"))}), "save"))), "promise<nothing>");
  EXPECT_EQ(shown(call(member(call(of("first"), {of_type(of("rows"))}), "save"))), "promise<nothing>");
  EXPECT_EQ(shown(call(member(call(of("wait"), {of_type(of("later"))}), "save"))), "promise<nothing>");
  EXPECT_EQ(shown(call(member(call(of("run"), {function(of("make"))}), "save"))), "promise<nothing>");
  EXPECT_EQ(shown(call(of("run"), {function(of("laters"))})), "promise<object>");
  EXPECT_EQ(shown(call(of("pair"), {of_type(of("later"))})), "map<promise<object>, promise<object>>");
  EXPECT_EQ(shown(call(of("typed"))), "promise<nothing>") << "the default";
  EXPECT_EQ(shown(call(of("typed"), {}, {of("row")})), "object") << "what is written";
  EXPECT_EQ(shown(call(member(call(of("limited")), "save"))), "promise<nothing>") << "the constraint";
  EXPECT_EQ(shown(call(of("same"), {of_type({})})), "?");
  walk_.begin();
  const std::vector<Argument> given{of_type(of("row"))};
  const TypeRef box = walk_.construct(of("Box"), given);
  EXPECT_EQ(shown(call(member(call(member(box, "get")), "save"))), "promise<nothing>");
  const TypeRef mapped = call(member(box, "map"), {function(of("laters"))});
  EXPECT_EQ(shown(call(member(mapped, "get"))), "promise<object>");
}

TEST_F(TypeWalks, AwaitingGoesThroughPromisesThenablesAndUnions) {
  module(
      "interface Query extends Promise<string[]> { cancel(): void }\n"
      "interface Thenable { then(done: (value: number[]) => void, failed?: () => void): void }\n"
      "export declare const nested: Promise<Promise<Promise<number>>>;\n"
      "export declare const query: Query;\n"
      "export declare const thenable: Thenable;\n"
      "export declare const either: Promise<Set<number>> | number[] | undefined;\n"
      "export declare const plain: number;\n"
      "export declare const mixed: Promise<number> & { extra: string };\n");
  EXPECT_EQ(shown(walk_.awaited(of("nested"))), "plain");
  EXPECT_EQ(shown(walk_.awaited(of("query"))), "array<plain>");
  EXPECT_EQ(shown(walk_.awaited(of("thenable"))), "array<plain>");
  EXPECT_EQ(shown(walk_.awaited(of("either"))), "set<plain> | array<plain> | nothing");
  EXPECT_EQ(shown(walk_.awaited(of("plain"))), "plain");
  EXPECT_EQ(shown(walk_.awaited(of("mixed"))), "plain");
  EXPECT_TRUE(walk_.base_of_kind(of("query"), TypeKind::promise));
  EXPECT_FALSE(walk_.base_of_kind(of("thenable"), TypeKind::promise).is(TypeKind::promise));
  EXPECT_EQ(shown(walk_.awaited({})), "?");
}

TEST_F(TypeWalks, ChainsGiveWhatTheirCallbackGives) {
  module(
      "export declare const later: Promise<number>;\nexport declare const toList: (n: number) => string[];\n"
      "export declare const toLater: (n: number) => Promise<string[]>;\n");
  const auto then = [&](std::string_view callback) {
    const TypeRef method = walk_.question_member(of("later"), "then");
    return walk_.awaited(call(method, {function(of(callback))}));
  };
  EXPECT_EQ(shown(then("toList")), "array<plain>");
  EXPECT_EQ(shown(then("toLater")), "array<plain>");
  EXPECT_EQ(shown(call(walk_.question_member(of("later"), "catch"), {function()})), "promise<plain>");
}

TEST_F(TypeWalks, UnionsAreAskedPartByPart) {
  module(
      "interface A { go(): Promise<void>; x: number }\ninterface B { go(): number[]; y: string }\n"
      "export declare const one: A | B;\nexport declare const maybe: A | undefined;\n"
      "export declare const call: (() => Promise<void>) | (() => Set<number>) | undefined;\n"
      "export declare const key: A['go' | 'x'];\n");
  EXPECT_EQ(shown(call(member(of("one"), "go"))), "promise<nothing> | array<plain>");
  EXPECT_EQ(shown(call(member(of("maybe"), "go"))), "promise<nothing>");
  EXPECT_EQ(shown(member(of("one"), "x")), "plain");
  EXPECT_EQ(shown(call(of("call"))), "promise<nothing> | set<plain>");
  EXPECT_EQ(shown(of("key")), "object | plain");
  EXPECT_TRUE(walk_.is_callable(of("call")));
  EXPECT_FALSE(walk_.is_callable(of("one")));
}

TEST_F(TypeWalks, IterationsGiveElements) {
  module(
      "interface Pages { [Symbol.asyncIterator](): AsyncIterator<Promise<void>> }\n"
      "interface List extends Array<Set<number>> { extra: string }\n"
      "export declare const all: Promise<number>[];\nexport declare const set: Set<string>;\n"
      "export declare const pages: Pages;\nexport declare const list: List;\n"
      "export declare const tuple: [number, Promise<void>];\n");
  EXPECT_EQ(shown(walk_.element(of("all"))), "promise<plain>");
  EXPECT_EQ(shown(walk_.element(of("set"))), "plain");
  EXPECT_EQ(shown(walk_.element(of("pages"))), "promise<nothing>");
  EXPECT_EQ(shown(walk_.element(of("list"))), "set<plain>");
  EXPECT_EQ(shown(walk_.element(of("tuple"))), "plain | promise<nothing>");
  EXPECT_EQ(shown(call(member(of("all"), "first"))), "promise<plain>") << "the platform's own array";
}

TEST_F(TypeWalks, ParametersOfCallbacksAreWhatTheSignatureSays) {
  module(
      "interface Row { save(): Promise<void> }\nexport declare const rows: Row[];\n"
      "export declare function each<T>(all: T[], f: (row: T, index: number) => void): void;\n"
      "export declare class Job { constructor(run: (row: Row) => void) }\n");
  const std::vector<Argument> given{of_type(of("rows")), function()};
  walk_.begin();
  const TypeRef row = walk_.parameter_of_callback(of("each"), given, 1, 0, false);
  EXPECT_EQ(shown(call(member(row, "save"))), "promise<nothing>");
  EXPECT_EQ(shown(walk_.parameter_of_callback(of("each"), given, 1, 1, false)), "plain");
  EXPECT_EQ(shown(walk_.parameter_of_callback(of("each"), given, 1, 2, false)), "?");
  const std::vector<Argument> run{function()};
  EXPECT_EQ(shown(walk_.parameter_of_callback(of("Job"), run, 0, 0, true)), "object");
}

TEST_F(TypeWalks, ModulesAreFollowedThroughWhatTheyReExport) {
  sources_.add("a", "export * from 'b';\nexport { load as again } from 'b';\nexport * as all from 'b';\n");
  sources_.add("b", "export * from 'a';\nexport declare function load(): Promise<void>;\nexport { x } from 'a';\n");
  sources_.add("m", "export * from 'gone';\nexport * from 'a';\n");
  EXPECT_EQ(shown(call(of("load"))), "promise<nothing>");
  EXPECT_EQ(shown(call(of("again"))), "promise<nothing>");
  EXPECT_EQ(shown(call(member(of("all"), "load"))), "promise<nothing>");
  EXPECT_EQ(shown(of("x")), "?") << "a circle";
  EXPECT_EQ(shown(of("missing")), "?");
  const TypeRef whole = walk_.imported("a", ImportSyntax::import_, {});
  EXPECT_EQ(shown(call(member(whole, "load"))), "promise<nothing>");
  EXPECT_EQ(shown(walk_.imported("gone", ImportSyntax::import_, {})), "?");
}

TEST_F(TypeWalks, GlobalsAreThoseOfThePlatform) {
  const TypeRef answer = walk_.awaited(call(walk_.global("fetch"), {text("/")}));
  EXPECT_EQ(shown(call(member(answer, "json"))), "promise<?>");
  EXPECT_EQ(shown(member(answer, "ok")), "plain");
  EXPECT_EQ(shown(walk_.global("nothing")), "?");
}

TEST(OpenTypeWalks, WithoutASourceQuestionsStay) {
  TypeWalk walk(nullptr, nullptr);
  const std::string_view name = "open";
  const TypeRef open = walk.imported("db", ImportSyntax::import_, std::span(&name, 1));
  EXPECT_TRUE(TypeWalk::is_open(walk.head(open)));
  const TypeRef called = walk.call(open, {}).result;
  EXPECT_TRUE(called.is(TypeKind::call_of));
  const TypeRef db = walk.awaited(called);
  EXPECT_TRUE(db.is(TypeKind::awaited));
  const TypeRef query = walk.member(db, "query");
  EXPECT_TRUE(query.is(TypeKind::member_of));
  EXPECT_TRUE(walk.element(walk.call(query, {}).result).is(TypeKind::element_of));
  EXPECT_TRUE(walk.construct(walk.member(open, "Pool"), {}).is(TypeKind::new_of));
  EXPECT_TRUE(TypeWalk::is_open(walk.head(walk.global("fetch"))));
  EXPECT_FALSE(TypeWalk::is_open(walk.head(walk.plain())));
  // A module that asks it later gets the answer.
  Sources sources;
  sources.add("db", "interface Db { query(): Promise<number[]> }\nexport declare function open(): Promise<Db>;\n");
  const TypeRef kept{&walk.own().view(), walk.call(query, {}).result.id, nullptr};
  TypeWalk other(&sources, nullptr);
  EXPECT_TRUE(other.head(kept).is(TypeKind::promise));
  EXPECT_TRUE(other.awaited(kept).is(TypeKind::array));
}

TEST_F(TypeWalks, BoundsHold) {
  std::string text = "export declare function f0<T>(x: T): T | T[];\n";
  for (int i = 1; i < 40; ++i)
    text += "export interface N" + std::to_string(i) + " extends N" + std::to_string(i + 1) + ", N" +
            std::to_string(i + 2) + " { m" + std::to_string(i) + "(): N" + std::to_string(i + 1) + " | N" +
            std::to_string(i + 2) + " }\n";
  text +=
      "export declare const deep: N1;\n"
      "type Loop = Loop[];\ninterface Grow<T> { next: Grow<Grow<T>>; value: T }\n"
      "type A = B;\ntype B = A;\n"
      "export declare const loop: Loop;\nexport declare const grow: Grow<number>;\nexport declare const circle: A;\n"
      "export interface Self extends Self { x: number }\nexport declare const self: Self;\n"
      "export declare const forever: { then(done: (value: typeof forever) => void): void };\n";
  module(text);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(shown(member(of("deep"), "missing")), "?");
  EXPECT_EQ(shown(of("circle")), "?");
  EXPECT_EQ(shown(member(of("self"), "x")), "plain");
  EXPECT_EQ(shown(member(of("self"), "y")), "?");
  TypeRef grown = of("grow");
  TypeRef looped = of("loop");
  for (int i = 0; i < 200; ++i) {
    grown = member(grown, "next");
    walk_.begin();
    looped = walk_.element(looped);
  }
  static_cast<void>(shown(member(grown, "value")));
  EXPECT_EQ(walk_.head(looped).is(TypeKind::array) || !walk_.head(looped), true);
  walk_.begin();
  static_cast<void>(shown(walk_.awaited(of("forever"))));
  TypeRef chained = of("f0");
  for (int i = 0; i < 30; ++i) chained = call(of("f0"), {of_type(chained)});
  static_cast<void>(shown(chained));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace asynclint::tests
