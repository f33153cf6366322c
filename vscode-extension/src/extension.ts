// Where the editor begins and ends with this extension.
import { join } from "node:path";
import * as vscode from "vscode";
import { register_commands } from "./commands";
import { Progress } from "./lessons/progress";
import { LanguageServer } from "./server/language-server";
import { StatusItem } from "./status-item";

let server: LanguageServer | undefined;

// For the tests in the extension host.
export interface Insides {
  server: LanguageServer;
  progress: Progress;
}

export function activate(context: vscode.ExtensionContext): Insides {
  const log = vscode.window.createOutputChannel("asynclint", { log: true });
  const progress = new Progress(join(context.globalStorageUri.fsPath, "progress.json"));
  server = new LanguageServer(context, log, progress);
  context.subscriptions.push(log, progress, server, new StatusItem(server));
  register_commands(context, server, log);

  const running = server;
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("asynclint.path")) void running.restart();
    }),
    progress.on_change(() => void running.settings_changed()),
  );
  // Nobody waits for it here, because the editor waits for this function.
  void progress.load().then(() => running.start());
  return { server, progress };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
