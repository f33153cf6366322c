// What the server has found, as the editor keeps it.
import * as vscode from "vscode";

export function findings_in(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "asynclint");
}

export function rule_of({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : (code ?? ""));
}
