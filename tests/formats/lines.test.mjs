// `unix` and `compact` as Vim takes them for its list of errors, and by the form that ESLint has given them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { lint, make_folder, messages, read } from "./run.mjs";

const vim = ["/usr/bin/vim", "/usr/bin/vim.basic"].find(existsSync);
const skip = vim ? false : "there is no Vim; `./dev editors` installs it";
const capital = (word) => word[0].toUpperCase() + word.slice(1);

// Vim reads names of files with care of its own, so these are plain.
const plain = () => make_folder({
  "shop/a.js": "async function f() { await g(); }\nf();\nconst i = '😀'; f();\n",
  "b.js": "async function f() { await g(); }\n[1].forEach(async () => { await f(); });\n",
});

const errorformats = {
  unix: "%f:%l:%c: %m [%trror/%*[a-z-]],%f:%l:%c: %m [%tarning/%*[a-z-]]",
  compact: "%f: line %l\\, col %c\\, %trror - %m,%f: line %l\\, col %c\\, %tarning - %m",
};

for (const [format, errorformat] of Object.entries(errorformats)) {
  test(`Vim reads ${format}`, { skip }, () => {
    const folder = plain();
    writeFileSync(join(folder, "list.txt"), lint(folder, ["--format", format]).out);
    const script = [
      `let &errorformat = '${errorformat}'`,
      "cgetfile list.txt",
      "let all = filter(getqflist(), 'v:val.valid')",
      "call writefile([json_encode(map(all, '[bufname(v:val.bufnr), v:val.lnum, v:val.col, v:val.type, v:val.text]'))], 'read.json')",
      "qall!",
    ];
    writeFileSync(join(folder, "script.vim"), script.join("\n"));
    execFileSync(vim, ["-u", "NONE", "-i", "NONE", "-n", "-N", "-e", "-s", "-S", "script.vim"], { cwd: folder, timeout: 60_000 });
    const rule = format === "compact" ? ({ ruleId }) => ` (${ruleId})` : () => "";
    assert.deepEqual(JSON.parse(read(folder, "read.json")), messages(folder).map((one) =>
      [one.path, one.line, one.column, capital(one.level)[0], one.message + rule(one)]));
  });
}

test("each line is of the form that ESLint's have, and the last one counts", () => {
  const folder = make_folder();
  const all = messages(folder);
  const lines = (format) => lint(folder, ["--format", format]).out.split("\n");
  assert.deepEqual(lines("unix"), [...all.map((one) =>
    `${one.path}:${one.line}:${one.column}: ${one.message} [${capital(one.level)}/${one.ruleId}]`), "", `${all.length} problems`, ""]);
  assert.deepEqual(lines("compact"), [...all.map((one) =>
    `${one.path}: line ${one.line}, col ${one.column}, ${capital(one.level)} - ${one.message} (${one.ruleId})`), "", `${all.length} problems`, ""]);
  assert.equal(lint(make_folder({ "a.js": "1;\n" }), ["--format", "unix"]).out, "");
});

test("VS Code's problem matcher for ESLint's compact form takes every line", () => {
  const matcher = /^(.+):\sline\s(\d+),\scol\s(\d+),\s(Error|Warning|Info)\s-\s(.+)\s\((.+)\)$/;
  const lines = lint(make_folder(), ["--format", "compact"]).out.split("\n\n")[0].split("\n");
  assert.ok(lines.length > 5);
  for (const line of lines) assert.match(line, matcher);
});

test("a name of a file stays on its line", () => {
  const folder = make_folder({ "two\nlines.js": "async function f() { await g(); }\nf();\n" });
  assert.equal(lint(folder, ["--format", "unix"]).out.split("\n").length, 4);
});
