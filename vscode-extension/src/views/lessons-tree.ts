// The sidebar's path through the lessons: what was met in one's own code, what is learned, and what is to come.
import * as vscode from "vscode";
import { show_lesson } from "../links";
import type { Catalog, Lesson, Part } from "../lessons/catalog";
import type { Progress } from "../lessons/progress";

type Node = Part | Lesson;

const learned_icon = new vscode.ThemeIcon("pass-filled", new vscode.ThemeColor("testing.iconPassed"));
const met_icon = new vscode.ThemeIcon("eye", new vscode.ThemeColor("charts.blue"));
const open_icon = new vscode.ThemeIcon("circle-large-outline");

export class LessonsTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscriptions: vscode.Disposable;
  private readonly view: vscode.TreeView<Node>;
  private shows_met_only = false;

  constructor(
    private readonly catalog: Catalog,
    private readonly progress: Progress,
  ) {
    this.view = vscode.window.createTreeView("asynclint.lessons", { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions = vscode.Disposable.from(
      this.view,
      this.changed,
      progress.on_change(() => this.changed.fire()),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  async show_met_only(is_on: boolean): Promise<void> {
    this.shows_met_only = is_on;
    await vscode.commands.executeCommand("setContext", "asynclint.showsMetOnly", is_on);
    this.changed.fire();
  }

  // The page that somebody reads is the one that is selected here.
  async follow(slug: string): Promise<void> {
    const lesson = this.catalog.lesson(slug);
    if (!lesson || !this.view.visible || !this.is_shown(lesson)) return;
    await this.view.reveal(lesson, { select: true, focus: false });
  }

  getChildren(node?: Node): Node[] {
    if (!node) {
      this.tell();
      return this.catalog.parts.filter((part) => this.lessons_of(part).length > 0);
    }
    return "slug" in node ? [] : this.lessons_of(node);
  }

  getParent(node: Node): Node | undefined {
    return "slug" in node ? this.catalog.parts.find(({ name }) => name === node.part) : undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return "slug" in node ? this.item_of_lesson(node) : this.item_of_part(node);
  }

  private is_shown({ slug }: Lesson): boolean {
    return !this.shows_met_only || this.progress.is_met(slug) || this.progress.is_learned(slug);
  }

  private lessons_of({ name }: Part): Lesson[] {
    return this.catalog.lessons.filter((lesson) => lesson.part === name && this.is_shown(lesson));
  }

  private tell(): void {
    const { lessons } = this.catalog;
    const learned = lessons.filter(({ slug }) => this.progress.is_learned(slug)).length;
    this.view.description = `${learned} of ${lessons.length} learned`;
    if (this.shows_met_only && !lessons.some((lesson) => this.is_shown(lesson)))
      this.view.message = "Nothing was met yet. Lessons are met where your code brings their topic up.";
    else delete this.view.message;
  }

  private item_of_part(part: Part): vscode.TreeItem {
    const lessons = this.lessons_of(part);
    const learned = lessons.filter(({ slug }) => this.progress.is_learned(slug)).length;
    const met = lessons.filter(({ slug }) => this.progress.is_met(slug) && !this.progress.is_learned(slug)).length;
    const state = met > 0 || this.shows_met_only ? "Expanded" : "Collapsed";
    const item = new vscode.TreeItem(part.title, vscode.TreeItemCollapsibleState[state]);
    item.id = `part:${part.name}:${this.shows_met_only}`;
    item.description = `${learned} of ${lessons.length}${met > 0 ? `, ${met} met` : ""}`;
    return item;
  }

  private item_of_lesson(lesson: Lesson): vscode.TreeItem {
    const { slug, title, sentence, level } = lesson;
    const is_learned = this.progress.is_learned(slug);
    const is_met = this.progress.is_met(slug);
    const item = new vscode.TreeItem(title);
    item.id = `lesson:${slug}`;
    item.iconPath = is_learned ? learned_icon : is_met ? met_icon : open_icon;
    const states = [is_met ? "met" : "", is_learned ? "learned" : ""].filter(Boolean);
    item.description = states.join(", ");
    item.tooltip = new vscode.MarkdownString(`**${title}** (${level})\n\n${sentence}`);
    item.contextValue = is_learned ? "lesson-learned" : "lesson";
    item.accessibilityInformation = { label: [title, ...states].join(", ") };
    item.command = { command: show_lesson, title: "Read", arguments: [slug] };
    return item;
  }
}
