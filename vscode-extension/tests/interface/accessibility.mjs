// The lesson view in the editor's themes, looked at by axe-core.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { until, Window } from "./window.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// By the class that the page's body has in each.
const themes = [
  { name: "Dark Modern", style: "vscode-dark" },
  { name: "Light Modern", style: "vscode-light" },
  { name: "Dark High Contrast", style: "vscode-high-contrast" },
  { name: "Light High Contrast", style: "vscode-high-contrast-light" },
];
const pages = [
  ["Read a Lesson", "The event loop"],
  ["Read a Lesson", "Promise.all waits for all or fails with the first"],
  ["Read About a Rule", "uncleared-timer"],
];

async function violations(frame) {
  await frame.evaluate(axe);
  const { violations: found, passes } = await frame.evaluate(() => globalThis.axe.run(document));
  assert.ok(passes.some(({ id }) => id === "color-contrast"), "axe has looked at colours");
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ html, any }) => `${id}: ${help}: ${html} ${any.map(({ message }) => message).join("; ")}`));
}

async function open_page(window, [command, name]) {
  await window.choose(`asynclint: ${command}`, name);
  await window.find(".tab", name).waitFor();
  return window.webview(`article h1:text-is("${name}")`);
}

export async function check_accessibility(code, { pictures, say, note }) {
  const folder = code.workspace("reading", { "a.mjs": "export {};\n" });
  const window = await Window.open(code, { folder }, pictures);
  note(window);
  for (const { name: theme, style } of themes) {
    if (theme !== themes[0].name) await window.choose("Preferences: Color Theme", theme);
    for (const page of pages) {
      const frame = await open_page(window, page);
      await until(theme, () => frame.evaluate((wanted) => document.body.classList.contains(wanted), style));
      const is_styled = () => document.readyState === "complete" && getComputedStyle(document.querySelector("figure")).position === "relative";
      await until("the style sheet", () => frame.evaluate(is_styled));
      assert.deepEqual(await violations(frame), [], `${page[1]} in ${theme}`);
      if (theme === themes[0].name) await follow_by_keyboard(window, frame);
    }
    say(`${pages.length} pages have no violation in ${theme}`);
  }
  await window.page.close();
}

// Everything that can be pressed can be reached with Tab.
async function follow_by_keyboard(window, frame) {
  const wanted = await frame.locator("a[href], button, pre[tabindex]").count();
  await frame.locator("a[href], button, pre[tabindex]").first().focus();
  const reached = new Set();
  for (let i = 0; i < wanted; ++i) {
    reached.add(await frame.evaluate(() => [...document.querySelectorAll("*")].indexOf(document.activeElement)));
    await window.press("Tab");
  }
  assert.equal(reached.size, wanted);
}
