// Control flow inside one function: what runs on, what may throw.
#include "facts/flow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "facts/rejection.h"
#include "tests/facts/marked-program.h"

namespace asynclint::tests {
namespace {

using syntax::Kind;
using syntax::Node;

// Programs that consist of one function.
syntax::Function function_in(const MarkedProgram& program) {
  const auto function = syntax::Function::from(program.tree().root().named_child(0));
  EXPECT_TRUE(function) << program.tree().text();
  return *function;
}

bool body_completes(std::string_view body) {
  const std::string text = "function f() {" + std::string(body) + "}";
  const MarkedProgram program(text);
  return completes_normally(function_in(program).body());
}

TEST(CompletesNormally, where_something_runs_past_the_end) {
  for (const std::string_view body : {
           "",
           "a();",
           "if (a) return;",
           "if (a) return; else b();",
           "if (a) b(); else throw c;",
           "while (a) return;",
           "while (true) { if (a) break; }",
           "while (true) { while (b) {} break; }",
           "out: while (true) { while (true) { break out; } }",
           "for (;;) { break; }",
           "for (; a; ) { return; }",
           "for (const a of b) return;",
           "for (const a in b) throw a;",
           "switch (a) { case 1: return; }",
           "switch (a) { case 1: return; default: b(); }",
           "switch (a) { case 1: break; default: return; }",
           "switch (a) {}",
           "try { return; } catch { a(); }",
           "try { a(); } catch { return; }",
           "try { a(); } finally { b(); }",
           "{ { a(); } }",
           "function g() { return; }",
           "const g = () => { throw a; };",
           "class A { m() { return; } }",
           "while (0) {}",
       })
    EXPECT_TRUE(body_completes(body)) << body;
}

TEST(CompletesNormally, not_where_every_path_leaves) {
  for (const std::string_view body : {
           "return;",
           "a(); return b; c();",
           "throw a;",
           "if (a) return; else throw b;",
           "if (a) return; else if (b) return; else return;",
           "if (a) { return; } return;",
           "while (true) {}",
           "while (1) { a(); }",
           "while ((true)) { if (a) return; }",
           "while (true) { for (;;) { break; } }",
           "while (true) { switch (a) { case 1: break; } }",
           "for (;;) {}",
           "for (;; i++) a();",
           "for (; true; ) {}",
           "switch (a) { case 1: return; default: return; }",
           "switch (a) { case 1: b(); default: return; }",
           "switch (a) { default: return; }",
           "try { return; } catch { throw a; }",
           "try { a(); } finally { return; }",
           "try { return; } finally { a(); }",
           "{ { return; } }",
       })
    EXPECT_FALSE(body_completes(body)) << body;
}

TEST(CompletesNormally, is_the_careful_answer_where_code_is_too_deep) {
  EXPECT_TRUE(body_completes(std::string(500, '{') + "return;" + std::string(500, '}')));
}

bool is_safe(std::string_view code) {
  const std::string text = "function f() {" + std::string(code) + "}";
  const MarkedProgram program(text);
  return cannot_throw(function_in(program).body(), [](Node) { return false; });
}

TEST(CannotThrow, where_nothing_is_run) {
  for (const std::string_view code : {
           "",
           "1; 'a'; true; null; undefined; /a/; this; a;",
           "x = { a: 1, b, c() { d(); } };",
           "x = [1, a, [b]];",
           "const a = () => b();",
           "function g() { throw a; }",
           "return a ? b : c;",
           "if (!a) return; else return b && c;",
           "a += 1; a++; --b;",
           "let a = (b, c);",
           "x = a + b * 2 - c;",
           "x = a === b || c < d;",
       })
    EXPECT_TRUE(is_safe(code)) << code;
}

// A getter, a `toString` or a right side that is no class could throw, and nobody expects it.
TEST(CannotThrow, what_nobody_expects_to) {
  for (const std::string_view code : {"x = a instanceof b;", "x = { ...a };", "x = `${a}`;"})
    EXPECT_TRUE(is_safe(code)) << code;
}

TEST(CannotThrow, not_where_something_may_go_wrong) {
  for (const std::string_view code : {
           "a();",
           "a.b;",
           "a[0];",
           "a?.b;",
           "new A();",
           "throw a;",
           "await1`a`;",
           "x = a in b;",
           "x = [...a];",
           "const { a } = b;",
           "const [a] = b;",
           "a.b = 1;",
           "({ a } = b);",
           "for (const a of b) {}",
           "class A {}",
           "x = { [a()]: 1 };",
           "a.b++;",
           "delete a.b;",
       })
    EXPECT_FALSE(is_safe(code)) << code;
}

TEST(CannotThrow, what_is_said_to_be_harmless) {
  const MarkedProgram program("function f() { log(1); return log(2); }");
  EXPECT_TRUE(cannot_throw(function_in(program).body(), [](Node call) { return call.text().starts_with("log"); }));
}

bool catches(std::string_view text) {
  const MarkedProgram program(text);
  return value_cannot_reject(
      program.facts(), Value::promise(Evidence::certain, PromiseSource::async_function, function_in(program).node()));
}

TEST(CatchesEverything, where_all_that_runs_is_in_try) {
  for (const std::string_view text : {
           "async function f() { try { await a(); } catch {} }",
           "async function f() { try { await a(); } catch (error) { console.error(error); } }",
           "async function f() { let b = 1; try { await a(); } catch { b = 2; } return b; }",
           "async function f() { try { await a(); } catch { return null; } finally { done = true; } }",
           "async function f() { try { a(); } catch {} try { b(); } catch {} }",
           "async function f() {}",
           "async function f() { return 1; }",
       })
    EXPECT_TRUE(catches(text)) << text;
}

TEST(CatchesEverything, not_where_something_gets_out) {
  for (const std::string_view text : {
           "async function f() { await a(); }",
           "async function f() { try { await a(); } finally { done = true; } }",
           "async function f() { try { await a(); } catch (error) { throw error; } }",
           "async function f() { try { await a(); } catch { await b(); } }",
           "async function f() { try { await a(); } catch {} await b(); }",
           "async function f() { if (x) { try { await a(); } catch {} } else { await b(); } }",
           "async function f() { a(); try { await b(); } catch {} }",
           "async function f() { return a(); }",
           "async function f() { throw a; }",
       })
    EXPECT_FALSE(catches(text)) << text;
}

TEST(VisitOwn, leaves_out_what_is_inside_other_functions_and_classes) {
  const MarkedProgram program(
      "function f() { a(); () => { b(); }; function g() { c(); } class A { m() { d(); } } x = { n() { e(); } }; h(); "
      "}");
  std::vector<std::string> calls;
  visit_own(function_in(program).body(), [&](Node node) {
    if (node.is(Kind::call_expression)) calls.emplace_back(node.text());
    return true;
  });
  EXPECT_THAT(calls, testing::ElementsAre("a()", "h()"));
}

TEST(VisitOwn, leaves_out_what_a_visit_does_not_want) {
  const MarkedProgram program("function f() { a(b()); if (c()) { d(); } e(); }");
  std::vector<std::string> calls;
  visit_own(function_in(program).body(), [&](Node node) {
    if (node.is(Kind::call_expression)) calls.emplace_back(node.text());
    return !node.is(Kind::call_expression, Kind::if_statement);
  });
  EXPECT_THAT(calls, testing::ElementsAre("a(b())", "e()"));
  visit_own({}, [](Node) { return true; });
}

}  // namespace
}  // namespace asynclint::tests
