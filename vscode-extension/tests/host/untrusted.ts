// A folder that nobody trusts, and that would like to have its own program run.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { actions, file, findings, parts, rules_become, show, test, until } from "./support";

test("it works in full", async () => {
  assert.equal(vscode.workspace.isTrusted, false);
  const editor = await show(file("a.mjs"));
  const { uri } = editor.document;
  await rules_become(uri, ["floating-promise"]);
  const range = findings(uri)[0]?.range ?? new vscode.Range(0, 0, 0, 0);
  const fix = async () => (await actions(uri, range, vscode.CodeActionKind.QuickFix)).find(({ isPreferred, edit }) => isPreferred && edit)?.edit;
  await vscode.workspace.applyEdit(await until("the fix", fix));
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
