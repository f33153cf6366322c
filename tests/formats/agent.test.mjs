// The changes that `agent` offers can be made as they stand: what is to be looked for is there once, and what comes of
// it is what --fix-suggestions makes.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { files, lint, make_folder, messages, read } from "./run.mjs";

// Findings with their blocks, by the words that introduce them.
function findings(out) {
  return out.split(/\n\n/).filter((part) => /^\S+:\d+:\d+ /.test(part)).map((part) => {
    const [, path, line, level, rule, message] = /^(.+?):(\d+):\d+ (\w+) ([\w-]+): (.*)/.exec(part);
    const blocks = [...part.matchAll(/^<<<<<<< line (\d+)\n([^]*?)\n=======\n([^]*?)\n>>>>>>>$/gm)]
      .map(([, at, before, after]) => ({ at: Number(at), before, after }));
    return { path, line: Number(line), level, rule, message, blocks, part };
  });
}

test("findings are those of the JSON, with a reason and what the rules are about", () => {
  const folder = make_folder({ "main.js": files["shop/main.js"], "load.js": files["shop/load.js"] });
  const { out } = lint(folder, ["--format", "agent"]);
  assert.deepEqual(findings(out).map((one) => [one.path, one.line, one.level, one.rule, one.message]),
    messages(folder).map((one) => [one.path, one.line, one.level, one.ruleId, one.message]));
  assert.match(out, /\nwhy: `save` is async, so it returns a promise \(line 2\)\n/);
  assert.match(out, /\nfloating-promise: Promise that nobody/);
  assert.match(out, /\n5 errors/);
});

test("what is looked for is there once, even where one line is like another", () => {
  const folder = make_folder({ "main.js": files["shop/main.js"], "load.js": files["shop/load.js"] });
  const text = read(folder, "main.js");
  const all = findings(lint(folder, ["--format", "agent"]).out).flatMap(({ blocks }) => blocks);
  assert.ok(all.length > 3);
  for (const { at, before, after } of all) {
    assert.equal(text.split(before).length, 2, before);
    assert.equal(text.slice(0, text.indexOf(before)).split("\n").length, at);
    assert.notEqual(before, after);
  }
});

test("in the showcase and the fixtures of a rule, a change makes what the JSON's fix makes", () => {
  const root = new URL("../../fixtures/", import.meta.url);
  const contents = Object.fromEntries(["showcase", "floating-promise", "sequential-awaits"].flatMap((folder) =>
    readdirSync(new URL(folder, root)).filter((name) => /\.js$/.test(name) && !/suggested|fixed/.test(name))
      .map((name) => [`${folder}-${name}`, readFileSync(new URL(`${folder}/${name}`, root), "utf8")])));
  let count = 0;
  for (const [name, text] of Object.entries(contents)) {
    const folder = make_folder({ [name]: text });
    const told = findings(lint(folder, ["--format", "agent"]).out);
    const wanted = messages(folder);
    assert.equal(told.length, wanted.length, name);
    told.forEach((finding, i) => {
      const fix = wanted[i].fix ?? wanted[i].suggestions?.[0].fix;
      if (!fix || finding.blocks.length === 0) return;
      let mended = text;
      for (const { before, after } of finding.blocks) mended = mended.replace(before, () => after);
      assert.equal(mended, text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]), `${name}:${finding.line}`);
      ++count;
    });
  }
  assert.ok(count > 40, `${count}`);
});

test("more than somebody can work on is counted, and left out", () => {
  const folder = make_folder({ "many.js": `async function f() { await g(); }\n${"f();\n".repeat(300)}` });
  const { out } = lint(folder, ["--format", "agent"]);
  assert.equal(findings(out).length, 100);
  assert.match(out, /\n200 more left out: /);
  // Nothing around a line makes it the only one: the line's number has to do.
  assert.ok(out.length < 64_000);
});

test("code that is not text is not offered as text", () => {
  const folder = make_folder({});
  writeFileSync(join(folder, "a.js"), "async function f() { await g(); }\nf('\u001b[31m');\n");
  const { out } = lint(folder, ["--format", "agent"]);
  assert.doesNotMatch(out, /\u001b/);
  assert.match(out, /\nfix: /);
  assert.doesNotMatch(out, /<<<<<<</);
});
