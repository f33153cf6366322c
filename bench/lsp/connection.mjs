// A language server as a process, and messages to and from it. No library: what it costs to talk is part of every
// figure, so it is as little as can be, and the clock is read when the last byte of a message has come.
import { spawn } from "node:child_process";

const separator = Buffer.from("\r\n\r\n");

export function frame(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

export class Connection {
  // `answer` gives the result of what the server asks its client.
  constructor([program, ...words], { cwd, environment = {}, answer = () => null }) {
    this.answer = answer;
    this.waiting = [];
    this.ids = 0;
    this.rest = Buffer.alloc(0);
    this.complaint = "";
    this.process = spawn(program, words, { cwd, env: { ...process.env, ...environment }, stdio: "pipe" });
    this.ended = new Promise((resolve) => this.process.on("exit", (code, signal) => resolve(signal ?? code)));
    this.process.on("error", (error) => this.#fail(error));
    this.process.on("exit", (code, signal) => this.#fail(new Error(`${program} ended (${signal ?? code}) ${this.complaint}`)));
    this.process.stdin.on("error", () => {});
    this.process.stderr.on("data", (data) => (this.complaint = (this.complaint + data).slice(-500)));
    this.process.stdout.on("data", (data) => this.#take(data, performance.now()));
  }

  #fail(error) {
    this.failure = error;
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }

  #take(data, at) {
    this.rest = this.rest.length === 0 ? data : Buffer.concat([this.rest, data]);
    for (;;) {
      const end = this.rest.indexOf(separator);
      if (end < 0) return;
      const size = Number(/content-length: *(\d+)/i.exec(this.rest.toString("latin1", 0, end))[1]);
      const begin = end + separator.length;
      if (this.rest.length < begin + size) return;
      const message = JSON.parse(this.rest.toString("utf8", begin, begin + size));
      this.rest = this.rest.subarray(begin + size);
      this.#receive(message, { message, at, bytes: begin + size });
    }
  }

  #receive(message, event) {
    if (message.method !== undefined && message.id !== undefined)
      this.process.stdin.write(frame({ id: message.id, result: this.answer(message.method, message.params) }));
    const index = this.waiting.findIndex(({ is_it }) => is_it(message));
    if (index >= 0) this.waiting.splice(index, 1)[0].resolve(event);
  }

  // The next message that is it: what it says, when it had come, and its size on the wire.
  next(what, is_it, seconds = 60) {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.waiting = this.waiting.filter((one) => one !== entry);
        reject(new Error(`waited ${seconds} s for ${what}`));
      }, seconds * 1000);
      const entry = {
        is_it,
        resolve: (event) => (clearTimeout(late), resolve(event)),
        reject: (error) => (clearTimeout(late), reject(error)),
      };
      this.waiting.push(entry);
    });
  }

  // When it was handed to the pipe.
  send(bytes) {
    const at = performance.now();
    this.process.stdin.write(bytes);
    return at;
  }

  notify(method, params) {
    return this.send(frame({ method, params }));
  }

  // With the milliseconds from the question to its answer.
  async request(method, params) {
    const id = ++this.ids;
    const bytes = frame({ id, method, params });
    const answered = this.next(method, (message) => message.id === id && message.method === undefined);
    const sent = this.send(bytes);
    const { message, at, bytes: size } = await answered;
    if (message.error) throw new Error(`${method}: ${message.error.message}`);
    return { result: message.result, milliseconds: at - sent, bytes: size };
  }

  async stop() {
    try {
      await this.request("shutdown");
      this.notify("exit");
      // biome's proxy stays for as long as its input does.
      this.process.stdin.end();
    } catch {
      // It has ended already.
    }
    const late = setTimeout(() => this.process.kill("SIGKILL"), 3000);
    await this.ended;
    clearTimeout(late);
  }
}
