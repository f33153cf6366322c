// What the annotations and comments of a program say.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "syntax/views.h"
#include "tests/types/print-types.h"
#include "types/declaration-reader.h"

namespace asynclint::tests {
namespace {

using syntax::Kind;
using syntax::Node;
using types::TypeId;

// A program whose annotations can be asked for by the name of what they annotate.
class Program final : public types::LocalTypes {
 public:
  explicit Program(std::string_view text, syntax::Grammar grammar = syntax::Grammar::typescript)
      : tree_(syntax::parse(text, grammar)), reader_(*tree_, types::TextForm::source, builder_, this) {
    reader_.read();
  }

  TypeId instance(Node class_node) override { return local("instance of " + std::string(name_of(class_node))); }
  TypeId value(Node identifier) override { return local("value of " + std::string(identifier.text())); }

  // Of the last variable, parameter, field or function of that name with an annotation.
  std::string annotated(std::string_view name) {
    Node found;
    visit(tree_->root(), [&](Node node) {
      const Node annotation =
          node.child(node.child(syntax::Field::return_type) ? syntax::Field::return_type : syntax::Field::type);
      Node key = node.child(syntax::Field::pattern);
      if (!key) key = node.child(syntax::Field::name);
      if (annotation && key && key.text() == name) found = annotation;
    });
    return print(reader_.type_of(found));
  }
  // Of the function of that name.
  std::string signature(std::string_view name) {
    return print_signature(builder_.view(), reader_.signature_of(function(name)));
  }
  // A comment's type, as if it stood at the function of that name.
  std::string comment(std::string_view text, std::string_view place = "") {
    return print(reader_.type_of_text(text, place.empty() ? tree_->root() : function(place)));
  }
  std::string exported_types() {
    std::string text;
    for (const types::Export& one : reader_.exported_types()) {
      if (one.value == 0 && one.type == 0) continue;
      text += std::string(builder_.view().name(one.name)) + ':';
      if (one.value != 0) text += " value " + print(one.value);
      if (one.type != 0) text += " type " + print(one.type);
      text += '\n';
    }
    return text;
  }
  std::string value_named(std::string_view name) { return print(reader_.value_named(name)); }
  std::string declarations() { return print_module(builder_.view()); }

 private:
  template <typename Visit>
  static void visit(Node node, const Visit& visitor) {
    visitor(node);
    for (const Node child : node.children()) visit(child, visitor);
  }
  static std::string_view name_of(Node node) {
    const Node name = node.child(syntax::Field::name);
    return name ? name.text() : std::string_view{};
  }
  Node function(std::string_view name) {
    Node found;
    visit(tree_->root(), [&](Node node) {
      if (syntax::is_function_kind(node.kind()) && name_of(node) == name) found = node;
    });
    return found;
  }
  TypeId local(std::string what) {
    locals_.push_back(std::move(what));
    return builder_.add(types::TypeKind::local, static_cast<std::uint32_t>(locals_.size() - 1));
  }
  std::string print(TypeId id) {
    std::string text = print_type(builder_.view(), id);
    for (std::size_t i = 0; i < locals_.size(); ++i) {
      const std::string wanted = "local " + std::to_string(i);
      for (std::size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1))
        text.replace(at, wanted.size(), locals_[i]);
    }
    return text;
  }

  std::unique_ptr<syntax::Tree> tree_;
  types::TypeBuilder builder_;
  std::vector<std::string> locals_;
  types::DeclarationReader reader_;
};

TEST(SourceTypes, AnnotationsNameWhatTheFileHas) {
  Program program(
      "import type { User } from './user';\n"
      "import * as db from './db';\n"
      "import Client, { type Options as O } from 'client';\n"
      "interface Box<T> { load(): Promise<T> }\n"
      "type Loader = (id: string) => Promise<User>;\n"
      "enum Color { red, blue }\n"
      "class Store { }\n"
      "const config = {};\n"
      "declare function later(ms: number): Promise<void>;\n"
      "let a: Promise<User>, b: db.Row[], c: Client, d: O, e: Box<string>, f: Loader, g: Color, h: Store;\n"
      "let i: typeof config, j: typeof later, k: typeof config.name, l: ReturnType<typeof later>, m: Color.red;\n"
      "let n: Response | undefined, o: import('./x').Y, p: typeof db.open, q: Map<string, Store>;\n");
  EXPECT_EQ(program.annotated("a"), "promise<type import(./user).User>");
  EXPECT_EQ(program.annotated("b"), "array<type import(./db).Row>");
  EXPECT_EQ(program.annotated("c"), "type import(client).default");
  EXPECT_EQ(program.annotated("d"), "type import(client).Options");
  EXPECT_EQ(program.annotated("e"), "Box<plain>");
  EXPECT_EQ(program.annotated("f"), "Loader");
  EXPECT_EQ(program.annotated("g"), "plain");
  EXPECT_EQ(program.annotated("h"), "instance of Store");
  EXPECT_EQ(program.annotated("i"), "value of config");
  EXPECT_EQ(program.annotated("j"), "typeof later");
  EXPECT_EQ(program.annotated("k"), "value of config.name");
  EXPECT_EQ(program.annotated("l"), "result<typeof later>");
  EXPECT_EQ(program.annotated("m"), "plain");
  EXPECT_EQ(program.annotated("n"), "type global.Response | nothing");
  EXPECT_EQ(program.annotated("o"), "type import(./x).Y");
  EXPECT_EQ(program.annotated("p"), "import(./db).open");
  EXPECT_EQ(program.annotated("q"), "map<plain, instance of Store>");
  EXPECT_EQ(program.value_named("later"), "typeof later");
  EXPECT_EQ(program.value_named("config"), "?");
}

TEST(SourceTypes, NamesMeanWhatTheyDoAtTheirPlace) {
  Program program(
      "interface Job { outer: string }\n"
      "class Queue<T> {\n"
      "  items: T[] = [];\n"
      "  async take<U extends Job>(key: U, wait: (value: T) => Promise<U>): Promise<T> {\n"
      "    type Local = Promise<U>;\n"
      "    const first: Local = 1;\n"
      "    { interface Job { inner: Promise<string> } const second: Job = 2; }\n"
      "    const third: Job = 3;\n"
      "    return key;\n"
      "  }\n"
      "}\n");
  EXPECT_EQ(program.annotated("items"), "array<T>");
  EXPECT_EQ(program.annotated("key"), "U");
  EXPECT_EQ(program.annotated("wait"), "(T) => promise<U>");
  EXPECT_EQ(program.annotated("take"), "promise<T>");
  EXPECT_EQ(program.annotated("first"), "Local");
  EXPECT_EQ(program.signature("take"), "<U extends Job>(U, (T) => promise<U>) => promise<T>");
  program.annotated("second");
  program.annotated("third");
  const std::string declarations = program.declarations();
  EXPECT_NE(declarations.find("type Local: promise<U>\n"), std::string::npos) << declarations;
  EXPECT_NE(declarations.find("type Job: {inner: promise<plain>}\n"), std::string::npos) << declarations;
  EXPECT_NE(declarations.find("type Job: {outer: plain}\n"), std::string::npos) << declarations;
}

TEST(SourceTypes, SignaturesAreWhatIsAnnotated) {
  Program program(
      "async function load(url: string, { signal }: { signal?: AbortSignal } = {}, ...rest: number[]) {}\n"
      "function pick<T>(items: T[], done?: () => void): T | Promise<T> { return items[0]; }\n"
      "function isUser(value: unknown): value is User { return true; }\n"
      "function check(value: unknown): asserts value { }\n"
      "function plain(a, b = 2) { }\n");
  EXPECT_EQ(program.signature("load"), "(plain, optional {signal?: type global.AbortSignal}, ...array<plain>) => ?");
  EXPECT_EQ(program.signature("pick"), "<T>(array<T>, optional () => nothing) => T | promise<T>");
  EXPECT_EQ(program.signature("isUser"), "(?) => plain");
  EXPECT_EQ(program.signature("check"), "(?) => nothing");
  EXPECT_EQ(program.signature("plain"), "(?, optional ?) => ?");
}

TEST(SourceTypes, ExportedTypesAreListed) {
  Program program(
      "import { T } from './t';\n"
      "interface Own<T> {}\n"
      "export interface Options { a: Promise<void> }\n"
      "export type Alias = Own<string>;\n"
      "export class Store {}\n"
      "export const value = 1;\n"
      "export function f() {}\n"
      "export declare function g(): Promise<void>;\n"
      "export { Own as Renamed, T };\n"
      "export type { X } from './x';\n"
      "export default interface Main {}\n"
      "export enum Color { red }\n");
  EXPECT_EQ(program.exported_types(),
            "Options: type Options\n"
            "Alias: type Alias\n"
            "Store: type instance of Store\n"
            "g: value typeof g\n"
            "Color: value typeof Color type plain\n"
            "Renamed: type Own\n"
            "T: type type import(./t).T\n"
            "X: type type import(./x).X\n"
            "default: type Main\n");
}

TEST(SourceTypes, CommentsHaveFormsOfTheirOwn) {
  Program program(
      "import { Cache } from './cache.js';\n"
      "const Client = require('client');\n"
      "const { Row, Table: Grid } = require('./db');\n"
      "class Store {}\n"
      "function load() {}\n",
      syntax::Grammar::javascript);
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Promise<Store>", "promise<instance of Store>"},
      {"{Promise<string>}", "promise<plain>"},
      {"!Store", "instance of Store"},
      {"?Promise<Store>", "promise<instance of Store>"},
      {"Promise<string>=", "promise<plain>"},
      {"Promise.<!Array.<?string>>", "promise<array<plain>>"},
      {"...Promise<string>", "array<promise<plain>>"},
      {"*", "?"},
      {"Promise<*>", "promise<?>"},
      {"promise", "type global.promise"},
      {"Promise", "promise<?>"},
      {"Object", "?"},
      {"Object<string, Promise<void>>", "{[any]: promise<nothing>}"},
      {"Function", "?"},
      {"function(string, ...number): Promise<void>", "(plain, ...array<plain>) => promise<nothing>"},
      {"function(this:Store, string=): string|undefined", "((optional plain) => plain) | nothing"},
      {"function()", "() => ?"},
      {"function(new:Store, string)", "(plain) => instance of Store"},
      {"(string|Promise<string>)", "plain | promise<plain>"},
      {"{ load: () => Promise<void>, name?: string }", "{load: () => promise<nothing>; name?: plain}"},
      {"{load: function(): Promise<void>}", "{load: () => promise<nothing>}"},
      {"import('./x').Y<string>", "type import(./x).Y<plain>"},
      {"typeof import('./x')", "import(./x)"},
      {"Cache", "type import(./cache.js).Cache"},
      {"Client.Options", "type require(client).Options"},
      {"Row", "type require(./db).Row"},
      {"Promise<Grid>", "promise<type require(./db).Table>"},
      {"string[]", "array<plain>"},
      {"Array<Array<Promise<void>>>", "array<array<promise<nothing>>>"},
      {"a number of milliseconds", "?"},
      {"", "?"},
      {"<<<", "?"},
      {"Promise<", "?"},
      {"function(", "() => ?"},
      {"'a'|'b'", "\"a\" | \"b\""},
      {"string;", "?"},
  };
  for (const auto& [text, printed] : cases) EXPECT_EQ(program.comment(text, "load"), printed) << text;
}

}  // namespace
}  // namespace asynclint::tests
