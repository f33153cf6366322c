// Hovers on asynchronous constructs, as an editor sees them: words, ranges, settings.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, modern_capabilities, plain_capabilities } from "./client.mjs";

const shop = `async function load(id) {
  const response = await fetch(\`/orders/\${id}\`);
  return response.json();
}
load(1);
console.log("asked");
`;

async function open(text, { capabilities = modern_capabilities, language = "javascript", settings = {}, name = "a.mjs" } = {}) {
  const uri = `untitled:${name}`;
  const client = await Client.start({ capabilities, settings, more: { initializationOptions: settings } });
  await client.open(uri, text, { language });
  // On the character behind the first one of what is named, in the columns of UTF-16.
  const hover = (what, from = "") => {
    const now = client.text(uri);
    const offset = now.indexOf(what, now.indexOf(from)) + 1;
    const before = now.slice(0, offset).split("\n");
    const position = { line: before.length - 1, character: before.at(-1).length };
    return client.request("textDocument/hover", { textDocument: { uri }, position });
  };
  return { client, uri, hover, marked: ({ range }) => client.texts.get(uri).slice(range) };
}

const lines_of = (hover) => hover.contents.value.split("\n");

test("an await says what is suspended, who goes on, and where its failure goes", async () => {
  const { client, hover, marked } = await open(shop);
  const answer = await hover("await");
  assert.equal(answer.contents.kind, "markdown");
  assert.equal(marked(answer), "await");
  const text = answer.contents.value;
  assert.match(text, /^`await` suspends `load` until `fetch\(/);
  assert.match(text, /goes on at line 6/);
  assert.match(text, /as a microtask/);
  assert.match(text, /\n\n> /, "the sentence to remember");
  assert.match(text, /`asynclint explain await-desugaring`/);
  assert.ok(lines_of(answer).length <= 12, text);
  await client.stop();
});

test("a client without Markdown gets the same without marks", async () => {
  const { client, hover } = await open(shop, { capabilities: plain_capabilities });
  const answer = await hover("await");
  assert.equal(answer.contents.kind, "plaintext");
  assert.doesNotMatch(answer.contents.value, /^> |\*\*/m);
  assert.match(answer.contents.value, /\(asynclint explain await-desugaring\)/);
  await client.stop();
});

test("what was found stands on the card, with its repair", async () => {
  const { client, hover, marked } = await open(shop);
  const answer = await hover("load", "\nload(1)");
  assert.equal(marked(answer), "load");
  assert.match(answer.contents.value, /Nobody waits for it: line 6/);
  assert.match(answer.contents.value, /^- \*\*.*\*\* \(floating-promise, error\)\. Await it/m);
  assert.ok(lines_of(answer).length <= 12, answer.contents.value);
  await client.stop();
});

test("how much is said is a setting", async () => {
  for (const [depth, on_await, on_finding] of [["off", false, false], ["findings", false, true], ["all", true, true]]) {
    const { client, hover } = await open(shop, { settings: { hover: depth } });
    assert.equal((await hover("await")) !== null, on_await, depth);
    const finding = await hover("load", "\nload(1)");
    assert.equal(finding !== null, on_finding, depth);
    if (depth === "findings") assert.match(finding.contents.value, /What to do/);
    await client.stop();
  }
});

test("a word that is no depth is said, and everything is explained", async () => {
  const { client, hover } = await open(shop, { settings: { hover: "loud" } });
  assert.ok(await hover("await"));
  assert.ok(client.logged.some(({ message }) => message.includes('`asynclint.hover` has to be "off", "findings" or "all"')), JSON.stringify(client.logged));
  await client.stop();
});

test("what was learned needs a line only", async () => {
  const { client, hover } = await open(shop, { settings: { learned: ["await-desugaring"] } });
  const short = await hover("await");
  assert.equal(lines_of(short).length, 1, short.contents.value);
  assert.ok(lines_of(await hover("async function")).length > 1);
  await client.stop();
});

test("lessons are linked where their pages are", async () => {
  const settings = { rulePage: "https://pages.example/rules/{rule}.html" };
  const { client, hover } = await open(shop, { settings });
  assert.match((await hover("await")).contents.value, /\]\(https:\/\/pages\.example\/lessons\/await-desugaring\.html\)/);
  await client.stop();
  const own = await open(shop, { settings: { lessonPage: "command:show?{lesson}" } });
  assert.match((await own.hover("await")).contents.value, /\]\(command:show\?await-desugaring\)/);
  await own.client.stop();
  const site = await open(shop, { settings: { rulePage: "https://pages.example/docs" } });
  assert.match((await site.hover("await")).contents.value, /\]\(https:\/\/pages\.example\/docs\/lessons\/await-desugaring\.html\)/);
  await site.client.stop();
  const elsewhere = await open(shop, { settings: { rulePage: "https://pages.example/{rule}" } });
  const text = (await elsewhere.hover("await")).contents.value;
  assert.doesNotMatch(text, /pages\.example/, "no address is invented");
  await elsewhere.client.stop();
});

test("ranges count as the client does, behind characters of every width", async () => {
  const text = 'const cake = "🍰 für alle"; export const p = Promise.all([fetch("/🍞")]);\n';
  for (const encodings of [["utf-16"], ["utf-8"], ["utf-32"]]) {
    const capabilities = { ...modern_capabilities, general: { positionEncodings: encodings } };
    const { client, uri } = await open(text, { capabilities });
    const before = text.slice(0, text.indexOf("all(["));
    const count = { "utf-16": before.length, "utf-8": Buffer.byteLength(before), "utf-32": [...before].length }[encodings[0]];
    const position = { line: 0, character: count + 1 };
    const answer = await client.request("textDocument/hover", { textDocument: { uri }, position });
    assert.deepEqual(answer.range, { start: { line: 0, character: count }, end: { line: 0, character: count + 3 } });
    await client.stop();
  }
});

test("a hover is about the text as it is now", async () => {
  const { client, uri, hover } = await open(shop);
  assert.match((await hover("await")).contents.value, /suspends `load`/);
  await client.replace(uri, shop.replaceAll("load", "order"));
  assert.match((await hover("await")).contents.value, /suspends `order`/);
  await client.replace(uri, "// nothing\n");
  assert.equal(await hover("nothing"), null);
  await client.stop();
});

test("a name that stands for something else has no card", async () => {
  const { client, hover } = await open("function setTimeout(callback) {\n  callback();\n}\nsetTimeout(() => 1);\n");
  assert.equal(await hover("setTimeout", "\nsetTimeout"), null);
  await client.stop();
});

for (const [name, language, text, what] of [
  ["a component", "vue", "<template><p/></template>\n<script setup>\nconst page = await fetch('/');\n</script>\n", "await"],
  ["a page", "html", "<p>await</p>\n<script type=\"module\">\nconst page = await fetch('/');\n</script>\n", "await fetch"],
  ["a text in which no rule looks for anything", "javascript", "window.addEventListener('click', () => console.log(1));\n", "addEventListener"],
  ["TypeScript", "typescript", "export async function load(id: Promise<string>): Promise<void> {\n  await id;\n}\n", "await"],
  ["lines that end in \\r\\n", "javascript", shop.replaceAll("\n", "\r\n"), "await"],
]) {
  test(`hovers work in ${name}`, async () => {
    const { client, hover, marked } = await open(text, { language, name: `a.${language}` });
    const answer = await hover(what);
    assert.ok(answer, text);
    assert.equal(marked(answer), what.split(" ")[0]);
    if (language === "html") assert.equal(await hover("await</p>"), null);
    if (language === "typescript") assert.equal(await hover("Promise<string>"), null);
    await client.stop();
  });
}
