// Drills: copied out to where one likes, opened as folders, checked, and compared with a solution.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Catalog, Drill } from "./lessons/catalog";
import type { Progress } from "./lessons/progress";

const check_file = "check.test.mjs";

export interface CheckResult {
  has_passed: boolean;
  failures: number;
}

export class Drills {
  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly catalog: Catalog,
    private readonly progress: Progress,
  ) {}

  private original(slug: string, ...path: string[]): vscode.Uri {
    return vscode.Uri.joinPath(this.context.extensionUri, "drills", slug, ...path);
  }

  private async choose(): Promise<Drill | undefined> {
    const items = this.catalog.drills.map((drill) => ({ label: drill.title, description: drill.slug, drill }));
    return (await vscode.window.showQuickPick(items, { placeHolder: "Which drill?" }))?.drill;
  }

  // Where it is then. The solution stays behind.
  async copy(slug: string, folder: vscode.Uri): Promise<vscode.Uri> {
    const target = vscode.Uri.joinPath(folder, slug);
    await vscode.workspace.fs.createDirectory(target);
    for (const [name] of await vscode.workspace.fs.readDirectory(this.original(slug)))
      if (name !== "solution")
        await vscode.workspace.fs.copy(this.original(slug, name), vscode.Uri.joinPath(target, name), { overwrite: true });
    return target;
  }

  async open(slug?: string): Promise<void> {
    const drill = slug === undefined ? await this.choose() : this.catalog.drill(slug);
    if (!drill) return;
    const [folder] =
      (await vscode.window.showOpenDialog({
        title: `Where shall the folder “${drill.slug}” be?`,
        openLabel: "Put It Here",
        canSelectFiles: false,
        canSelectFolders: true,
      })) ?? [];
    if (!folder) return;
    const target = vscode.Uri.joinPath(folder, drill.slug);
    if (!(await exists(target)) || (await this.may_replace(target))) await this.copy(drill.slug, folder);
    await vscode.commands.executeCommand("vscode.openFolder", target, { forceNewWindow: has_work_open() });
  }

  private async may_replace(target: vscode.Uri): Promise<boolean> {
    const [keep, begin_anew] = ["Keep What Is There", "Begin Anew"];
    const detail = "To begin anew replaces what you have written in it.";
    const question = `There is a folder ${target.fsPath} already.`;
    return (await vscode.window.showWarningMessage(question, { modal: true, detail }, keep, begin_anew)) === begin_anew;
  }

  // The folder of the workspace that is a drill: its check is ours, to the letter.
  async opened(): Promise<{ drill: Drill; folder: vscode.Uri } | undefined> {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const check = await text_of(vscode.Uri.joinPath(uri, check_file));
      if (check === undefined) continue;
      for (const drill of this.catalog.drills)
        if ((await text_of(this.original(drill.slug, check_file))) === check) return { drill, folder: uri };
    }
    return undefined;
  }

  async note_opened(): Promise<void> {
    const is_open = (await this.opened()) !== undefined;
    await vscode.commands.executeCommand("setContext", "asynclint.isDrill", is_open);
  }

  async check(): Promise<CheckResult | undefined> {
    const found = await this.opened();
    if (!found) return void vscode.window.showInformationMessage("No folder of this window is a drill of asynclint.");
    if (!vscode.workspace.isTrusted) {
      const trust = "Manage Trust";
      const text = "To check a drill runs the code in its folder, and this folder is not trusted.";
      if ((await vscode.window.showWarningMessage(text, trust)) === trust)
        await vscode.commands.executeCommand("workbench.trust.manage");
      return undefined;
    }
    await vscode.workspace.saveAll(false);
    const result = await run_check(found.drill, found.folder.fsPath);
    await this.progress.pass(found.drill.slug, result.has_passed);
    void this.tell(result);
    return result;
  }

  private async tell({ has_passed, failures }: CheckResult): Promise<void> {
    const compare = "Compare with the Solution";
    if (!has_passed) {
      const count = failures === 1 ? "one check fails" : failures > 1 ? `${failures} checks fail` : "the check fails";
      return void vscode.window.showWarningMessage(`Not yet: ${count}. The terminal says why.`);
    }
    if ((await vscode.window.showInformationMessage("Done: everything passes.", compare)) === compare)
      await this.compare();
  }

  async compare(): Promise<void> {
    const found = await this.opened();
    if (!found) return;
    const { drill, folder } = found;
    for (const [name] of await vscode.workspace.fs.readDirectory(this.original(drill.slug, "solution"))) {
      const yours = vscode.Uri.joinPath(folder, "start", name);
      const solution = this.original(drill.slug, "solution", name);
      const title = `${drill.title}: yours, and one way to do it`;
      // What nobody was to write explains.
      if (await exists(yours)) await vscode.commands.executeCommand("vscode.diff", yours, solution, title);
      else await vscode.commands.executeCommand("vscode.open", solution);
    }
  }
}

const has_work_open = () => (vscode.workspace.workspaceFolders?.length ?? 0) > 0;

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function text_of(uri: vscode.Uri): Promise<string | undefined> {
  return readFile(uri.fsPath, "utf8").catch(() => undefined);
}

// In a terminal of its own, by the Node that the editor runs on, so that none has to be installed. Closing the terminal
// ends it.
function run_check({ title }: Drill, folder: string): Promise<CheckResult> {
  return new Promise((resolve) => {
    const output = new vscode.EventEmitter<string>();
    let stop = () => {};
    const pty: vscode.Pseudoterminal = {
      onDidWrite: output.event,
      open: () => {
        const words = ["--test-reporter=spec", join(folder, check_file)];
        const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1", FORCE_COLOR: "1" };
        const child = spawn(process.execPath, words, { cwd: folder, env });
        stop = () => child.kill("SIGKILL");
        let text = "";
        const write = (chunk: Buffer) => {
          text += chunk.toString();
          output.fire(chunk.toString().replaceAll("\n", "\r\n"));
        };
        child.stdout.on("data", write);
        child.stderr.on("data", write);
        child.on("error", (error) => write(Buffer.from(error.message)));
        child.on("close", (status) => {
          const failures = Number(/\bfail (\d+)/.exec(text.replace(/\x1b\[[0-9;]*m/g, ""))?.[1] ?? 0);
          resolve({ has_passed: status === 0, failures });
        });
      },
      close: () => stop(),
    };
    vscode.window.createTerminal({ name: `Check: ${title}`, pty }).show(true);
  });
}
