// What findings depend on besides the text: settings, configuration files, other modules.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Client, Folder, executable, modern_capabilities, plain_capabilities } from "./client.mjs";

const floating = 'async function save() {\n  await fetch("/save");\n}\nsave();\n';
const user = 'import { load } from "./api.js";\nload();\n';
const promising = 'export const load = async () => fetch("/");\n';
const plain = "export const load = () => 1;\n";
const project = (files) => new Folder({ "package.json": "{}", ".git/HEAD": "", ...files });

// Until the latest that was said of a document is this many findings.
const count = (client, uri, expected) =>
  client.until(`${expected} findings, not ${client.published.get(uri)?.diagnostics.length}`, () => client.published.get(uri)?.diagnostics.length === expected);

test("another module is what is open of it, and then what lies on the disk", async () => {
  const folder = project({ "api.js": plain, "user.js": user });
  const client = await Client.start({ folder, capabilities: plain_capabilities });
  const uri = folder.uri("user.js");
  await client.open(uri, user);
  await count(client, uri, 0);
  await client.open(folder.uri("api.js"), plain);
  await client.replace(folder.uri("api.js"), promising);
  await count(client, uri, 1);
  await client.close(folder.uri("api.js"));
  await count(client, uri, 0);
  folder.write("api.js", promising);
  await client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: folder.uri("api.js"), type: 2 }] });
  await count(client, uri, 1);
  await client.stop();
});

test("the code beside a declaration file counts, open and on the disk", async () => {
  const declared = "export declare function load(): Promise<void>;\n";
  const failing = 'export async function load() {\n  await fetch("/");\n}\n';
  const calm = 'export async function load() {\n  try {\n    await fetch("/");\n  } catch {}\n}\n';
  const folder = project({ "api.d.ts": declared, "api.js": failing, "user.js": user });
  const client = await Client.start({ folder, capabilities: plain_capabilities });
  const uri = folder.uri("user.js");
  const severity = (expected) =>
    client.until(`severity ${expected}`, () => client.published.get(uri)?.diagnostics[0]?.severity === expected);
  await client.open(uri, user);
  await severity(1);
  await client.open(folder.uri("api.js"), failing);
  await client.replace(folder.uri("api.js"), calm);
  await severity(2);
  await client.close(folder.uri("api.js"));
  await severity(1);
  folder.write("api.js", calm);
  await client.save(uri);
  await severity(2);
  await client.stop();
});

test("a module that comes later is found, also by a client that watches nothing", async () => {
  const folder = project({ "user.js": user });
  const client = await Client.start({ folder, capabilities: plain_capabilities });
  const uri = folder.uri("user.js");
  await client.open(uri, user);
  await count(client, uri, 0);
  folder.write("api.js", promising);
  await client.save(uri);
  await count(client, uri, 1);
  await client.stop();
});

test("a client that asks is told to ask again when a dependency says something else", async () => {
  const folder = project({ "api.js": plain, "user.js": user });
  const client = await Client.start({ folder });
  await client.open(folder.uri("user.js"), user);
  await client.open(folder.uri("api.js"), plain);
  assert.equal((await client.pull(folder.uri("user.js"))).items.length, 0);
  const refreshes = () => client.received.filter((message) => message.method === "workspace/diagnostic/refresh").length;
  const before = refreshes();
  await client.replace(folder.uri("api.js"), promising);
  await client.until("a refresh", () => refreshes() > before);
  assert.equal((await client.pull(folder.uri("user.js"))).items.length, 1);
  await client.stop();
});

test("configuration files count as they are now, with a watcher and without", async () => {
  const folder = project({ "a.js": floating });
  for (const capabilities of [plain_capabilities, { ...modern_capabilities, workspace: { ...modern_capabilities.workspace, diagnostics: {} } }]) {
    folder.remove("asynclint.json");
    const client = await Client.start({ folder, capabilities });
    const watches = capabilities !== plain_capabilities;
    if (watches) await client.until("watchers", () => client.registrations.has("workspace/didChangeWatchedFiles"));
    const changed = (type) =>
      watches ? client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: folder.uri("asynclint.json"), type }] }) : client.save(folder.uri("a.js"));
    const uri = folder.uri("a.js");
    await client.open(uri, floating);
    await count(client, uri, 1);
    folder.write("asynclint.json", '{ "rules": { "floating-promise": "off" } }');
    await changed(1);
    await count(client, uri, 0);
    folder.write("asynclint.json", '{ "rules": { "floating-promise": "warning" } }');
    await changed(2);
    await count(client, uri, 1);
    assert.equal(client.published.get(uri).diagnostics[0].severity, 2);
    folder.write("asynclint.json", '{ "rules": { "floating-promises": "warning" } }');
    await changed(2);
    await client.until("a complaint", () => client.logged.find(({ message }) => /did you mean "floating-promise"/.test(message)));
    await client.stop();
  }
});

test("settings come from the options, the client's configuration, and its changes", async () => {
  const folder = project({ "a.js": floating, "quiet.json": '{ "rules": { "floating-promise": "info" } }' });
  const client = await Client.start({
    folder,
    capabilities: plain_capabilities,
    more: { initializationOptions: { configuration: "quiet.json", level: "warning", memory: "much" } },
  });
  await client.until("a complaint", () => client.logged.find(({ message }) => /asynclint\.memory/.test(message)));
  const uri = folder.uri("a.js");
  await client.open(uri, floating);
  await count(client, uri, 0);
  await client.notify("workspace/didChangeConfiguration", { settings: { asynclint: { configuration: "quiet.json", level: "info" } } });
  await count(client, uri, 1);
  assert.equal(client.published.get(uri).diagnostics[0].severity, 3);
  await client.notify("workspace/didChangeConfiguration", { settings: { asynclint: { enable: false } } });
  await count(client, uri, 0);
  await client.notify("workspace/didChangeConfiguration", { settings: 5 });
  await client.stop();
});

test("each folder has its own settings, and folders come and go", async () => {
  const [one, two] = [project({}), project({})];
  const client = new Client({ capabilities: modern_capabilities });
  client.connection.onRequest("workspace/configuration", ({ items }) =>
    items.map(({ scopeUri }) => (scopeUri === two.uri() ? { enable: false } : null)),
  );
  await client.initialize({ folders: [one] });
  for (const folder of [one, two]) await client.open(folder.uri("a.js"), floating);
  const found = async (folder) => (await client.pull(folder.uri("a.js"))).items.length;
  assert.equal(await found(one), 1);
  assert.equal(await found(two), 1);
  await client.notify("workspace/didChangeWorkspaceFolders", { event: { added: [{ uri: two.uri(), name: "two" }], removed: [] } });
  const refreshes = () => client.received.filter((message) => message.method === "workspace/diagnostic/refresh").length;
  await client.until("two refreshes", () => refreshes() >= 2);
  assert.equal(await found(one), 1);
  assert.equal(await found(two), 0);
  await client.stop();
});

test("findings are those of the command line", async () => {
  const folder = project({
    "api.js": promising,
    "src/asynclint.json": '{ "preset": "all", "level": "info" }',
    "src/a.ts": 'import { load } from "../api.js";\nload();\nconst all = [1, 2].map(async (id: number) => load());\n[1].forEach(async () => { await load(); });\n',
    "page.html": `<!doctype html>\n<script>\n${floating}</script>\n`,
  });
  const output = JSON.parse(spawnSync(executable, ["lint", "--format", "json", folder.path], { encoding: "utf8" }).stdout);
  assert.ok(output.length >= 2);
  const client = await Client.start({ folder });
  for (const { filePath, messages } of output) {
    const uri = folder.uri(filePath.slice(folder.path.length + 1));
    await client.open(uri, readFileSync(filePath, "utf8"), { language: "" });
    const { items } = await client.pull(uri);
    const ours = items.map(({ code, message, range }) => [code, message, range.start.line + 1, range.start.character + 1]);
    assert.deepEqual(ours, messages.map(({ ruleId, message, line, column }) => [ruleId, message, line, column]));
  }
  await client.stop();
});
