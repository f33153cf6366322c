// Which declaration a name means. In each program `/*use*/` stands behind the name that is asked for, and
// `/*declared*/` behind the one it means; without the latter it means the global.
#include "facts/bindings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string_view>
#include <vector>

#include "tests/facts/marked-program.h"

namespace asynclint::tests {
namespace {

using syntax::Node;

struct NamedProgram {
  std::string_view about;
  std::string_view text;
  TopLevel top_level = TopLevel::script;
};

std::ostream& operator<<(std::ostream& out, const NamedProgram& program) { return out << program.about; }

const NamedProgram programs[] = {
    {"a global", "a/*use*/;"},
    {"a const", "const a/*declared*/ = 1; a/*use*/;"},
    {"a name before its declaration", "a/*use*/; let a/*declared*/;"},
    {"a var before its declaration", "a/*use*/; var a/*declared*/;"},
    {"a function before its declaration", "a/*use*/(); function a/*declared*/() {}"},
    {"an inner const", "const a = 1; { const a/*declared*/ = 2; a/*use*/; }"},
    {"an outer const behind a block", "const a/*declared*/ = 1; { const a = 2; } a/*use*/;"},
    {"the dead zone of an inner let", "const a = 1; { a/*use*/; let a/*declared*/ = 2; }"},
    {"a var in a block is the function's", "function f() { { var a/*declared*/; } a/*use*/; }"},
    {"a var in a block hides what is outside", "let a; function f() { if (x) { var a/*declared*/; } a/*use*/; }"},
    {"a let in a block is the block's", "let a/*declared*/; function f() { { let a; } a/*use*/; }"},
    {"a var at the top level in a block", "{ var a/*declared*/; } a/*use*/;"},
    {"a parameter", "let a; function f(a/*declared*/) { a/*use*/; }"},
    {"a parameter of an arrow", "let a; const f = a/*declared*/ => a/*use*/;"},
    {"a parameter in parentheses", "let a; const f = (b, a/*declared*/) => { a/*use*/; };"},
    {"a parameter inside another function", "function f(a/*declared*/) { return () => () => a/*use*/; }"},
    {"a destructured parameter", "function f({ b: [a/*declared*/] }) { a/*use*/; }"},
    {"a parameter with a default", "function f(a/*declared*/ = 1) { a/*use*/; }"},
    {"the rest", "function f(...a/*declared*/) { a/*use*/; }"},
    {"an earlier parameter in a default", "let a; function f(a/*declared*/, b = a/*use*/) {}"},
    {"a var does not reach a parameter's default", "let a/*declared*/; function f(b = a/*use*/) { var a; }"},
    {"a parameter's property is a name of its own", "let b; function f({ a: b/*declared*/ }) { b/*use*/; }"},
    {"the key of a pattern binds nothing", "let a/*declared*/; function f({ a: b }) { a/*use*/; }"},
    {"a computed key of a pattern", "let a/*declared*/; const { [a/*use*/]: b } = x;"},
    {"a shorthand pattern", "const { a/*declared*/, b = 1 } = x; a/*use*/;"},
    {"a shorthand pattern with a default", "const { a/*declared*/ = 1 } = x; a/*use*/;"},
    {"an array pattern", "const [, [a/*declared*/], ...b] = x; a/*use*/;"},
    {"the rest of a pattern", "const { b, ...a/*declared*/ } = x; a/*use*/;"},
    {"a shorthand property is a use", "const a/*declared*/ = 1; const o = { a/*use*/ };"},
    {"a function's own name", "const f = function a/*declared*/() { a/*use*/; };"},
    {"a function's own name is unknown outside", "const f = function a() {}; a/*use*/;"},
    {"a parameter hides the function's own name", "const f = function a(a/*declared*/) { a/*use*/; };"},
    {"a variable hides the function's own name", "const f = function a() { let a/*declared*/; a/*use*/; };"},
    {"a var hides the function's own name", "const f = function a() { var a/*declared*/; a/*use*/; };"},
    {"a class", "a/*use*/; class a/*declared*/ {}"},
    {"a class's own name", "const C = class a/*declared*/ { m() { a/*use*/; } };"},
    {"a class's own name is unknown outside", "const C = class a {}; a/*use*/;"},
    {"a method's name binds nothing", "class C { a() { a/*use*/; } }"},
    {"a field's name binds nothing", "class C { a = 1; m() { a/*use*/; } }"},
    {"an inner function declaration", "function a() {} function f() { a/*use*/(); function a/*declared*/() {} }"},
    {"a function in a block is also the function's", "function f() { { function a/*declared*/() {} } a/*use*/; }"},
    {"a function in a block at the top level", "{ function a/*declared*/() {} } a/*use*/;"},
    {"a function in a block of a module", "{ function a() {} } a/*use*/;", TopLevel::module},
    {"a function in a block of strict code", "'use strict'; { function a() {} } a/*use*/;"},
    {"a function in a block of a strict function", "function f() { 'use strict'; { function a() {} } a/*use*/; }"},
    {"a function in a block of a class", "class C { m() { { function a() {} } a/*use*/; } }"},
    {"an async function in a block", "{ async function a() {} } a/*use*/;"},
    {"a generator in a block", "{ function* a() {} } a/*use*/;"},
    {"a function in a block, inside the block", "{ a/*use*/; async function a/*declared*/() {} }"},
    {"a catch clause's parameter", "try {} catch (a/*declared*/) { a/*use*/; }"},
    {"a destructured catch clause", "try {} catch ({ a/*declared*/ }) { a/*use*/; }"},
    {"a catch clause's parameter is gone behind it", "try {} catch (a) {} a/*use*/;"},
    {"the loop's variable", "for (const a/*declared*/ of x) a/*use*/;"},
    {"the loop's variable is gone behind it", "for (const a of x) {} a/*use*/;"},
    {"the loop's var is not", "for (var a/*declared*/ of x) {} a/*use*/;"},
    {"the loop's let", "for (let a/*declared*/ = 0; a/*use*/ < 1; ) {}"},
    {"the loop's destructured variable", "for (const [b, { a/*declared*/ }] of x) { a/*use*/; }"},
    {"a loop without a declaration declares nothing", "for (a of x) a/*use*/;"},
    {"a switch's let", "switch (x) { case 1: let a/*declared*/; case 2: a/*use*/; }"},
    {"a switch's let is gone behind it", "switch (x) { case 1: let a; } a/*use*/;"},
    {"a switch's value is outside", "let a/*declared*/; switch (a/*use*/) { case 1: let a; }"},
    {"a static block's var", "let a/*declared*/; class C { static { var a; } m() { a/*use*/; } }"},
    {"inside a static block", "let a; class C { static { a/*use*/; var a/*declared*/; } }"},
    {"a label is no name", "a: for (;;) { break a; } a/*use*/;"},
    {"an import", "import a/*declared*/ from 'x'; a/*use*/;", TopLevel::module},
    {"a named import", "import { b, a/*declared*/ } from 'x'; a/*use*/;", TopLevel::module},
    {"a renamed import", "import { b as a/*declared*/ } from 'x'; a/*use*/;", TopLevel::module},
    {"the other name of a renamed import", "import { a as b } from 'x'; a/*use*/;", TopLevel::module},
    {"a namespace import", "import * as a/*declared*/ from 'x'; a/*use*/;", TopLevel::module},
    {"an import used before", "a/*use*/; import a/*declared*/ from 'x';", TopLevel::module},
    {"an exported const", "export const a/*declared*/ = 1; a/*use*/;", TopLevel::module},
    {"an exported function", "a/*use*/; export async function a/*declared*/() {}", TopLevel::module},
    {"an exported default function", "a/*use*/; export default function a/*declared*/() {}", TopLevel::module},
    {"an exported default class", "a/*use*/; export default class a/*declared*/ {}", TopLevel::module},
    {"an exported name is a use", "const a/*declared*/ = 1; export { a/*use*/ };", TopLevel::module},
    {"a re-export is not", "const a = 1; export { a } from 'x'; b/*use*/;", TopLevel::module},
    {"a later unit", "class C { m() { a/*use*/; } } const a/*declared*/ = 1;"},
    {"a template", "const a/*declared*/ = 1; `${a/*use*/}`;"},
    {"a JSX attribute", "const a/*declared*/ = 1; x = <p b={a/*use*/} />;"},
    {"a superclass is outside of the class's variables",
     "let a/*declared*/; class C extends a/*use*/ { m() { let a; } }"},
};

class Resolve : public testing::TestWithParam<NamedProgram> {};

TEST_P(Resolve, finds_the_declaration) {
  const MarkedProgram program(GetParam().text, GetParam().top_level);
  const Binding binding = program.facts().bindings().resolve(program.one("use"));
  const std::vector<Node> declared = program.marked("declared");
  if (declared.empty()) {
    EXPECT_FALSE(binding) << "means " << binding.owner.text() << " in\n" << GetParam().text;
  } else {
    ASSERT_TRUE(binding) << "means nothing in\n" << GetParam().text;
    EXPECT_EQ(binding.identifier.span(), (Span{declared[0].span().end - 1, declared[0].span().end})) << GetParam().text;
  }
}

INSTANTIATE_TEST_SUITE_P(Programs, Resolve, testing::ValuesIn(programs));

TEST(Bindings, know_what_a_name_was_declared_as) {
  const auto kind_in = [](std::string_view text, TopLevel top_level = TopLevel::script) {
    const MarkedProgram program(text, top_level);
    return program.facts().bindings().resolve(program.one("use")).kind;
  };
  EXPECT_EQ(kind_in("var a; a/*use*/;"), DeclarationKind::var);
  EXPECT_EQ(kind_in("let a; a/*use*/;"), DeclarationKind::let);
  EXPECT_EQ(kind_in("const a = 1; a/*use*/;"), DeclarationKind::constant);
  EXPECT_EQ(kind_in("function a() {} a/*use*/;"), DeclarationKind::function);
  EXPECT_EQ(kind_in("class a {} a/*use*/;"), DeclarationKind::class_);
  EXPECT_EQ(kind_in("function f(a) { a/*use*/; }"), DeclarationKind::parameter);
  EXPECT_EQ(kind_in("try {} catch (a) { a/*use*/; }"), DeclarationKind::caught);
  EXPECT_EQ(kind_in("import a from 'x'; a/*use*/;", TopLevel::module), DeclarationKind::import_);
  EXPECT_EQ(kind_in("const f = function a() { a/*use*/; };"), DeclarationKind::own_name);
}

TEST(Bindings, know_what_is_declared_twice) {
  const auto is_repeated = [](std::string_view text) {
    const MarkedProgram program(text);
    return program.facts().bindings().resolve(program.one("use")).is_repeated;
  };
  EXPECT_FALSE(is_repeated("function a() {} a/*use*/;"));
  EXPECT_TRUE(is_repeated("function a() {} function a() {} a/*use*/;"));
  EXPECT_TRUE(is_repeated("var a = 1; var a = 2; a/*use*/;"));
  EXPECT_TRUE(is_repeated("function f(a) { var b = a; var b = 1; b/*use*/; }"));
  EXPECT_FALSE(is_repeated("const f = function a() { a/*use*/; }; function a() {}"));
}

// `/*w*/` behind each write, `/*r*/` behind each other use; both are references.
const std::string_view used_programs[] = {
    "let a/*declared*/; a/*w*/ = 1; a/*w*/ += 1; a/*w*/++; --a/*w*/; use(a/*r*/);",
    "let a/*declared*/; [a/*w*/, b] = c; ({ a/*w*/ } = c); ({ b: a/*w*/ } = c); [...a/*w*/] = c; [a/*w*/ = 1] = c;",
    "let a/*declared*/; ({ a/*w*/ = 1 } = c); ({ ...a/*w*/ } = c); ({ b: [{ a/*w*/ }] } = c); (a/*w*/) = 1;",
    "let a/*declared*/; for (a/*w*/ of xs) {} for (a/*w*/ in o) {} for ([a/*w*/] of xs) {}",
    "let a/*declared*/; for (const a of xs) { a; } for (let a = 0; a; a++) {}",
    "let a/*declared*/; { let a; a = 1; a; } { a/*w*/ = a/*r*/; }",
    "let a/*declared*/ = 1; a/*r*/.b = 1; b[a/*r*/] = 1; o.a = 1; ({ b: o.a } = c); ({ a: b } = c);",
    "function a/*declared*/() { a/*r*/(); } a/*w*/ = null; const f = () => { a/*r*/(); };",
    "const f = (a/*declared*/) => { a/*w*/ ?\?= 1; return { a/*r*/ }; }; a;",
    "class C { m() { a/*w*/ = 1; } static { a/*r*/(); } } let a/*declared*/;",
    "let a/*declared*/; function f() { function g() { a/*w*/ = 1; } var b = `${a/*r*/}`; }",
    "const { a/*declared*/ } = b; a/*r*/?.(a/*r*/); o = { a/*r*/, a: 1, b: a/*r*/, [a/*r*/]: 1, a() {} };",
    "let a/*declared*/; function f(a) { a = 1; } try {} catch (a) { a = 1; } const g = function a() { a; };",
};

class Uses : public testing::TestWithParam<std::string_view> {};

TEST_P(Uses, are_found) {
  const MarkedProgram program(GetParam());
  const Bindings& bindings = program.facts().bindings();
  const Binding binding = bindings.resolve(program.one("declared"));
  ASSERT_TRUE(binding);
  const auto ends = [](const std::vector<Node>& nodes) {
    std::vector<std::uint32_t> all;
    all.reserve(nodes.size());
    for (const Node node : nodes) all.push_back(node.span().end);
    std::sort(all.begin(), all.end());
    return all;
  };
  const auto writes = ends(program.marked("w"));
  EXPECT_EQ(ends(bindings.writes(binding)), writes) << GetParam();
  auto references = ends(program.marked("r"));
  references.insert(references.end(), writes.begin(), writes.end());
  std::sort(references.begin(), references.end());
  EXPECT_EQ(ends(bindings.references(binding)), references) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Programs, Uses, testing::ValuesIn(used_programs));

TEST(Bindings, know_the_writes_of_members) {
  const MarkedProgram program(
      "o.a/*w*/ = 1; this.a/*w*/ += 1; o['a']/*w*/ = 1; o.a/*w*/++; [o.a/*w*/] = b; o.b = o.a; a = 1; o[a] = 1;");
  const auto writes = program.facts().bindings().member_writes("a");
  EXPECT_EQ(writes.size(), program.marked("w").size());
  EXPECT_TRUE(program.facts().bindings().member_writes("c").empty());
}

TEST(Bindings, know_free_names) {
  const MarkedProgram program(
      "const keep = 1; function f() { let total; here/*place*/; { used(); } } function g(other) { other; }");
  const Bindings& bindings = program.facts().bindings();
  const Node place = program.one("place");
  EXPECT_FALSE(bindings.is_free_name("keep", place));
  EXPECT_FALSE(bindings.is_free_name("total", place));
  EXPECT_FALSE(bindings.is_free_name("used", place)) << "a global that is used there";
  EXPECT_FALSE(bindings.is_free_name("f", place));
  EXPECT_TRUE(bindings.is_free_name("other", place));
  EXPECT_TRUE(bindings.is_free_name("keep2", place));
}

}  // namespace
}  // namespace asynclint::tests
