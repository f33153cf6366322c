// The site in Chromium, from the disk: what a reader meets, and what a reader who cannot see it meets.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { write_site } from "./site.mjs";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const skip = executablePath ? false : "there is no Chromium; `./dev editors` installs it";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone = { width: 375, height: 740 };
const desk = { width: 1280, height: 800 };

const site = write_site();
const address = (page) => pathToFileURL(join(site.folder, page)).href;
let browser;

before(async () => {
  if (skip) return;
  browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
});
after(async () => browser?.close());

// A page that remembers what it should not have done.
async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => {
    // What was still on its way when the next page was asked for.
    if (request.failure().errorText !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("file://")) complaints.push(`asked for ${request.url()}`);
  });
  return { page, complaints, close: () => context.close() };
}

test("every page opens without a complaint, and fits a phone", { skip }, async () => {
  const { page, complaints, close } = await open({ viewport: phone });
  for (const name of site.pages) {
    await page.goto(address(name), { waitUntil: "domcontentloaded" });
    const { wide, heading } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      heading: document.querySelectorAll("h1").length,
    }));
    assert.equal(wide, 0, `${name} is ${wide} pixels too wide`);
    assert.equal(heading, 1, name);
    assert.deepEqual(complaints, [], name);
  }
  await close();
});

// Colours are what differs between the two, and these pages have all of them.
const colorful = ["index.html", "lessons/await-in-foreach.html", "lessons/node-vs-browser.html", "rules/floating-promise.html"];
const samples = { light: [...colorful, "rules/index.html", "drills/index.html", "drills/async-pool.html"], dark: colorful };

for (const [colorScheme, sample] of Object.entries(samples)) {
  test(`axe finds nothing, ${colorScheme}`, { skip }, async () => {
    const { page, close } = await open({ viewport: desk, colorScheme });
    for (const name of sample) {
      await page.goto(address(name));
      if (name === "index.html") {
        await page.getByRole("combobox").fill("promise");
        await page.getByRole("option").first().waitFor();
      }
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, any }) => `${html} ${any[0]?.message ?? ""}`).join("\n")}`);
      assert.deepEqual(found, [], name);
    }
    await close();
  });
}

test("dark is dark and light is light", { skip }, async () => {
  const luminance = async (colorScheme) => {
    const { page, close } = await open({ colorScheme });
    await page.goto(address("index.html"));
    const color = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await close();
    return color.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
  };
  assert.ok((await luminance("light")) > 200);
  assert.ok((await luminance("dark")) < 60);
});

test("the search finds, and the keyboard is enough", { skip }, async () => {
  const { page, complaints, close } = await open({ viewport: desk });
  await page.goto(address("index.html"));
  await page.keyboard.press("/");
  await page.keyboard.type("settimeout 0");
  const options = page.getByRole("option");
  await options.first().waitFor();
  const titles = await options.locator("b").allTextContents();
  assert.ok(titles.includes("Microtasks run before the next task"), titles.join(", "));
  await page.keyboard.press("ArrowDown");
  const chosen = await page.locator('[role="option"][aria-selected="true"] b').textContent();
  assert.equal(chosen, titles[1]);
  await page.keyboard.press("Enter");
  await page.waitForURL(/lessons\//);
  assert.equal(await page.locator("h1").textContent(), chosen);

  // From a page below a folder, by a rule's name in another linter.
  await page.keyboard.press("/");
  await page.keyboard.type("no-floating-promises");
  await page.keyboard.press("Enter");
  await page.waitForURL(/rules\/floating-promise\.html/);

  await page.keyboard.press("/");
  await page.keyboard.type("zzzz");
  assert.equal(await page.getByRole("status").textContent(), "Nothing found");
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("listbox").count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("one gets around without a mouse", { skip }, async () => {
  const { page, close } = await open({ viewport: desk });
  await page.goto(address("lessons/what-is-async.html"));
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the text");
  const next = await page.locator('.turn [rel="next"]').getAttribute("href");
  await page.keyboard.press("n");
  await page.waitForURL(new RegExp(next));
  await page.keyboard.press("p");
  await page.waitForURL(/what-is-async/);
  await close();
});
