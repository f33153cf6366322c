// The sidebar's list of drills and projects, with those whose check has passed marked.
import * as vscode from "vscode";
import type { Catalog, Drill } from "../lessons/catalog";
import type { Progress } from "../lessons/progress";

const passed_icon = new vscode.ThemeIcon("pass-filled", new vscode.ThemeColor("testing.iconPassed"));

export class DrillsTree implements vscode.TreeDataProvider<Drill>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly catalog: Catalog,
    private readonly progress: Progress,
  ) {
    this.subscriptions = vscode.Disposable.from(
      vscode.window.createTreeView("asynclint.drills", { treeDataProvider: this }),
      this.changed,
      progress.on_change(() => this.changed.fire()),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  getChildren(drill?: Drill): Drill[] {
    return drill ? [] : this.catalog.drills;
  }

  getTreeItem({ slug, title, is_project }: Drill): vscode.TreeItem {
    const has_passed = this.progress.has_passed(slug);
    const item = new vscode.TreeItem(title);
    item.id = `drill:${slug}`;
    item.iconPath = has_passed ? passed_icon : new vscode.ThemeIcon(is_project ? "project" : "beaker");
    const states = [is_project ? "project" : "", has_passed ? "passed" : ""].filter(Boolean);
    item.description = states.join(", ");
    item.contextValue = "drill";
    item.accessibilityInformation = { label: [title, ...states].join(", ") };
    item.command = { command: "asynclint.openDrill", title: "Open as a Folder", arguments: [slug] };
    return item;
  }
}
