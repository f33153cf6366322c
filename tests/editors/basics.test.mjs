// The shortest way through: open, see, repair.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, Folder, plain_capabilities } from "./client.mjs";

const text = `async function save() {
  await fetch("/save");
}
save();
`;

test("what is found is pushed to a client that does not ask", async () => {
  const folder = new Folder({ "a.js": text });
  const client = await Client.start({ folder, capabilities: plain_capabilities });
  const uri = folder.uri("a.js");
  await client.open(uri, text);
  const [finding, ...others] = await client.diagnostics(uri);
  assert.deepEqual(others, []);
  assert.equal(finding.code, "floating-promise");
  assert.equal(finding.source, "asynclint");
  assert.equal(finding.severity, 1);
  assert.equal(client.texts.get(uri).slice(finding.range), "save()");

  await client.change(uri, [{ range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } }, text: "await " }]);
  assert.deepEqual(await client.diagnostics(uri), []);
  await client.stop();
});

test("a quick fix mends what was found", async () => {
  const folder = new Folder();
  const client = await Client.start({ folder, capabilities: plain_capabilities });
  const uri = folder.uri("a.mjs");
  await client.open(uri, text);
  const diagnostics = await client.diagnostics(uri);
  const actions = await client.request("textDocument/codeAction", {
    textDocument: { uri },
    range: diagnostics[0].range,
    context: { diagnostics, only: ["quickfix"] },
  });
  const preferred = actions.find((action) => action.isPreferred);
  assert.match(preferred.title, /^Await it/);
  client.apply(preferred.edit);
  assert.match(client.text(uri), /^await save\(\);$/m);
  assert.deepEqual(await client.diagnostics(uri), []);
  await client.stop();
});

test("a client that wants to hear what passes is told, as much as it wants", async () => {
  const client = new Client();
  const heard = [];
  client.connection.onNotification("$/logTrace", (params) => heard.push(params));
  await client.initialize({ capabilities: plain_capabilities, more: { trace: "messages" } });
  await client.open("untitled:a.js", text);
  await client.request("textDocument/hover", { textDocument: { uri: "untitled:a.js" }, position: { line: 3, character: 0 } });
  // An answer is told of before it is sent.
  const [, id] = heard.map(({ message }) => /^request (\d+): textDocument\/hover$/.exec(message)).find(Boolean);
  assert.ok(heard.some(({ message }) => message === `answer to ${id}`));
  assert.ok(heard.some(({ message }) => message === "notification textDocument/didOpen"));
  assert.ok(heard.every(({ verbose }) => verbose === undefined));
  await client.notify("$/setTrace", { value: "verbose" });
  await assert.rejects(client.request("textDocument/hover", { textDocument: { uri: "untitled:b.js" } }));
  await client.until("a refusal", () => heard.some(({ message }) => /^refusal of \d+: .*untitled:b\.js/.test(message)));
  assert.deepEqual(JSON.parse(heard.find(({ verbose }) => verbose).verbose), { textDocument: { uri: "untitled:b.js" } });
  await client.notify("$/setTrace", { value: "nonsense" });
  await client.notify("$/setTrace", { value: "off" });
  await client.request("textDocument/hover", { textDocument: { uri: "untitled:a.js" }, position: { line: 0, character: 0 } });
  const count = heard.length;
  await client.request("textDocument/hover", { textDocument: { uri: "untitled:a.js" }, position: { line: 0, character: 0 } });
  assert.equal(heard.length, count);
  await client.stop();
});

test("a client from before there were code actions gets commands", async () => {
  const client = await Client.start({ capabilities: { workspace: { applyEdit: true } } });
  const uri = "untitled:a.mjs";
  await client.open(uri, text);
  const [{ range }] = await client.diagnostics(uri);
  const actions = await client.request("textDocument/codeAction", { textDocument: { uri }, range, context: { diagnostics: [] } });
  assert.ok(actions.length >= 3);
  assert.ok(actions.every(({ title, command, kind }) => title && command === "asynclint.applyAction" && kind === undefined));
  const { command, arguments: words } = actions[0];
  assert.ok(client.result.capabilities.executeCommandProvider.commands.includes(command));
  assert.equal(await client.request("workspace/executeCommand", { command, arguments: words }), 1);
  await client.until("the change", () => /^await save\(\);$/m.test(client.text(uri)));
  await assert.rejects(client.request("workspace/executeCommand", { command, arguments: words }), { code: -32801 });
  for (const bad of [undefined, [], [5], [{ uri, do: "fix" }]])
    await assert.rejects(client.request("workspace/executeCommand", { command, arguments: bad }), { code: -32602 });
  await client.stop();

  const unable = await Client.start({ capabilities: {} });
  await unable.open(uri, text);
  assert.deepEqual(await unable.request("textDocument/codeAction", { textDocument: { uri }, range, context: { diagnostics: [] } }), []);
  await unable.stop();
});
