// Hovers over the packages, as an editor asks for them: places at random stay within their bounds, and an answer on a
// large file comes at once.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { asynclint } from "./cost.mjs";
import { against, median, table, verdict } from "./figures.mjs";
import { is_source } from "./packages/fetch.mjs";

const wanted_places = 20000;
const most_lines = 12;
const most_milliseconds = 3;
// The large file is the one of the packages that comes closest to this.
const large_bytes = 173000;
const asked_of_large = 1000;

// Numbers that look as if they were drawn, the same every time.
function drawing(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

class Server {
  constructor(root, formats) {
    this.process = spawn(asynclint(), ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
    this.waiting = new Map();
    this.next = 1;
    this.bytes = Buffer.alloc(0);
    this.process.stdout.on("data", (chunk) => this.#take(chunk));
    this.process.on("exit", (code) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`the server ended with ${code}`));
    });
    const capabilities = { textDocument: { hover: { contentFormat: formats } } };
    const uri = pathToFileURL(root).href;
    this.ready = this.ask("initialize", { processId: process.pid, rootUri: uri, capabilities }).then(() =>
      this.tell("initialized", {}),
    );
  }
  #take(chunk) {
    this.bytes = Buffer.concat([this.bytes, chunk]);
    for (;;) {
      const head = this.bytes.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.bytes.subarray(0, head).toString())[1]);
      const end = head + 4 + length;
      if (this.bytes.length < end) return;
      const message = JSON.parse(this.bytes.subarray(head + 4, end).toString());
      this.bytes = this.bytes.subarray(end);
      if (message.method !== undefined) {
        if (message.id !== undefined) this.#send({ id: message.id, result: null });
        continue;
      }
      const { resolve, reject } = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    }
  }
  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }
  ask(method, params) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.#send({ id, method, params });
    });
  }
  tell(method, params) {
    this.#send({ method, params });
  }
  async end() {
    await this.ask("shutdown");
    this.tell("exit");
  }
}

function sources_below(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources_below(path);
    return is_source(entry.name) ? [path] : [];
  });
}

// Where words begin, as places of the protocol.
function places_of(text) {
  const places = [];
  text.split(/\r\n|[\n\r]/).forEach((line, number) => {
    for (const { index, 0: word } of line.matchAll(/[\w$]+/g))
      places.push({ position: { line: number, character: index + (word.length >> 1) }, line });
  });
  return places;
}

function complaints_about(hover, { position, line }) {
  if (hover === null) return [];
  const { range, contents } = hover;
  const complaints = [];
  const lines = contents.value.split("\n").length;
  if (lines > most_lines) complaints.push(`${lines} lines`);
  if (range.start.line !== range.end.line) complaints.push("more than a line is marked");
  if (range.start.line !== position.line) complaints.push("another line is marked");
  if (range.start.character > position.character || range.end.character < position.character) complaints.push("another word is marked");
  if (range.end.character > line.length) complaints.push("more is marked than there is");
  return complaints;
}

export async function hovers(files) {
  const any = drawing(20);
  const paths = sources_below(files.folder);
  const share = wanted_places / files.bytes;
  const result = { places: 0, cards: 0, complaints: [] };
  const servers = [new Server(files.folder, ["markdown", "plaintext"]), new Server(files.folder, ["plaintext"])];
  for (const server of servers) await server.ready;
  let large;
  for (const path of paths) {
    const text = readFileSync(path, "utf8");
    const bytes = Buffer.byteLength(text);
    if (!large || Math.abs(bytes - large_bytes) < Math.abs(large.bytes - large_bytes)) large = { path, text, bytes };
    const places = places_of(text);
    if (places.length === 0) continue;
    const count = Math.ceil(share * bytes);
    const chosen = Array.from({ length: count }, () => places[any(places.length)]);
    const uri = pathToFileURL(path).href;
    const server = servers[result.places % servers.length];
    server.tell("textDocument/didOpen", { textDocument: { uri, languageId: "javascript", version: 1, text } });
    const answers = await Promise.all(
      chosen.map(({ position }) => server.ask("textDocument/hover", { textDocument: { uri }, position })),
    );
    server.tell("textDocument/didClose", { textDocument: { uri } });
    answers.forEach((hover, i) => {
      ++result.places;
      if (hover !== null) ++result.cards;
      for (const complaint of complaints_about(hover, chosen[i]))
        result.complaints.push(`${path}:${chosen[i].position.line + 1}: ${complaint}`);
    });
  }
  result.large = await times_of(servers[0], large, any);
  for (const server of servers) await server.end();
  return { result, text: text_of(result) };
}

// One question after the other, as somebody moves over the text.
async function times_of(server, { path, text, bytes }, any) {
  const uri = pathToFileURL(path).href;
  server.tell("textDocument/didOpen", { textDocument: { uri, languageId: "javascript", version: 1, text } });
  const places = places_of(text);
  const ask = ({ position }) => server.ask("textDocument/hover", { textDocument: { uri }, position });
  // Only places with something to say count.
  const answers = await Promise.all(places.map(ask));
  const with_cards = places.filter((_, i) => answers[i] !== null);
  const cards = with_cards.length;
  const times = [];
  for (let i = 0; i < asked_of_large && cards > 0; ++i) {
    const place = with_cards[any(cards)];
    const begin = performance.now();
    await ask(place);
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  return {
    path,
    bytes,
    cards,
    median: against(median(times), most_milliseconds),
    slowest_hundredth: times[Math.floor(times.length * 0.99)],
  };
}

function text_of({ places, cards, complaints, large }) {
  const rows = [
    ["places", "hovers", "out of bounds"],
    [String(places), String(cards), String(complaints.length)],
  ];
  return [
    table(rows),
    ...complaints.slice(0, 20),
    `an answer on ${(large.bytes / 1000).toFixed(0)} kB with ${large.cards} words that have one: ${verdict(large.median, " ms")}, the slowest of a hundred ${large.slowest_hundredth.toFixed(2)} ms`,
  ].join("\n");
}
