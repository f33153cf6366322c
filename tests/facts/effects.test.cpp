// What code reads and writes, what may be swapped, and what may start together.
#include "facts/effects.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "facts/together.h"
#include "tests/facts/marked-program.h"

namespace asynclint::tests {
namespace {

using syntax::Kind;
using syntax::Node;

std::string joined(const std::vector<AccessPath>& paths) {
  std::vector<std::string> names;
  names.reserve(paths.size());
  for (const AccessPath& path : paths) names.push_back(path.text());
  std::sort(names.begin(), names.end());
  std::string text;
  for (const std::string& name : names) text.append(text.empty() ? "" : " ").append(name);
  return text;
}

std::string describe_effects(const Effects& effects) {
  std::string text = "reads " + joined(effects.reads) + "; writes " + joined(effects.writes);
  if (effects.reads_outside) text += "; reads outside";
  if (effects.writes_outside) text += "; writes outside";
  if (effects.prints) text += "; prints";
  if (effects.pauses) text += "; pauses";
  if (effects.throws) text += "; throws";
  if (effects.calls_unknown) text += "; calls unknown";
  return effects.is_whole ? text : "too much";
}

// Of the last statement's expression.
std::string effects(std::string_view text) {
  const MarkedProgram program(text);
  return describe_effects(effects_of(program.facts(), program.last_expression()));
}

TEST(Effects, are_told_by_access_path) {
  EXPECT_EQ(effects("a.b.c;"), "reads a.b.c; writes ");
  EXPECT_EQ(effects("this.total = order.items[0].price;"), "reads order.items.0.price; writes this.total");
  EXPECT_EQ(effects("rows[i].seen = true;"), "reads ; writes rows[…].seen");
  EXPECT_EQ(effects("sum += rows[i];"), "reads i rows[…] sum; writes sum");
  EXPECT_EQ(effects("count++;"), "reads count; writes count");
  EXPECT_EQ(effects("delete cache[key];"), "reads cache[…] key; writes cache[…]");
  EXPECT_EQ(effects("({ a: b.a, c: [first] = second } = found);"), "reads found second; writes b.a first second");
  EXPECT_EQ(effects("`${user.name} (${user.id})`;"), "reads user.id user.name; writes ");
}

TEST(Effects, follow_constants_that_stand_for_a_path) {
  EXPECT_EQ(effects("const { items: [first] } = order; first.price = 3;"), "reads ; writes order.items[…].price");
  EXPECT_EQ(effects("const list = this.list; list.push(1);"), "reads list this.list; writes this.list[…]");
  EXPECT_EQ(effects("let list = this.list; list.push(1);"), "reads list; writes list[…]");
}

TEST(Effects, of_known_calls) {
  EXPECT_EQ(effects("fetch(url);"), "reads url; writes ; reads outside");
  EXPECT_EQ(effects("fetch('/orders', { headers });"), "reads headers; writes ; reads outside");
  EXPECT_EQ(effects("fetch('/orders', { method: 'POST' });"), "reads ; writes ; writes outside");
  EXPECT_EQ(effects("fetch('/orders', options);"), "reads options; writes ; writes outside");
  EXPECT_EQ(effects("console.log(Math.max(a, b));"), "reads Math a b console; writes ; prints");
  EXPECT_EQ(effects("Object.assign(target, source);"), "reads Object source target; writes target[…]");
  EXPECT_EQ(effects("const fs = require('fs/promises'); fs.readFile(path);"), "reads fs path; writes ; reads outside");
  EXPECT_EQ(effects("const fs = require('fs/promises'); fs.rm(path);"), "reads fs path; writes ; writes outside");
  EXPECT_EQ(effects("new Promise((resolve) => setTimeout(resolve, 5));"), "reads ; writes ; pauses");
  EXPECT_EQ(effects("function fetch() {} fetch('/orders');"), "reads ; writes ");
}

TEST(Effects, of_unknown_calls_touch_what_they_are_handed) {
  EXPECT_EQ(effects("save(order, userId);"), "reads order userId; writes order[…]; calls unknown");
  EXPECT_EQ(effects("db.orders.save(1);"), "reads db.orders; writes db.orders[…]; calls unknown");
  EXPECT_EQ(effects("save({ db, id, name: order.name });"), "reads db id order.name; writes db[…]; calls unknown");
}

TEST(Effects, of_functions_of_the_program_are_summed_up) {
  EXPECT_EQ(effects("let n = 0; function add(by) { const next = n + by; n = next; } add(2);"), "reads n; writes n");
  EXPECT_EQ(effects("function mark(order) { order.paid = true; } mark(first);"), "reads first; writes first.paid");
  EXPECT_EQ(effects("function mark({ order }) { order.paid = true; } mark({ order: first });"),
            "reads first; writes first.paid");
  EXPECT_EQ(effects("function all(orders) { orders.forEach((o) => { o.paid = true; }); } all(today);"),
            "reads today; writes today[…].paid");
  EXPECT_EQ(effects("class Till { add() { this.sum = 1; } } const till = new Till(); till.add();"),
            "reads till; writes till.sum");
  EXPECT_EQ(effects("function check(order) { if (!order.id) throw new Error('no id'); } check(order);"),
            "reads order order.id; writes ; throws");
}

TEST(Effects, of_functions_that_call_each_other_come_to_an_end) {
  EXPECT_EQ(effects("let a = 0, b = 0; function f() { a = 1; g(); } function g() { b = 1; f(); } f();"),
            "reads ; writes a b");
  std::string many;
  for (int i = 0; i < 300; ++i) {
    const std::string next = std::to_string((i + 1) % 300);
    const std::string other = std::to_string((i + 7) % 300);
    many.append("function f").append(std::to_string(i)).append("() { f").append(next).append("(); f");
    many.append(other).append("(); }\n");
  }
  EXPECT_EQ(effects(many + "f0();"), "too much");
}

bool swaps(std::string_view text) {
  const MarkedProgram program(text);
  std::vector<Node> statements;
  for (const Node child : program.tree().root().children())
    if (syntax::is_named(child.kind()) && !child.is(Kind::comment)) statements.push_back(child);
  return may_be_swapped(program.facts(), statements[statements.size() - 2], statements.back());
}

TEST(Statements, may_be_swapped_when_they_share_nothing) {
  EXPECT_TRUE(swaps("a.x = 1; a.y = 2;"));
  EXPECT_TRUE(swaps("const a = b.x; const c = b.x;"));
  EXPECT_FALSE(swaps("a.x = 1; b = a;"));
  EXPECT_FALSE(swaps("a[i] = 1; b = a.x;"));
  EXPECT_FALSE(swaps("const a = 1; const b = a + 1;"));
  EXPECT_FALSE(swaps("save(); x = 1;"));
  EXPECT_FALSE(swaps("console.log(1); console.log(2);"));
  EXPECT_FALSE(swaps("if (x) throw y; a = 1;"));
}

// The awaits of the program's only function, which ends in two.
std::string together(std::string_view text) {
  const MarkedProgram program(text, TopLevel::module);
  std::vector<Node> awaits;
  for (syntax::UnitId unit = 0; unit < program.tree().units().size(); ++unit)
    for (std::uint32_t i = 0; i < program.tree().records(unit).size(); ++i)
      if (program.tree().record(unit, i).kind == Kind::await_expression) awaits.emplace_back(&program.tree(), unit, i);
  std::sort(awaits.begin(), awaits.end(), [](Node a, Node b) { return a.span() < b.span(); });
  const Verdict verdict = may_start_together(awaited_call(program.facts(), awaits[awaits.size() - 2]),
                                             awaited_call(program.facts(), awaits.back()));
  switch (verdict.together) {
    case Together::no: return verdict.reason;
    case Together::perhaps: return "perhaps";
    case Together::likely: return "likely";
    case Together::known: break;
  }
  return "known";
}

TEST(Awaits, may_start_together) {
  EXPECT_EQ(together("await fetch('/a'); await fetch('/b');"), "known");
  EXPECT_EQ(together("import { readFile } from 'fs/promises'; await readFile(a); await readFile(b);"), "known");
  EXPECT_EQ(together("const a = await getUser(id); const b = await getPosts(id);"), "likely");
  EXPECT_EQ(together("const a = await prices(id); const b = await stock(id);"), "perhaps");
  EXPECT_EQ(
      together("async function load(x) { const r = await fetch(x); return r.json(); } await load(1); await load(2);"),
      "known");
  EXPECT_EQ(together("await fetch('/a').then((r) => r.json()); await fetch('/b').then((r) => r.json());"), "known");
}

TEST(Awaits, may_not_start_together) {
  EXPECT_EQ(together("await connect(); await query();"), "its name says that its place in the order counts");
  EXPECT_EQ(together("await getUser(session); await getPosts(session);"),
            "it talks to one session, page or connection, where the order counts");
  EXPECT_EQ(together("await getUser(options); await getPosts(options);"),
            "both use `options[…]`, which one of them may change");
  EXPECT_EQ(together("await api.getUser(1); await api.getPosts(1);"),
            "both use `api[…]`, which one of them may change");
  EXPECT_EQ(together("await validateOrder(1); await getOrder(1);"), "it decides whether what follows may happen");
  EXPECT_EQ(together("await fetch('/a', { method: 'PUT' }); await fetch('/a');"),
            "it changes something outside the program");
  EXPECT_EQ(together("await fetch('/a'); await fetch('/a');"), "the same is asked twice, to see what has changed");
  EXPECT_EQ(
      together("let n = 0; async function next() { await null; n += 1; return n; } await next(); await next(/* */);"),
      "both use `n`, which one of them may change");
  EXPECT_EQ(together("await running; await other;"), "what is awaited is no call that starts here");
  EXPECT_EQ(together("const wait = (ms) => new Promise((done) => setTimeout(done, ms)); await wait(1); await wait(2);"),
            "it only waits for a while");
}

}  // namespace
}  // namespace asynclint::tests
