// What is met and learned, the pages, and the drills.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { folder, parts, rules_become, show_new, test, until } from "./support";

const floating = 'async function save() {\n  await fetch("/save");\n}\nsave();\n[1].forEach(async () => {\n  await save();\n});\n';
const stored = async () => JSON.parse(await readFile(join(parts().context.globalStorageUri.fsPath, "progress.json"), "utf8"));

test("a lesson is met where one's own code brings it up", async () => {
  const { uri } = (await show_new("met.mjs", floating)).document;
  await rules_become(uri, ["floating-promise", "await-in-foreach"]);
  const { progress, catalog } = parts();
  const slugs = ["floating-promise", "await-in-foreach"].map((id) => catalog.rule(id)?.lesson ?? "");
  await until("what was met", () => slugs.every((slug) => progress.is_met(slug)));
  const is_stored = async () => JSON.stringify((await stored().catch(() => ({ met: [] }))).met.sort()) === JSON.stringify(slugs.sort());
  await until("what is stored", is_stored);
  assert.deepEqual(progress.learned(), []);
});

test("the sidebar has the findings of this file by family", async () => {
  const { findings_tree } = parts();
  const families = findings_tree.getChildren();
  assert.deepEqual(families.map((family) => findings_tree.getTreeItem(family).label), ["Floating promises", "Callbacks of arrays"]);
  const [finding] = findings_tree.getChildren(families[0]);
  assert.ok(finding);
  assert.equal(findings_tree.getTreeItem(finding).description, "line 4");
});

test("the sidebar has the course, with what was met and learned apart", async () => {
  const { lessons_tree, catalog, progress } = parts();
  const titles = lessons_tree.getChildren().map((part) => lessons_tree.getTreeItem(part).label);
  assert.deepEqual(titles, catalog.parts.map(({ title }) => title));
  const lesson = catalog.lesson("await-in-foreach");
  assert.ok(lesson);
  assert.equal(lessons_tree.getTreeItem(lesson).description, "met");
  await vscode.commands.executeCommand("asynclint.markLearned", lesson);
  assert.equal(lessons_tree.getTreeItem(lesson).description, "met, learned");
  assert.deepEqual((await stored()).learned, ["await-in-foreach"]);
  await vscode.commands.executeCommand("asynclint.showMetOnly");
  const shown = lessons_tree.getChildren().flatMap((part) => lessons_tree.getChildren(part));
  assert.equal(shown.length, 2);
  await vscode.commands.executeCommand("asynclint.showAllLessons");
  await vscode.commands.executeCommand("asynclint.markNotLearned", lesson);
  assert.deepEqual(progress.learned(), []);
});

test("every lesson and rule has its page, and every drill its lesson", async () => {
  const { catalog } = parts();
  assert.ok(catalog.lessons.length >= 117, String(catalog.lessons.length));
  for (const { slug } of catalog.lessons) assert.match(catalog.page_of_lesson(slug)?.html ?? "", /<h1>.*<\/h1>/);
  for (const { id, lesson } of catalog.rules) {
    assert.match(catalog.page_of_rule(id)?.html ?? "", /<h1>.*<\/h1>/);
    assert.ok(catalog.lesson(lesson), `${id} has the lesson ${lesson}`);
  }
  for (const { slug, lesson } of catalog.drills) assert.ok(catalog.lesson(lesson), slug);
});

test("every link in a page leads to a page, and none out of the editor", async () => {
  const { catalog } = parts();
  const pages = [...catalog.lessons.map(({ slug }) => catalog.page_of_lesson(slug)), ...catalog.rules.map(({ id }) => catalog.page_of_rule(id))];
  let count = 0;
  for (const page of pages) {
    for (const [, target = ""] of page?.html.matchAll(/href="([^"]*)"/g) ?? []) {
      if (/^(https?:|#)/.test(target)) continue;
      const [, command, words] = /^command:asynclint\.(showRule|showLesson|openDrill)\?(.*)$/.exec(target) ?? [];
      assert.ok(command && words, target);
      const [name] = JSON.parse(decodeURIComponent(words)) as [string];
      const found = { showRule: catalog.rule(name), showLesson: catalog.lesson(name), openDrill: catalog.drill(name) };
      assert.ok(found[command as keyof typeof found], target);
      ++count;
    }
  }
  assert.ok(count > 300, String(count));
});

test("a lesson and a rule are shown beside the code, one after the other in the same place", async () => {
  await vscode.commands.executeCommand("asynclint.showLesson", "event-loop");
  const { view } = parts();
  assert.equal(view.title, "The event loop");
  await vscode.commands.executeCommand("asynclint.showRule", "floating-promise");
  assert.equal(view.title, "floating-promise");
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => input instanceof vscode.TabInputWebview);
  await until("one tab", () => tabs().length === 1 && tabs()[0]?.label === "floating-promise");
  await vscode.commands.executeCommand("asynclint.showLesson", "no-such-lesson");
  assert.equal(view.title, "Not found");
});

test("programs of a page are without the notes for tests, and those that run are known", async () => {
  const page = parts().catalog.page_of_lesson("event-loop");
  const running = page?.programs.filter(({ runs }) => runs) ?? [];
  assert.ok(running.length >= 3);
  for (const { text } of page?.programs ?? []) assert.doesNotMatch(text, /\^\^|exits: \d/);
});

test("the sample is a file of its own that can be changed, and comes back as it was", async () => {
  await vscode.commands.executeCommand("asynclint.openSample");
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document);
  await rules_become(document.uri, ["floating-promise", "await-in-foreach"]);
  const original = document.getText();
  await vscode.window.activeTextEditor?.edit((edit) => edit.insert(new vscode.Position(0, 0), "// mine\n"));
  await document.save();
  await until("what was saved is saved for the editor, too", () => !document.isDirty);
  await vscode.commands.executeCommand("asynclint.openSample");
  await until("the text as it was", () => vscode.window.activeTextEditor?.document.getText() === original);
});

test("a drill is copied without its solution", async () => {
  const place = vscode.Uri.joinPath(folder(), "drills");
  for (const { slug } of parts().catalog.drills) {
    const target = await parts().drills.copy(slug, place);
    const names = (await vscode.workspace.fs.readDirectory(target)).map(([name]) => name);
    assert.ok(["check.test.mjs", "start", "task.md"].every((name) => names.includes(name)), names.join());
    assert.ok(!names.includes("solution"));
  }
});

test("links from outside lead to lessons and rules", async () => {
  const { uri_handler } = await import("../../src/uri-handler");
  await uri_handler.handleUri(vscode.Uri.parse(`${vscode.env.uriScheme}://asynclint.asynclint/lessons/event-loop`));
  assert.equal(parts().view.title, "The event loop");
  await uri_handler.handleUri(vscode.Uri.parse(`${vscode.env.uriScheme}://asynclint.asynclint/rules/async-reduce`));
  assert.equal(parts().view.title, "async-reduce");
  await uri_handler.handleUri(vscode.Uri.parse(`${vscode.env.uriScheme}://asynclint.asynclint/lessons/..%2F..`));
  assert.equal(parts().view.title, "async-reduce");
});
