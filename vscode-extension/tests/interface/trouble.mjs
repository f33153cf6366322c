// What is said when the server crashes again and again, and when there is none.
import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { until, Window } from "./window.mjs";

// Those that this VS Code has started.
function servers(code) {
  return readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/exe`).startsWith(code.extensions);
    } catch {
      return false;
    }
  });
}

async function replace_all(window, text) {
  await window.press("Control+1");
  await window.find(".tab", "settings.json").click();
  await window.press("Control+a", "Delete");
  await window.page.keyboard.insertText(text);
  await window.press("Control+s");
}

export async function trouble(code, { pictures, say, note }) {
  const floating = 'async function save() {\n  await fetch("/save");\n}\nsave();\n';
  const folder = code.workspace("trouble", { "a.mjs": floating });
  const window = await Window.open(code, { folder }, pictures);
  note(window);
  await window.find(".explorer-folders-view .monaco-list-row", "a.mjs").dblclick();
  await window.find(".monaco-editor .squiggly-error").waitFor();

  let last;
  for (let crash = 0; crash < 6; ++crash) {
    const [id] = await until("a server", () => {
      const found = servers(code).filter((other) => other !== last);
      return found.length === 1 && found;
    });
    last = id;
    process.kill(Number(id), "SIGKILL");
  }
  const toast = window.find(".notification-toast", "crashed 6 times within three minutes");
  await toast.waitFor();
  assert.equal(await window.page.locator(".notification-toast").count(), 1, "nobody else complains");
  await window.find(".statusbar-item", "asynclint").waitFor();
  await toast.locator(".monaco-button", { hasText: "Show Log" }).click();
  await until("the log", () =>
    window.page.locator(".panel select").evaluateAll((lists) => lists.some(({ selectedOptions }) => selectedOptions[0]?.text === "asynclint")),
  );
  assert.deepEqual(servers(code), []);
  say("a server that crashes again and again is given up, with a message that shows the log");

  // A user's settings may be changed in the file, too.
  await window.command("Preferences: Open User Settings (JSON)");
  await window.find(".tab", "settings.json").waitFor();
  await replace_all(window, JSON.stringify({ "asynclint.path": "/nowhere/asynclint" }));
  const missing = window.find(".notification-toast", "There is no file");
  await missing.waitFor();
  await missing.locator(".monaco-button", { hasText: "Set the Path" }).click();
  await window.find(".settings-editor .setting-item-label", "Path").waitFor();
  await window.command("Preferences: Open User Settings (JSON)");
  await replace_all(window, "{}");
  await until("a server", () => servers(code).length === 1);
  say("a server that is missing is told, with the setting that names it");
  await window.page.close();
}
