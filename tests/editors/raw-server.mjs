// The server as a process that gets bytes, whatever they are. What it says is held against the protocol all the same.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { setTimeout } from "node:timers/promises";
import { complaints } from "./check-messages.mjs";

export const executable = process.env.ASYNCLINT_EXECUTABLE;

// Sanitized builds take their time.
export const is_sanitized = Boolean(process.env.ASYNCLINT_SANITIZED);
export const patience = is_sanitized ? 90_000 : 20_000;
// A second, of a machine that does nothing else.
export const one_second = () => (is_sanitized ? patience : 1000 * Math.max(1, loadavg()[0] / cpus().length));

export function frame(message) {
  const body = typeof message === "string" ? message : JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

export class RawServer {
  received = [];
  #rest = Buffer.alloc(0);
  #asked = new Map();

  constructor({ args = [], reads = true } = {}) {
    this.process = spawn(executable, ["lsp", ...args], { stdio: ["pipe", "pipe", "pipe"] });
    this.errors = "";
    this.process.stderr.on("data", (data) => (this.errors += data));
    this.process.stdin.on("error", () => {});
    this.ended = new Promise((resolve) => this.process.on("exit", (code, signal) => resolve(signal ?? code)));
    if (reads) this.process.stdout.on("data", (data) => this.#take(data));
  }

  #take(data) {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (;;) {
      const end = this.#rest.indexOf("\r\n\r\n");
      if (end < 0) return;
      const size = Number(/^Content-Length: (\d+)$/.exec(this.#rest.toString("latin1", 0, end))[1]);
      if (this.#rest.length < end + 4 + size) return;
      this.received.push(JSON.parse(this.#rest.toString("utf8", end + 4, end + 4 + size)));
      this.#rest = this.#rest.subarray(end + 4 + size);
    }
  }

  write(bytes) {
    return this.process.stdin.write(bytes);
  }
  send(message) {
    if (message.id !== undefined && typeof message.method === "string") this.#asked.set(message.id, message.method);
    return this.write(frame(message));
  }
  async next(what, is_it) {
    const end = Date.now() + patience;
    for (;;) {
      const found = this.received.find(is_it);
      if (found) return found;
      if (this.process.exitCode !== null) assert.fail(`ended with ${this.process.exitCode} before ${what}: ${this.errors}`);
      if (this.process.signalCode !== null) assert.fail(`died of ${this.process.signalCode} before ${what}: ${this.errors}`);
      if (Date.now() > end) assert.fail(`waited in vain for ${what}`);
      await setTimeout(2);
    }
  }
  answer(id) {
    return this.next(`the answer to ${id}`, (message) => message.id === id && message.method === undefined);
  }
  ask(id, method, params) {
    this.send({ id, method, ...(params === undefined ? {} : { params }) });
    return this.answer(id);
  }
  diagnostics(uri, version) {
    const is_it = ({ method, params }) =>
      method === "textDocument/publishDiagnostics" && params.uri === uri && params.version === version;
    return this.next(`diagnostics of ${uri} ${version}`, is_it).then(({ params }) => params.diagnostics);
  }
  // The errors that belong to no request.
  refusals() {
    return this.received.filter(({ id, error }) => id === null && error);
  }

  async initialize(params = {}) {
    const { result } = await this.ask("initialize", "initialize", { processId: null, rootUri: null, capabilities: {}, ...params });
    assert.ok(result);
    this.send({ method: "initialized", params: {} });
    return result;
  }
  // Whether it still works: opens something, and waits for what is found in it.
  async expect_alive() {
    const uri = `untitled:alive-${(this.alive = (this.alive ?? 0) + 1)}.js`;
    const text = "const save = async () => fetch('/');\nsave();\n";
    this.send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "javascript", version: 1, text } } });
    assert.equal((await this.diagnostics(uri, 1)).length, 1);
    this.send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
  }

  megabytes() {
    const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)[1]) / 1024;
  }

  // By the book, and everything that was said was as the protocol says.
  async stop() {
    assert.deepEqual((await this.ask("shutdown", "shutdown")).result, null);
    this.send({ method: "exit" });
    assert.equal(await this.ended, 0, this.errors);
    this.expect_by_the_book();
  }
  expect_by_the_book() {
    const found = this.received.flatMap((message) =>
      complaints(message, (id) => this.#asked.get(id)).map((complaint) => `${complaint} in ${JSON.stringify(message).slice(0, 300)}`),
    );
    assert.deepEqual(found, []);
    assert.equal(this.errors, "");
  }
}

export async function within(milliseconds, what, promise) {
  const late = Symbol("late");
  const result = await Promise.race([promise, setTimeout(milliseconds, late, { ref: false })]);
  assert.notEqual(result, late, `${what} took longer than ${milliseconds} ms`);
  return result;
}
