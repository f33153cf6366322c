// Real editors with their own clients, where they are installed: diagnostics, hover, a quick fix, and the file saved.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  {
    // Vim wants a terminal, and `script` makes one. ALE takes the protocol's columns, which are UTF-16, for Vim's, which
    // are bytes, so nothing on the line may be wider than a byte.
    name: "Vim with ALE",
    text: "const save = async () => fetch('/save 😀');\n/* a */ save();\n",
    is_there: answers("vim", "-es", "-u", "NONE", "-i", "NONE", "-N", "-c", "try | packadd ale | qall | catch | cquit | endtry"),
    command: ["script", "-qec", `vim -N -u ${beside("ale.vim")} -i NONE -n`, "/dev/null"],
  },
];

const text_behind_an_emoji = "const save = async () => fetch('/save');\n/* 😀 */ save();\n";

for (const { name, is_there, command, text = text_behind_an_emoji } of editors) {
  test(`${name} shows diagnostics and hovers, applies a fix, and saves`, { skip: !is_there && "not installed" }, () => {
    const folder = mkdtempSync(join(tmpdir(), "asynclint-editor-"));
    const file = join(folder, "main.js");
    writeFileSync(file, text);
    const output = join(folder, "output");
    const [program, ...words] = command;
    const run = spawnSync(program, words, {
      env: { ...process.env, TERM: "xterm", ASYNCLINT_FILE: file, ASYNCLINT_OUTPUT: output },
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
      timeout: 60_000,
    });
    const complaint = existsSync(output) ? readFileSync(output, "utf8") : run.stdout + run.stderr;
    assert.equal(run.status, 0, complaint);
    assert.match(readFileSync(file, "utf8"), /await save\(\)|save\(\)\.catch/);
    rmSync(folder, { recursive: true });
  });
}
