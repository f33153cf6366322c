// The texts that the servers are compared on: functions and methods of real packages, put together so that each text
// has the size that is wanted. The same on every machine, as long as the packages, the linter and quick-lint-js are.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { asynclint, cost_of_success, json_of } from "../cost.mjs";
import { is_source } from "../packages/fetch.mjs";
import { installed, quick_lint_js } from "../peers.mjs";

// Without what is imported above: 81 kB, 173 kB and 1 MB in all.
const sizes = { small: 76_500, class: 170_500, large: 980_000 };
const class_lines = 5000;
const most_lines = 200;
const least_lines = 3;
// Enough for all texts, with what is left out on the way.
const wanted_bytes = { functions: 2_500_000, methods: 900_000 };

const hash = (text) => createHash("sha256").update(text).digest("hex");
const lines_of = (text) => text.split("\n").length;

function all_sources(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile() && is_source(entry.name)).map(({ parentPath, name }) => join(parentPath, name));
  // In an order that has nothing to do with the packages.
  const keyed = paths.map((path) => [hash(relative(folder, path)), path]);
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

// What a declaration needs to stand by itself anywhere: no private names, no super, nothing of its module.
const stands_alone = (text) => !/\bsuper\b|#\w|\bimport\.meta\b|\byield\b|\r/.test(text);

function parts_of(ts, path) {
  const text = readFileSync(path, "utf8");
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const parts = { functions: [], methods: [] };
  if (file.parseDiagnostics.length > 0) return parts;
  const add = (list, node, indented) => {
    const code = text.slice(node.getStart(file), node.end);
    const lines = lines_of(code);
    if (lines < least_lines || lines > most_lines || !stands_alone(code)) return;
    const body = node.body.getStart(file) + 1 - node.getStart(file);
    list.push({ name: node.name.text, code, body, indented });
  };
  for (const node of file.statements) {
    if (ts.isFunctionDeclaration(node) && node.name && node.body && !node.modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword))
      add(parts.functions, node);
    if (!ts.isClassDeclaration(node)) continue;
    for (const member of node.members)
      if (ts.isMethodDeclaration(member) && ts.isIdentifier(member.name) && member.name.text !== "constructor") add(parts.methods, member);
  }
  return parts;
}

function collect(folder) {
  const require = createRequire(join(installed, "typescript/package.json"));
  const ts = require("./lib/typescript.js");
  const found = { functions: new Map(), methods: new Map() };
  const bytes = { functions: 0, methods: 0 };
  const is_enough = () => Object.keys(bytes).every((kind) => bytes[kind] >= wanted_bytes[kind]);
  for (const path of all_sources(folder)) {
    if (is_enough()) break;
    const parts = parts_of(ts, path);
    for (const kind of Object.keys(parts))
      for (const part of parts[kind]) {
        // A name twice would be a mistake that linters report.
        if (found[kind].has(part.name)) continue;
        found[kind].set(part.name, part);
        bytes[kind] += part.code.length;
      }
  }
  return { functions: [...found.functions.values()], methods: [...found.methods.values()], ts };
}

// Runs the linter once on all of them, each in a file of its own, and notes where it finds something.
function note_findings({ functions, methods }, scratch) {
  const folder = join(scratch, "parts");
  mkdirSync(folder);
  const all = [...functions, ...methods];
  all.forEach(({ code }, i) => writeFileSync(join(folder, `${i}.mjs`), i < functions.length ? code : `class One {\n${code}\n}\n`));
  for (const { filePath, messages } of findings_in(folder)) all[Number(basename(filePath, ".mjs"))].has_findings = messages.length > 0;
}

// What an editor is told; infos are for those who ask for them.
function findings_in(path) {
  const output = join(dirname(path), "findings.json");
  cost_of_success([asynclint(), "lint", "--format", "json", path], { cwd: dirname(path), output });
  const is_told = ({ level }) => level !== "info";
  return json_of(output).map(({ filePath, messages }) => ({ filePath, messages: messages.filter(is_told) }));
}

// A text that grows by whole functions, and knows where each of their bodies begins.
class Builder {
  text = "";
  functions = [];

  add(text) {
    this.text += text;
  }
  add_part(part, indentation = "") {
    const begin = this.text.length;
    this.add(`${indentation}${part.code}\n\n`);
    this.functions.push({ name: part.name, begin, body: begin + indentation.length + part.body, end: this.text.length });
  }
}

// Parts in turn; every eighth is one in which something is found, as long as that is wanted.
function* drawn(parts, { with_findings }) {
  const [plain, found] = [false, true].map((has) => parts.filter((part) => part.has_findings === has).values());
  for (let i = 1; ; ++i) yield (with_findings && i % 8 === 0 ? found : plain).next().value;
}

// Functions, and after every eight of them a class of six methods, until the text is as long as wanted.
function add_mixture(builder, parts, bytes, options) {
  const functions = drawn(parts.functions, options);
  const methods = drawn(parts.methods, options);
  for (;;) {
    for (let i = 0; i < 8; ++i) {
      if (builder.text.length >= bytes) return builder;
      builder.add_part(functions.next().value);
    }
    builder.add(`class PartAt${builder.text.length} {\n`);
    for (let i = 0; i < 6; ++i) builder.add_part(methods.next().value, "  ");
    builder.add("}\n\n");
  }
}

// One class with as many lines as wanted: longer or shorter ones are taken as the average asks for it.
function class_text({ methods }) {
  const left = [...methods];
  const builder = new Builder();
  builder.add("export class Everything {\n");
  const average = sizes.class / class_lines;
  let lines = 2;
  while (lines < class_lines) {
    const is_thin = builder.text.length / lines < average;
    const index = left.findIndex(({ code }) => code.length / lines_of(code) > average === is_thin);
    const [part] = left.splice(Math.max(index, 0), 1);
    builder.add_part(part, "  ");
    lines += lines_of(part.code) + 1;
  }
  builder.add("}\n");
  return builder;
}

// What a text uses and does not declare is imported, as it was where the code came from; what it assigns to is declared.
function with_imports({ text, functions }, path) {
  writeFileSync(path, text);
  const words = ["--output-format=vim-qflist-json", path];
  const { stdout } = spawnSync(quick_lint_js(), words, { encoding: "utf8", maxBuffer: 1 << 28 });
  const lines = text.split("\n");
  const [imported, declared] = [new Set(), new Set()];
  for (const { nr, lnum, col } of JSON.parse(stdout).qflist) {
    const [name] = /^[\w$]+/.exec(lines[lnum - 1].slice(col - 1)) ?? [];
    if (nr === "E0057") imported.add(name);
    if (nr === "E0059") declared.add(name);
  }
  const names = [...imported].filter((name) => !declared.has(name));
  const header =
    `import {\n${names.map((name) => `  ${name},\n`).join("")}} from "./elsewhere.js";\n` +
    `let ${[...declared, "unused"].join(",\n  ")};\n\n`;
  const moved = ({ name, begin, body, end }) => ({
    name,
    begin: begin + header.length,
    body: body + header.length,
    end: end + header.length,
  });
  writeFileSync(path, header + text);
  return { text: header + text, functions: functions.map(moved), header: header.length };
}

// The small text, and code after it in which the linter finds nothing, so that both texts have the same findings.
function large_text(parts, small, path) {
  const is_left_out = new Set(small.text.match(/[\w$]+/g));
  const small_end = small.text.length;
  for (let attempt = 0; attempt < 20; ++attempt) {
    const is_wanted = ({ name }) => !is_left_out.has(name);
    const builder = new Builder();
    builder.add(small.text);
    builder.functions.push(...small.functions);
    const left = { functions: parts.functions.filter(is_wanted), methods: parts.methods.filter(is_wanted) };
    const whole = with_imports(add_mixture(builder, left, sizes.large, { with_findings: false }), path);
    const starts = [0, ...[...whole.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const places = findings_in(path)[0].messages.map(({ line }) => starts[line - 1]);
    const extra = places.filter((at) => at >= whole.header + small_end);
    if (extra.length === 0) return whole;
    for (const at of extra) is_left_out.add(whole.functions.find(({ begin, end }) => begin <= at && at < end).name);
  }
  throw new Error("the linter still finds something in the code that was added");
}

// small, class and large, each in a file below `folder`; `functions` says where in the text each of its functions and
// methods is.
export function make_texts(packages, folder) {
  const { ts, ...parts } = collect(packages);
  note_findings(parts, folder);
  const path_of = (name) => join(folder, `${name}.js`);
  const finish = (name, { text, functions }) => {
    const path = path_of(name);
    const mistakes = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false).parseDiagnostics;
    if (mistakes.length > 0) throw new Error(`${name}.js: ${mistakes[0].messageText}`);
    const bytes = Buffer.byteLength(text);
    return { name, path, text, functions, bytes, lines: lines_of(text), findings: findings_in(path)[0].messages.length };
  };
  const mixture = add_mixture(new Builder(), parts, sizes.small, { with_findings: true });
  const small = finish("small", with_imports(mixture, path_of("small")));
  const one_class = finish("class", with_imports(class_text(parts), path_of("class")));
  const large = finish("large", large_text(parts, mixture, path_of("large")));
  if (large.findings !== small.findings) throw new Error("the code that was added changes what is found before it");
  return { small, class: one_class, large };
}
