// Who takes a rejection, and what cannot reject.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "facts/handling.h"
#include "facts/rejection.h"
#include "tests/facts/marked-program.h"

namespace asynclint::tests {
namespace {

using syntax::Kind;
using syntax::Node;

std::string handler_of(std::string_view text) {
  const MarkedProgram program(text);
  const Node handler = rejection_handler(program.facts(), program.last_expression());
  return handler ? std::string(handler.text()) : "none";
}

TEST(RejectionHandlers, are_found) {
  EXPECT_EQ(handler_of("load().catch(report);"), "catch");
  EXPECT_EQ(handler_of("load()?.catch(report);"), "catch");
  EXPECT_EQ(handler_of("load()['catch'](report);"), "'catch'");
  EXPECT_EQ(handler_of("load().then(show).catch(report);"), "catch");
  EXPECT_EQ(handler_of("load().then(show, report);"), "then");
  EXPECT_EQ(handler_of("load().then(...handlers);"), "then");
  EXPECT_EQ(handler_of("load().catch(report).finally(done);"), "catch");
  EXPECT_EQ(handler_of("load().catch(report).then(() => 1);"), "catch");
  EXPECT_EQ(handler_of("(load().catch(report));"), "catch");
  EXPECT_EQ(handler_of("ready && load().catch(report);"), "catch");
  EXPECT_EQ(handler_of("ready ? load().catch(report) : other().catch(report);"), "catch");
}

TEST(RejectionHandlers, are_missing) {
  EXPECT_EQ(handler_of("load();"), "none");
  EXPECT_EQ(handler_of("load().then(show);"), "none");
  EXPECT_EQ(handler_of("load().then(show, undefined);"), "none");
  EXPECT_EQ(handler_of("load().then(show, null);"), "none");
  EXPECT_EQ(handler_of("load().catch();"), "none");
  EXPECT_EQ(handler_of("load().catch(undefined);"), "none");
  EXPECT_EQ(handler_of("load().catch(null);"), "none");
  EXPECT_EQ(handler_of("load().finally(done);"), "none");
  EXPECT_EQ(handler_of("load().catch(report).then(() => { throw new Error('x'); });"), "none");
  EXPECT_EQ(handler_of("load().catch(report).then(() => show());"), "none");
  EXPECT_EQ(handler_of("ready ? load().catch(report) : other();"), "none");
  EXPECT_EQ(handler_of("load()[method](report);"), "none");
  EXPECT_EQ(handler_of("load;"), "none");
}

bool is_handler(std::string_view text) {
  const MarkedProgram program(text);
  const auto function = program.one("f").parent();
  for (Node at = program.one("f"); at; at = at.parent())
    if (syntax::is_function_kind(at.kind())) return is_event_handler(at);
  ADD_FAILURE() << text << function.text();
  return false;
}

TEST(EventHandlers, are_known) {
  EXPECT_TRUE(is_handler("button.addEventListener('click', async () => { a/*f*/; });"));
  EXPECT_TRUE(is_handler("emitter.on('data', (x) => a/*f*/);"));
  EXPECT_TRUE(is_handler("emitter.once('data', (function () { a/*f*/; }));"));
  EXPECT_TRUE(is_handler("x = <button onClick={() => a/*f*/} />;"));
  EXPECT_TRUE(is_handler("image.onload = () => a/*f*/;"));
  EXPECT_FALSE(is_handler("image.load = () => a/*f*/;"));
  EXPECT_FALSE(is_handler("emitter.on(() => a/*f*/);"));
  EXPECT_FALSE(is_handler("x = <List render={() => a/*f*/} />;"));
  EXPECT_FALSE(is_handler("run('data', () => a/*f*/);"));
  EXPECT_FALSE(is_handler("const g = () => a/*f*/;"));
}

bool never_rejects(std::string_view text) {
  const MarkedProgram program(text);
  return cannot_reject(program.facts(), program.last_expression());
}

TEST(CannotReject, what_is_settled_or_caught) {
  for (const std::string_view text : {
           "async function load() { try { await a(); } catch {} } load();",
           "function load() { return fetch('/').catch(report); } load();",
           "const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)); sleep(1);",
           "new Promise((resolve) => setTimeout(resolve, 1));",
           "const server = open(); new Promise((resolve) => server.close(resolve));",
           "Promise.allSettled(all);",
           "async function load() { try { await a(); } catch {} } load().then(() => 1);",
           "async function load() { try { await a(); } catch {} } load().finally(() => console.log(1));",
       })
    EXPECT_TRUE(never_rejects(text)) << text;
}

TEST(CannotReject, not_what_may_fail) {
  for (const std::string_view text : {
           "load();",
           "async function load() { await a(); } load();",
           "function load() { return a(); } load();",
           "fetch('/');",
           "new Promise((resolve, reject) => reject(1));",
           "new Promise((resolve) => resolve(load()));",
           "new Promise((resolve) => { own(1); resolve(); });",
           "Promise.all(all);",
           "async function load() { try { await a(); } catch {} } load().then(() => { throw 1; });",
           "async function load() { try { await a(); } catch {} } load().then(unknown);",
       })
    EXPECT_FALSE(never_rejects(text)) << text;
}

}  // namespace
}  // namespace asynclint::tests
