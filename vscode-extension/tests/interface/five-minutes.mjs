// Somebody who has just installed it: the sample, a squiggle, Problems, a hover, a fix by keyboard, the file saved, the
// sidebar, a lesson, a drill.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { until, Window } from "./window.mjs";

export async function five_minutes(code, { pictures, say, note }) {
  const shop = code.workspace("shop", { "README.md": "# The bakery\n", "package.json": '{ "type": "module" }\n' });
  const window = await Window.open(code, { folder: shop }, pictures);
  note(window);
  const { page } = window;
  const storage = join(code.user_folder, "globalStorage/asynclint.asynclint");
  const stored = (name) => (existsSync(join(storage, name)) ? readFileSync(join(storage, name), "utf8") : "");

  await window.command("asynclint: Get Started");
  await window.find(".gettingStartedContainer", "without surprises").waitFor();
  await window.find(".gettingStartedContainer a.monaco-button, .gettingStartedContainer button.button-link, .gettingStartedContainer .button-container button", "Open the Sample").waitFor();
  await window.picture("walkthrough");
  say("the walkthrough is there");

  await window.find(".gettingStartedContainer a.monaco-button, .gettingStartedContainer button.button-link, .gettingStartedContainer .button-container button", "Open the Sample").click();
  await window.find(".tab", "bakery.mjs").waitFor();
  await window.find(".monaco-editor .squiggly-error").waitFor();
  say("the sample is open, with squiggles");
  await window.find(".statusbar-item", "asynclint: 2").waitFor();

  await window.press("Control+Shift+m");
  await window.find(".markers-panel .monaco-list-row", "preheat").waitFor();
  const problems = await page.locator(".markers-panel .monaco-list-row").allInnerTexts();
  assert.ok(problems.some((text) => /floating-promise/.test(text)), problems.join("\n"));
  assert.ok(problems.some((text) => /await-in-foreach/.test(text)), problems.join("\n"));
  await window.picture("problems");
  await window.press("Control+j");
  say("Problems lists what is found");

  await window.find(".statusbar-item a", "asynclint: 2").click();
  await window.find(".quick-input-list .monaco-list-row", "Explain the configuration").click();
  await window.find(".tab", "Configuration of bakery.mjs").waitFor();
  await window.press("Control+w");
  say("the item in the status bar leads to what counts for the file");

  const lines = stored("sample/bakery.mjs").split("\n");
  const line = lines.findIndex((text) => text === "  preheat();") + 1;
  await window.go_to(line, 4);
  await window.press("Control+k", "Control+i");
  const hover = window.find(".monaco-hover", "floating-promise");
  await hover.waitFor();
  await hover.locator("a", { hasText: /./ }).first().waitFor();
  await window.picture("hover");
  say("a hover says why");
  await hover.locator("a.code-link").click();
  await window.webview('article h1:text-is("floating-promise")');
  say("the finding's code opens the page of its rule");
  await window.go_to(line, 4);
  await window.press("Control+k", "Control+i");
  await hover.locator('a[data-href*="lessons/"], a[href*="lessons/"], a[data-href*="showLesson"], a[href*="showLesson"]').first().click();
  const lesson = await window.webview("main p.place");
  say(`its link opens the lesson “${await lesson.innerText("h1")}”`);

  await window.go_to(line, 4);
  await window.press("Control+.");
  await window.find(".action-widget .monaco-list-row", "Await it").waitFor();
  await window.picture("fix");
  await window.press("Enter");
  await until("the fix in the editor", async () => /await preheat\(\)/.test(await window.text_of_editor()));
  await window.press("Control+s");
  await until("the fix on the disk", () => /await preheat\(\)/.test(stored("sample/bakery.mjs")));
  await window.find(".statusbar-item", "asynclint: 1").waitFor();
  say("a fix was chosen by keyboard, and saved");

  await window.find('.activitybar .action-item a[aria-label^="Async JavaScript"]').click();
  await window.find(".pane-header", "Lessons").waitFor();
  await window.find(".sidebar .monaco-list-row", "Callbacks of arrays").waitFor();
  await window.find(".sidebar .monaco-list-row", "How the machine runs").waitFor();
  await until("what was met", () => /await-in-foreach/.test(stored("progress.json")));
  await window.picture("sidebar");
  say("the sidebar has findings and lessons");

  await read_a_lesson(window, say, stored);
  await window.command("asynclint: Get Started");
  const done = page.locator(".gettingStartedContainer .step-list-container .codicon-getting-started-step-checked");
  await until("all steps of the walkthrough done", async () => (await done.count()) === 5);
  say("the walkthrough knows that everything in it is done");
  await do_a_drill(window, say, code, note);
  await page.close();
}

async function read_a_lesson(window, say, stored) {
  await window.command("asynclint: Read a Lesson");
  await window.find(".quick-input-list .monaco-list-row", "Start now").waitFor();
  await window.type("The event loop");
  await window.press("Enter");
  await window.find(".tab", "The event loop").waitFor();
  const lesson = await window.webview('article h1:text-is("The event loop")');
  await lesson.locator("pre.output").first().waitFor();
  // Nothing under the pointer says what it is.
  await window.page.mouse.move(2, 2);
  await window.picture("lesson");
  await lesson.locator("button[data-learn]").click();
  await lesson.locator('button[data-learn][aria-pressed="true"]').waitFor();
  await until("what was learned", () => /"learned": \[\s*"event-loop"/.test(stored("progress.json")));
  await lesson.locator("button[data-program]").first().click();
  await window.find(".tab", "Untitled-1").waitFor();
  await until("the program", async () => /open the shop/.test(await window.text_of_editor()));
  say("a lesson was read and learned, and its example is in an editor");
}

async function do_a_drill(window, say, code, note) {
  const { page } = window;
  const drills = code.workspace("drills", {});
  const target = join(drills, "promisify");
  let other;
  page.context().once("page", (opened) => (other = opened));
  // On a busy machine the dialog now and then closes without an answer; whoever uses it opens it again.
  const is_there = () => existsSync(join(target, "task.md"));
  for (let tries = 0; tries < 3 && !is_there(); ++tries) await put_drill_into(window, drills, is_there);
  assert.ok(is_there(), `${target} has the drill`);
  await until("another window", () => other);
  assert.ok(!existsSync(join(target, "solution")));
  const opened = new Window(code, other, window.pictures);
  note(opened);
  await other.setViewportSize(page.viewportSize());
  await opened.is_ready();
  await opened.find(".explorer-folders-view .monaco-list-row", "task.md").dblclick();
  await opened.find(".tab", "task.md").waitFor();
  await opened.command("asynclint: Show the State");
  await opened.find(".quick-input-widget", "Restart the server").waitFor();
  await opened.press("Escape");
  await opened.command("asynclint: Check This Drill");
  await opened.find(".notification-toast", "Not yet").waitFor();
  await opened.picture("drill");
  say("a drill was opened as a folder, and its check says that it is not done");
  await other.close();
}

async function put_drill_into(window, folder, is_there) {
  const { page } = window;
  await window.command("asynclint: Open a Drill as a Folder");
  await window.type("promisify");
  await window.find(".quick-input-list .monaco-list-row", "promisify").waitFor();
  await window.press("Enter");
  const field = window.find(".quick-input-widget input");
  await until("the question where", async () => /\//.test(await field.inputValue()));
  // It puts a folder of its own into the field meanwhile.
  await until("the folder in the dialog", async () => {
    await field.press("Control+a");
    await window.type(`${folder}/`);
    await page.waitForTimeout(300);
    return (await field.inputValue()) === `${folder}/`;
  });
  // The dialog takes its time with what was typed, and hears no click meanwhile.
  const button = window.find(".quick-input-widget .monaco-button", "Put It Here");
  await until("the drill on the disk", async () => {
    await page.waitForTimeout(1000);
    if (await button.isVisible()) await button.click();
    return is_there();
  }, 20000).catch(() => window.press("Escape"));
}
