// Draws docs/images/showcase.svg: a terminal window with what the executable really prints about two files of the
// showcase. The files are copied without their marks, which are there for the tests and not for readers.
//
// usage: node tools/picture.mjs [--check] [EXECUTABLE]     (build/asynclint by default)
//
// With --check nothing is written: exit status 1 says that the picture no longer shows what is printed.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const picture = join(root, "docs/images/showcase.svg");
// Four of the five rules, both levels, and a place that proves a finding.
const shown_files = ["kitchen.js", "receipts.js"];

function fail(message) {
  console.error(`picture: ${message}`);
  process.exit(1);
}

// --- What is printed -------------------------------------------------------------------------------------------------

const is_mark = (line) => /^\s*\/\/(<\^*| *\^+) [a-z-]+/.test(line);

function printed_by(executable) {
  const folder = mkdtempSync(join(tmpdir(), "asynclint-picture-"));
  try {
    cpSync(join(root, "fixtures/showcase"), folder, { recursive: true });
    for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".js"))) {
      const lines = readFileSync(join(folder, name), "utf8").split("\n");
      writeFileSync(join(folder, name), lines.filter((line) => !is_mark(line)).join("\n"));
    }
    // With colours comes what a terminal gets: code frames. No environment: none of its variables may have a say.
    const words = ["lint", "--color", "always", ...shown_files];
    const run = spawnSync(executable, words, { cwd: folder, env: {}, encoding: "utf8" });
    if (run.error) fail(`${executable} does not start: ${run.error.message}`);
    if (run.status !== 1 || run.stderr !== "") fail(`${executable} ended with ${run.status}: ${run.stderr}`);
    return run.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The escape sequences of cli/console.cpp, and no others.
const styles = new Map([
  ["1", "bold"], ["2", "dim"], ["4", "underline"],
  ["31", "red"], ["32", "green"], ["33", "yellow"], ["34", "blue"], ["36", "cyan"],
]);

// A line as runs of one style: where each begins, in cells, and its text.
function runs_of(line) {
  const runs = [];
  let style = "plain";
  let column = 0;
  for (const part of line.split(/(\x1b\[[0-9]*m)/)) {
    const sequence = /^\x1b\[([0-9]*)m$/.exec(part);
    if (sequence) {
      style = sequence[1] === "0" ? "plain" : styles.get(sequence[1]);
      if (!style) fail(`no style for the escape sequence ${JSON.stringify(part)}`);
      continue;
    }
    if (part.includes("\x1b")) fail(`no style for the escape sequence in ${JSON.stringify(part)}`);
    const indent = part.length - part.trimStart().length;
    const text = part.trim();
    if (text !== "") runs.push({ column: column + indent, style, text });
    column += [...part].length;
  }
  return runs;
}

// --- The window ------------------------------------------------------------------------------------------------------

const cell = { width: 8.43, height: 20 };
const margin = { left: 20, top: 58, right: 20, bottom: 18 };

const colors = {
  background: "#161b22", bar: "#21262d", border: "#30363d", plain: "#d5dbe3", dim: "#8b949e",
  red: "#ff7b72", green: "#7ee787", yellow: "#e3b341", blue: "#79c0ff", cyan: "#6fd3e0",
};

const css = `text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: ${colors.plain}; white-space: pre }
.bold { font-weight: 700 }
.underline { text-decoration: underline }
${["dim", "red", "green", "yellow", "blue", "cyan"].map((name) => `.${name} { fill: ${colors[name]} }`).join("\n")}`;

const escaped = (text) => text.replace(/[&<>]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[letter]);
const number = (value) => String(Math.round(value * 100) / 100);

// A run is stretched to its cells, so that columns stay columns in every monospaced font.
function drawn_run({ column, style, text }, y) {
  const x = number(margin.left + column * cell.width);
  const length = number([...text].length * cell.width);
  const named = style === "plain" ? "" : ` class="${style}"`;
  return `<text x="${x}" y="${number(y)}" textLength="${length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"${named}>${escaped(text)}</text>`;
}

function drawn(output) {
  const command = `asynclint ${shown_files.join(" ")}`;
  const lines = [`\x1b[32m$\x1b[0m \x1b[1m${command}\x1b[0m`, "", ...output.trimEnd().split("\n")].map(runs_of);
  const columns = Math.max(...lines.flat().map(({ column, text }) => column + [...text].length));
  const width = Math.ceil(margin.left + columns * cell.width + margin.right);
  const height = Math.ceil(margin.top + lines.length * cell.height + margin.bottom);
  const rows = lines.flatMap((runs, i) => runs.map((run) => drawn_run(run, margin.top + (i + 0.7) * cell.height)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">What ${command} prints in a terminal</title>
<style>
${css}
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="9" fill="${colors.background}" stroke="${colors.border}"/>
<path d="M0.5 38.5 V9.5 a9 9 0 0 1 9 -9 H${width - 9.5} a9 9 0 0 1 9 9 V38.5 Z" fill="${colors.bar}" stroke="${colors.border}"/>
${["red", "yellow", "green"].map((name, i) => `<circle cx="${22 + i * 20}" cy="19.5" r="6" fill="${colors[name]}"/>`).join("\n")}
${rows.join("\n")}
</svg>
`;
}

// --- The command -----------------------------------------------------------------------------------------------------

const words = process.argv.slice(2);
const checks = words[0] === "--check";
if (checks) words.shift();
if (words.length > 1 || words[0]?.startsWith("-")) fail("usage: node tools/picture.mjs [--check] [EXECUTABLE]");

const svg = drawn(printed_by(resolve(words[0] ?? join(root, "build/asynclint"))));
if (checks) {
  let old = "";
  try {
    old = readFileSync(picture, "utf8");
  } catch {
    // Then it is as stale as can be.
  }
  if (svg !== old)
    fail("docs/images/showcase.svg is not what is printed now: `./dev build && node tools/picture.mjs` draws it anew");
} else {
  mkdirSync(dirname(picture), { recursive: true });
  writeFileSync(picture, svg);
}
