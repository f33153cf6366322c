// Bytes that are no messages, and messages that are none of JSON-RPC: each is refused, and the next one is served.
import assert from "node:assert/strict";
import { test } from "node:test";
import { RawServer, frame, is_sanitized } from "./raw-server.mjs";

const parse_error = -32700;
const invalid_request = -32600;

async function expect_refusals(bytes, code, count) {
  const server = new RawServer();
  await server.initialize();
  server.write(bytes);
  await server.expect_alive();
  const refusals = server.refusals();
  assert.equal(refusals.length, count, JSON.stringify(refusals));
  for (const { error } of refusals) {
    assert.equal(error.code, code);
    assert.ok(error.message.length > 10);
  }
  await server.stop();
}

test("headers that say no length are refused", () =>
  expect_refusals(
    `Content-Type: x\r\n\r\nContent-Length: many\r\n\r\nContent-Length: -1\r\n\r\nContent-Length: 1e3\r\n\r\n`,
    parse_error,
    4,
  ));

test("a header without an end is refused", () => expect_refusals(`${"x".repeat(100_000)}\r\n\r\n`, parse_error, 1));

test("a length that is too small costs its message and no other", () =>
  expect_refusals('Content-Length: 5\r\n\r\n{"jsonrpc":"2.0","method":"$/a"}', parse_error, 1));

test("a length that is too large costs its message and the next", async () => {
  const server = new RawServer();
  await server.initialize();
  const next = frame({ method: "$/swallowed" });
  server.write(`Content-Length: 20\r\n\r\n{}${next}`);
  server.send({ id: 1, method: "unknown/one" });
  await server.expect_alive();
  assert.ok(server.refusals().length >= 1);
  await server.stop();
});

test("a message that is too large is skipped, and not kept", async () => {
  const server = new RawServer();
  await server.initialize();
  const size = 200 << 20;
  server.write(`Content-Length: ${size}\r\n\r\n`);
  const part = Buffer.alloc(4 << 20, "[");
  for (let sent = 0; sent < size; sent += part.length)
    if (!server.write(part)) await new Promise((resolve) => server.process.stdin.once("drain", resolve));
  await server.expect_alive();
  assert.equal(server.refusals().length, 1);
  if (!is_sanitized) assert.ok(server.megabytes() < 100, `${server.megabytes()} MB`);
  await server.stop();
});

test("what is no JSON is refused", () =>
  expect_refusals(["", "{", "nonsense", '{"jsonrpc":', "{} {}", '"\\x"'].map(frame).join(""), parse_error, 6));

test("what is no UTF-8 is refused", () => {
  const bodies = [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80]].map((bytes) =>
    Buffer.concat([Buffer.from('{"jsonrpc":"2.0","method":"'), Buffer.from(bytes), Buffer.from('"}')]),
  );
  const frames = bodies.map((body) => Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  return expect_refusals(Buffer.concat(frames), parse_error, 4);
});

test("JSON that is nested without end is refused", () =>
  expect_refusals(frame("[".repeat(3_000_000)) + frame(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`), parse_error, 2));

test("what is no message of JSON-RPC is refused", () =>
  expect_refusals(
    ["1", "null", "[]", '"text"', "{}", '{"jsonrpc":"2.0"}', '{"method":5}', '{"id":1.5,"method":"shutdown"}', '{"id":{},"method":"shutdown"}', '{"id":null,"method":"shutdown"}']
      .map(frame)
      .join(""),
    invalid_request,
    10,
  ));

test("a message that stands alone for its id is refused under this id", async () => {
  const server = new RawServer();
  await server.initialize();
  server.send({ id: 7 });
  assert.equal((await server.answer(7)).error.code, invalid_request);
  server.send({ id: 8, method: ["shutdown"] });
  assert.equal((await server.answer(8)).error.code, invalid_request);
  await server.expect_alive();
  await server.stop();
});

test("answers to what was never asked are not taken", async () => {
  const server = new RawServer();
  await server.initialize();
  for (const id of [1, 99, -1, "x", null, 2 ** 53]) server.send({ id, result: { a: 1 } });
  server.send({ id: 1, error: "no object" });
  server.send({ id: 3, error: { message: 5 } });
  await server.expect_alive();
  assert.ok(server.received.filter(({ method }) => method === "window/logMessage").length >= 6);
  await server.stop();
});

test("half of a surrogate pair in a text is a character like any other", async () => {
  const server = new RawServer();
  await server.initialize();
  const uri = "untitled:half.js";
  const text = "const a = '\\ud83d'; const save = async () => fetch('/');\\nsave();\\n";
  server.write(frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"${uri}","languageId":"javascript","version":1,"text":"${text}"}}}`));
  assert.equal((await server.diagnostics(uri, 1)).length, 1);
  await server.stop();
});
