// What the menu "Refactor…" has where nothing is wrong.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { actions, show_new, test, until } from "./support";

const rewrite = vscode.CodeActionKind.RefactorRewrite.append("asynclint");

// Each with a program, what the cursor stands on, and something of what it becomes.
const refactorings = [
  ["then-to-await", "export function title(url) {\n  return fetch(url).then((response) => response.text());\n}\n", ".then", "const response = await fetch(url);"],
  ["await-to-then", "export async function title(url) {\n  const response = await fetch(url);\n  return response.text();\n}\n", "await", "fetch(url).then((response) => response.text())"],
  ["awaits-to-promise-all", "const shop = await fetch('/shop');\nconst cakes = await fetch('/cakes');\nconsole.log(shop, cakes);\n", "await", "const [shop, cakes] = await Promise.all(["],
  ["all-to-all-settled", "const [shop, cakes] = await Promise.all([fetch('/shop'), fetch('/cakes')]);\nconsole.log(shop, cakes);\n", ".all(", "Promise.allSettled("],
  ["for-each-to-for-of", "const orders = ['rye', 'bun'];\norders.forEach((order) => {\n  console.log(order);\n});\n", "forEach", "for (const order of orders) {"],
  ["interval-to-loop", "const timer = setInterval(async () => {\n  console.log(await fetch('/oven'));\n}, 1000);\nprocess.on('SIGINT', () => clearInterval(timer));\n", "setInterval", "async function tick()"],
  ["callback-to-promise", "import fs from 'node:fs';\nfs.readFile('menu.txt', 'utf8', (error, text) => {\n  if (error) return console.error(error);\n  console.log(text);\n});\n", "readFile", "fs.promises.readFile('menu.txt', 'utf8')"],
] as const;

for (const [name, code, cursor, expected] of refactorings) {
  test(`${name} is in the menu, and rewrites`, async () => {
    const { document } = await show_new(`${name}.mjs`, code);
    const place = document.positionAt(code.indexOf(cursor) + 1);
    const offered = (kind: vscode.CodeActionKind) => actions(document.uri, new vscode.Range(place, place), kind);
    const [offer] = await until("an offer", async () => {
      const found = await offered(rewrite.append(name));
      return found[0]?.edit && found;
    });
    assert.ok(offer?.edit, offer?.title);
    const menu = (await offered(vscode.CodeActionKind.Refactor)).map(({ title }) => title);
    assert.ok(menu.includes(offer.title), menu.join("\n"));
    await vscode.workspace.applyEdit(offer.edit);
    assert.ok(document.getText().includes(expected), document.getText());
  });
}

test("where there is nothing to rewrite, nothing of ours is offered", async () => {
  const { document } = await show_new("nothing.mjs", "const open = true;\nconsole.log(open);\n");
  assert.deepEqual(await actions(document.uri, new vscode.Range(0, 6, 0, 6), rewrite), []);
});
