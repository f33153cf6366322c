// A folder that nobody trusts, and that would like to have its own program run.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { actions, file, findings, parts, rules_become, show, test } from "./support";
export { run } from "./support";

test("it works in full", async () => {
  assert.equal(vscode.workspace.isTrusted, false);
  const editor = await show(file("a.mjs"));
  const { uri } = editor.document;
  await rules_become(uri, ["floating-promise"]);
  const found = await actions(uri, findings(uri)[0]?.range ?? new vscode.Range(0, 0, 0, 0), vscode.CodeActionKind.QuickFix);
  const preferred = found.find(({ isPreferred }) => isPreferred);
  assert.ok(preferred?.edit);
  await vscode.workspace.applyEdit(preferred.edit);
  await rules_become(uri, []);
});

test("the folder has no say in which program is the server", async () => {
  const settings = vscode.workspace.getConfiguration("asynclint");
  assert.equal(settings.get("path"), "");
  assert.equal(settings.inspect("path")?.workspaceValue, undefined);
  assert.equal(parts().server.state, "ready");
  assert.equal(existsSync(file("was-here").fsPath), false);
});

test("a drill in it is not run", async () => {
  assert.ok(await parts().drills.opened());
  void parts().drills.check();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(vscode.window.terminals.length, 0);
});
