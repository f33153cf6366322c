// The page of a lesson or of a rule, beside the code: a webview with nothing in it but text, two kinds of buttons, and
// links that are commands of this extension.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { links_to, open_drill, show_lesson, show_rule } from "../links";
import type { Catalog, Lesson, Page, Program, Rule } from "./catalog";
import type { Progress } from "./progress";

export const view_type = "asynclint.lesson";

export interface Shown {
  kind: "lesson" | "rule";
  name: string;
}
// What the page says: src/webview/page.ts.
export type FromPage = { open: number } | { learn: boolean };

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter] ?? letter);
const link = (command: string, text: string) => `<a href="${escaped(command)}">${escaped(text)}</a>`;

export class LessonView implements vscode.WebviewPanelSerializer<Shown>, vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private shown: Shown | undefined;
  private readonly subscriptions: vscode.Disposable;
  private readonly opened = new vscode.EventEmitter<Shown>();
  readonly on_open = this.opened.event;

  constructor(
    private readonly folder: vscode.Uri,
    private readonly catalog: Catalog,
    private readonly progress: Progress,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.opened,
      vscode.window.registerWebviewPanelSerializer(view_type, this),
      progress.on_change(() => this.tell_progress()),
    );
  }

  dispose(): void {
    this.panel?.dispose();
    this.subscriptions.dispose();
  }

  get title(): string | undefined {
    return this.panel?.title;
  }

  show(what: Shown): void {
    if (!this.panel) {
      const column = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
      this.take(vscode.window.createWebviewPanel(view_type, "Lesson", column));
    }
    this.render(what);
    this.panel?.reveal(undefined, false);
  }

  // After the window was opened again.
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: Shown | undefined): Promise<void> {
    this.panel?.dispose();
    this.take(panel);
    this.render(state ?? { kind: "lesson", name: this.catalog.lessons[0]?.slug ?? "" });
  }

  private take(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.folder, "media", "lesson.svg");
    panel.webview.options = {
      enableScripts: true,
      enableCommandUris: [show_lesson, show_rule, open_drill],
      localResourceRoots: [vscode.Uri.joinPath(this.folder, "media"), vscode.Uri.joinPath(this.folder, "out")],
    };
    panel.webview.onDidReceiveMessage((message: FromPage) => this.hear(message));
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
  }

  private page_of({ kind, name }: Shown): Page | undefined {
    return kind === "lesson" ? this.catalog.page_of_lesson(name) : this.catalog.page_of_rule(name);
  }

  private render(what: Shown): void {
    const { panel } = this;
    if (!panel) return;
    const lesson = what.kind === "lesson" ? this.catalog.lesson(what.name) : undefined;
    const rule = what.kind === "rule" ? this.catalog.rule(what.name) : undefined;
    const page = this.page_of(what);
    const title = lesson?.title ?? rule?.id ?? "Not found";
    this.shown = what;
    panel.title = title;
    const body = page
      ? `<main>${lesson ? this.head_of_lesson(lesson) : ""}<article>${page.html}</article></main>${lesson ? this.foot(lesson) : this.foot_of_rule(rule)}`
      : `<main><h1>Not found</h1><p>There is no ${what.kind} called ${escaped(what.name)}.</p></main>`;
    panel.webview.html = this.document(panel.webview, title, body);
    if (page) this.opened.fire(what);
  }

  private document(webview: vscode.Webview, title: string, body: string): string {
    const nonce = randomBytes(16).toString("base64");
    const file = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(this.folder, ...path)).toString();
    const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${file("media", "lesson.css")}">
</head>
<body data-shown="${escaped(JSON.stringify(this.shown))}">
${body}
<script nonce="${nonce}" src="${file("out", "page.js")}"></script>
</body>
</html>`;
  }

  private head_of_lesson({ slug, part, level }: Lesson): string {
    const { lessons, parts } = this.catalog;
    const number = lessons.findIndex((lesson) => lesson.slug === slug) + 1;
    const part_title = parts.find(({ name }) => name === part)?.title ?? part;
    return `<p class="place">${escaped(part_title)}, lesson ${number} of ${lessons.length}, ${escaped(level)}</p>`;
  }

  private foot(lesson: Lesson): string {
    const { lessons } = this.catalog;
    const index = lessons.indexOf(lesson);
    const [previous, next] = [lessons[index - 1], lessons[index + 1]];
    const drills = this.catalog.drills.filter((drill) => drill.lesson === lesson.slug);
    const offers = drills.map(({ slug, title }) => `<p>${link(links_to.drill(slug), `Do the drill “${title}”`)}</p>\n`);
    const is_learned = this.progress.is_learned(lesson.slug);
    const steps = [
      previous ? `<li>Before: ${link(links_to.lesson(previous.slug), previous.title)}</li>` : "",
      next ? `<li>Next: ${link(links_to.lesson(next.slug), next.title)}</li>` : "",
    ];
    return `<footer>
<p><button type="button" data-learn aria-pressed="${is_learned}">I have learned this</button></p>
${offers.join("")}<nav aria-label="Course"><ul>${steps.join("")}</ul></nav>
</footer>`;
  }

  private foot_of_rule(rule: Rule | undefined): string {
    const lesson = rule && this.catalog.lesson(rule.lesson);
    if (!lesson) return "";
    return `<footer><p>The lesson behind it: ${link(links_to.lesson(lesson.slug), lesson.title)}</p></footer>`;
  }

  private tell_progress(): void {
    if (this.shown?.kind !== "lesson") return;
    void this.panel?.webview.postMessage({ is_learned: this.progress.is_learned(this.shown.name) });
  }

  private async hear(message: FromPage): Promise<void> {
    const { shown } = this;
    if (!shown) return;
    if ("learn" in message) return this.progress.learn(shown.name, message.learn);
    const program = this.page_of(shown)?.programs[message.open];
    if (program) await open_program(program);
  }
}

async function open_program({ language, text }: Program): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language, content: text });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
}
