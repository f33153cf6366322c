// Runs every example of the rules' pages and the lessons again and again, and complains about each that prints
// something else than its page says:
//   node tools/repeat-examples.mjs [--times N] [--stalls MS] [--node PATH]... [PAGE...]
// - N runs with each Node (20, and the Node that runs this).
// - With --stalls every other run is disturbed: before each timer is set and each callback of one begins, the thread
//   is held up for a random while, MS milliseconds at most. An order that only holds on a quick machine does not
//   survive that.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { read, root } from "./lesson-pages.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: "string", default: "20" },
    stalls: { type: "string", default: "0" },
    node: { type: "string", multiple: true, default: [process.execPath] },
  },
});
const times = Number(values.times);
const stalls = Number(values.stalls);
const seconds_until_killed = 60;

function pages() {
  if (positionals.length > 0) return positionals;
  const in_folder = (folder) =>
    readdirSync(join(root, folder)).filter((file) => file.endsWith(".md")).sort().map((file) => `${folder}/${file}`);
  return [...in_folder("rules"), ...in_folder("lessons")];
}

// What is run of a block, and what it has to do; as tests/pages does it.
function examples_of(page) {
  const text = read(page);
  const blocks = [...text.matchAll(/^```(m?js|cjs) ([^\n]*\brun\b[^\n]*)\n(.*?)^```\n+```text\n(.*?)^```$/gms)];
  return blocks.map((match) => {
    const [, language, words, code, output] = match;
    const lines = code.split("\n").filter((line) => !/^\s*\/\/<?\s*\^+ /.test(line));
    const exit_code = Number(/^\/\/ exits: (\d+)$/m.exec(code)?.[1] ?? 0);
    return {
      place: `${page}:${text.slice(0, match.index).split("\n").length}`,
      code: lines.filter((line) => !/^\/\/ exits: \d+$/.test(line)).join("\n"),
      extension: language === "mjs" || /\bmodule\b/.test(words) ? "mjs" : "cjs",
      output,
      exit_code,
    };
  });
}

// Loaded before an example whose run is to be disturbed.
const disturbance = `
  const { setTimeout: set, setInterval: repeat } = globalThis;
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  const stall = () => Atomics.wait(nobody, 0, 0, Math.random() * ${stalls});
  const held_up = (set, callback, rest) => {
    stall();
    if (typeof callback !== 'function') return set(callback, ...rest);
    return set((...values) => {
      stall();
      return callback(...values);
    }, ...rest);
  };
  const promised = require('node:timers/promises');
  const { setTimeout: pause } = promised;
  promised.setTimeout = (...args) => {
    stall();
    return pause(...args);
  };
  require('node:module').syncBuiltinESMExports();
  const copy = (from, to) => Object.defineProperties(to, Object.getOwnPropertyDescriptors(from));
  globalThis.setTimeout = copy(set, (callback, ...rest) => held_up(set, callback, rest));
  globalThis.setInterval = copy(repeat, (callback, ...rest) => held_up(repeat, callback, rest));
`;

const folder = mkdtempSync(join(tmpdir(), "asynclint-examples-"));
const disturbance_path = join(folder, "disturbance.cjs");
writeFileSync(disturbance_path, disturbance);

function run(node, file, is_disturbed) {
  const args = is_disturbed ? ["--require", disturbance_path, file] : [file];
  const child = spawn(node, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], timeout: seconds_until_killed * 1000 });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (texts[name] += text));
  return new Promise((end, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => end({ ...texts, status: status ?? signal }));
  });
}

const failures = [];
async function repeat(example, index, node) {
  const file = join(folder, `example-${index}.${example.extension}`);
  writeFileSync(file, example.code);
  for (let i = 0; i < times; i++) {
    const is_disturbed = stalls > 0 && i % 2 === 1;
    const { stdout, stderr, status } = await run(node, file, is_disturbed);
    if (stdout === example.output && status === example.exit_code) continue;
    const how = `${node}, run ${i + 1}${is_disturbed ? ", held up" : ""}, status ${status}`;
    failures.push(example.place);
    console.error(`${example.place} (${how})\n--- promised\n${example.output}--- printed\n${stdout}${stderr.slice(0, 1000)}`);
    return;
  }
}

const examples = pages().flatMap(examples_of);
const queue = values.node.flatMap((node) => examples.map((example) => [example, resolve(node)])).entries();
async function work() {
  for (const [index, [example, node]] of queue) await repeat(example, index, node);
}

try {
  // Most of them wait for timers most of the time.
  await Promise.all(Array.from({ length: 3 * availableParallelism() }, work));
} finally {
  rmSync(folder, { recursive: true });
}
const nodes = values.node.length === 1 ? "one Node" : `${values.node.length} versions of Node`;
console.error(`${examples.length} examples, ${times} times on ${nodes}: ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
