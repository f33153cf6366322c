// What TypeScript adds to a program, and what facts make of it.
#include <gtest/gtest.h>

#include <ostream>
#include <string_view>

#include "lint/engine.h"
#include "tests/facts/marked-program.h"

namespace asynclint::tests {
namespace {

struct TypedProgram {
  std::string_view text;
  std::string_view answer;
};

std::ostream& operator<<(std::ostream& out, const TypedProgram& program) { return out << program.text; }

class TypeScriptValues : public testing::TestWithParam<TypedProgram> {};

TEST_P(TypeScriptValues, are_told) {
  const MarkedProgram program(GetParam().text, TopLevel::module, syntax::Grammar::typescript);
  EXPECT_EQ(describe(program.facts().value(program.last_expression())), GetParam().answer) << GetParam().text;
}

constexpr std::string_view of_typed_async_function = "promise certain async function";

const TypedProgram typed_programs[] = {
    {"class A { async b(): Promise<void> {} } new A().b();", of_typed_async_function},
    {"class A { private b = async (): Promise<void> => {}; c() { return this.b(); } } new A().c();",
     "promise certain returning function"},
    {"async function f<T>(a: T) {} f<string>('x');", of_typed_async_function},
    {"async function f() {} (f as any)();", of_typed_async_function},
    {"async function f() {} (<any>f)!();", of_typed_async_function},
    {"async function f() {} const g = f<string>; g();", of_typed_async_function},
    {"async function f() {} const o = { f } satisfies O; o.f();", of_typed_async_function},
    {"import fs = require('fs'); fs.promises.readFile('a');", "promise known api"},
    {"import type { X } from 'x'; let a: X = [1]; a;", "array"},
    // Overloads are one function.
    {"function f(a: string): void; function f(a: number): void; async function f(a: any) {} f(1);",
     of_typed_async_function},
    {"export function f(a: string): void; export async function f(a: any) {} f('a');", of_typed_async_function},
    {"class A { b(a: string): void; async b(a: any) {} } new A().b('');", of_typed_async_function},
    // What only a class below has.
    {"class A { async b() {} } abstract class C extends A { abstract b(): void; d() { return this.b; } } new C().b();",
     "plain"},
    {"class A { async b() {} } class C extends A { constructor(private b: B) { super(); } } new C().b();", "unknown"},
    // What stands in a type is no code, and no value.
    {"interface A { b(): void } class B { async b() {} } let a = new B(); a.b();", of_typed_async_function},
    {"declare function f(): void; f();", "plain"},
    {"declare const f: F; f();", "unknown"},
    {"enum A { b = 1 } A;", "unknown"},
    {"namespace A { export const b = 1; } A;", "unknown"},
    {"namespace A { var fetch = 1; } fetch('/');", "promise known api"},
    {"import fetch = A.fetch; fetch('/');", "unknown"},
    // `this` is no argument.
    {"function f(this: A, b: B) { return b; } async function c() {} f(c)();", of_typed_async_function},
    {"function f(a = async () => {}) { return a; } f()();", "unknown"},
};
INSTANTIATE_TEST_SUITE_P(TypeScript, TypeScriptValues, testing::ValuesIn(typed_programs));

TEST(TypeScript, NamesInTypesAreNoUses) {
  const MarkedProgram program(
      "let timer = 1; type A = typeof timer; const f = (timer: (timer: number) => void) => {}; let b: typeof timer;",
      TopLevel::script, syntax::Grammar::typescript);
  const Binding binding = program.facts().bindings().resolve(program.node("timer"));
  ASSERT_TRUE(binding);
  EXPECT_TRUE(program.facts().bindings().references(binding).empty());
}

TEST(TypeScript, WritesGoThroughAssertions) {
  const MarkedProgram program("let a: any = []; a! = 1; (a as B) = 2; (<C>a).d = 3; for ((a as B) of b) {}",
                              TopLevel::script, syntax::Grammar::typescript);
  const Binding binding = program.facts().bindings().resolve(program.node("a"));
  EXPECT_EQ(program.facts().bindings().writes(binding).size(), 3U);
}

TEST(TypeScript, NamespacesCannotAwait) {
  const MarkedProgram program("namespace A { save/*inside*/(); } save/*outside*/();", TopLevel::module,
                              syntax::Grammar::typescript);
  EXPECT_FALSE(program.facts().may_await(program.one("inside")));
  EXPECT_TRUE(program.facts().may_await(program.one("outside")));
}

TEST(TypeScript, ItsWordsForCommonJsMakeNoModule) {
  const auto top_level = [](std::string_view text) {
    return top_level_of(*syntax::parse(text, syntax::Grammar::typescript), ModuleKind::by_syntax);
  };
  EXPECT_EQ(top_level("import fs from 'fs'; fs;"), TopLevel::module);
  EXPECT_EQ(top_level("import fs = require('fs'); fs;"), TopLevel::script);
  EXPECT_EQ(top_level("import a from 'a'; class B {} export = B;"), TopLevel::script);
}

}  // namespace
}  // namespace asynclint::tests
