// Which lessons were met in one's own code, and which are learned: one file in the editor's storage, and nowhere else.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as vscode from "vscode";

interface Stored {
  met: string[];
  learned: string[];
  // Drills whose check has passed.
  passed: string[];
}

const names_in = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name): name is string => typeof name === "string") : [];

export class Progress implements vscode.Disposable {
  private state: Stored = { met: [], learned: [], passed: [] };
  private writing: Promise<void> = Promise.resolve();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly on_change = this.changed.event;

  constructor(private readonly path: string) {}

  async load(): Promise<void> {
    this.state = await this.read();
    this.changed.fire();
  }

  learned(): readonly string[] {
    return this.state.learned;
  }
  is_learned(slug: string): boolean {
    return this.state.learned.includes(slug);
  }
  is_met(slug: string): boolean {
    return this.state.met.includes(slug);
  }
  has_passed(drill: string): boolean {
    return this.state.passed.includes(drill);
  }

  async meet(slugs: readonly string[]): Promise<void> {
    if (slugs.every((slug) => this.is_met(slug))) return;
    await this.change((state) => (state.met = [...new Set([...state.met, ...slugs])]));
  }
  async learn(slug: string, is_learned: boolean): Promise<void> {
    await this.change((state) => {
      state.learned = state.learned.filter((other) => other !== slug);
      if (is_learned) state.learned.push(slug);
    });
  }
  async pass(drill: string, has_passed: boolean): Promise<void> {
    if (this.has_passed(drill) === has_passed) return;
    await this.change((state) => {
      state.passed = state.passed.filter((other) => other !== drill);
      if (has_passed) state.passed.push(drill);
    });
  }

  async forget(): Promise<void> {
    await this.change((state) => Object.assign(state, { met: [], learned: [], passed: [] }));
  }

  dispose(): void {
    this.changed.dispose();
  }

  // One change after the other, on what is in the file by then: other windows write there, too.
  private change(make: (state: Stored) => void): Promise<void> {
    const turn = this.writing.then(async () => {
      const state = await this.read();
      make(state);
      this.state = state;
      this.changed.fire();
      await mkdir(dirname(this.path), { recursive: true });
      const draft = `${this.path}.${process.pid}`;
      await writeFile(draft, `${JSON.stringify(state, undefined, 2)}\n`);
      await rename(draft, this.path);
    });
    this.writing = turn.catch(() => undefined);
    return turn;
  }

  private async read(): Promise<Stored> {
    try {
      const json = JSON.parse(await readFile(this.path, "utf8")) as Record<string, unknown>;
      return { met: names_in(json["met"]), learned: names_in(json["learned"]), passed: names_in(json["passed"]) };
    } catch {
      // Nothing yet, or something that nobody can read.
      return { met: [], learned: [], passed: [] };
    }
  }
}
