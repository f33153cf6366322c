// What a program does with the promise `load()`, and with the array `loadAll()`.
#include "facts/promise-uses.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string_view>

#include "tests/facts/marked-program.h"

namespace asynclint::tests {
namespace {

std::string_view name_of(PromiseUse use) {
  switch (use) {
    case PromiseUse::none: return "none";
    case PromiseUse::reads: return "reads";
    case PromiseUse::returned: return "returned";
    case PromiseUse::keeps: return "keeps";
    case PromiseUse::waits: return "waits";
  }
  return "?";
}

struct MarkedUse {
  std::string_view text;
  std::string_view use;
};

std::ostream& operator<<(std::ostream& out, const MarkedUse& program) { return out << program.text; }

class PromiseUses : public testing::TestWithParam<MarkedUse> {};

TEST_P(PromiseUses, are_told) {
  const MarkedProgram program(GetParam().text);
  EXPECT_EQ(name_of(use_of_promise(program.facts(), program.node("load()"))), GetParam().use) << GetParam().text;
}

const MarkedUse promises[] = {
    {"load();", "none"},
    {"(load());", "none"},
    {"a, load();", "none"},
    {"load(), a;", "reads"},
    {"a && load();", "none"},
    {"load() && a;", "reads"},
    {"load() || a;", "none"},
    {"a ? load() : b;", "none"},
    {"load() ? a : b;", "reads"},
    {"async () => { await load(); };", "waits"},
    {"async () => { await (load()); };", "waits"},
    {"load().then(show);", "waits"},
    {"load().catch(report);", "waits"},
    {"load()['finally'](done);", "waits"},
    {"load().name;", "reads"},
    {"load()[0];", "reads"},
    {"a[load()];", "reads"},
    {"load() + 1;", "reads"},
    {"`${load()}`;", "reads"},
    {"!load();", "reads"},
    {"void load();", "keeps"},
    {"() => load();", "returned"},
    {"function f() { return load(); }", "returned"},
    {"function f() { return a ? load() : b; }", "returned"},
    {"run(load());", "keeps"},
    {"console.log(load());", "reads"},
    {"JSON.stringify(load());", "reads"},
    {"const JSON = own; JSON.stringify(load());", "keeps"},
    {"Boolean(load());", "reads"},
    {"new Job(load());", "keeps"},
    {"a = load();", "keeps"},
    {"this.a = load();", "keeps"},
    {"a += load();", "reads"},
    {"x = { a: load() };", "keeps"},
    {"throw load();", "keeps"},
    {"function* f() { yield load(); }", "keeps"},
    {"x = <p a={load()} />;", "keeps"},
    {"for (const a of load()) {}", "reads"},
    {"[...load()];", "reads"},
    {"const p = load();", "none"},
    {"const p = load(); p;", "none"},
    {"const p = load(); p.then(show);", "waits"},
    {"const p = load(); async () => { await p; };", "waits"},
    {"const p = load(); show(p.name);", "reads"},
    {"const p = load(); show(p);", "keeps"},
    {"const p = load(); const q = p; q.catch(report);", "waits"},
    {"const p = load(); function f() { return p; }", "returned"},
    {"const p = load(); x = { p };", "keeps"},
    {"const { name } = load();", "reads"},
    {"const [first] = load();", "reads"},
    {"export const p = load();", "keeps"},
    {"const p = load(); export { p };", "keeps"},
    {"Promise.all([load(), a]);", "waits"},
    {"[load(), a];", "reads"},
    {"const ps = [load()]; Promise.all(ps);", "waits"},
    {"const Promise = own; Promise.all([load(), a]);", "keeps"},
};
INSTANTIATE_TEST_SUITE_P(Promises, PromiseUses, testing::ValuesIn(promises));

class ArrayUses : public testing::TestWithParam<MarkedUse> {};

TEST_P(ArrayUses, are_told) {
  const MarkedProgram program(GetParam().text);
  EXPECT_EQ(name_of(use_of_promise_array(program.facts(), program.node("loadAll()"))), GetParam().use)
      << GetParam().text;
}

const MarkedUse arrays[] = {
    {"loadAll();", "none"},
    {"async () => { await loadAll(); };", "none"},
    {"async () => { const xs = await loadAll(); use(xs[0]); };", "keeps"},
    {"Promise.all(loadAll());", "waits"},
    {"loadAll().length;", "reads"},
    {"loadAll().join(', ');", "reads"},
    {"loadAll()[0].then(show);", "waits"},
    {"loadAll()[0].name;", "reads"},
    {"loadAll().at(0).then(show);", "waits"},
    {"loadAll().pop();", "none"},
    {"loadAll().slice(1);", "none"},
    {"Promise.all(loadAll().filter(Boolean));", "waits"},
    {"loadAll().filter(Boolean).length;", "reads"},
    {"loadAll().forEach((p) => p.then(show));", "waits"},
    {"loadAll().forEach((p) => show(p.name));", "reads"},
    {"loadAll().map(async (p) => (await p).name);", "waits"},
    {"loadAll().map(({ name }) => name);", "reads"},
    {"loadAll().map(String);", "reads"},
    {"loadAll().map(show);", "keeps"},
    {"loadAll().reduce((a, p) => a.then(() => p), b);", "waits"},
    {"loadAll().custom();", "keeps"},
    {"[...loadAll(), a];", "none"},
    {"run(...loadAll());", "keeps"},
    {"Math.max(...loadAll());", "reads"},
    {"for (const p of loadAll()) p.then(show);", "waits"},
    {"for (const p of loadAll()) show(p.name);", "reads"},
    {"async () => { for await (const x of loadAll()) show(x); };", "waits"},
    {"function f() { return loadAll(); }", "keeps"},
    {"const ps = loadAll();", "none"},
    {"const ps = loadAll(); Promise.all(ps);", "waits"},
    {"const ps = loadAll(); ps.length;", "reads"},
    {"let ps; ps = loadAll(); ps.length;", "reads"},
    {"let ps; ps = loadAll(); async () => { await ps[0]; };", "waits"},
    {"x = <p>{loadAll()}</p>;", "reads"},
    {"async function P() { return <p>{loadAll()}</p>; }", "keeps"},
    {"`${loadAll()}`;", "reads"},
};
INSTANTIATE_TEST_SUITE_P(Arrays, ArrayUses, testing::ValuesIn(arrays));

}  // namespace
}  // namespace asynclint::tests
