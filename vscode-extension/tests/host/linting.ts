// Findings and their repairs, in a folder that was just opened.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { lessons_in } from "../../src/links";
import { actions, findings, parts, read, rules_become, set, show_new, test, until, write } from "./support";

const floating = 'async function save() {\n  await fetch("/save");\n}\nsave();\n';
const typed = 'async function save(): Promise<void> {\n  await fetch("/save");\n}\nsave();\n';
const likely = "export function store(repository: any) {\n  repository.saveAsync();\n}\n";
const first_line = new vscode.Range(3, 0, 3, 0);

test("a file is linted when it is opened, and its findings go when it is mended", async () => {
  const editor = await show_new("a.mjs", floating);
  await rules_become(editor.document.uri, ["floating-promise"]);
  const [finding] = findings(editor.document.uri);
  assert.deepEqual(finding?.range, new vscode.Range(3, 0, 3, 6));
  assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
  await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), "await "));
  await rules_become(editor.document.uri, []);
  await vscode.commands.executeCommand("undo");
  await rules_become(editor.document.uri, ["floating-promise"]);
});

test("a finding's code leads to the rule's page inside the editor", async () => {
  const { uri } = (await show_new("code.mjs", floating)).document;
  await rules_become(uri, ["floating-promise"]);
  const code = findings(uri)[0]?.code;
  assert.ok(typeof code === "object");
  assert.equal(code.target.toString(), `${vscode.env.uriScheme}://asynclint.asynclint/rules/floating-promise`);
});

const component = (code: string) => `<template><p></p></template>\n<script>\n${code}</script>\n`;
for (const [name, text] of [
  ["a.js", floating],
  ["a.jsx", `${floating}export const page = <p>hello</p>;\n`],
  ["a.ts", typed],
  ["a.tsx", `${typed}export const page = <p>hello</p>;\n`],
  ["a.vue", component(floating)],
  ["a.svelte", component(floating)],
  ["a.html", `<!doctype html>\n<script type="module">\n${floating}</script>\n`],
] as const) {
  test(`${name} is linted`, async () => {
    const { document } = await show_new(name, text);
    await rules_become(document.uri, ["floating-promise"]);
  });
}

test("a text that was never saved is linted", async () => {
  const document = await vscode.workspace.openTextDocument({ language: "javascript", content: floating });
  await vscode.window.showTextDocument(document);
  await rules_become(document.uri, ["floating-promise"]);
});

test("what is not opened, or is no code, is left alone", async () => {
  const closed = await write("closed.mjs", floating);
  const notes = await show_new("notes.txt", floating);
  await rules_become((await show_new("last.mjs", floating)).document.uri, ["floating-promise"]);
  assert.deepEqual(findings(closed), []);
  assert.deepEqual(findings(notes.document.uri), []);
});

test("a quick fix is offered, and mends", async () => {
  const editor = await show_new("b.mjs", floating);
  const { uri } = editor.document;
  await rules_become(uri, ["floating-promise"]);
  const found = await actions(uri, first_line, vscode.CodeActionKind.QuickFix);
  const preferred = found.find(({ isPreferred }) => isPreferred);
  assert.ok(preferred?.edit, JSON.stringify(found.map(({ title }) => title)));
  await vscode.workspace.applyEdit(preferred.edit);
  assert.equal(editor.document.getText(), floating.replace("\nsave()", "\nawait save()"));
  await rules_become(uri, []);
});

test("a finding can be suppressed with a reason, and its lesson can be read", async () => {
  const editor = await show_new("suppressed.mjs", floating);
  const { uri } = editor.document;
  await rules_become(uri, ["floating-promise"]);
  const found = await actions(uri, first_line, vscode.CodeActionKind.QuickFix);
  const lesson = found.find(({ title }) => title.startsWith("Read the lesson"));
  assert.equal(lesson?.command?.command, "asynclint.showLesson");
  const suppress = found.find(({ title }) => /for this line/.test(title));
  assert.ok(suppress?.edit, JSON.stringify(found.map(({ title }) => title)));
  await vscode.workspace.applyEdit(suppress.edit);
  assert.match(editor.document.lineAt(3).text, /^\/\/ asynclint-disable-next-line floating-promise -- /);
  await rules_become(uri, []);
});

// The editor gives up on what takes too long while it saves, as it may on a busy machine.
async function save_until({ document }: vscode.TextEditor, wanted: RegExp): Promise<void> {
  await until(`${wanted} on the disk`, async () => {
    const more = new vscode.WorkspaceEdit();
    more.insert(document.uri, document.positionAt(document.getText().length), "\n");
    await vscode.workspace.applyEdit(more);
    await document.save();
    return wanted.test(await read(vscode.workspace.asRelativePath(document.uri)));
  });
}

test("saving applies what is safe, where that is wanted", async () => {
  const unused = "// asynclint-disable-next-line floating-promise\nconsole.log(1);\n";
  await set("editor.codeActionsOnSave", { "source.fixAll.asynclint": "explicit" });
  const editor = await show_new("c.mjs", unused);
  await rules_become(editor.document.uri, ["unused-suppression"]);
  await save_until(editor, /^console\.log\(1\);\n+$/);
  // And with the suggestions of a rule, where the settings name it.
  await set("asynclint.fixAllSuggestions", ["floating-promise"]);
  const other = await show_new("d.mjs", floating);
  await rules_become(other.document.uri, ["floating-promise"]);
  await save_until(other, /\nawait save\(\);\n/);
  await set("editor.codeActionsOnSave", undefined);
  await set("asynclint.fixAllSuggestions", undefined);
});

async function hover_at(uri: vscode.Uri, line: number, character: number): Promise<string> {
  const place = new vscode.Position(line, character);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, place);
  return hovers.flatMap(({ contents }) => contents.map((part) => (typeof part === "string" ? part : part.value))).join("\n");
}
const leads_to_lesson = /command:asynclint\.(openPage\?%5B%22lessons\/|showLesson\?%5B%22)[a-z-]+%22%5D/;

test("a hover says why, and leads to the lesson", async () => {
  const { uri } = (await show_new("hover.mjs", floating)).document;
  await rules_become(uri, ["floating-promise"]);
  const text = await hover_at(uri, 3, 1);
  assert.match(text, /floating-promise/);
  assert.match(text, /Await it/);
  assert.match(text, leads_to_lesson);
});

test("a hover explains what is right, too, as deep as the settings say, and shorter when it is learned", async () => {
  const { uri } = (await show_new("await.mjs", floating)).document;
  await rules_become(uri, ["floating-promise"]);
  const long = await hover_at(uri, 1, 4);
  assert.match(long, leads_to_lesson);
  await until("the lessons of the hover", () => lessons_in(long).every((slug) => parts().progress.is_met(slug)));
  for (const slug of lessons_in(long)) await parts().progress.learn(slug, true);
  await until("a shorter hover", async () => (await hover_at(uri, 1, 4)).length < long.length);
  for (const slug of lessons_in(long)) await parts().progress.learn(slug, false);
  await set("asynclint.hover", "findings");
  await until("no hover", async () => (await hover_at(uri, 1, 4)) === "");
  await set("asynclint.hover", undefined);
  await until("the hover again", async () => (await hover_at(uri, 1, 4)) === long);
});

test("settings count as soon as they are changed", async () => {
  const { uri } = (await show_new("likely.ts", likely)).document;
  await rules_become(uri, []);
  await set("asynclint.level", "info");
  await rules_become(uri, ["floating-promise"]);
  await set("asynclint.level", undefined);
  await rules_become(uri, []);
  const other = (await show_new("enabled.mjs", floating)).document.uri;
  await rules_become(other, ["floating-promise"]);
  await set("asynclint.enable", false);
  await rules_become(other, []);
  await set("asynclint.enable", undefined);
  await rules_become(other, ["floating-promise"]);
});

test("the configuration counts as soon as it is written", async () => {
  const { uri } = (await show_new("configured.mjs", floating)).document;
  await rules_become(uri, ["floating-promise"]);
  const configuration = await write("asynclint.json", '{ "rules": { "floating-promise": "off" } } // today\n');
  await rules_become(uri, []);
  await vscode.workspace.fs.delete(configuration);
  await rules_become(uri, ["floating-promise"]);
});

test("a command mends the file, and another says what counts for it", async () => {
  const editor = await show_new("all.mjs", "// asynclint-disable-next-line floating-promise\nconsole.log(1);\n");
  await rules_become(editor.document.uri, ["unused-suppression"]);
  await vscode.commands.executeCommand("asynclint.fixAllInFile");
  await rules_become(editor.document.uri, []);
  assert.equal(editor.document.getText(), "console.log(1);\n");
  await vscode.commands.executeCommand("asynclint.showConfiguration");
  const shown = vscode.window.activeTextEditor?.document;
  assert.equal(shown?.uri.scheme, "asynclint");
  assert.match(shown.getText(), /What counts for .*all\.mjs/);
  assert.match(shown.getText(), /preset: recommended/);
});

test("a command says why nothing is found", async () => {
  const editor = await show_new("silent.mjs", floating.replace("\nsave();", "\nsave().catch(console.error);"));
  editor.selection = new vscode.Selection(3, 0, 3, 0);
  await rules_become(editor.document.uri, []);
  await vscode.commands.executeCommand("asynclint.whyNotFound");
  assert.match(vscode.window.activeTextEditor?.document.getText() ?? "", /floating-promise: looked at and found right: .*handle/);
});

test("asynclint.json may have comments, and is checked and completed", async () => {
  const editor = await show_new("asynclint.json", '{\n  // today\n  "preset": "strickt",\n  "rules": { "" }\n}\n');
  const { document } = editor;
  assert.equal(document.languageId, "jsonc");
  const list = await vscode.commands.executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", document.uri, new vscode.Position(3, 14));
  const offered = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
  assert.ok(offered.some((label) => label.includes("floating-promise")), offered.join(", "));
  for (let tries = 0; !vscode.languages.getDiagnostics(document.uri).some(({ message }) => message.includes("recommended")); ++tries) {
    assert.ok(tries < 200, JSON.stringify(vscode.languages.getDiagnostics(document.uri)));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await vscode.workspace.fs.delete(document.uri);
});
