// The commands of the palette and of the status item.
import * as vscode from "vscode";
import type { LanguageServer } from "./server/language-server";

export function register_commands(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  log: vscode.LogOutputChannel,
): void {
  const register = (id: string, run: (...words: never[]) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  register("asynclint.restart", () => server.restart());
  register("asynclint.showLog", () => log.show());
  register("asynclint.showStatus", () => log.show());
}
