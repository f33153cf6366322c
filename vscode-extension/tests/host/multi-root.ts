// A window with two folders, each with a configuration and settings of its own.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { parts, rules_become, show_new, test, until, write } from "./support";

const floating = 'async function save() {\n  await fetch("/save");\n}\nsave();\n';
const likely = "export function store(repository: any) {\n  repository.saveAsync();\n}\n";

test("each folder has its own configuration", async () => {
  const has_both = () => vscode.workspace.workspaceFolders?.length === 2;
  // An older VS Code may have asked for the workspace's file before it could be read, and looks again when it changes.
  const { workspaceFile } = vscode.workspace;
  assert.ok(workspaceFile);
  await until("both folders", has_both, 5000).catch(async () => {
    await vscode.workspace.fs.writeFile(workspaceFile, await vscode.workspace.fs.readFile(workspaceFile));
    await until("both folders", has_both);
  });
  const first = (await show_new("a.mjs", floating, 0)).document.uri;
  await rules_become(first, ["floating-promise"]);
  const second = (await show_new("a.mjs", floating, 1)).document.uri;
  await rules_become(second, []);
  await write("asynclint.json", "{}", 1);
  await rules_become(second, ["floating-promise"]);
});

test("each folder has its own settings", async () => {
  const settings = vscode.workspace.getConfiguration("asynclint", vscode.workspace.workspaceFolders?.[0]?.uri);
  await settings.update("level", "info", vscode.ConfigurationTarget.WorkspaceFolder);
  const first = (await show_new("b.ts", likely, 0)).document.uri;
  await rules_become(first, ["floating-promise"]);
  const second = (await show_new("b.ts", likely, 1)).document.uri;
  await rules_become(second, []);
});

test("one server is for both, and a folder that is added counts", async () => {
  const before = parts().server.process_id;
  const third = vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[1]?.uri ?? vscode.Uri.file("/"), "../third");
  await vscode.workspace.fs.createDirectory(third);
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(third, "asynclint.json"), Buffer.from('{ "level": "info" }'));
  assert.ok(vscode.workspace.updateWorkspaceFolders(2, 0, { uri: third }));
  await until("the third folder", () => vscode.workspace.workspaceFolders?.length === 3);
  const { uri } = (await show_new("c.ts", likely, 2)).document;
  await rules_become(uri, ["floating-promise"]);
  assert.equal(parts().server.process_id, before);
});
