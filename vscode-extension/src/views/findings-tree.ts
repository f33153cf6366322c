// The sidebar's list of what was found in the file that one looks at, by family.
import * as vscode from "vscode";
import { findings_in, rule_of } from "../findings";
import { is_linted } from "../languages";
import type { Catalog } from "../lessons/catalog";

interface Family {
  name: string;
  findings: Finding[];
}
interface Finding {
  uri: vscode.Uri;
  rule: string;
  diagnostic: vscode.Diagnostic;
}
type Node = Family | Finding;

const family_titles: Record<string, string> = {
  floating: "Floating promises",
  "lost-values": "Lost values",
  "array-callbacks": "Callbacks of arrays",
  sequential: "One after the other",
  timers: "Timers",
  suppressions: "Comments that suppress",
};

// A family that is newer than the list above has its own name as its title.
export function title_of_family(name: string): string {
  return family_titles[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");
}

const icons: Record<number, vscode.ThemeIcon> = {
  [vscode.DiagnosticSeverity.Error]: new vscode.ThemeIcon("error", new vscode.ThemeColor("problemsErrorIcon.foreground")),
  [vscode.DiagnosticSeverity.Warning]: new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground")),
};
const info_icon = new vscode.ThemeIcon("info", new vscode.ThemeColor("problemsInfoIcon.foreground"));

export class FindingsTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscriptions: vscode.Disposable;
  private readonly view: vscode.TreeView<Node>;

  constructor(private readonly catalog: Catalog) {
    this.view = vscode.window.createTreeView("asynclint.findings", { treeDataProvider: this, showCollapseAll: true });
    const update = () => this.changed.fire();
    this.subscriptions = vscode.Disposable.from(
      this.view,
      this.changed,
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const shown = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === shown)) update();
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  getChildren(node?: Node): Node[] {
    if (node) return "findings" in node ? node.findings : [];
    const document = vscode.window.activeTextEditor?.document;
    const is_about_file = document !== undefined && is_linted(document);
    // Without one, the view says what it is for.
    void vscode.commands.executeCommand("setContext", "asynclint.hasFile", is_about_file);
    if (!is_about_file) {
      delete this.view.message;
      this.view.description = "";
      return [];
    }
    const families = this.families_of(document.uri);
    const name = document.uri.path.replace(/.*\//, "");
    this.view.description = name;
    if (families.length === 0) this.view.message = `Nothing was found in ${name}.`;
    else delete this.view.message;
    return families;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return "findings" in node ? this.item_of_family(node) : this.item_of_finding(node);
  }

  private families_of(uri: vscode.Uri): Family[] {
    const families = new Map<string, Finding[]>();
    const in_order = findings_in(uri).sort((a, b) => a.range.start.compareTo(b.range.start));
    for (const diagnostic of in_order) {
      const rule = rule_of(diagnostic);
      const name = this.catalog.rule(rule)?.family ?? "suppressions";
      families.set(name, [...(families.get(name) ?? []), { uri, rule, diagnostic }]);
    }
    return [...families].map(([name, findings]) => ({ name, findings }));
  }

  private item_of_family({ name, findings }: Family): vscode.TreeItem {
    const item = new vscode.TreeItem(title_of_family(name), vscode.TreeItemCollapsibleState.Expanded);
    item.id = `family:${name}`;
    item.description = String(findings.length);
    return item;
  }

  private item_of_finding({ uri, rule, diagnostic }: Finding): vscode.TreeItem {
    const line = diagnostic.range.start.line + 1;
    const item = new vscode.TreeItem(diagnostic.message);
    item.description = `line ${line}`;
    item.iconPath = icons[diagnostic.severity] ?? info_icon;
    item.tooltip = `${diagnostic.message}\n${rule}, line ${line}`;
    item.contextValue = this.catalog.rule(rule) ? "finding" : "finding-without-page";
    const selection = new vscode.Range(diagnostic.range.start, diagnostic.range.start);
    item.command = { command: "vscode.open", title: "Go There", arguments: [uri, { selection }] };
    return item;
  }
}
