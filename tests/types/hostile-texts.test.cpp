// Texts that nobody would write: what comes out does not matter, but that it ends does.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "tests/types/print-types.h"
#include "types/declaration-reader.h"

namespace asynclint::tests {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string made;
  made.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) made += text;
  return made;
}

// Everything that has an index has one that exists.
void expect_whole(const types::ModuleTypes& types) {
  using types::TypeKind;
  const auto is_type = [&](types::TypeId id) { return id < types.types.size(); };
  const auto is_in = [](types::Slice slice, std::size_t size) { return slice.first + slice.count <= size; };
  for (const types::TypeNode& node : types.types) {
    switch (node.kind) {
      case TypeKind::object: ASSERT_LT(node.a, types.objects.size()); break;
      case TypeKind::union_:
      case TypeKind::intersection: ASSERT_TRUE(is_in({node.a, node.b}, types.lists.size())); break;
      case TypeKind::reference: ASSERT_LT(node.b, types.slices.size()); [[fallthrough]];
      case TypeKind::value_of: ASSERT_LT(node.a, types.declarations.size()); break;
      case TypeKind::imported:
      case TypeKind::global: ASSERT_LT(node.a, types.imports.size()); break;
      case TypeKind::parameter: ASSERT_LT(node.a, types.type_parameters.size()); break;
      case TypeKind::member_of: ASSERT_LT(node.b, types.names.size()); [[fallthrough]];
      case TypeKind::promise:
      case TypeKind::array: ASSERT_TRUE(is_type(node.a)); break;
      default: break;
    }
  }
  for (const types::ObjectType& object : types.objects) {
    ASSERT_TRUE(is_in(object.members, types.members.size()));
    ASSERT_TRUE(is_in(object.calls, types.signatures.size()));
    ASSERT_TRUE(is_in(object.constructs, types.signatures.size()));
    ASSERT_TRUE(is_in(object.bases, types.lists.size()));
  }
  for (const types::Signature& signature : types.signatures) {
    ASSERT_TRUE(is_in(signature.parameters, types.parameters.size()));
    ASSERT_TRUE(is_in(signature.type_parameters, types.type_parameters.size()));
    ASSERT_TRUE(is_type(signature.result));
  }
  for (const types::Export& one : types.exports) ASSERT_TRUE(is_type(one.value) && is_type(one.type));
}

void expect_end(std::string_view text) {
  const auto rewritten = types::declaration_text(text);
  const std::string_view own = rewritten ? std::string_view(*rewritten) : text;
  for (const auto form : {types::TextForm::declarations, types::TextForm::source}) {
    const auto tree = syntax::parse(own, syntax::Grammar::typescript);
    types::TypeBuilder builder;
    types::DeclarationReader reader(*tree, form, builder, nullptr);
    reader.read();
    expect_whole(builder.view());
  }
}

TEST(HostileTexts, DeepAndLongTypesEnd) {
  constexpr std::size_t many = 10000;
  expect_end("type T = " + repeated("(", many) + "string" + repeated(")", many) + ";");
  expect_end("type T = " + repeated("Promise<", many) + "string" + repeated(">", many) + ";");
  expect_end("type T = " + repeated("{ a: ", many) + "string" + repeated(" }", many) + ";");
  expect_end("type T = " + repeated("(a: ", many) + "string" + repeated(") => void", many) + ";");
  expect_end("type T = " + repeated("A extends B ? C : ", many) + "D;");
  expect_end("type T = " + repeated("A extends B ? ", 500) + "D" + repeated(" : E", 500) + ";");
  expect_end("type T = " + repeated("keyof ", many) + "A;");
  expect_end("type T = A" + repeated("[]", many) + ";");
  expect_end("type T = A" + repeated("[\"a\"]", many) + ";");
  expect_end("type T = typeof a" + repeated(".b", many) + ";");
  expect_end("type T = a" + repeated(".b", many) + ";");
  expect_end(repeated("declare namespace A { ", many) + repeated("}", many));
  expect_end("declare namespace A" + repeated(".A", many) + " { const x: string }");
}

TEST(HostileTexts, WideTypesEnd) {
  constexpr std::size_t many = 20000;
  expect_end("type T = " + repeated("string | ", many) + "number;");
  std::string names;
  std::string members;
  std::string parameters;
  std::string exports;
  for (std::size_t i = 0; i < many; ++i) {
    const std::string own = "a" + std::to_string(i);
    names += "| " + own;
    members += own + ": Promise<string>;";
    if (i > 0) parameters += ',';
    parameters += own;
    exports.append("export const ").append(own).append(": Promise<").append(own).append(">;\n");
  }
  expect_end("type T = " + names + ";");
  expect_end("interface T { " + members + " }");
  expect_end("interface T { " + repeated("a(): void;", many) + " }");
  expect_end("declare function f<" + parameters + ">(" + parameters + "): a1;");
  expect_end(exports);
  expect_end("declare function f(): [" + parameters + "];");
  expect_end("interface T extends " + parameters + " {}");
  expect_end(repeated("interface A { b: string }\n", many));
  expect_end(repeated("export * from 'a';\n", many));
}

TEST(HostileTexts, NamesThatMeanEachOtherEnd) {
  expect_end("import a = b.c; import b = a.c; type T = a.d; export { a, b };");
  expect_end("type A = B; type B = A; interface C extends C {} class D extends D {}");
  expect_end(
      "declare module 'a' { export * from 'b'; import x = require('b'); export = x; }\n"
      "declare module 'b' { export * from 'a'; import x = require('a'); export = x; }\n");
  expect_end("namespace A { export import B = A; export type C = B.B.B.B.B.B.B.B.B.B.B.B.B.C; }");
  expect_end("type T<A extends B, B extends A> = T<T<A, B>, T<B, A>>;");
  expect_end("export { a as default, a as a }; export { default } from 'x'; declare const a: typeof a;");
}

// Every text that ends too early, or has a part too many.
TEST(HostileTexts, TornTextsEnd) {
  const std::string text =
      "import fs, { type A as B } from 'fs';\nimport x = require('x');\nexport import y = x.y;\n"
      "export declare abstract class S<in out T = any> extends a.B<T> implements C {\n"
      "  private constructor(readonly a: string, b?: import('q').R<T>);\n  static get x(): Promise<T>;\n"
      "  [key: string]: any; async *m<U>(this: U, ...rest: [a: T, b?: U]): AsyncGenerator<T>;\n}\n"
      "declare global { interface W { [K in keyof T]?: T[K] } }\n"
      "declare module \"m\" { export = S; export as namespace N; global { var v: typeof fs.x } }\n"
      "export default function f(a: A extends (infer U)[] ? U : never): asserts a is string;\n"
      "export { f as g, type B }; export * as ns from './ns'; enum E { a = 1, 'b' }\n";
  for (std::size_t length = 0; length < text.size(); ++length) expect_end(text.substr(0, length));
  std::mt19937 random(7);
  for (int i = 0; i < 400; ++i) {
    std::string torn = text;
    for (int k = 0; k < 4; ++k) {
      const std::size_t from = random() % torn.size();
      const std::size_t length = random() % 20;
      if (random() % 2 == 0)
        torn.erase(from, length);
      else
        torn.insert(random() % torn.size(), torn.substr(from, length));
    }
    expect_end(torn);
  }
}

TEST(HostileTexts, CommentsEnd) {
  const auto tree = syntax::parse("function f() {}", syntax::Grammar::javascript);
  types::TypeBuilder builder;
  types::DeclarationReader reader(*tree, types::TextForm::source, builder, nullptr);
  reader.read();
  for (const std::string_view part : {"function(", "(", "<", "?", "*", "!", "{", "Promise<", "function(a,", ".<", "'"})
    for (const std::size_t times : {1U, 2U, 30U, 400U, 5000U}) {
      const types::TypeId found = reader.type_of_text(repeated(part, times), tree->root());
      EXPECT_LT(found, builder.view().types.size());
    }
  expect_whole(builder.view());
}

}  // namespace
}  // namespace asynclint::tests
