// What docs/formats.md shows is what asynclint prints: text as it stands, JSON as a part of the whole.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { lint, make_folder } from "./run.mjs";

const page = readFileSync(new URL("../../docs/formats.md", import.meta.url), "utf8");
const source = /```js\n([^]*?)```/.exec(page)[1];
const folder = make_folder({ "src/orders.js": source });

// Whether everything in `part` is in `whole`; of an object, fields may be missing.
function has(whole, part, path = "") {
  if (Array.isArray(part)) {
    assert.equal(whole.length, part.length, path);
    part.forEach((one, i) => has(whole[i], one, `${path}[${i}]`));
  } else if (typeof part === "object") {
    for (const [key, value] of Object.entries(part)) has(whole[key], value, `${path}.${key}`);
  } else {
    assert.equal(whole, part, path);
  }
}

const examples = [...page.matchAll(/```sh\nasynclint (.*?)\n```\n```(\w+)\n([^]*?)```/g)];
test("there are examples", () => assert.ok(examples.length >= 11));

for (const [, command, language, shown] of examples) {
  test(`asynclint ${command}`, () => {
    const [options, pipe] = command.split(" | ");
    let { out } = lint(folder, options.split(" "));
    if (pipe === "tail -n 1") out = `${out.trimEnd().split("\n").at(-1)}\n`;
    out = out.replaceAll(folder, "/home/ada/shop");
    if (language === "json") has(JSON.parse(out), JSON.parse(shown));
    else assert.equal(out, shown);
  });
}

test("every format has its section, and --help names it", () => {
  const sections = [...page.matchAll(/^## ([a-z-]+)$/gm)].map(([, name]) => name);
  const help = lint(folder, ["--help"]).out;
  const told = [...help.slice(help.indexOf("--format")).split("--color")[0].matchAll(/^ +([a-z-]+): /gm)].map(([, name]) => name);
  assert.deepEqual(sections, told);
});
