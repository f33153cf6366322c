// What asynclint does once in a while: it starts, opens a large file, offers actions, and mends on save.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bare_parse } from "../cost.mjs";
import { median, quantile } from "../figures.mjs";
import { EditedText, places_in } from "./edits.mjs";
import { Server, ours } from "./servers.mjs";

// From the start of the process to the answer to `initialize`.
export async function start(kinds, rounds, folder, scratch) {
  const times = kinds.map(() => []);
  for (let round = 0; round <= rounds; ++round) {
    for (const [i, kind] of kinds.entries()) {
      const server = await Server.start(kind, folder, scratch);
      // The first round reads from the disk, and does not count.
      if (round > 0) times[i].push(server.start_milliseconds);
      await server.stop();
    }
  }
  return kinds.map(({ name }, i) => ({ name, median: median(times[i]), longest: Math.max(...times[i]) }));
}

// What it takes to hand over so many bytes and to hear of it, with a program that only counts them.
export async function pipe(bytes, rounds) {
  const count = `let left = ${bytes}; process.stdin.on("data", ({ length }) => { left -= length; if (left <= 0) { left += ${bytes}; process.stdout.write("."); } });`;
  const other = spawn(process.execPath, ["-e", count], { stdio: ["pipe", "pipe", "inherit"] });
  const content = Buffer.alloc(bytes, "x");
  const times = [];
  for (let round = 0; round <= rounds; ++round) {
    const answered = new Promise((resolve) => other.stdout.once("data", () => resolve(performance.now())));
    const sent = performance.now();
    other.stdin.write(content);
    const at = await answered;
    if (round > 0) times.push(at - sent);
  }
  other.stdin.end();
  return median(times);
}

// The first text that a server sees, beside a parser that sees it for the first time too.
export async function opening(text, rounds, folder, scratch) {
  const list = join(scratch, "one-file");
  writeFileSync(list, `${text.path}\n`);
  const uri = pathToFileURL(text.path).href;
  const all = [];
  for (let round = 0; round <= rounds; ++round) {
    const server = await Server.start(ours, folder, scratch);
    const { milliseconds, sent } = await server.open(uri, text.text);
    await server.stop();
    if (round > 0) all.push({ milliseconds, sent, bare: bare_parse(list, 1).parse_seconds * 1000 });
  }
  const pipe_milliseconds = await pipe(all[0].sent, rounds * 5);
  return {
    milliseconds: median(all.map(({ milliseconds }) => milliseconds)),
    bare_milliseconds: median(all.map(({ bare }) => bare)),
    pipe_milliseconds,
    ratio: median(all.map(({ milliseconds, bare }) => (milliseconds - pipe_milliseconds) / bare)),
  };
}

const times_of = (times) => ({ requests: times.length, median: median(times), p99: quantile(times, 0.99) });

// One key, and the text as it was: what is asked for next is asked of a text that has just changed. Gives its version.
async function type_and_take_back(server, uri, version, edited, offset, text) {
  const [{ change, after }] = edited.keystrokes(offset);
  const { start } = change.range;
  await server.change(uri, version + 1, change, after);
  const typed = { start, end: { ...start, character: start.character + 1 } };
  await server.change(uri, version + 2, { range: typed, text: "" }, text);
  return version + 2;
}

// The lamp at a cursor, after each edit: at what is found, and where nothing is.
export async function actions_at_cursor(text, folder, scratch) {
  const uri = pathToFileURL(text.path).href;
  const server = await Server.start(ours, folder, scratch);
  const { diagnostics } = await server.open(uri, text.text);
  const edited = new EditedText(text.text);
  const times = [];
  let offered = 0;
  let version = 1;
  for (const offset of places_in(text.functions, 40)) {
    const at = edited.position(offset);
    version = await type_and_take_back(server, uri, version, edited, offset, text.text);
    const places = [{ range: { start: at, end: at }, diagnostics: [] }];
    const found = diagnostics[times.length % Math.max(diagnostics.length, 1)];
    if (found) places.push({ range: found.range, diagnostics: [found] });
    for (const { range, diagnostics: asked } of places) {
      const params = { textDocument: { uri }, range, context: { diagnostics: asked } };
      const { result, milliseconds } = await server.connection.request("textDocument/codeAction", params);
      offered += result.length;
      times.push(milliseconds);
    }
  }
  await server.stop();
  if (diagnostics.length > 0 && offered === 0) throw new Error("no action is offered for anything");
  return times_of(times);
}

// "Refactor" at the `await`s and chains of a text: what is offered there, and the edits of the first.
export async function refactorings(text, folder, scratch) {
  const uri = pathToFileURL(text.path).href;
  const server = await Server.start(ours, folder, scratch);
  await server.open(uri, text.text);
  const edited = new EditedText(text.text);
  const places = [...text.text.matchAll(/\bawait\b|\.then\(|Promise\.all\(|\.forEach\(/g)].map(({ index }) => index + 1);
  const times = [];
  let offered = 0;
  let version = 1;
  for (const [i, at] of places.filter((_, i) => i % Math.ceil(places.length / 60) === 0).entries()) {
    const { body } = text.functions[i % text.functions.length];
    version = await type_and_take_back(server, uri, version, edited, body, text.text);
    const place = edited.position(at);
    const context = { diagnostics: [], only: ["refactor"] };
    const params = { textDocument: { uri }, range: { start: place, end: place }, context };
    const { result, milliseconds } = await server.connection.request("textDocument/codeAction", params);
    let spent = milliseconds;
    if (result.length > 0) spent += (await server.connection.request("codeAction/resolve", result[0])).milliseconds;
    offered += result.length;
    times.push(spent);
  }
  await server.stop();
  if (offered === 0) throw new Error("no refactoring is offered for anything");
  return { ...times_of(times), offered };
}

// "Fix all" as an editor asks for it when the file is saved: the action, and its edit.
export async function fix_all_on_save(text, rounds, folder, scratch) {
  const uri = pathToFileURL(text.path).href;
  const server = await Server.start(ours, folder, scratch);
  const unused = "\n// asynclint-disable-next-line floating-promise -- nothing floats here\n";
  let torn = text.text;
  for (const { body } of [...text.functions].reverse().filter((_, i) => i % 50 === 0))
    torn = torn.slice(0, body) + unused + torn.slice(body);
  await server.open(uri, torn);
  const edited = new EditedText(torn);
  const times = [];
  let edits = 0;
  let version = 1;
  for (const offset of places_in(text.functions, rounds * 5)) {
    for (const { change, after } of edited.keystrokes(offset)) await server.change(uri, ++version, change, after);
    const range = { start: { line: 0, character: 0 }, end: edited.position(torn.length) };
    const context = { diagnostics: [], only: ["source.fixAll.asynclint"], triggerKind: 2 };
    const asked = await server.connection.request("textDocument/codeAction", { textDocument: { uri }, range, context });
    const [action] = asked.result;
    const { result, milliseconds } = await server.connection.request("codeAction/resolve", action);
    times.push(asked.milliseconds + milliseconds);
    edits = result.edit.documentChanges[0].edits.length;
  }
  await server.stop();
  return { ...times_of(times), edits };
}
