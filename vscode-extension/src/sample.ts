// The file of the walkthrough: a copy in the editor's storage, which may be changed and saved like any other.
import * as vscode from "vscode";

export async function open_sample(context: vscode.ExtensionContext): Promise<void> {
  const original = vscode.Uri.joinPath(context.extensionUri, "sample", "bakery.mjs");
  const copy = vscode.Uri.joinPath(context.globalStorageUri, "sample", "bakery.mjs");
  const text = Buffer.from(await vscode.workspace.fs.readFile(original)).toString();
  const is_open = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === copy.toString());
  if (!is_open) await vscode.workspace.fs.writeFile(copy, Buffer.from(text));
  const document = await vscode.workspace.openTextDocument(copy);
  await vscode.window.showTextDocument(document, { preview: false });
  // Whoever opens it again wants it as it was, unless they are in the middle of something.
  if (!document.isDirty && document.getText() !== text) await restore(document, text);
}

async function restore(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  if (await vscode.workspace.applyEdit(edit)) await document.save();
}
