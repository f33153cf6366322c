// Messages of the protocol at the wrong time, with wrong contents, or from a client that does not do its part.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { RawServer, executable, frame, is_sanitized, one_second, patience, within } from "./raw-server.mjs";

const invalid_request = -32600;
const method_not_found = -32601;
const invalid_params = -32602;
const not_initialized = -32002;

const floating = "const save = async () => fetch('/');\nsave();\n";
const opened = (uri, text = floating, version = 1) => ({
  method: "textDocument/didOpen",
  params: { textDocument: { uri, languageId: "javascript", version, text } },
});
const changed = (uri, version, contentChanges) => ({
  method: "textDocument/didChange",
  params: { textDocument: { uri, version }, contentChanges },
});
const range = (...numbers) => ({
  start: { line: numbers[0], character: numbers[1] },
  end: { line: numbers[2], character: numbers[3] },
});

test("before initialize requests are refused and notifications dropped", async () => {
  const server = new RawServer();
  assert.equal((await server.ask(1, "textDocument/hover", {})).error.code, not_initialized);
  assert.equal((await server.ask(2, "shutdown")).error.code, not_initialized);
  assert.equal((await server.ask(3, "no/method")).error.code, not_initialized);
  server.send(opened("untitled:early.js"));
  await server.initialize();
  assert.equal((await server.ask(4, "initialize", { processId: null, rootUri: null, capabilities: {} })).error.code, invalid_request);
  await server.expect_alive();
  assert.ok(!server.received.some(({ params }) => params?.uri === "untitled:early.js"));
  await server.stop();
});

test("after shutdown requests are refused, and exit ends with 0", async () => {
  const server = new RawServer();
  await server.initialize();
  assert.equal((await server.ask(1, "shutdown")).result, null);
  for (const [id, method] of [[2, "shutdown"], [3, "textDocument/hover"], [4, "initialize"], [5, "no/method"]])
    assert.equal((await server.ask(id, method, {})).error.code, invalid_request, method);
  server.send(opened("untitled:late.js"));
  server.send({ method: "exit" });
  assert.equal(await within(one_second(), "the end", server.ended), 0);
  assert.ok(!server.received.some(({ params }) => params?.uri === "untitled:late.js"));
  server.expect_by_the_book();
});

test("exit without shutdown ends with 1, whenever it comes", async () => {
  for (const initialized of [false, true]) {
    const server = new RawServer();
    if (initialized) await server.initialize();
    server.send({ method: "exit" });
    assert.equal(await within(one_second(), "the end", server.ended), 1);
    server.expect_by_the_book();
  }
});

test("the end of the input ends it, in a message too", async () => {
  for (const [rest, shut_down] of [["", false], ["", true], ["Content-Length: 100\r\n\r\n{", false], ["Content-Le", false]]) {
    const server = new RawServer();
    await server.initialize();
    if (shut_down) await server.ask("shutdown", "shutdown");
    server.process.stdin.end(rest);
    assert.equal(await within(one_second(), "the end", server.ended), shut_down ? 0 : 1);
    server.expect_by_the_book();
  }
});

test("it ends within a second when its client does", async () => {
  for (const by_argument of [false, true]) {
    const client = spawn(process.execPath, ["-e", "setTimeout(() => {}, 100000)"], { stdio: "ignore" });
    const server = new RawServer({ args: by_argument ? [`--clientProcessId=${client.pid}`] : [] });
    await server.initialize(by_argument ? {} : { processId: client.pid });
    await server.expect_alive();
    await setTimeout(500);
    await server.expect_alive();
    const ended = new Promise((resolve) => client.on("exit", resolve));
    client.kill("SIGKILL");
    await ended;
    assert.equal(await within(one_second(), "the end", server.ended), 1);
  }
});

test("what it does not do is answered with method not found", async () => {
  const server = new RawServer();
  await server.initialize();
  let id = 0;
  for (const method of ["textDocument/documentSymbol", "textDocument/completion", "$/unknown", "", "exit", "initialized", "textDocument/didOpen", "a".repeat(100_000), "\u0000\u{1f422}"])
    assert.equal((await server.ask(++id, method, {})).error.code, method_not_found, method.slice(0, 50));
  for (const method of ["$/unknown", "no/notification", "textDocument/hover", "shutdown"]) server.send({ method, params: {} });
  await server.expect_alive();
  await server.stop();
});

test("positions out of range are those at the end of what there is", async () => {
  const server = new RawServer();
  await server.initialize();
  const uri = "untitled:a.js";
  server.send(opened(uri));
  const most = 2 ** 31 - 1;
  server.send(changed(uri, 2, [{ range: range(1, 7, most, most), text: "\nsave()" }]));
  server.send(changed(uri, 3, [{ range: range(most, 0, most, most), text: ";\n" }]));
  assert.equal((await server.diagnostics(uri, 3)).length, 2);
  const { result } = await server.ask(1, "textDocument/hover", { textDocument: { uri }, position: { line: most, character: most } });
  assert.equal(result, null);
  const actions = await server.ask(2, "textDocument/codeAction", { textDocument: { uri }, range: range(5, 0, 0, 0), context: { diagnostics: [] } });
  assert.ok(Array.isArray(actions.result));
  // None of the protocol's numbers.
  let id = 2;
  for (const line of [-1, 1.5, 2 ** 31, 1e300, "1", null, [0], true]) {
    const { error } = await server.ask(++id, "textDocument/hover", { textDocument: { uri }, position: { line, character: 0 } });
    assert.equal(error?.code, invalid_params, String(line));
    assert.match(error.message, /position\.line/);
  }
  await server.expect_alive();
  await server.stop();
});

test("a change with a mistake in it changes nothing", async () => {
  const server = new RawServer();
  await server.initialize();
  const uri = "untitled:a.js";
  server.send(opened(uri));
  const whole = { text: "" };
  for (const bad of [{}, { text: 5 }, { range: {}, text: "" }, { range: range(0, 0, 0, -1), text: "" }, { range: 5, text: "" }, 5, null])
    server.send(changed(uri, 2, [whole, bad]));
  for (const contentChanges of [5, null, {}, undefined]) server.send(changed(uri, 3, contentChanges));
  server.send(changed(uri, "four", [whole]));
  server.send(changed(uri, 5, []));
  assert.equal((await server.diagnostics(uri, 5)).length, 1);
  await server.stop();
});

test("versions may stand still or go back", async () => {
  const server = new RawServer();
  await server.initialize();
  const uri = "untitled:a.js";
  server.send(opened(uri, floating, 10));
  await server.diagnostics(uri, 10);
  server.send(changed(uri, 10, [{ text: `${floating}save();\n` }]));
  server.send(changed(uri, 3, [{ text: `${floating}save();\nsave();\n` }]));
  assert.equal((await server.diagnostics(uri, 3)).length, 3);
  server.send({ method: "textDocument/didChange", params: { textDocument: { uri, version: null }, contentChanges: [{ text: floating }] } });
  assert.equal((await server.diagnostics(uri, 4)).length, 1);
  await server.stop();
});

test("a document that is opened twice, or changed and closed unopened, does no harm", async () => {
  const server = new RawServer();
  await server.initialize();
  const uri = "untitled:a.js";
  server.send(changed(uri, 2, [{ text: "" }]));
  server.send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
  server.send({ method: "textDocument/didSave", params: { textDocument: { uri } } });
  server.send(opened(uri));
  server.send(opened(uri, `${floating}save();\n`, 7));
  assert.equal((await server.diagnostics(uri, 7)).length, 2);
  assert.equal((await server.ask(1, "textDocument/hover", { textDocument: { uri: "untitled:b.js" }, position: { line: 0, character: 0 } })).error.code, invalid_params);
  await server.stop();
});

test("an id that is still being served is refused, and may come again later", async () => {
  const server = new RawServer();
  await server.initialize({ capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } } });
  const uri = "untitled:a.js";
  server.send(opened(uri));
  const request = { id: 1, method: "textDocument/diagnostic", params: { textDocument: { uri } } };
  // Both at once, so that the first is not answered yet.
  server.write(frame(request) + frame(request));
  server.send({ ...request, id: "1" });
  server.send(request);
  await server.answer("1");
  await server.next("four answers", () => server.received.filter(({ id, method }) => id === 1 && !method).length >= 3);
  const answers = server.received.filter(({ id, method }) => id === 1 && !method);
  assert.ok(answers.some(({ result }) => result?.items.length === 1));
  for (const { error } of answers) if (error) assert.equal(error.code, invalid_request);
  for (const id of [0, -5, 2 ** 53, "", "\u{1f422}", "a".repeat(10_000)])
    assert.equal((await server.ask(id, "textDocument/diagnostic", { textDocument: { uri } })).result.items.length, 1, String(id).slice(0, 20));
  // To give up what is not there, or nonsense.
  for (const params of [{ id: 1 }, { id: 77 }, { id: null }, { id: {} }, {}, [], 5, null, undefined])
    server.send({ method: "$/cancelRequest", params });
  assert.equal((await server.ask(2, "textDocument/diagnostic", { textDocument: { uri } })).result.items.length, 1);
  await server.stop();
});

test("a client that never reads fills no memory and ends with its input", async () => {
  const server = new RawServer({ reads: false });
  server.send({ id: 0, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
  server.send({ method: "initialized", params: {} });
  const uri = "untitled:a.js";
  server.send(opened(uri, floating + "save();\n".repeat(500)));
  let most = 0;
  for (let i = 0; i < 300 && server.process.exitCode === null; ++i) {
    for (let k = 0; k < 40; ++k)
      server.send({ id: `${i}-${k}`, method: "textDocument/codeAction", params: { textDocument: { uri }, range: range(0, 0, 999, 0), context: { diagnostics: [] } } });
    server.send(changed(uri, i + 2, [{ range: range(0, 0, 0, 0), text: "\n" }]));
    await setTimeout(5);
    if (server.process.exitCode === null) most = Math.max(most, server.megabytes());
  }
  if (!is_sanitized) assert.ok(most < 500, `${most} MB`);
  server.process.stdin.end();
  // Either it has given the client up already, or it does now.
  assert.equal(await within(patience, "the end", server.ended), 1);
  assert.equal(server.errors, "");
});

test("a client that closes its end of the output is gone", async () => {
  const server = new RawServer();
  await server.initialize();
  server.process.stdout.destroy();
  server.send(opened("untitled:a.js"));
  assert.equal(await within(one_second() * 2, "the end", server.ended), 1);
});

test("arguments that make no sense are refused before anything is served", async () => {
  for (const args of [["--clientProcessId=x"], ["--port=5"], ["stray"]]) {
    const other = spawn(executable, ["lsp", ...args], { stdio: ["ignore", "pipe", "pipe"] });
    const status = await new Promise((resolve) => other.on("exit", resolve));
    assert.equal(status, 2, args.join(" "));
  }
});
