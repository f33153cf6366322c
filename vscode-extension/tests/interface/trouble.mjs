// What is said when the server crashes again and again, and when there is none.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

  // Where a machine's settings are when the editor runs elsewhere; those of a user or of a folder do not count there.
  const machine = join(code.user_folder, "../Machine");
  mkdirSync(machine, { recursive: true });
  writeFileSync(join(machine, "settings.json"), JSON.stringify({ "asynclint.path": "/nowhere/asynclint" }));
  const missing = window.find(".notification-toast", "There is no file");
  await missing.waitFor();
  await missing.locator(".monaco-button", { hasText: "Set the Path" }).click();
  await window.find(".settings-editor .setting-item", "by its absolute path").waitFor();
  rmSync(join(machine, "settings.json"));
  say("a server that is missing is told, with the setting that names it");
  await window.page.close();
}
