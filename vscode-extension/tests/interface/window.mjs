// A window of VS Code as somebody sees it: what is there, and what keys do.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export async function until(what, look, milliseconds = 60000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await wait(50);
  }
}

export class Window {
  static async open(code, place, pictures) {
    const page = await code.open(place, { width: 1100, height: 700 });
    page.setDefaultTimeout(60000);
    const window = new Window(code, page, pictures);
    await window.is_ready();
    return window;
  }

  constructor(code, page, pictures) {
    Object.assign(this, { code, page, pictures, taken: [] });
  }

  is_ready() {
    // It comes when the editor knows of the extension.
    return this.find('.activitybar .action-item a[aria-label^="Async JavaScript"]').waitFor();
  }
  find(selector, text) {
    return this.page.locator(selector, text === undefined ? {} : { hasText: text }).first();
  }
  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }
  async type(text) {
    await this.page.keyboard.type(text, { delay: 10 });
  }

  async command(title) {
    const row = this.find(".quick-input-list .monaco-list-row", title);
    // The list is that of the moment when it was opened, which may have been too early.
    for (let tries = 0; tries < 5 && !(await row.isVisible()); ++tries) {
      await this.press("Escape", "F1");
      await this.find(".quick-input-widget input").waitFor();
      await this.type(title);
      await row.waitFor({ timeout: 8000 }).catch(() => {});
    }
    await row.click();
  }

  // A command that asks which, and the answer. A page that has just been opened takes the keyboard when it is ready, and
  // then nobody is asked any more.
  async choose(title, name) {
    const row = this.find(".quick-input-list .monaco-list-row.focused", name);
    const field = this.find(".quick-input-widget input");
    for (let tries = 0; tries < 5 && !(await row.isVisible()); ++tries) {
      await this.command(title);
      const asks = async () => (await field.isVisible()) && !(await field.inputValue()).startsWith(">");
      await until("the question", asks, 5000).catch(() => {});
      if (!(await field.isVisible())) continue;
      await this.type(name);
      await row.waitFor({ timeout: 5000 }).catch(() => {});
    }
    await this.press("Enter");
  }

  async go_to(line, column = 1) {
    // A page that has just been opened takes the keyboard when it is ready.
    const field = this.find(".quick-input-widget input");
    for (let tries = 0; tries < 5 && !(await field.isVisible()); ++tries) {
      await this.press("Control+1", "Control+g");
      await field.waitFor({ timeout: 3000 }).catch(() => {});
    }
    await this.type(`${line}:${column}`);
    await this.press("Enter");
    await this.find(".statusbar-item", `Ln ${line}, Col ${column}`).waitFor();
  }

  // The page in a webview that has this in it.
  async webview(selector) {
    return until(`a page with ${selector}`, async () => {
      for (const frame of this.page.frames()) if (await frame.$(selector).catch(() => null)) return frame;
      return null;
    });
  }

  text_of_editor() {
    const lines = this.page.locator(".editor-instance .view-lines").first();
    return lines.innerText().then((text) => text.replaceAll("\u00a0", " "));
  }

  // Without what moves: the picture is one of the README's.
  async picture(name) {
    mkdirSync(this.pictures, { recursive: true });
    await wait(400);
    const bytes = await this.page.screenshot({ path: join(this.pictures, `${name}.png`), animations: "disabled" });
    assert.ok(bytes.length > 10000, `${name} shows something`);
    this.taken.push(name);
  }
}
