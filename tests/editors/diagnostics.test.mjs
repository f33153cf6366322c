// What is found, for clients that ask and for clients that do not.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import rpc from "vscode-jsonrpc/node";
import { Client, Folder, executable, modern_capabilities, plain_capabilities } from "./client.mjs";

const floating = 'async function save() {\n  await fetch("/save");\n}\nsave();\n';
const rules_of = (diagnostics) => diagnostics.map((one) => one.code);
const is_refresh = (message) => message.method === "workspace/diagnostic/refresh";

test("a client that asks is not told besides, and hears when nothing has changed", async () => {
  const folder = new Folder({ "a.js": floating });
  const client = await Client.start({ folder });
  assert.equal(client.result.capabilities.diagnosticProvider.interFileDependencies, true);
  const uri = folder.uri("a.js");
  await client.open(uri, floating);
  const full = await client.pull(uri);
  assert.equal(full.kind, "full");
  assert.deepEqual(rules_of(full.items), ["floating-promise"]);
  const again = await client.pull(uri, full.resultId);
  assert.deepEqual(again, { kind: "unchanged", resultId: full.resultId });
  await client.replace(uri, "\n" + floating);
  const moved = await client.pull(uri, full.resultId);
  assert.equal(moved.kind, "full");
  assert.equal(moved.items[0].range.start.line, 4);
  assert.equal(client.every_publication.length, 0);
  await client.stop();
});

test("a diagnostic has the evidence, an address when there is one, and tags", async () => {
  const folder = new Folder();
  const client = await Client.start({ folder, settings: { rulePage: "https://example.org/rules/{rule}.html" } });
  const uri = folder.uri("a.js");
  await client.open(uri, `${floating}// asynclint-disable-next-line floating-promise\nconsole.log("quiet");\n`);
  await client.until("settings", () => client.received.some(is_refresh));
  const { items } = await client.pull(uri);
  assert.deepEqual(rules_of(items), ["floating-promise", "unused-suppression"]);
  assert.equal(items[0].codeDescription.href, "https://example.org/rules/floating-promise.html");
  assert.equal(items[0].relatedInformation[0].location.uri, uri);
  assert.match(items[0].relatedInformation[0].message, /async/);
  assert.deepEqual(items[1].tags, [1]);
  await client.stop();
});

test("with the address of a site, every rule leads to a page of it", async () => {
  const folder = new Folder();
  const site = join(folder.path, "site");
  execFileSync(executable, ["docs", "--out", site]);
  const client = await Client.start({ folder, settings: { rulePage: pathToFileURL(site).href } });
  const rules = new Set();
  const showcase = new URL("../../fixtures/showcase/", import.meta.url);
  for (const name of readdirSync(showcase).filter((each) => each.endsWith(".js"))) {
    const uri = folder.uri(name);
    await client.open(uri, readFileSync(new URL(name, showcase), "utf8"));
    await client.until("settings", () => client.received.some(is_refresh));
    for (const { code, codeDescription } of (await client.pull(uri)).items) {
      rules.add(code);
      assert.ok(existsSync(fileURLToPath(codeDescription.href)), codeDescription.href);
    }
  }
  assert.ok(rules.size > 5, [...rules].join(", "));
  await client.stop();
});

test("without an address in the settings no address is made up", async () => {
  const client = await Client.start({});
  await client.open("untitled:Untitled-1", floating);
  const { items } = await client.pull("untitled:Untitled-1");
  assert.deepEqual(rules_of(items), ["floating-promise"]);
  assert.equal(items[0].codeDescription, undefined);
  await client.stop();
});

test("columns are those of the encoding that both agreed on", async () => {
  const text = 'const grin = "😀é"; async function go() { await 1; await fetch("/"); } go();\n';
  for (const [encoding, measure] of Object.entries({
    "utf-8": (part) => Buffer.byteLength(part),
    "utf-16": (part) => part.length,
    "utf-32": (part) => [...part].length,
  })) {
    const client = await Client.start({
      capabilities: { ...plain_capabilities, general: { positionEncodings: [encoding] } },
    });
    assert.equal(client.result.capabilities.positionEncoding, encoding);
    await client.open("untitled:a.js", text);
    const [finding] = await client.diagnostics("untitled:a.js");
    assert.equal(finding.range.start.character, measure(text.slice(0, text.indexOf("go();\n"))), encoding);
    await client.stop();
  }
});

test("what is closed, ignored, or of another language stays silent", async () => {
  const folder = new Folder({
    "asynclint.json": '{ "ignore": ["generated/"] }',
    ".git/HEAD": "",
    ".gitignore": "dist/\n",
    "package.json": "{}",
  });
  const client = await Client.start({ folder, capabilities: plain_capabilities });
  for (const name of ["generated/a.js", "dist/a.js", "node_modules/b/a.js", "a.min.js", "types.d.ts"]) {
    await client.open(folder.uri(name), floating);
    assert.deepEqual(await client.diagnostics(folder.uri(name)), [], name);
  }
  await client.open(folder.uri("a.py"), floating, { language: "python" });
  assert.deepEqual(await client.diagnostics(folder.uri("a.py")), []);
  const uri = folder.uri("a.js");
  await client.open(uri, floating, { language: "" });
  assert.equal((await client.diagnostics(uri)).length, 1);
  await client.close(uri);
  await client.until("an empty list", () => client.published.get(uri).diagnostics.length === 0);
  await client.stop();
});

test("every language that has scripts is looked at, whatever its editor calls it", async () => {
  const script = (attributes) => `<script${attributes}>\n${floating}</script>\n`;
  const client = await Client.start({ capabilities: plain_capabilities });
  for (const [language, text] of [
    ["js", floating],
    ["javascriptreact", `${floating}const page = <p>{save}</p>;\n`],
    ["typescript", floating.replace("save() {", "save(): Promise<void> {")],
    ["typescriptreact", `${floating}const page: unknown = <p>text</p>;\n`],
    ["vue", `<template><p/></template>\n${script(" setup")}`],
    ["svelte", script("")],
    ["html", `<!doctype html>\n${script("")}`],
  ]) {
    const uri = `untitled:a-${language}`;
    await client.open(uri, text, { language });
    assert.deepEqual(rules_of(await client.diagnostics(uri)), ["floating-promise"], language);
  }
  await client.stop();
});

test("paths with spaces, letters of any script and percent signs are files like others", async () => {
  const folder = new Folder({ "ünï cödé 100%/日本 語.mjs": floating, "ünï cödé 100%/asynclint.json": '{"rules":{"floating-promise":"warning"}}' });
  const client = await Client.start({ folder, capabilities: plain_capabilities });
  const uri = folder.uri("ünï cödé 100%/日本 語.mjs");
  await client.open(uri, floating);
  assert.equal((await client.diagnostics(uri))[0].severity, 2);
  await client.stop();
});

test("cells of a notebook are looked at each for itself", async () => {
  const client = await Client.start({ capabilities: { ...plain_capabilities, notebookDocument: { synchronization: {} } } });
  const cell = (name) => `vscode-notebook-cell:/home/ada/a.ipynb#${name}`;
  const item = (name, text) => ({ uri: cell(name), languageId: "javascript", version: 1, text });
  await client.notify("notebookDocument/didOpen", {
    notebookDocument: { uri: "file:///home/ada/a.ipynb", notebookType: "jupyter", version: 1, cells: [{ kind: 2, document: cell("one") }] },
    cellTextDocuments: [item("one", floating)],
  });
  const of = (name, count) => client.until(name, () => client.published.get(cell(name))?.diagnostics.length === count);
  await of("one", 1);
  await client.notify("notebookDocument/didChange", {
    notebookDocument: { uri: "file:///home/ada/a.ipynb", version: 2 },
    change: {
      cells: {
        structure: {
          array: { start: 1, deleteCount: 0, cells: [{ kind: 2, document: cell("two") }] },
          didOpen: [item("two", floating)],
        },
        textContent: [
          { document: { uri: cell("one"), version: 2 }, changes: [{ range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } }, text: "await " }] },
        ],
      },
    },
  });
  await of("two", 1);
  await of("one", 0);
  await client.notify("notebookDocument/didClose", {
    notebookDocument: { uri: "file:///home/ada/a.ipynb" },
    cellTextDocuments: [{ uri: cell("one") }, { uri: cell("two") }],
  });
  await of("two", 0);
  await client.stop();
});

test("the whole workspace can be asked for, in parts, and again only when something has changed", async () => {
  const folder = new Folder({ "package.json": "{}" });
  for (let i = 0; i < 120; ++i) folder.write(`f${i}.js`, floating);
  const settings = { workspaceDiagnostics: true };
  const client = await Client.start({ folder, settings, more: { initializationOptions: settings } });
  assert.equal(client.result.capabilities.diagnosticProvider.workspaceDiagnostics, true);
  const progress = [];
  const parts = [];
  client.connection.onProgress(new rpc.ProgressType(), "parts", (value) => parts.push(...value.items));
  client.connection.onProgress(new rpc.ProgressType(), "done", (value) => progress.push(value.kind));
  const ask = (previousResultIds, token) =>
    client.request("workspace/diagnostic", { previousResultIds, partialResultToken: "parts", workDoneToken: "done" }, token);
  const answer = await ask([]);
  assert.deepEqual(answer.items, []);
  assert.equal(parts.length, 120);
  assert.deepEqual([progress[0], progress.at(-1)], ["begin", "end"]);
  const known = parts.map(({ uri, resultId }) => ({ uri, value: resultId }));
  parts.length = 0;
  const later = ask(known);
  folder.write("f7.js", `${floating}save();\n`);
  await client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: folder.uri("f7.js"), type: 2 }] });
  await later;
  assert.deepEqual(parts.filter((one) => one.kind === "full").map((one) => [one.uri, one.items.length]), [[folder.uri("f7.js"), 2]]);
  assert.equal(parts.length, 120);

  // One that waits can be given up.
  const source = new rpc.CancellationTokenSource();
  const now = parts.map(({ uri, resultId }) => ({ uri, value: resultId }));
  const waiting = ask(now, source.token);
  await client.pull(folder.uri("f1.js"));
  source.cancel();
  await assert.rejects(waiting, { code: -32800 });
  await client.stop();
});

test("whether the whole workspace is looked at follows the setting", async () => {
  const folder = new Folder({ "package.json": "{}", "a.js": floating, "b.js": floating });
  const diagnostic = { ...modern_capabilities.textDocument.diagnostic, dynamicRegistration: true };
  const capabilities = { ...modern_capabilities, textDocument: { ...modern_capabilities.textDocument, diagnostic } };
  const client = new Client({ settings: { workspaceDiagnostics: false } });
  const taken_back = [];
  client.connection.onRequest("client/unregisterCapability", ({ unregisterations }) => {
    taken_back.push(...unregisterations);
    return null;
  });
  await client.initialize({ folder, capabilities });
  const { id, workspaceDiagnostics } = client.result.capabilities.diagnosticProvider;
  assert.equal(workspaceDiagnostics, false);
  const registered = () => client.registrations.get("textDocument/diagnostic")?.registerOptions.workspaceDiagnostics;
  const change = async (value) => {
    client.settings = { workspaceDiagnostics: value };
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.until("a registration", () => registered() === value);
  };
  await change(true);
  assert.deepEqual(taken_back, [{ id, method: "textDocument/diagnostic" }]);
  assert.equal(client.registrations.get("textDocument/diagnostic").id, id);
  const { items } = await client.request("workspace/diagnostic", { previousResultIds: [] });
  assert.deepEqual(items.map((one) => one.items.length), [1, 1]);
  await change(false);
  assert.equal(taken_back.length, 2);
  // A client that asks all the same has to lose what it was told.
  const previousResultIds = items.map(({ uri, resultId }) => ({ uri, value: resultId }));
  const later = await client.request("workspace/diagnostic", { previousResultIds });
  assert.deepEqual(later.items.map((one) => one.items.length), [0, 0]);
  await client.stop();
});

test("what is said of a file is taken back when the file is gone", async () => {
  const folder = new Folder({ "package.json": "{}", "a.js": floating, "b.js": floating });
  const settings = { workspaceDiagnostics: true };
  const client = await Client.start({ folder, settings, more: { initializationOptions: settings } });
  const { items } = await client.request("workspace/diagnostic", { previousResultIds: [] });
  folder.remove("a.js");
  await client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: folder.uri("a.js"), type: 3 }] });
  const previousResultIds = items.map(({ uri, resultId }) => ({ uri, value: resultId }));
  const later = await client.request("workspace/diagnostic", { previousResultIds });
  const by_uri = Object.fromEntries(later.items.map((one) => [one.uri, one]));
  assert.deepEqual(by_uri[folder.uri("a.js")].items, []);
  assert.equal(by_uri[folder.uri("b.js")].kind, "unchanged");
  await client.stop();
});

test("progress is shown while the modules of a workspace are read, also by a client that gave no token", async () => {
  const folder = new Folder({ "package.json": "{}" });
  for (let i = 0; i < 400; ++i) folder.write(`f${i}.js`, `import { f as g } from "./f${(i * 7 + 1) % 400}.js";\nexport const f = async () => g();\nf();\n`);
  const settings = { workspaceDiagnostics: true };
  const client = await Client.start({ folder, settings, more: { initializationOptions: settings } });
  const { items } = await client.request("workspace/diagnostic", { previousResultIds: [] });
  assert.equal(items.length, 400);
  const created = client.received.find(({ method }) => method === "window/workDoneProgress/create");
  const progress = client.received.filter(({ method }) => method === "$/progress").map(({ params }) => params);
  assert.ok(progress.length > 2);
  assert.ok(progress.every(({ token }) => token === created.params.token));
  assert.deepEqual([progress[0].value.kind, progress.at(-1).value.kind], ["begin", "end"]);
  assert.match(progress[0].value.title, /modules/);
  await client.stop();
});

test("an answer about an older text is none", async () => {
  const client = await Client.start({ capabilities: modern_capabilities });
  const uri = "untitled:a.js";
  await client.open(uri, floating.repeat(2000));
  const old = client.pull(uri);
  await client.replace(uri, floating);
  const result = await old.then((report) => report, (error) => error);
  if (result instanceof Error) assert.deepEqual([result.code, result.data], [-32802, { retriggerRequest: true }]);
  assert.equal((await client.pull(uri)).items.length, 1);
  await client.stop();
});
