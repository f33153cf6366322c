// In a window whose folder is a drill.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extension, folder, parts, test } from "./support";

test("the drill is recognized, its check fails at first and passes with the solution", async () => {
  await extension().activate();
  const { drills, progress, drills_tree, catalog } = parts();
  assert.equal((await drills.opened())?.drill.slug, "promisify");
  const before = await drills.check();
  assert.equal(before?.has_passed, false);
  assert.ok(before.failures > 0);
  assert.equal(progress.has_passed("promisify"), false);

  const solution = vscode.Uri.joinPath(extension().extensionUri, "drills/promisify/solution/promisify.mjs");
  await vscode.workspace.fs.copy(solution, vscode.Uri.joinPath(folder(), "start/promisify.mjs"), { overwrite: true });
  assert.deepEqual(await drills.check(), { has_passed: true, failures: 0 });
  assert.equal(progress.has_passed("promisify"), true);
  const drill = catalog.drill("promisify");
  assert.ok(drill);
  assert.equal(drills_tree.getTreeItem(drill).description, "passed");
});

test("what was written can be compared with a solution", async () => {
  await vscode.commands.executeCommand("asynclint.compareDrill");
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  assert.ok(input instanceof vscode.TabInputTextDiff);
  assert.match(input.modified.path, /drills\/promisify\/solution\/promisify\.mjs$/);
});
