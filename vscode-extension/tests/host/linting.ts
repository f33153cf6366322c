// Findings and their repairs, in a folder that was just opened.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { actions, extension, findings, read, rules_become, show_new, test } from "./support";
export { run } from "./support";

const floating = 'async function save() {\n  await fetch("/save");\n}\nsave();\n';

test("nothing runs before a file of its languages is opened", async () => {
  assert.equal(extension().isActive, false);
});

test("a file is linted when it is opened, and its findings go when it is mended", async () => {
  const editor = await show_new("a.mjs", floating);
  await rules_become(editor.document.uri, ["floating-promise"]);
  const [finding] = findings(editor.document.uri);
  assert.deepEqual(finding?.range, new vscode.Range(3, 0, 3, 6));
  await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), "await "));
  await rules_become(editor.document.uri, []);
  await vscode.commands.executeCommand("undo");
  await rules_become(editor.document.uri, ["floating-promise"]);
});

test("a quick fix is offered, and mends", async () => {
  const editor = await show_new("b.mjs", floating);
  const { uri } = editor.document;
  await rules_become(uri, ["floating-promise"]);
  const found = await actions(uri, new vscode.Range(3, 0, 3, 0), vscode.CodeActionKind.QuickFix);
  const preferred = found.find(({ isPreferred }) => isPreferred);
  assert.ok(preferred?.edit, JSON.stringify(found.map(({ title }) => title)));
  await vscode.workspace.applyEdit(preferred.edit);
  assert.equal(editor.document.getText(), floating.replace("\nsave()", "\nawait save()"));
  await rules_become(uri, []);
});

test("saving applies what is safe, where that is wanted", async () => {
  const unused = "// asynclint-disable-next-line floating-promise\nconsole.log(1);\n";
  const settings = vscode.workspace.getConfiguration("editor");
  await settings.update("codeActionsOnSave", { "source.fixAll.asynclint": "explicit" }, vscode.ConfigurationTarget.Workspace);
  const editor = await show_new("c.mjs", unused);
  await rules_become(editor.document.uri, ["unused-suppression"]);
  await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), "console.log(2);\n"));
  await editor.document.save();
  assert.equal(await read("c.mjs"), "console.log(1);\nconsole.log(2);\n");
  await settings.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Workspace);
});
