// In place of the extension where an editor runs in a browser alone: nothing there can start a native program.
import * as vscode from "vscode";

const reason =
  "asynclint needs an editor that runs on a computer: it is a native program, and this one runs in the browser alone. " +
  "VS Code on the desktop, or a remote one (SSH, WSL, a container, a codespace), can run it.";

export function activate(context: vscode.ExtensionContext): void {
  void vscode.window.showWarningMessage(reason);
  // Every command of the palette says the same.
  const { contributes } = context.extension.packageJSON as { contributes: { commands: { command: string }[] } };
  for (const { command } of contributes.commands)
    context.subscriptions.push(vscode.commands.registerCommand(command, () => vscode.window.showWarningMessage(reason)));
}

export function deactivate(): void {}
