// What the tests in the extension host are written with.
import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import type { Parts } from "../../src/commands";

type Test = () => Promise<void>;
const tests: { suite: string; name: string; body: Test }[] = [];
let registering = "";

// What is registered from here on belongs to this file.
export function suite(name: string): void {
  registering = name;
}
export function test(name: string, body: Test): void {
  tests.push({ suite: registering, name, body });
}

// What the runner prints; everything else on the console is VS Code's own talk.
export function say(text: string): void {
  console.log(`[test] ${text}`);
}

// For the next file: no editor, no file, and so no finding and no settings of the folder. Names of files are not used
// again: the editor may remember what had them.
async function clear_window(): Promise<void> {
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  while (tabs().length > 0) await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  for (const [name] of await vscode.workspace.fs.readDirectory(folder())) await vscode.workspace.fs.delete(file(name), { recursive: true });
  await until("no findings", () => vscode.languages.getDiagnostics().every(([, found]) => found.length === 0));
}

// One after the other, in their order. VS Code takes a rejection as "failed".
export async function run(): Promise<void> {
  const failed: string[] = [];
  let current = "";
  for (const { suite, name, body } of tests) {
    const begin = Date.now();
    try {
      if (suite !== current) {
        if (current !== "") await clear_window();
        say(`${suite}:`);
        current = suite;
      }
      await body();
      say(`ok ${name} (${Date.now() - begin} ms)`);
    } catch (error) {
      failed.push(name);
      say(`NOT OK ${name}\n${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  if (failed.length > 0) throw new Error(`${failed.length} of ${tests.length} failed: ${failed.join("; ")}`);
}

export async function until<T>(what: string, look: () => T | undefined | false | Thenable<T | undefined | false>, milliseconds = 20000): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await wait(20);
  }
}

export const extension = (): vscode.Extension<Parts> => {
  const found = vscode.extensions.getExtension<Parts>("asynclint.asynclint");
  assert.ok(found, "the extension is there");
  return found;
};
export const parts = (): Parts => extension().exports;

export const folder = (index = 0): vscode.Uri => {
  const found = vscode.workspace.workspaceFolders?.[index];
  assert.ok(found, "a folder is open");
  return found.uri;
};
export const file = (name: string, index = 0): vscode.Uri => vscode.Uri.joinPath(folder(index), name);

export async function write(name: string, text: string, index = 0): Promise<vscode.Uri> {
  await vscode.workspace.fs.writeFile(file(name, index), Buffer.from(text));
  return file(name, index);
}
export async function read(name: string, index = 0): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(file(name, index))).toString();
}
export async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}
export async function show_new(name: string, text: string, index = 0): Promise<vscode.TextEditor> {
  return show(await write(name, text, index));
}

export const findings = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "asynclint");
export const rules = (uri: vscode.Uri): string[] =>
  findings(uri).map(({ code }) => String(typeof code === "object" ? code.value : code));
export async function rules_become(uri: vscode.Uri, expected: string[], milliseconds?: number): Promise<void> {
  const wanted = JSON.stringify(expected);
  try {
    await until(wanted, () => JSON.stringify(rules(uri)) === wanted, milliseconds);
  } catch {
    assert.deepEqual(rules(uri), expected);
  }
}

export async function actions(uri: vscode.Uri, range: vscode.Range, kind?: vscode.CodeActionKind): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", uri, range, kind?.value, 20);
}
export async function set(name: string, value: unknown, target = vscode.ConfigurationTarget.Workspace): Promise<void> {
  await vscode.workspace.getConfiguration().update(name, value, target);
}
