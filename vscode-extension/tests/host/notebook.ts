// Cells of notebooks.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { actions, findings, rules_become, test, until, write } from "./support";

const source = ["async function bake() {\n", "  await fetch('/oven');\n", "}\n", "bake();\n"];
const place = new vscode.Range(3, 0, 3, 0);

async function show_cell(notebook: vscode.NotebookDocument, index: number): Promise<vscode.TextDocument> {
  await vscode.window.showNotebookDocument(notebook);
  return notebook.cellAt(index).document;
}

test("a cell with JavaScript is linted, and mended", async () => {
  const cells = [
    { cell_type: "markdown", metadata: {}, source: ["# The bakery"] },
    { cell_type: "code", metadata: { vscode: { languageId: "javascript" } }, execution_count: null, outputs: [], source },
  ];
  const text = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
  const notebook = await vscode.workspace.openNotebookDocument(await write("bakery.ipynb", text));
  const cell = await show_cell(notebook, 1);
  assert.equal(cell.languageId, "javascript");
  await rules_become(cell.uri, ["floating-promise"]);
  assert.deepEqual(findings(cell.uri)[0]?.range, new vscode.Range(3, 0, 3, 6));
  const fix = async () => (await actions(cell.uri, place, vscode.CodeActionKind.QuickFix)).find(({ isPreferred, edit }) => isPreferred && edit)?.edit;
  await vscode.workspace.applyEdit(await until("the fix", fix));
  // Nobody knows whether a cell may await.
  assert.match(cell.getText(), /^bake\(\)\.catch\(console\.error\);$/m);
  await rules_become(cell.uri, []);
});

test("a cell of a notebook that was never saved is linted", async () => {
  const data = new vscode.NotebookData([new vscode.NotebookCellData(vscode.NotebookCellKind.Code, source.join(""), "javascript")]);
  const cell = await show_cell(await vscode.workspace.openNotebookDocument("jupyter-notebook", data), 0);
  await rules_become(cell.uri, ["floating-promise"]);
});
