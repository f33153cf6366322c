// Real editors with their own clients, where they are installed: diagnostics, hover, a quick fix, and the file saved.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const beside = (name) => fileURLToPath(new URL(name, import.meta.url));
const answers = (program, ...words) => spawnSync(program, words).status === 0;

const editors = [
  {
    name: "Neovim",
    is_there: answers("nvim", "--version"),
    command: ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", `luafile ${beside("neovim.lua")}`],
  },
  {
    name: "Emacs with eglot",
    is_there: answers("emacs", "--batch", "--eval", "(progn (package-initialize) (require 'eglot))"),
    command: ["emacs", "--batch", "-l", beside("emacs.el")],
  },
];

for (const { name, is_there, command } of editors) {
  test(`${name} shows diagnostics and hovers, applies a fix, and saves`, { skip: !is_there && "not installed" }, () => {
    const folder = mkdtempSync(join(tmpdir(), "asynclint-editor-"));
    const file = join(folder, "main.js");
    writeFileSync(file, "const save = async () => fetch('/save');\n/* 😀 */ save();\n");
    const [program, ...words] = command;
    const run = spawnSync(program, words, {
      env: { ...process.env, ASYNCLINT_FILE: file },
      encoding: "utf8",
      timeout: 60_000,
    });
    assert.equal(run.status, 0, run.stdout + run.stderr);
    assert.match(readFileSync(file, "utf8"), /await save\(\)|save\(\)\.catch/);
    rmSync(folder, { recursive: true });
  });
}
