// Where the editor begins and ends with this extension.
import { join } from "node:path";
import * as vscode from "vscode";
import { register_commands, type Parts } from "./commands";
import { Drills } from "./drills";
import { Catalog } from "./lessons/catalog";
import { LessonView } from "./lessons/lesson-view";
import { Progress } from "./lessons/progress";
import { offer_lessons, watch_what_is_met } from "./met";
import { register_explanations } from "./server/explanations";
import { LanguageServer } from "./server/language-server";
import { StatusItem } from "./status-item";
import { uri_handler } from "./uri-handler";
import { DrillsTree } from "./views/drills-tree";
import { FindingsTree } from "./views/findings-tree";
import { LessonsTree } from "./views/lessons-tree";

let server: LanguageServer | undefined;

// What it is made of is given to the tests in the extension host.
export function activate(context: vscode.ExtensionContext): Parts {
  const log = vscode.window.createOutputChannel("asynclint", { log: true });
  const catalog = new Catalog(context.extensionPath);
  const progress = new Progress(join(context.globalStorageUri.fsPath, "progress.json"));
  server = new LanguageServer(context, log, catalog, progress);
  const parts: Parts = {
    ...{ context, log, server, catalog, progress },
    view: new LessonView(context.extensionUri, catalog, progress),
    findings_tree: new FindingsTree(catalog),
    lessons_tree: new LessonsTree(catalog, progress),
    drills_tree: new DrillsTree(catalog, progress),
    drills: new Drills(context, catalog, progress),
  };
  context.subscriptions.push(
    ...[log, progress, server, parts.view, parts.findings_tree, parts.lessons_tree, parts.drills_tree],
    new StatusItem(server),
    watch_what_is_met(catalog, progress),
    offer_lessons(catalog),
    register_explanations(),
    vscode.window.registerUriHandler(uri_handler),
  );
  register_commands(parts);
  listen(parts);
  // Nobody waits for it here, because the editor waits for this function.
  void begin(parts);
  return parts;
}

function listen({ context, server, progress, view, lessons_tree, drills }: Parts): void {
  let learned = "";
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("asynclint.path")) void server.restart();
    }),
    progress.on_change(() => {
      const now = progress.learned().join();
      if (now !== learned) void server.settings_changed();
      learned = now;
    }),
    view.on_open(({ kind, name }) => {
      if (kind === "lesson") void lessons_tree.follow(name);
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void drills.note_opened()),
  );
}

async function begin({ progress, server, drills }: Parts): Promise<void> {
  await progress.load();
  await server.start();
  await drills.note_opened();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
