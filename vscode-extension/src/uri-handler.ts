// Links by address: <scheme>://asynclint.asynclint/lessons/event-loop and …/rules/floating-promise. Behind the code of a
// finding they are the only ones that the editor follows.
import * as vscode from "vscode";
import { show_lesson, show_rule } from "./links";

const commands: Record<string, string> = { lessons: show_lesson, rules: show_rule };

export function address_of_rule(id: string): vscode.Uri {
  return vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: "asynclint.asynclint", path: `/rules/${id}` });
}

export const uri_handler: vscode.UriHandler = {
  async handleUri({ path }) {
    const [, kind = "", name = ""] = path.split("/");
    const command = commands[kind];
    if (command && /^[a-z0-9-]+$/.test(name)) await vscode.commands.executeCommand(command, name);
    else void vscode.window.showWarningMessage(`asynclint has nothing at ${path}.`);
  },
};
