// Programs in which one question leads back to itself: every search ends, and says that it does not know.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

#include "tests/facts/marked-program.h"

namespace asynclint::tests {
namespace {

const std::string_view circles[] = {
    "function f() { return f(); } f();",
    "const f = () => f(); f();",
    "const f = f; f();",
    "let a = b; let b = a; a();",
    "let a, b; a = b; b = a; a();",
    "var a = a || {}; a.run();",
    "const a = { b: a }; a.b.b.b.run();",
    "const a = {}; a.a = a; a.a.a.run();",
    "const a = {}; const b = { a }; a.b = b; a.b.a.b.run();",
    "class A extends A {} new A().run();",
    "class A extends B {} class B extends A {} new A().run();",
    "class A extends (class extends A {}) {} new A().run();",
    "class A { m() { this.x = this.x; return this.x; } } new A().m();",
    "class A { x = this.x; y = this.z; z = this.y; } new A().y;",
    "class A { get x() { return this.y; } get y() { return this.x; } } new A().x;",
    "class A { m() { return this.m(); } n() { return new A().n(); } } new A().n();",
    "function A() { this.m = this.m.bind(this); } new A().m();",
    "function A() {} A.prototype = A.prototype; new A().m();",
    "function A() {} A.prototype = new A(); new A().m();",
    "exports = module.exports = exports; exports.run();",
    "module.exports = module.exports.run; module.exports();",
    "exports.a = exports.b; exports.b = exports.a; exports.a();",
    "function f(g) { return g(f); } f(f);",
    "function f(g) { f(g); g(); } f(g); let g = f; g();",
    "function f(x) { return x ? f(x) : g(x); } function g(x) { return f(x); } f(1);",
    "const { a } = a; a();",
    "const { a } = b; const { b } = a; a();",
    "const [a] = [a]; a();",
    "for (const a of a) a(); (() => 1)();",
    "let a = () => b(); let b = () => a(); a = b; a();",
    "const f = (g = f) => g(); f();",
    "const f = function f() { return f; }; f()()();",
    "const p = p.then(() => p); p;",
    "const p = Promise.all([p]); const q = p.then(q); q;",
    "async function f() { return f(); } f().then(f).then(f);",
};

class Circles : public testing::TestWithParam<std::string_view> {};

TEST_P(Circles, end) {
  const MarkedProgram program(GetParam());
  const Value value = program.facts().value(program.last_expression());
  EXPECT_FALSE(value.is(Shape::pending)) << "an answer that is no answer";
  // What was found on the way is not different afterwards.
  EXPECT_EQ(describe(program.facts().value(program.last_expression())), describe(value)) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Programs, Circles, testing::ValuesIn(circles));

// The order of questions does not change an answer.
TEST_P(Circles, have_one_answer) {
  const MarkedProgram asked_once(GetParam());
  const std::string first = describe(asked_once.facts().value(asked_once.last_expression()));
  const MarkedProgram asked_often(GetParam());
  std::vector<syntax::Node> pending{asked_often.tree().root()};
  while (!pending.empty()) {
    const syntax::Node node = pending.back();
    pending.pop_back();
    if (syntax::is_function_kind(node.kind())) static_cast<void>(asked_often.facts().function(node));
    if (node.is(syntax::Kind::identifier, syntax::Kind::call_expression, syntax::Kind::member_expression))
      static_cast<void>(asked_often.facts().value(node));
    for (const syntax::Node child : node.children()) pending.push_back(child);
  }
  EXPECT_EQ(describe(asked_often.facts().value(asked_often.last_expression())), first) << GetParam();
}

TEST(Circle, of_fifty_functions_ends) {
  std::string text;
  for (int i = 0; i < 50; ++i)
    text += fmt::format("function f{0}(x) {{ return x ? f{1}(x) : f{2}(x); }}\n", i, (i + 1) % 50, (i + 7) % 50);
  text += "f0();";
  const MarkedProgram program(text);
  EXPECT_EQ(describe(program.facts().value(program.last_expression())), "unknown");
}

// One way out is enough to know what comes back.
TEST(Circle, with_a_way_out_is_known) {
  const MarkedProgram program("function poll(n) { return n ? poll(n - 1) : fetch('/'); } poll(3);");
  EXPECT_EQ(describe(program.facts().value(program.last_expression())), "promise known returning function");
}

TEST(Circle, of_mutual_recursion_with_a_way_out_is_known_from_each_side) {
  const std::string_view functions =
      "function even(n) { return n ? odd(n - 1) : fetch('/'); } function odd(n) { return n ? even(n - 1) : fetch('/'); "
      "} ";
  for (const std::string_view call : {"even(1);", "odd(1);"}) {
    const std::string text = std::string(functions) + std::string(call);
    const MarkedProgram program(text);
    EXPECT_EQ(describe(program.facts().value(program.last_expression())), "promise known returning function") << call;
  }
}

}  // namespace
}  // namespace asynclint::tests
