// What can be done about findings: quick fixes, suppressions, fix all, commands; refactorings; and hovers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, Folder, modern_capabilities, plain_capabilities } from "./client.mjs";

const floating = 'async function save() {\n  await fetch("/save");\n}\nsave();\n';
const everywhere = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

// An open document, what is found in it, and its actions.
async function open(text, { capabilities = plain_capabilities, language = "javascript", settings } = {}) {
  const uri = language === "javascript" ? "untitled:a.mjs" : `untitled:a-${language}`;
  const client = await Client.start({ capabilities, settings, more: { initializationOptions: settings } });
  await client.open(uri, text, { language });
  const found = async () =>
    capabilities === modern_capabilities ? (await client.pull(uri)).items : client.diagnostics(uri);
  const actions = async (only, range = everywhere, diagnostics = undefined) =>
    client.request("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: diagnostics ?? (await found()), ...(only ? { only } : {}) },
    });
  return { client, uri, found, actions };
}

test("the edit of an action is worked out when it is chosen, for the text of that moment", async () => {
  const { client, uri, actions } = await open(floating, { capabilities: modern_capabilities });
  const [preferred] = await actions(["quickfix"]);
  assert.equal(preferred.isPreferred, true);
  assert.equal(preferred.edit, undefined);
  await client.change(uri, [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "\n\n" }]);
  const resolved = await client.request("codeAction/resolve", preferred);
  assert.equal(resolved.edit.documentChanges[0].textDocument.version, 2);
  client.apply(resolved.edit);
  assert.equal(client.text(uri), `\n\n${floating.replace("\nsave()", "\nawait save()")}`);
  await assert.rejects(client.request("codeAction/resolve", preferred), { code: -32801 });
  await client.stop();
});

test("a client without resolve gets edits at once, and one that keeps no data is understood", async () => {
  const { client, uri, found, actions } = await open(`${floating}save();\n`);
  const diagnostics = (await found()).map(({ data, ...rest }) => rest);
  // As Kate asks: the whole document, with the one diagnostic at the cursor.
  const list = await actions(["quickfix"], everywhere, [diagnostics[1]]);
  assert.ok(list.every((action) => action.edit.changes[uri].length > 0));
  client.apply(list.find((action) => action.isPreferred).edit);
  assert.match(client.text(uri), /\nsave\(\);\nawait save\(\);\n$/);
  await client.stop();
});

test("only what is asked for is offered", async () => {
  const { client, actions } = await open(floating);
  assert.deepEqual(await actions(["refactor"]), []);
  assert.deepEqual(await actions(["source.organizeImports"]), []);
  assert.deepEqual(await actions(["source.fixAll"]), []);
  assert.ok((await actions()).every((action) => action.kind === "quickfix"));
  assert.deepEqual(await actions(["quickfix"], { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, []), []);
  await client.stop();
});

const going_through = 'const words = ["a", "b"];\nwords.forEach((word) => {\n  console.log(word);\n});\n';
const on_for_each = { start: { line: 1, character: 8 }, end: { line: 1, character: 8 } };

test("a refactoring is offered at the cursor, and worked out when it is chosen", async () => {
  const { client, uri, actions } = await open(going_through, { capabilities: modern_capabilities });
  for (const only of [undefined, ["refactor"], ["refactor.rewrite"], ["refactor.rewrite.asynclint.for-each-to-for-of"]]) {
    const [action, ...others] = await actions(only, on_for_each);
    assert.deepEqual(others, []);
    assert.equal(action.title, "Loop with `for…of`");
    assert.equal(action.kind, "refactor.rewrite.asynclint.for-each-to-for-of");
    assert.equal(action.edit, undefined);
  }
  for (const only of [["quickfix"], ["source"], ["refactor.extract"], ["refactor.rewrite.asynclint.for"]])
    assert.deepEqual(await actions(only, on_for_each), []);
  assert.deepEqual(await actions(["refactor"], { start: { line: 2, character: 4 }, end: { line: 2, character: 4 } }), []);
  const [action] = await actions(["refactor"], on_for_each);
  const resolved = await client.request("codeAction/resolve", action);
  assert.equal(resolved.edit.documentChanges[0].textDocument.version, 1);
  client.apply(resolved.edit);
  assert.equal(client.text(uri), 'const words = ["a", "b"];\nfor (const word of words) {\n  console.log(word);\n}\n');
  await client.stop();
});

test("a refactoring that was offered for another text is not made of this one", async () => {
  const { client, uri, actions } = await open(going_through, { capabilities: modern_capabilities });
  const [action] = await actions(["refactor"], on_for_each);
  await client.change(uri, [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "\n" }]);
  await assert.rejects(client.request("codeAction/resolve", action), { code: -32801 });
  await client.stop();
});

test("a client without resolve gets the edits of a refactoring at once, with the line ends of its text", async () => {
  const { client, uri, actions } = await open(going_through.replaceAll("\n", "\r\n"));
  const [action] = await actions(["refactor"], on_for_each);
  client.apply(action.edit);
  assert.equal(client.text(uri).replaceAll("\r\n", "").includes("\n"), false);
  assert.match(client.text(uri), /^for \(const word of words\) \{\r$/m);
  await client.stop();
});

test("a refactoring stays inside of a component's script", async () => {
  const text = `<template><p/></template>\n<script>\n${going_through}</script>\n`;
  const { client, uri, actions } = await open(text, { language: "vue" });
  const at = { line: 3, character: 8 };
  const [action] = await actions(["refactor"], { start: at, end: at });
  client.apply(action.edit);
  assert.match(client.text(uri), /<script>\nconst words.*\nfor \(const word of words\) \{\n {2}console/);
  await client.stop();
});

test("fix all takes what is safe, and the suggestions of rules that the settings name", async () => {
  const text = `${floating}// asynclint-disable-next-line floating-promise\nconsole.log(1);\n`;
  for (const [settings, expected] of [
    [{}, `${floating}console.log(1);\n`],
    [{ fixAllSuggestions: ["floating-promise"] }, `${floating.replace("\nsave()", "\nawait save()")}console.log(1);\n`],
  ]) {
    const { client, uri, actions } = await open(text, { settings });
    for (const only of ["source.fixAll.asynclint", "source.fixAll", "source"]) {
      const [action, ...others] = await actions([only]);
      assert.deepEqual(others, []);
      assert.equal(action.kind, "source.fixAll.asynclint");
      if (only === "source") client.apply(action.edit);
    }
    assert.equal(client.text(uri), expected);
    await client.stop();
  }
});

test("fix all leaves what stands between its places as it is, before and after a keystroke", async () => {
  const place = (i) => `async function save${i}() {\n  await fetch("/${i}");\n}\n// asynclint-disable-next-line floating-promise\nconsole.log(${i});\n`;
  const texts = Array.from({ length: 6 }, (_, i) => place(i));
  const { client, uri, actions } = await open(texts.join(""), { capabilities: modern_capabilities });
  for (const typed of ["", "// a\n"]) {
    if (typed) client.apply({ changes: { [uri]: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: typed }] } });
    const [action] = await actions(["source.fixAll"]);
    const { edit } = await client.request("codeAction/resolve", action);
    const { edits } = edit.documentChanges[0];
    assert.equal(edits.length, texts.length);
    for (const { range, newText } of edits) assert.deepEqual([range.end.line - range.start.line, newText], [1, ""]);
    if (!typed) continue;
    client.apply(edit);
    assert.equal(client.text(uri), typed + texts.join("").replaceAll(/\/\/ asynclint.*\n/g, ""));
    assert.deepEqual(await actions(["source.fixAll"]), []);
  }
  await client.stop();
});

for (const [name, language, text, line_comment] of [
  ["code", "javascript", `  ${floating.replace("\nsave", "\n  save")}`, true],
  ["lines that end in \\r\\n", "javascript", floating.replaceAll("\n", "\r\n"), true],
  ["a template", "javascript", "const f = async () => { await fetch('/'); };\nconst text = `\n${[1].forEach(async () => { await f(); })}`;\n", false],
  ["JSX", "javascriptreact", "const f = async () => { await fetch('/'); };\nconst page = (\n  <p>\n    {[1].forEach(async () => { await f(); })}\n  </p>\n);\n", false],
  ["a component", "vue", `<template><p/></template>\n<script setup>\n${floating}</script>\n`, true],
  ["a script with a first line for the system", "javascript", `#!/usr/bin/env node\n${floating}`, true],
]) {
  test(`suppressing works in ${name}`, async () => {
    for (const title of [/for this line$/, /for this file$/]) {
      const { client, uri, found, actions } = await open(text, { language });
      const before = await found();
      assert.ok(before.length > 0);
      const chosen = (await actions(["quickfix"])).find((action) => title.test(action.title));
      client.apply(chosen.edit);
      const after = await found();
      assert.deepEqual(after, [], client.text(uri));
      if (title.source.includes("line"))
        assert.equal(client.text(uri).includes("disable-next-line"), line_comment, client.text(uri));
      assert.match(client.text(uri), /-- say why/);
      assert.equal(client.text(uri).includes("\r\n"), text.includes("\r\n"));
      await client.stop();
    }
  });
}

test("a hover says why and what to do, in the words that the client can show", async () => {
  for (const [capabilities, kind] of [[modern_capabilities, "markdown"], [plain_capabilities, "plaintext"]]) {
    const { client, uri, found } = await open(floating, { capabilities });
    await found();
    const at = (line, character) => client.request("textDocument/hover", { textDocument: { uri }, position: { line, character } });
    const hover = await at(3, 2);
    assert.equal(hover.contents.kind, kind);
    assert.match(hover.contents.value, /floating-promise/);
    assert.match(hover.contents.value, /Await it/);
    assert.equal(client.texts.get(uri).slice(hover.range), "save");
    assert.equal(await at(0, 8), null);
    await client.stop();
  }
});

test("commands explain a rule, the configuration, and why something was not found", async () => {
  const folder = new Folder({ "asynclint.json": '{ "preset": "strict" }', "package.json": "{}" });
  const client = await Client.start({ folder, capabilities: modern_capabilities });
  const run = (command, ...list) => client.request("workspace/executeCommand", { command, arguments: list });
  assert.match(await run("asynclint.explainRule", "floating-promise"), /^# floating-promise\n/);
  await assert.rejects(run("asynclint.explainRule", "floating-promises"), { code: -32602, message: /floating-promise/ });
  await assert.rejects(run("asynclint.explainRule"), { code: -32602 });
  await assert.rejects(run("asynclint.nothing"), { code: -32602 });

  const configuration = await run("asynclint.explainConfiguration", folder.uri("a.js"));
  assert.equal(configuration.preset.value, "strict");
  assert.equal(configuration.preset.from, `${folder.path}/asynclint.json:1`);
  assert.equal(configuration.linted, true);

  const uri = folder.uri("a.js");
  await client.open(uri, `${floating.replace("save();\n", "save().catch(console.error);\n")}`);
  const why = await run("asynclint.explainSilence", uri, { line: 3, character: 0 });
  assert.match(why.silences[0].reason, /handle/);
  await client.stop();
});

test("commands mend a file and the workspace by way of the client", async () => {
  const unused = "// asynclint-disable-next-line floating-promise\nconsole.log(1);\n";
  const folder = new Folder({ "a.js": unused, "b.js": unused, "package.json": "{}" });
  const client = await Client.start({ folder });
  const edits = [];
  client.connection.onRequest("workspace/applyEdit", ({ edit }) => {
    edits.push(edit);
    return { applied: true };
  });
  await client.open(folder.uri("a.js"), unused);
  const run = (command, ...list) => client.request("workspace/executeCommand", { command, arguments: list });
  assert.equal(await run("asynclint.fixFile", folder.uri("a.js")), 1);
  await client.until("an edit", () => edits.length === 1);
  assert.equal(await run("asynclint.fixWorkspace"), 2);
  await client.until("another edit", () => edits.length === 2);
  const versions = edits[1].documentChanges.map(({ textDocument }) => [textDocument.uri, textDocument.version]);
  assert.deepEqual(versions, [[folder.uri("a.js"), 1], [folder.uri("b.js"), null]]);
  await client.stop();
});
