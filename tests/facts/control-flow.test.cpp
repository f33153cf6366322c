// The graph of control flow: on which ways a function is left, and what happens on them.
#include "facts/control-flow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "facts/flow.h"
#include "syntax/views.h"
#include "tests/facts/marked-program.h"

namespace asynclint::tests {
namespace {

using syntax::Node;
using testing::UnorderedElementsAre;

Node first_function(const MarkedProgram& program) { return program.tree().root().named_child(0); }

std::string_view name_of(Way way) {
  switch (way) {
    case Way::end: return "end";
    case Way::value: return "value";
    case Way::nothing: return "nothing";
    case Way::thrown: return "thrown";
    case Way::process_end: return "process end";
    case Way::abandoned: break;
  }
  return "abandoned";
}

// `end a()`, `value return b;`: how a body is left, and what ran last.
std::vector<std::string> ways_out_of(std::string_view body, std::string_view head = "function f()") {
  const std::string text = std::string(head) + " {" + std::string(body) + "}";
  const MarkedProgram program(text);
  std::vector<std::string> ways;
  const ControlFlow& flow = program.facts().control_flow(first_function(program));
  if (!flow.is_known()) return {"unknown"};
  for (const WayOut& way : flow.ways_out()) {
    std::string line(name_of(way.kind));
    if (way.place) line.append(" ").append(way.place.text());
    ways.push_back(std::move(line));
  }
  return ways;
}

TEST(WaysOut, of_straight_lines_and_branches) {
  EXPECT_THAT(ways_out_of(""), UnorderedElementsAre("end"));
  EXPECT_THAT(ways_out_of("a(); b();"), UnorderedElementsAre("end b()"));
  EXPECT_THAT(ways_out_of("return a; b();"), UnorderedElementsAre("value return a;"));
  EXPECT_THAT(ways_out_of("if (a) return; b();"), UnorderedElementsAre("nothing return;", "end b()"));
  EXPECT_THAT(ways_out_of("if (a) b(); else c();"), UnorderedElementsAre("end b()", "end c()"));
  EXPECT_THAT(ways_out_of("if (a) return b;"), UnorderedElementsAre("value return b;", "end a"));
  EXPECT_THAT(ways_out_of("if (a) throw b; return c;"), UnorderedElementsAre("thrown throw b;", "value return c;"));
  EXPECT_THAT(ways_out_of("a && b();"), UnorderedElementsAre("end a", "end b()"));
  EXPECT_THAT(ways_out_of("a ? b() : c();"), UnorderedElementsAre("end b()", "end c()"));
  EXPECT_THAT(ways_out_of("if (!a || b) return; c();"), UnorderedElementsAre("nothing return;", "end c()"));
  EXPECT_THAT(ways_out_of("a(); function g() { return 1; }"), UnorderedElementsAre("end a()"));
  EXPECT_THAT(ways_out_of("const a = 1;"), UnorderedElementsAre("end const a = 1;"));
}

TEST(WaysOut, of_loops) {
  EXPECT_THAT(ways_out_of("while (true) { if (a) return b; }"), UnorderedElementsAre("value return b;"));
  EXPECT_THAT(ways_out_of("for (;;) a();"), testing::IsEmpty());
  EXPECT_THAT(ways_out_of("do { a(); } while (true);"), testing::IsEmpty());
  EXPECT_THAT(ways_out_of("while (a) b();"), UnorderedElementsAre("end a"));
  EXPECT_THAT(ways_out_of("do { a(); } while (b);"), UnorderedElementsAre("end b"));
  EXPECT_THAT(ways_out_of("for (const a of b) { return a; }"), UnorderedElementsAre("value return a;", "end b"));
  EXPECT_THAT(ways_out_of("out: while (true) { for (;;) { break out; } }"), UnorderedElementsAre("end"));
  EXPECT_THAT(ways_out_of("out: for (;;) { while (a) { continue out; } return b; }"),
              UnorderedElementsAre("value return b;"));
  EXPECT_THAT(ways_out_of("out: { if (a) break out; return b; }"), UnorderedElementsAre("value return b;", "end a"));
}

TEST(WaysOut, of_switches) {
  EXPECT_THAT(ways_out_of("switch (a) { case 1: return b; default: return c; }"),
              UnorderedElementsAre("value return b;", "value return c;"));
  EXPECT_THAT(ways_out_of("switch (a) { case 1: return b; }"), UnorderedElementsAre("value return b;", "end 1"));
  EXPECT_THAT(ways_out_of("switch (a) { default: case 1: b(); }"), UnorderedElementsAre("end b()"));
  EXPECT_THAT(ways_out_of("switch (a) { case 1: case 2: b(); break; default: throw c; }"),
              UnorderedElementsAre("end b()", "thrown throw c;"));
  EXPECT_THAT(ways_out_of("switch (a) {}"), UnorderedElementsAre("end a"));
}

TEST(WaysOut, of_try) {
  EXPECT_THAT(ways_out_of("try { return a(); } catch { b(); }"), UnorderedElementsAre("value return a();", "end b()"));
  EXPECT_THAT(ways_out_of("try { throw a; } catch { return b; }"), UnorderedElementsAre("value return b;"));
  EXPECT_THAT(ways_out_of("try { a(); } finally { return b; }"), UnorderedElementsAre("value return b;"));
  EXPECT_THAT(ways_out_of("try { return a(); } finally { b(); }"),
              UnorderedElementsAre("value return a();", "thrown try { return a(); } finally { b(); }"));
  EXPECT_THAT(ways_out_of("while (true) { try { break; } finally { return a; } }"),
              UnorderedElementsAre("value return a;"));
  EXPECT_THAT(ways_out_of("try { throw a; } catch (e) { throw e; } finally { b(); }"),
              UnorderedElementsAre("thrown try { throw a; } catch (e) { throw e; } finally { b(); }"));
  EXPECT_THAT(ways_out_of("try { const a = 1; } catch { return b; }"), UnorderedElementsAre("end const a = 1;"));
}

TEST(WaysOut, of_processes_and_generators) {
  EXPECT_THAT(ways_out_of("if (a) { process.exit(1); } return b;"),
              UnorderedElementsAre("process end process.exit(1)", "value return b;"));
  EXPECT_THAT(ways_out_of("a || process.abort(); return b;"),
              UnorderedElementsAre("process end process.abort()", "value return b;"));
  EXPECT_THAT(ways_out_of("process.exit();", "function f(process)"), UnorderedElementsAre("end process.exit()"));
  EXPECT_THAT(ways_out_of("yield a; return b;", "function* f()"),
              UnorderedElementsAre("abandoned yield a", "value return b;"));
}

TEST(WaysOut, are_unknown_beyond_the_bounds) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "{";
  EXPECT_THAT(ways_out_of(deep + std::string(100000, '}')), UnorderedElementsAre("unknown"));
  std::string wide;
  for (int i = 0; i < 20000; ++i) wide += "if (a) b();";
  EXPECT_THAT(ways_out_of(wide), UnorderedElementsAre("unknown"));
  // Each `finally` is gone through on every way.
  std::string copies;
  for (int i = 0; i < 40; ++i) copies += "try { a(); } finally { ";
  EXPECT_THAT(ways_out_of(copies + std::string(40, '}')), UnorderedElementsAre("unknown"));
}

// The graph and the small question agree.
TEST(WaysOut, reach_the_end_where_the_body_completes) {
  for (const std::string_view body :
       {"", "a();", "if (a) return;", "if (a) return; else throw b;", "while (a) return;", "while (true) {}",
        "while (true) { if (a) break; }", "for (;;) {}", "for (;;) { break; }", "switch (a) { case 1: return; }",
        "switch (a) { case 1: return; default: return; }", "try { return; } catch { a(); }",
        "try { return; } finally {}", "try { a(); } finally { return; }", "try { a(); } catch { return; }",
        "throw a;"}) {
    const std::string text = "function f() {" + std::string(body) + "}";
    const MarkedProgram program(text);
    const auto& ways = program.facts().control_flow(first_function(program)).ways_out();
    const bool ends = std::ranges::any_of(ways, [](const WayOut& way) { return way.kind == Way::end; });
    // `try { return; } catch { a(); }`: nothing in there throws.
    if (body.find("catch { a(); }") != std::string_view::npos) continue;
    EXPECT_EQ(ends, completes_normally(first_function(program).child(syntax::Field::body))) << body;
  }
}

TEST(EveryPathReturnsAValue, asks_every_way_but_throwing_and_ending) {
  const auto returns = [](std::string_view text) {
    const MarkedProgram program(text);
    return every_path_returns_a_value(program.facts(), first_function(program));
  };
  EXPECT_TRUE(returns("function f() { if (a) return 1; throw b; }"));
  EXPECT_TRUE(returns("function f() { if (a) process.exit(); return 1; }"));
  EXPECT_TRUE(returns("function f() { for (;;) if (a) return 1; }"));
  EXPECT_FALSE(returns("function f() { if (a) return 1; }"));
  EXPECT_FALSE(returns("function f() { if (a) return 1; return; }"));
}

TEST(IsReachable, asks_for_the_statement) {
  const MarkedProgram program("function f() { a/*live*/(); for (;;) { b/*loop*/(); } c/*dead*/(); { d/*inner*/(); } }");
  const ControlFlow& flow = program.facts().control_flow(first_function(program));
  EXPECT_TRUE(flow.is_reachable(program.one("live")));
  EXPECT_TRUE(flow.is_reachable(program.one("loop")));
  EXPECT_FALSE(flow.is_reachable(program.one("dead")));
  EXPECT_FALSE(flow.is_reachable(program.one("inner")));
}

bool mentions_clear(Node node) { return node.text().find("clear") != std::string_view::npos; }

TEST(HappensOnEveryWayOut, follows_each_way_from_a_place) {
  const auto always = [](std::string_view body) {
    const std::string text = "function f() {" + std::string(body) + "}";
    const MarkedProgram program(text);
    return program.facts()
        .control_flow(first_function(program))
        .happens_on_every_way_out(program.one("here"), mentions_clear);
  };
  EXPECT_TRUE(always("a/*here*/(); clear();"));
  EXPECT_TRUE(always("a/*here*/(); if (b) clear(); else { clear(); return; }"));
  EXPECT_TRUE(always("a/*here*/(); if (b) process.exit(); clear();"));
  EXPECT_TRUE(always("a/*here*/(); try { if (b) return; c(); } finally { clear(); }"));
  EXPECT_TRUE(always("try { a/*here*/(); } finally { clear(); }"));
  EXPECT_FALSE(always("clear(); a/*here*/();"));
  EXPECT_FALSE(always("a/*here*/(); if (b) return; clear();"));
  EXPECT_FALSE(always("a/*here*/(); b && clear();"));
  EXPECT_FALSE(always("a/*here*/(); while (b) clear();"));
  EXPECT_FALSE(always("try { a/*here*/(); b(); clear(); } catch {}"));
}

TEST(MayReachWithout, finds_a_way_past_the_test) {
  const auto reaches = [](std::string_view body) {
    const std::string text = "function f() {" + std::string(body) + "}";
    const MarkedProgram program(text);
    const auto both = program.marked("both");
    const auto from = both.empty() ? program.marked("from") : both;
    return program.facts()
        .control_flow(first_function(program))
        .may_reach_without(from.empty() ? Node{} : from.front(), both.empty() ? program.one("to") : both.front(),
                           mentions_clear);
  };
  EXPECT_TRUE(reaches("a/*from*/(); b/*to*/();"));
  EXPECT_TRUE(reaches("a/*from*/(); if (c) clear(); b/*to*/();"));
  EXPECT_TRUE(reaches("if (c) clear(); b/*to*/();"));
  EXPECT_TRUE(reaches("for (const x of y) { a/*both*/(); }"));
  EXPECT_FALSE(reaches("a/*from*/(); clear(); b/*to*/();"));
  EXPECT_FALSE(reaches("a/*both*/();"));
  EXPECT_FALSE(reaches("for (const x of y) { a/*both*/(); clear(); }"));
  EXPECT_FALSE(reaches("a/*from*/(); return; b/*to*/();"));
}

}  // namespace
}  // namespace asynclint::tests
