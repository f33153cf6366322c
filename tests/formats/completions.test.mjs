// What bash, zsh and fish complete is asked of these shells (tests/cli/completions.test.cpp). PowerShell is in no
// registry that is reached from here, but its grammar is.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { Language, Parser } from "web-tree-sitter";
import { lint, make_folder } from "./run.mjs";

// A grammar's tables are one large function, which takes twenty seconds to optimize.
setFlagsFromString("--liftoff-only");
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(createRequire(import.meta.url).resolve("tree-sitter-powershell/tree-sitter-powershell.wasm")));

// The lines that make no sense in PowerShell, and how many commands there are.
function read(script) {
  const senseless = [];
  let commands = 0;
  const walk = (node) => {
    if (node.isError || node.isMissing) senseless.push(script.split("\n")[node.startPosition.row]);
    if (node.type === "command") ++commands;
    node.children.forEach(walk);
  };
  walk(parser.parse(script).rootNode);
  return { senseless, commands };
}

test("the completions for PowerShell are PowerShell", () => {
  const { out } = lint(make_folder({}), ["completions", "powershell"]);
  const { senseless, commands } = read(out);
  assert.deepEqual(senseless, []);
  assert.ok(commands > 5, `${commands} commands`);
});

test("what is no PowerShell is seen", () => {
  assert.notDeepEqual(read("$a | | Where-Object { $_ }\n").senseless, []);
});
