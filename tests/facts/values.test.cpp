// What the expression of a program's last statement is.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

#include "tests/facts/marked-program.h"

namespace asynclint::tests {
namespace {

struct Question {
  std::string_view text;
  std::string_view answer;
  TopLevel top_level = TopLevel::script;
};

std::ostream& operator<<(std::ostream& out, const Question& question) { return out << question.text; }

class Values : public testing::TestWithParam<Question> {};

TEST_P(Values, are_told) {
  const MarkedProgram program(GetParam().text, GetParam().top_level);
  EXPECT_EQ(describe(program.facts().value(program.last_expression())), GetParam().answer) << GetParam().text;
}

constexpr std::string_view of_async_function = "promise certain async function";
constexpr std::string_view of_returning_function = "promise certain returning function";
constexpr std::string_view of_language = "promise certain language";
constexpr std::string_view of_api = "promise known api";

const Question literals[] = {
    {"1;", "plain"},
    {"`a${b}`;", "plain"},
    {"/a/;", "plain"},
    {"null;", "plain"},
    {"undefined;", "plain"},
    {"!a;", "plain"},
    {"typeof a;", "plain"},
    {"a + b;", "plain"},
    {"a++;", "plain"},
    {"[a];", "array"},
    {"x = {};", "object"},
    {"x = function () {};", "function"},
    {"x = async () => {};", "function"},
    {"x = class {};", "class"},
    {"a;", "api global a"},
    {"(a, b);", "api global b"},
    {"x = y = [a];", "array"},
    {"a && [b];", "array"},
    {"a ? [b] : [c];", "array"},
    {"a ? [b] : 1;", "unknown"},
    {"[a] || [b];", "array"},
    {"null ?? [b];", "array"},
    {"1 || [b];", "unknown"},
};
INSTANTIATE_TEST_SUITE_P(Literals, Values, testing::ValuesIn(literals));

const Question promise_values[] = {
    {"new Promise(start);", "promise certain constructor"},
    {"Promise.resolve(1);", of_language},
    {"Promise.all([a, b]);", of_language},
    {"Promise['race']([a, b]);", of_language},
    {"globalThis.Promise.any([a, b]);", of_language},
    {"const { promise } = Promise.withResolvers(); promise;", of_language},
    {"const { promise: done } = Promise.withResolvers(); done;", of_language},
    {"import('./store.js');", "promise certain import"},
    {"(async () => {})();", of_async_function},
    {"(async function () {})();", of_async_function},
    {"async function load() {} load();", of_async_function},
    {"load(); async function load() {} load?.();", of_async_function},
    {"const load = async () => {}; load();", of_async_function},
    {"const load = async () => {}; load;", "function"},
    {"async function load() {} load.call(this);", of_async_function},
    {"async function load() {} load.apply(this, []);", of_async_function},
    {"async function load() {} const bound = load.bind(this); bound();", of_async_function},
    {"async function load() {} load().then(show);", of_async_function},
    {"async function load() {} load().catch(report).finally(done);", of_async_function},
    {"async function load() {} load().length;", "unknown"},
    {"async function load() {} (async () => (await load()))();", of_async_function},
    {"async function* lines() {} lines();", "stream"},
    {"function* lines() {} lines();", "plain"},
    {"fetch('/');", of_api},
    {"const fetch = () => 1; fetch('/');", "plain"},
    {"window.fetch('/');", of_api},
    {"const Promise = makeOwn(); new Promise(start);", "instance"},
    {"function f(Promise) {} Promise.all([a]);", of_language},
    {"request('/').then((x) => x);", "promise likely chain"},
    {"request('/').then(show);", "promise likely chain"},
    {"request('/').then('plain');", "unknown"},
    {"loadAsync();", "promise likely name"},
    {"store.loadAsync();", "promise likely name"},
    {"loadAsync(() => {});", "unknown"},
    {"saveAsync`text`;", "promise likely name"},
};
INSTANTIATE_TEST_SUITE_P(Promises, Values, testing::ValuesIn(promise_values));

const Question functions[] = {
    {"const load = () => fetch('/'); load();", "promise known returning function"},
    {"function load() { return Promise.resolve(); } load();", of_returning_function},
    {"function load(x) { if (x) return Promise.resolve(); return fetch('/'); } load();",
     "promise known returning function"},
    {"function load(x) { if (x) return Promise.resolve(); } load();", "promise certain returning function"},
    {"function load(x) { if (x) return Promise.resolve(); throw x; } load();", of_returning_function},
    {"function load(x) { switch (x) { case 1: return Promise.resolve(); default: return Promise.reject(); } } load();",
     of_returning_function},
    {"function load() { try { return Promise.resolve(); } finally { done(); } } load();", of_returning_function},
    {"function load() { for (;;) { if (x) return Promise.resolve(); } } load();", of_returning_function},
    {"function load() { [1].map(() => { return Promise.resolve(); }); } load();", "plain"},
    {"function load() { return request('/').then(show); } load();", "promise likely chain"},
    {"function load() {} load();", "plain"},
    {"function load() { return inner(); } async function inner() {} load();", of_returning_function},
    {"function load() { return () => fetch('/'); } load()();", "promise known returning function"},
    {"function load(cb) { if (cb) return cb(); return Promise.resolve(); } load();", of_returning_function},
    {"function load(cb) { if (cb) return cb(); return Promise.resolve(); } load(done);", "plain"},
    {"function load(a, cb) { if (!cb) return Promise.resolve(); cb(); } load(1);", of_returning_function},
    {"function load(a, cb) { if (!cb) return Promise.resolve(); cb(); } load(...x);", "unknown"},
    {"function load(cb) { if (cb) return cb(); return Promise.resolve(); } load`a`;", of_returning_function},
    {"/** @returns {Promise<string>} */ function load() {} load();", "promise likely jsdoc"},
    {"/** @return {!Promise} */\nfunction load() { throw new Error('abstract'); } load();", "promise likely jsdoc"},
    {"/** @returns {Promise<string>|string} */ function load() {} load();", "plain"},
    {"/** @returns {string} a Promise */ function load() {} load();", "plain"},
    {"/* @returns {Promise} */ function load() {} load();", "plain"},
    {"/** @type {() => Promise<void>} */ let load; load();", "promise likely jsdoc"},
    {"let load = () => 1; load = async () => {}; load();", "unknown"},
    {"let load = async () => {}; load = null; load();", "unknown"},
    {"let load = async () => {}; load = async () => 1; load();", of_async_function},
    {"let load; load = async () => {}; load();", of_async_function},
    {"let load; load ?\?= async () => {}; load();", "unknown"},
    {"let load = quick ? async () => 1 : () => fetch('/'); load();", "promise known returning function"},
    {"function load() {} async function load() {} load();", "unknown"},
    {"const load = async () => {}; const again = load; const third = again; third();", of_async_function},
    {"function run(job) { job/*x*/; } run(async () => {}); run;", "function"},
};
INSTANTIATE_TEST_SUITE_P(Functions, Values, testing::ValuesIn(functions));

const Question members[] = {
    {"const store = { async save() {} }; store.save();", of_async_function},
    {"const store = { save: async () => {} }; store['save']();", of_async_function},
    {"const store = { 'save': async () => {} }; store.save();", of_async_function},
    {"const store = { ['save']: async () => {} }; store.save();", of_async_function},
    {"const store = { [save]: async () => {} }; store.save();", "unknown"},
    {"const save = async () => {}; const store = { save }; store.save();", of_async_function},
    {"const store = { async save() {}, ...others }; store.save();", "unknown"},
    {"const store = { ...others, async save() {} }; store.save();", of_async_function},
    {"const store = { async save() {}, save: () => 1 }; store.save();", "plain"},
    {"const store = { get job() { return fetch('/'); } }; store.job;", "promise known returning function"},
    {"const store = { inner: { async save() {} } }; store.inner.save();", of_async_function},
    {"const store = {}; store.save = async () => {}; store.save();", of_async_function},
    {"const store = { save() {} }; store.save = async () => {}; store.save();", "unknown"},
    {"const store = {}; const other = {}; other.save = async () => {}; store.save();", "unknown"},
    {"const { save } = { async save() {} }; save();", of_async_function},
    {"const { a: { save: keep } } = { a: { async save() {} } }; keep();", of_async_function},
    {"const { save = x } = { async save() {} }; save();", of_async_function},
    {"class Store { async save() {} } new Store().save();", of_async_function},
    {"class Store { async save() {} } const store = new Store(); store.save();", of_async_function},
    {"class Store { async save() {} } Store.save();", "unknown"},
    {"class Store { static async save() {} } Store.save();", of_async_function},
    {"class Store { static async save() {} } new Store().save();", "unknown"},
    {"class Store { save = async () => {}; } new Store().save();", of_async_function},
    {"class Store { get job() { return fetch('/'); } } new Store().job;", "promise known returning function"},
    {"class Store { set job(x) {} } new Store().job;", "unknown"},
    {"class Base { async save() {} } class Store extends Base {} new Store().save();", of_async_function},
    {"class Base { async save() {} } class Store extends Base { save() {} } new Store().save();", "plain"},
    {"class Store extends Unknown {} new Store().save();", "unknown"},
    {"class Store extends Store {} new Store().save();", "unknown"},
    {"class A extends B {} class B extends A {} new A().save();", "unknown"},
    {"class Store { constructor() { this.job = fetch('/'); } } new Store().job;", of_api},
    {"class Store { job = null; run() { this.job = fetch('/'); } } new Store().job;", of_api},
    {"function Store() {} Store.prototype.save = async function () {}; new Store().save();", of_async_function},
    {"function Store() {} Store.prototype = { async save() {} }; new Store().save();", of_async_function},
    {"exports.save = async () => {}; exports.save();", of_async_function},
    {"module.exports = { async save() {} }; module.exports.save();", of_async_function},
};
INSTANTIATE_TEST_SUITE_P(Members, Values, testing::ValuesIn(members));

const Question apis[] = {
    {"const fs = require('fs'); fs.promises.readFile('a');", of_api},
    {"const fs = require('node:fs/promises'); fs.readFile('a');", of_api},
    {"const { readFile } = require('fs').promises; readFile('a');", of_api},
    {"const { promises: { readFile } } = require('fs'); readFile('a');", of_api},
    {"const fs = require('fs'); fs.readFile('a');", "api fs readFile ()"},
    {"const fs = require('fs'); fs.createReadStream('a');", "stream"},
    {"import fs from 'fs/promises'; fs.readFile('a');", of_api, TopLevel::module},
    {"import { readFile } from 'node:fs/promises'; readFile('a');", of_api, TopLevel::module},
    {"import { readFile as read } from 'fs/promises'; read('a');", of_api, TopLevel::module},
    {"import * as fs from 'fs/promises'; fs.readFile('a');", of_api, TopLevel::module},
    {"import { promises as fs } from 'fs'; fs.readFile('a');", of_api, TopLevel::module},
    {"import fs from 'fs'; fs.promises.readFile('a');", of_api, TopLevel::module},
    {"const { setTimeout: sleep } = require('timers/promises'); sleep(1);", of_api},
    {"const { once } = require('events'); once(a, 'b');", of_api},
    {"const util = require('util'); util.promisify(a);", "promise function known promisify"},
    {"const util = require('util'); util.promisify(a)();", "promise known promisify"},
    {"const { promisify } = require('util'); const read = promisify(a); read('b');", "promise known promisify"},
    {"function require() {} const fs = require('fs/promises'); fs.readFile('a');", "unknown"},
    {"const fs = require(name); fs.readFile('a');", "unknown"},
    {"new Set([1]);", "set"},
    {"new Map();", "map"},
    {"new Array(3);", "array"},
    {"new Uint8Array(3);", "list"},
    {"class Set {} new Set();", "instance"},
    {"Array.from(x);", "array"},
    {"Object.keys(x);", "array"},
    {"x.split(',');", "array"},
    {"[a].map(f).filter(g);", "array"},
    {"document.querySelectorAll('a');", "list"},
    {"process.stdin;", "stream"},
};
INSTANTIATE_TEST_SUITE_P(Apis, Values, testing::ValuesIn(apis));

TEST(Values, of_nothing_are_unknown) {
  const MarkedProgram program("a;");
  EXPECT_EQ(describe(program.facts().value({})), "unknown");
  EXPECT_EQ(describe(program.facts().result_of_calling({})), "unknown");
}

TEST(Values, of_parameters_are_what_all_callers_pass) {
  const auto parameter = [](std::string_view text) {
    const MarkedProgram program(text);
    return describe(program.facts().value(program.one("use")));
  };
  EXPECT_EQ(parameter("function run(jobs) { jobs/*use*/; } run([1]); run([2]);"), "array");
  EXPECT_EQ(parameter("const run = (jobs) => jobs/*use*/; run([1]);"), "array");
  EXPECT_EQ(parameter("function run(jobs) { jobs/*use*/; } run([1]); run(other);"), "unknown");
  EXPECT_EQ(parameter("function run(jobs) { jobs/*use*/; } run(...all);"), "unknown");
  EXPECT_EQ(parameter("function run(jobs) { jobs/*use*/; } run([1]); register(run);"), "unknown");
  EXPECT_EQ(parameter("function run(jobs) { jobs/*use*/; }"), "unknown");
  EXPECT_EQ(parameter("function run(jobs) { jobs = 1; jobs/*use*/; } run([1]);"), "unknown");
}

TEST(Facts, know_this) {
  const auto value = [](std::string_view text) {
    const MarkedProgram program(text);
    return describe(program.facts().value(program.one("use")));
  };
  EXPECT_EQ(value("class Store { m() { this/*use*/; } }"), "instance");
  EXPECT_EQ(value("class Store { static m() { this/*use*/; } }"), "class");
  EXPECT_EQ(value("class Store { m() { () => this/*use*/; } }"), "instance");
  EXPECT_EQ(value("class Store { static { this/*use*/; } }"), "class");
  EXPECT_EQ(value("class Store { x = this/*use*/; }"), "instance");
  EXPECT_EQ(value("const store = { m() { this/*use*/; } };"), "object");
  EXPECT_EQ(value("const store = { m: function () { this/*use*/; } };"), "object");
  EXPECT_EQ(value("function Store() { this/*use*/; }"), "instance");
  EXPECT_EQ(value("this/*use*/;"), "unknown");
  EXPECT_EQ(value("const store = { m: () => this/*use*/ };"), "unknown");
}

TEST(Facts, know_where_await_may_stand) {
  const auto may_await = [](std::string_view text, TopLevel top_level) {
    const MarkedProgram program(text, top_level);
    return program.facts().may_await(program.one("here"));
  };
  EXPECT_TRUE(may_await("here/*here*/;", TopLevel::module));
  EXPECT_FALSE(may_await("here/*here*/;", TopLevel::script));
  EXPECT_TRUE(may_await("if (a) { here/*here*/; }", TopLevel::module));
  EXPECT_TRUE(may_await("async function f() { here/*here*/; }", TopLevel::script));
  EXPECT_TRUE(may_await("const f = async () => here/*here*/;", TopLevel::script));
  EXPECT_FALSE(may_await("function f() { here/*here*/; }", TopLevel::module));
  EXPECT_FALSE(may_await("async function f() { () => here/*here*/; }", TopLevel::module));
  EXPECT_FALSE(may_await("async function f(a = here/*here*/) {}", TopLevel::script));
  EXPECT_FALSE(may_await("class C { x = here/*here*/; }", TopLevel::module));
  EXPECT_FALSE(may_await("class C { static { here/*here*/; } }", TopLevel::module));
  EXPECT_TRUE(may_await("class C { async m() { here/*here*/; } }", TopLevel::script));
}

}  // namespace
}  // namespace asynclint::tests
