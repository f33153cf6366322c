// The item in the status bar: how the server is, and what was found in the file that one looks at.
import * as vscode from "vscode";
import { findings_in } from "./findings";
import { is_linted } from "./languages";
import type { LanguageServer } from "./server/language-server";

const counted = (count: number) => (count === 1 ? "1 finding" : `${count} findings`);

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("asynclint.status", vscode.StatusBarAlignment.Right, 90);
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly server: LanguageServer) {
    this.item.name = "asynclint";
    this.item.command = "asynclint.showStatus";
    const update = () => this.update();
    this.subscriptions = vscode.Disposable.from(
      this.item,
      server.on_change(update),
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.languages.onDidChangeDiagnostics(update),
    );
    this.update();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(): void {
    const { state } = this.server;
    const document = vscode.window.activeTextEditor?.document;
    const is_about_file = document !== undefined && is_linted(document);
    if (!is_about_file && state !== "failed") return this.item.hide();
    this.item.backgroundColor =
      state === "failed" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    if (state === "ready" && is_about_file) this.show_findings(document.uri);
    else this.show_state();
    this.item.show();
  }

  private show_state(): void {
    const { state, problem } = this.server;
    const icon = { starting: "$(loading~spin)", ready: "$(check)", stopped: "$(circle-slash)", failed: "$(error)" }[state];
    const words = { starting: "is starting", ready: "is ready", stopped: "is stopped", failed: "does not run" }[state];
    this.item.text = `${icon} asynclint`;
    this.item.tooltip = problem === "" ? `asynclint ${words}` : `asynclint ${words}: ${problem}`;
    this.item.accessibilityInformation = { label: `asynclint ${words}`, role: "button" };
  }

  private show_findings(uri: vscode.Uri): void {
    const count = findings_in(uri).length;
    const lint = this.server.last_lint(uri);
    this.item.text = count === 0 ? "$(check) asynclint" : `$(warning) asynclint: ${count}`;
    const tooltip = [`asynclint ${this.server.version}: ${count === 0 ? "nothing found" : counted(count)} in this file`];
    if (lint) tooltip.push(`Last looked at ${lint.at.toLocaleTimeString()}, in ${lint.milliseconds.toFixed(0)} ms`);
    this.item.tooltip = tooltip.join("\n");
    this.item.accessibilityInformation = { label: tooltip.join(", "), role: "button" };
  }
}
