// A newcomer's five minutes with the packaged extension, by way of the interface; then the lesson view by axe-core, what
// is said when the server is in trouble, and what is left after it was uninstalled.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { VsCode } from "./code-server/start.mjs";
import { check_accessibility } from "./interface/accessibility.mjs";
import { five_minutes } from "./interface/five-minutes.mjs";
import { trouble } from "./interface/trouble.mjs";

const built = fileURLToPath(new URL("../../build/vscode", import.meta.url));
const vsix = readdirSync(built).find((name) => name.endsWith("-linux-x64-0.1.0.vsix"));
const pictures = join(built, "pictures");
const [only] = process.argv.slice(2);
rmSync(pictures, { recursive: true, force: true });

const code = new VsCode("latest", { settings: { "workbench.colorTheme": "Dark Modern", "breadcrumbs.enabled": false } });
const begin = Date.now();
const say = (text) => console.log(`  [${((Date.now() - begin) / 1000).toFixed(1)} s] ${text}`);
let page;
try {
  assert.match(code.command("--install-extension", join(built, vsix), "--force"), /was successfully installed/);
  assert.match(code.command("--list-extensions", "--show-versions"), /^asynclint\.asynclint@\d/m);
  say("installed");
  await code.start();
  const steps = { five_minutes, check_accessibility, trouble };
  for (const [name, step] of Object.entries(steps)) {
    if (only && only !== name) continue;
    say(name.replaceAll("_", " "));
    await step(code, { pictures, say, note: (window) => (page = window.page) });
  }

  // Each picture of the README was taken of what is there today.
  const readme = readFileSync(fileURLToPath(new URL("../README.md", import.meta.url)), "utf8");
  const shown = [...readme.matchAll(/\]\(pictures\/([a-z-]+\.png)\)/g)].map(([, name]) => name);
  if (!only) for (const name of shown) assert.ok(existsSync(join(pictures, name)), `${name} was taken`);

  // Nothing that was made for it stays.
  const storage = join(code.user_folder, "globalStorage/asynclint.asynclint");
  if (!only) assert.ok(existsSync(storage), "it has kept something while it was there");
  code.command("--uninstall-extension", "asynclint.asynclint");
  assert.doesNotMatch(code.command("--list-extensions"), /asynclint/);
  await code.stop_server();
  // What was in use is removed when VS Code starts the next time.
  await code.start();
  await (await code.open({ folder: code.workspace("after", {}) })).locator(".monaco-workbench .activitybar").waitFor();
  const left = () => [
    ...readdirSync(code.extensions).filter((name) => name.startsWith("asynclint.")),
    ...(existsSync(storage) ? [storage] : []),
  ];
  // It waits with that until it has nothing else to do.
  for (let tries = 0; left().length > 0 && tries < 600; ++tries) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(left(), []);
  assert.doesNotMatch(readFileSync(join(code.extensions, "extensions.json"), "utf8"), /asynclint/);
  say("uninstalled, and nothing is left");
} catch (error) {
  console.error(error);
  const said = await page?.locator(".notifications-toasts, .notifications-center").allInnerTexts().catch(() => []);
  console.error(`Messages in the window: ${JSON.stringify(said)}`);
  await page?.screenshot({ path: join(built, "failed.png") }).catch(() => {});
  console.error(`${join(built, "failed.png")} shows the window\n${code.logs().slice(-4000)}`);
  process.exitCode = 1;
} finally {
  await code.stop({ keep: Boolean(process.env.ASYNCLINT_KEEP) });
}
