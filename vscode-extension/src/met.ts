// Notices which lessons one's own code has brought up, and offers them where something was found.
import * as vscode from "vscode";
import { findings_in, rule_of } from "./findings";
import { document_selector } from "./languages";
import type { Catalog, Lesson } from "./lessons/catalog";
import type { Progress } from "./lessons/progress";
import { lessons_in, links_to, show_lesson } from "./links";

// Those of the rules that have found something.
function lessons_behind(catalog: Catalog, findings: readonly vscode.Diagnostic[]): Lesson[] {
  const slugs = new Set(findings.map((finding) => catalog.rule(rule_of(finding))?.lesson));
  return catalog.lessons.filter(({ slug }) => slugs.has(slug));
}

export function watch_what_is_met(catalog: Catalog, progress: Progress): vscode.Disposable {
  // Of files that somebody looks at; what a look through the workspace finds was met by nobody.
  const look = () => {
    const findings = vscode.window.visibleTextEditors.flatMap(({ document }) => findings_in(document.uri));
    if (findings.length === 0) return;
    void vscode.commands.executeCommand("setContext", "asynclint.hasFindings", true);
    void progress.meet(lessons_behind(catalog, findings).map(({ slug }) => slug));
  };
  // Either may come first.
  return vscode.Disposable.from(
    vscode.languages.onDidChangeDiagnostics(look),
    vscode.window.onDidChangeVisibleTextEditors(look),
  );
}

// In the menu of quick fixes, below what mends.
export function offer_lessons(catalog: Catalog): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(_document, _range, { diagnostics }) {
      const findings = diagnostics.filter(({ source }) => source === "asynclint");
      return lessons_behind(catalog, findings).map(({ slug, title }) => {
        const action = new vscode.CodeAction(`Read the lesson “${title}”`, vscode.CodeActionKind.QuickFix);
        action.command = { command: show_lesson, title: "Read", arguments: [slug] };
        return action;
      });
    },
  };
  const metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  return vscode.languages.registerCodeActionsProvider(document_selector, provider, metadata);
}

// Below what the server says of a finding: where to read on, unless it says so itself.
export function add_links(catalog: Catalog, hover: vscode.Hover, findings: readonly vscode.Diagnostic[]): vscode.Hover {
  const has_links = hover.contents.some((part) => part instanceof vscode.MarkdownString && lessons_in(part.value).length > 0);
  const lessons = lessons_behind(catalog, findings);
  if (has_links || lessons.length === 0) return hover;
  const lines = lessons.map(({ slug, title, sentence }) => `${sentence}\n\n$(book) [${title}](${links_to.lesson(slug)})`);
  const text = new vscode.MarkdownString(lines.join("\n\n"), true);
  text.isTrusted = { enabledCommands: [show_lesson] };
  return new vscode.Hover([...hover.contents, text], hover.range);
}
