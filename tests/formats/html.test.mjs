// The page in Chromium: what it shows, that nothing in it runs or is fetched, and what those meet who cannot see it.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { files, lint, make_folder, messages, read } from "./run.mjs";

// The browser's hand and eye are those of the site's tests.
const require = createRequire(new URL("../site/", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const skip = executablePath ? false : "there is no Chromium; `./dev editors` installs it";
let browser;
before(async () => {
  if (skip) return;
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
});
after(async () => browser?.close());

function page_of(contents, args = []) {
  const folder = make_folder(contents);
  const { status } = lint(folder, ["--format", "html=report.html", ...args]);
  assert.notEqual(status, 2);
  return { folder, address: pathToFileURL(join(folder, "report.html")).href };
}

async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => request.url() === address || complaints.push(`asked for ${request.url()}`));
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}

test("it shows what the JSON has, and complains of nothing", { skip }, async () => {
  const { folder, address } = page_of(files);
  const { page, complaints, close } = await open(address);
  const told = await page.$$eval(".finding", (all) => all.map((one) => [
    one.querySelector(".level").textContent, one.querySelector(".message").textContent, one.querySelector(".place").textContent]));
  const wanted = messages(folder).map((one) => [one.level, one.message.replaceAll("`", ""), `${one.path}:${one.line}:${one.column}`]);
  assert.deepEqual(told.sort(), wanted.sort());
  assert.equal(await page.textContent("h1"), `${wanted.length} findings`);
  // The mark is under the code that the finding is about.
  assert.equal(await page.textContent(".finding:has(.place:text('main.js:6:')) mark"), "save(list[0])");
  assert.deepEqual(complaints, []);
  await close();
});

test("levels can be hidden without a script", { skip }, async () => {
  const { address } = page_of(files);
  const { page, close } = await open(address, { javaScriptEnabled: false });
  assert.ok(await page.isVisible(".finding.error"));
  await page.uncheck("#show-error");
  assert.equal(await page.locator(".finding.error:visible").count(), 0);
  assert.ok(await page.isVisible(".finding.warning"));
  await close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}, and it fits a phone`, { skip }, async () => {
    const { address } = page_of(files, ["--level", "info"]);
    // The page's own policy lets nothing run in it; axe has to.
    const { page, close } = await open(address, { colorScheme, bypassCSP: true, viewport: { width: 375, height: 740 } });
    await page.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    await page.addScriptTag({ content: axe });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]), []);
    await close();
  });
}

test("names and code are text, whatever they hold, and would not run if they were more", { skip }, async () => {
  const nasty = "<img src=x onerror=document.title='run'>";
  const { address, folder } = page_of({ [`${nasty}.js`]: `async function f() { await g(); }\nf("${nasty}", '</pre><script>document.title = "run"</script>');\n` });
  const { page, complaints, close } = await open(address);
  assert.equal(await page.locator("img, script").count(), 0);
  assert.notEqual(await page.title(), "run");
  assert.match(await page.textContent(".place"), /<img src=x/);
  assert.deepEqual(complaints, []);
  assert.doesNotMatch(read(folder, "report.html"), /<script|style="/);
  // The policy itself.
  const blocked = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.ran = true";
    document.body.append(script);
    return globalThis.ran !== true;
  });
  assert.ok(blocked);
  await close();
});

test("a run without findings is a page, too", { skip }, async () => {
  const { address } = page_of({ "a.js": "1;\n" });
  const { page, complaints, close } = await open(address);
  assert.equal(await page.textContent("h1"), "Nothing found");
  assert.deepEqual(complaints, []);
  await close();
});

test("a thousand findings on one long line are a page that can be opened", { skip }, async () => {
  const { address, folder } = page_of({ "long.js": `async function f() { await g(); }\n${"f(1); ".repeat(3000)}\n` }, ["long.js"]);
  assert.ok(read(folder, "report.html").length < 8_000_000);
  const { page, close } = await open(address);
  assert.equal(await page.locator(".finding").count(), 3000);
  await close();
});
