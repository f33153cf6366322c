// Links from outside of the editor: <scheme>://asynclint.asynclint/lesson/event-loop and …/rule/floating-promise.
import * as vscode from "vscode";
import { show_lesson, show_rule } from "./links";

const commands: Record<string, string> = { lesson: show_lesson, rule: show_rule };

export const uri_handler: vscode.UriHandler = {
  async handleUri({ path }) {
    const [, kind = "", name = ""] = path.split("/");
    const command = commands[kind];
    if (command && /^[a-z0-9-]+$/.test(name)) await vscode.commands.executeCommand(command, name);
    else void vscode.window.showWarningMessage(`asynclint has nothing at ${path}.`);
  },
};
