// A fuzz of message shapes: whatever a client sends, every request is answered once, all that the server says is as the
// protocol has it, and in the end it still works.
import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints_about, methods } from "./check-messages.mjs";
import { modern_capabilities, plain_capabilities } from "./client.mjs";
import { Dice, Shapes } from "./message-shapes.mjs";
import { RawServer } from "./raw-server.mjs";

// What would end the conversation, or is a conversation of its own.
const left_out = new Set(["initialize", "shutdown", "exit", "textDocument/publishDiagnostics"]);
const served = [
  "textDocument/didOpen",
  "textDocument/didChange",
  "textDocument/didSave",
  "textDocument/didClose",
  "notebookDocument/didOpen",
  "notebookDocument/didChange",
  "notebookDocument/didClose",
  "textDocument/diagnostic",
  "workspace/diagnostic",
  "textDocument/hover",
  "textDocument/codeAction",
  "codeAction/resolve",
  "workspace/executeCommand",
  "workspace/didChangeConfiguration",
  "workspace/didChangeWatchedFiles",
  "workspace/didChangeWorkspaceFolders",
  "$/setTrace",
  "$/cancelRequest",
];

const is_answer_to = (id) => (message) => message.id === id && message.method === undefined;

// Asks the client nothing that it would have to answer before anything goes on.
async function start(capabilities) {
  const server = new RawServer();
  await server.initialize({ capabilities });
  return server;
}

async function converse(seed, oddity, capabilities, count) {
  const dice = new Dice(seed);
  const shapes = new Shapes(dice, oddity);
  const server = await start(capabilities);
  const everything = Object.keys(methods).filter((method) => !left_out.has(method));
  const asked = [];
  for (let i = 0; i < count; ++i) {
    const method = dice.below(5) === 0 ? dice.one_of(everything) : dice.one_of(served);
    const params = shapes.params_of(method);
    const message = params === undefined ? { method } : { method, params };
    if (oddity === 0 && methods[method].params) assert.deepEqual(complaints_about(methods[method].params, params), [], method);
    // A look through the workspace that finds nothing new waits on: it is given up at the end.
    if (methods[method].is_request) asked.push((message.id = `${seed}-${i}`));
    server.send(message);
  }
  for (const id of asked) server.send({ method: "$/cancelRequest", params: { id } });
  for (const id of asked) await server.answer(id);
  for (const id of asked) assert.equal(server.received.filter(is_answer_to(id)).length, 1, `ASYNCLINT_SEED=${seed}: ${id}`);
  server.send({ method: "workspace/didChangeConfiguration", params: { settings: { asynclint: {} } } });
  return server;
}

// A client that pulls gets no diagnostics by itself, so it asks.
async function expect_alive_for(server, pulls) {
  if (!pulls) return server.expect_alive();
  const uri = "untitled:alive.js";
  const text = "const save = async () => fetch('/');\nsave();\n";
  server.send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "javascript", version: 1, text } } });
  const { result } = await server.ask("alive", "textDocument/diagnostic", { textDocument: { uri } });
  assert.equal(result.kind, "full");
}

for (const [name, oddity] of [
  ["as the protocol has them", 0],
  ["with something odd here and there", 25],
  ["with something odd nearly everywhere", 4],
]) {
  test(`messages ${name} are served or refused, one by one`, async () => {
    for (let seed = 1; seed <= 6; ++seed) {
      const pulls = seed % 2 === 0;
      const capabilities = pulls ? { ...modern_capabilities, workspace: { ...modern_capabilities.workspace, configuration: false } } : plain_capabilities;
      const server = await converse(seed, oddity, capabilities, 300);
      await expect_alive_for(server, pulls);
      await server.stop();
    }
  });
}

test("initialize with any shape of params is answered, and a proper one is served after a refusal", async () => {
  for (let seed = 1; seed <= 40; ++seed) {
    const shapes = new Shapes(new Dice(seed), seed % 3 === 0 ? 0 : 12);
    const server = new RawServer();
    // Of another machine: with a process that is there, and ends, the server would end.
    const params = { ...shapes.params_of("initialize"), processId: null };
    const { result, error } = await server.ask(1, "initialize", params);
    assert.ok(result || error.code === -32602, JSON.stringify(error));
    if (error) await server.initialize();
    await server.stop();
  }
});

// Every place in a value, as a list of names and numbers, with those that hold others.
function places_in(value, place = []) {
  if (value === null || typeof value !== "object") return [place];
  return [place, ...Object.keys(value).flatMap((name) => places_in(value[name], [...place, name]))];
}

function with_at(value, [name, ...rest], other) {
  if (name === undefined) return other;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[name] = with_at(value[name], rest, other);
  return copy;
}

const uri = "untitled:a.js";
const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } };
const diagnostic = { range, message: "x", code: "floating-promise", source: "asynclint", data: { finding: "x" } };
const proper = {
  "textDocument/didOpen": { textDocument: { uri, languageId: "javascript", version: 1, text: "save();\n" } },
  "textDocument/didChange": { textDocument: { uri, version: 2 }, contentChanges: [{ range, text: "" }] },
  "textDocument/didSave": { textDocument: { uri } },
  "notebookDocument/didOpen": {
    notebookDocument: { uri: "file:///a.ipynb", notebookType: "x", version: 1, cells: [{ kind: 2, document: "cell:1" }] },
    cellTextDocuments: [{ uri: "cell:1", languageId: "javascript", version: 1, text: "save();" }],
  },
  "notebookDocument/didChange": {
    notebookDocument: { uri: "file:///a.ipynb", version: 2 },
    change: {
      cells: {
        structure: {
          array: { start: 0, deleteCount: 1, cells: [{ kind: 2, document: "cell:2" }] },
          didOpen: [{ uri: "cell:2", languageId: "javascript", version: 1, text: "save();" }],
          didClose: [{ uri: "cell:1" }],
        },
        textContent: [{ document: { uri: "cell:2", version: 2 }, changes: [{ text: "" }] }],
      },
    },
  },
  "textDocument/diagnostic": { textDocument: { uri }, identifier: "asynclint", previousResultId: "x" },
  "workspace/diagnostic": { previousResultIds: [{ uri, value: "x" }], workDoneToken: 1, partialResultToken: "x" },
  "textDocument/hover": { textDocument: { uri }, position: { line: 1, character: 0 } },
  "textDocument/codeAction": { textDocument: { uri }, range, context: { diagnostics: [diagnostic], only: ["quickfix"], triggerKind: 1 } },
  "codeAction/resolve": { title: "x", kind: "quickfix", data: { uri, do: "fix", finding: "x", fix: 0 } },
  "workspace/executeCommand": { command: "asynclint.explainSilence", arguments: [uri, { line: 1, character: 0 }] },
  "workspace/didChangeConfiguration": {
    settings: { asynclint: { enable: true, configuration: "x.json", level: "info", rulePage: "x", fixAllSuggestions: ["x"], memory: 1 } },
  },
  "workspace/didChangeWatchedFiles": { changes: [{ uri, type: 1 }] },
  "workspace/didChangeWorkspaceFolders": { event: { added: [{ uri: "file:///nowhere", name: "x" }], removed: [] } },
  "$/setTrace": { value: "verbose" },
  "$/cancelRequest": { id: 1 },
};

test("a wrong type in any field is refused or does not matter", async () => {
  for (const [method, params] of Object.entries(proper)) {
    const server = await start(plain_capabilities);
    server.send({ method: "textDocument/didOpen", params: proper["textDocument/didOpen"] });
    const asked = [];
    for (const place of places_in(params))
      for (const other of [null, 5, -1, 1.5, "x", true, [], {}, [[]], [null]]) {
        const message = { method, params: with_at(params, place, other) };
        if (methods[method].is_request) asked.push((message.id = `${place.join(".")} ${JSON.stringify(other)}`));
        server.send(message);
      }
    for (const id of asked) server.send({ method: "$/cancelRequest", params: { id } });
    for (const id of asked) {
      const { error } = await server.answer(id);
      assert.ok(!error || error.code !== -32603, `${method} ${id}: ${error?.message}`);
    }
    server.send({ method: "workspace/didChangeConfiguration", params: { settings: { asynclint: {} } } });
    await server.expect_alive();
    await server.stop();
  }
});
