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
