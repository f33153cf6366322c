// The commands of the palette and of the status item.
import * as vscode from "vscode";
import type { Drills } from "./drills";
import { is_linted } from "./languages";
import type { Catalog, Lesson } from "./lessons/catalog";
import type { LessonView } from "./lessons/lesson-view";
import type { Progress } from "./lessons/progress";
import { open_drill, open_page, show_lesson, show_rule } from "./links";
import { open_sample } from "./sample";
import { explain_configuration, explain_silence, open_configuration } from "./server/explanations";
import type { LanguageServer } from "./server/language-server";
import type { DrillsTree } from "./views/drills-tree";
import type { FindingsTree } from "./views/findings-tree";
import type { LessonsTree } from "./views/lessons-tree";

export interface Parts {
  context: vscode.ExtensionContext;
  log: vscode.LogOutputChannel;
  server: LanguageServer;
  catalog: Catalog;
  progress: Progress;
  view: LessonView;
  findings_tree: FindingsTree;
  lessons_tree: LessonsTree;
  drills_tree: DrillsTree;
  drills: Drills;
}

// The name of what was clicked, whether it came from a link or from a tree.
type Named = string | { slug: string; lesson?: string } | { rule: string } | undefined;

export function register_commands(parts: Parts): void {
  const { context, server, progress, lessons_tree, drills, log, view } = parts;
  const commands: Record<string, (...words: never[]) => unknown> = {
    "asynclint.restart": () => server.restart(),
    "asynclint.showLog": () => log.show(),
    "asynclint.showStatus": () => show_menu(server),
    "asynclint.openSettings": () => vscode.commands.executeCommand("workbench.action.openSettings", "@ext:asynclint.asynclint"),
    "asynclint.openWalkthrough": () =>
      vscode.commands.executeCommand("workbench.action.openWalkthrough", "asynclint.asynclint#asynclint.start", false),
    "asynclint.openSample": () => open_sample(context),

    "asynclint.openConfiguration": () => with_file((uri) => open_configuration(server, uri), true),
    "asynclint.showConfiguration": () => with_file((uri) => explain_configuration(server, uri)),
    "asynclint.whyNotFound": () => with_file((uri, place) => explain_silence(server, uri, place)),
    "asynclint.fixAllInFile": () => with_file((uri) => fix(server, "asynclint.fixFile", server.uri_for_server(uri))),
    "asynclint.fixAllInWorkspace": () => fix(server, "asynclint.fixWorkspace"),

    [show_rule]: async (named: Named) => {
      const name = name_in(named) ?? (await choose_rule(parts.catalog));
      if (name !== undefined) view.show({ kind: "rule", name });
    },
    [show_lesson]: async (named: Named) => {
      const lesson = typeof named === "object" && "lesson" in named ? named.lesson : undefined;
      const name = lesson ?? name_in(named) ?? (await choose_lesson(parts));
      if (name !== undefined) view.show({ kind: "lesson", name });
    },
    [open_page]: (place: string) => {
      const [folder, name] = place.split("/");
      return vscode.commands.executeCommand(folder === "rules" ? show_rule : show_lesson, name);
    },
    "asynclint.markLearned": (lesson: Lesson) => progress.learn(lesson.slug, true),
    "asynclint.markNotLearned": (lesson: Lesson) => progress.learn(lesson.slug, false),
    "asynclint.showMetOnly": () => lessons_tree.show_met_only(true),
    "asynclint.showAllLessons": () => lessons_tree.show_met_only(false),
    "asynclint.forgetProgress": () => forget(progress),

    [open_drill]: (named: Named) => drills.open(name_in(named)),
    "asynclint.checkDrill": () => drills.check(),
    "asynclint.compareDrill": () => drills.compare(),
  };
  for (const [id, run] of Object.entries(commands))
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
}

function name_in(named: Named): string | undefined {
  if (typeof named !== "object") return named;
  return "slug" in named ? named.slug : named.rule;
}

// A mistake that the server finds in a question is told, and is no failure of the command.
async function with_file(
  act: (uri: vscode.Uri, place: vscode.Position) => Promise<unknown>,
  is_fine_without = false,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  try {
    if (editor && is_linted(editor.document)) await act(editor.document.uri, editor.selection.active);
    else if (is_fine_without && folder) await act(vscode.Uri.joinPath(folder, "index.js"), new vscode.Position(0, 0));
    else void vscode.window.showInformationMessage("Open a JavaScript or TypeScript file first.");
  } catch (error) {
    void vscode.window.showErrorMessage(`asynclint: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function fix(server: LanguageServer, command: string, ...words: string[]): Promise<void> {
  const count = await server.execute<number>(command, ...words);
  if (count === 0) void vscode.window.showInformationMessage("asynclint: there is nothing that is safe to fix.");
}

async function show_menu(server: LanguageServer): Promise<void> {
  const item = (label: string, command: string) => ({ label, command });
  const items = [
    item("$(refresh) Restart the server", "asynclint.restart"),
    item("$(output) Show the log", "asynclint.showLog"),
    item("$(gear) Open the configuration", "asynclint.openConfiguration"),
    item("$(info) Explain the configuration for this file", "asynclint.showConfiguration"),
    item("$(question) Why is nothing found here?", "asynclint.whyNotFound"),
    item("$(settings-gear) Open the settings", "asynclint.openSettings"),
  ];
  const placeHolder = server.problem || `asynclint ${server.version} is ${server.state}`;
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}

async function choose_rule({ rules }: Catalog): Promise<string | undefined> {
  const items = rules.map(({ id, summary }) => ({ label: id, detail: summary }));
  return (await vscode.window.showQuickPick(items, { placeHolder: "Which rule?", matchOnDetail: true }))?.label;
}

async function choose_lesson({ catalog, progress }: Parts): Promise<string | undefined> {
  const items = catalog.lessons.map(({ slug, title, sentence, topics }) => ({
    label: title,
    description: progress.is_learned(slug) ? "$(pass-filled) learned" : progress.is_met(slug) ? "$(eye) met" : "",
    detail: `${sentence} (${topics.join(", ")})`,
    slug,
  }));
  const placeHolder = "Which lesson? Its topics count, too.";
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.slug;
}

async function forget(progress: Progress): Promise<void> {
  const yes = "Forget It";
  const question = "Forget which lessons were met and learned, and which drills were passed?";
  if ((await vscode.window.showWarningMessage(question, { modal: true }, yes)) === yes) await progress.forget();
}
