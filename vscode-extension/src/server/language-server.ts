// The server's process and the client that talks to it: started, stopped, restarted, and what is known of its state.
import { spawn, type ChildProcess } from "node:child_process";
import { performance } from "node:perf_hooks";
import * as vscode from "vscode";
import type { ErrorHandler, LanguageClient, LanguageClientOptions, Middleware } from "vscode-languageclient/node";
import { findings_in, rule_of } from "../findings";
import { document_selector } from "../languages";
import type { Catalog } from "../lessons/catalog";
import type { Progress } from "../lessons/progress";
import { commands_in_hovers, lessons_in } from "../links";
import { add_links } from "../met";
import { server_settings } from "../settings";
import { address_of_rule } from "../uri-handler";
import { check_executable, choose_executable, UnusableExecutable, why_not_started } from "./executable";
import { most_restarts, RestartPolicy } from "./restart-policy";

// Loaded when the server starts, which is after the editor has got its activated extension.
type ClientLibrary = typeof import("vscode-languageclient/node");

export type ServerState = "starting" | "ready" | "stopped" | "failed";

export interface Lint {
  at: Date;
  milliseconds: number;
}

function link_to_rule(finding: vscode.Diagnostic): void {
  if (typeof finding.code === "object") finding.code.target = address_of_rule(rule_of(finding));
}

export class LanguageServer implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private process: ChildProcess | undefined;
  private readonly policy = new RestartPolicy();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly lints = new Map<string, Lint>();
  private current: ServerState = "stopped";

  readonly on_change = this.changed.event;
  // What is wrong, when the state is `failed`.
  problem = "";
  version = "";
  // Which commands it has itself.
  commands: readonly string[] = [];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
    private readonly catalog: Catalog,
    private readonly progress: Progress,
  ) {}

  get state(): ServerState {
    return this.current;
  }
  get process_id(): number | undefined {
    return this.process?.pid;
  }
  last_lint(uri: vscode.Uri): Lint | undefined {
    return this.lints.get(uri.toString());
  }

  // Says what went wrong instead of failing.
  async start(): Promise<void> {
    if (this.client) return;
    this.turn("starting");
    const library = await import("vscode-languageclient/node");
    if (this.client || this.current !== "starting") return;
    const client: LanguageClient = new library.LanguageClient(
      "asynclint",
      "asynclint",
      () => this.launch(),
      this.client_options(this.error_handler(library, () => this.take_back_up(client))),
    );
    // What goes wrong is told here, once, and not by the library in words of its own.
    client.error = (message, data) => library.LanguageClient.prototype.error.call(client, message, data, false);
    this.client = client;
    try {
      await client.start();
      if (this.client !== client) return;
      this.version = client.initializeResult?.serverInfo?.version ?? "";
      this.commands = client.initializeResult?.capabilities.executeCommandProvider?.commands ?? [];
      this.turn("ready");
    } catch (error) {
      // When it crashed, the closed pipe tells; that may come a little later.
      if (!(error instanceof UnusableExecutable)) await new Promise((resolve) => setTimeout(resolve, 500));
      if (this.client === client) await this.fail(error);
    }
  }

  async stop(): Promise<void> {
    const { client, process } = this;
    this.client = undefined;
    this.process = undefined;
    this.lints.clear();
    // What never ran, or crashed, needs no goodbye.
    await client?.dispose(2000).catch(() => undefined);
    if (process && process.exitCode === null && process.signalCode === null) process.kill("SIGKILL");
    if (this.current !== "failed") this.turn("stopped");
  }

  async restart(): Promise<void> {
    this.policy.forget();
    this.problem = "";
    await this.stop();
    await this.start();
  }

  // The server's own commands.
  async execute<Result>(command: string, ...words: unknown[]): Promise<Result> {
    if (!this.client) throw new Error(this.problem || "the server of asynclint does not run");
    return this.client.sendRequest<Result>("workspace/executeCommand", { command, arguments: words });
  }

  // It asks for all of its settings then.
  async settings_changed(): Promise<void> {
    if (this.current !== "ready") return;
    await this.client?.sendNotification("workspace/didChangeConfiguration", { settings: null });
  }

  uri_for_server(uri: vscode.Uri): string {
    return this.client?.code2ProtocolConverter.asUri(uri) ?? uri.toString();
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
  }

  private turn(state: ServerState): void {
    this.current = state;
    this.changed.fire();
  }

  private async launch(): Promise<ChildProcess> {
    const configured = vscode.workspace.getConfiguration("asynclint").get("path", "");
    const executable = choose_executable(this.context.extensionPath, configured);
    await check_executable(executable);
    this.log.info(`starting ${executable.path}`);
    // In a folder of nobody: what lies in the workspace is data, whatever its name.
    const child = spawn(executable.path, ["lsp", "--stdio"], { cwd: this.context.extensionPath });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", (error) => reject(why_not_started(executable, error)));
    });
    child.on("error", (error) => this.log.error(error));
    child.on("exit", (status, signal) => this.log.info(`the server ended with ${signal ?? status}`));
    this.process = child;
    return child;
  }

  private client_options(errorHandler: ErrorHandler): LanguageClientOptions {
    return {
      documentSelector: document_selector,
      outputChannel: this.log,
      initializationOptions: () =>
        server_settings(vscode.workspace.getConfiguration().get("asynclint"), this.progress.learned()),
      initializationFailedHandler: () => false,
      errorHandler,
      middleware: this.middleware(),
      diagnosticPullOptions: { onChange: true, onSave: true, onFocus: true },
      markdown: { isTrusted: { enabledCommands: commands_in_hovers }, supportHtml: false },
    };
  }

  private error_handler({ CloseAction, ErrorAction }: ClientLibrary, on_crash: () => void): ErrorHandler {
    return {
      // Of a pipe that breaks there is news soon enough: it closes.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        on_crash();
        return { action: CloseAction.DoNotRestart, message: "The server has crashed.", handled: true };
      },
    };
  }

  // After a crash: with a new client, because an old one remembers what it was in the middle of.
  private take_back_up(crashed: LanguageClient): void {
    if (this.client !== crashed) return;
    this.client = undefined;
    this.lints.clear();
    const is_given_up = !this.policy.may_restart(Date.now());
    this.turn(is_given_up ? "failed" : "starting");
    setImmediate(async () => {
      await crashed.dispose().catch(() => undefined);
      if (is_given_up) await this.fail(new Error(`The server crashed ${most_restarts + 1} times within three minutes and was not started again.`));
      else await this.start();
    });
  }

  private middleware(): Middleware {
    return {
      workspace: {
        configuration: async (params, token, next) => {
          const sections = await next(params, token);
          if (!Array.isArray(sections)) return sections;
          return sections.map((section, index) =>
            params.items[index]?.section === "asynclint" ? server_settings(section, this.progress.learned()) : section,
          );
        },
      },
      provideDiagnostics: async (document, previous, token, next) => {
        const uri = document instanceof vscode.Uri ? document : document.uri;
        const begin = performance.now();
        const report = await next(document, previous, token);
        if (report) {
          if ("items" in report) report.items.forEach(link_to_rule);
          this.lints.set(uri.toString(), { at: new Date(), milliseconds: performance.now() - begin });
          this.changed.fire();
        }
        return report;
      },
      provideWorkspaceDiagnostics: (previous, token, report, next) =>
        next(previous, token, (part) => {
          for (const one of part?.items ?? []) if ("items" in one) one.items.forEach(link_to_rule);
          report(part);
        }),
      provideHover: async (document, position, token, next) => {
        const answer = await next(document, position, token);
        if (!answer) return answer;
        const findings = findings_in(document.uri).filter(({ range }) => range.contains(position));
        const hover = add_links(this.catalog, answer, findings);
        await this.note_hover(hover);
        return hover;
      },
      // It is asked for when somebody has chosen the action.
      resolveCodeAction: async (action, token, next) => {
        const resolved = await next(action, token);
        if (resolved?.edit) await vscode.commands.executeCommand("setContext", "asynclint.hasFixed", true);
        return resolved;
      },
      didClose: async (document, next) => {
        this.lints.delete(document.uri.toString());
        await next(document);
      },
    };
  }

  private async note_hover(hover: vscode.Hover): Promise<void> {
    const texts = hover.contents.map((part) => (part instanceof vscode.MarkdownString ? part.value : ""));
    await this.progress.meet(texts.flatMap(lessons_in));
    await vscode.commands.executeCommand("setContext", "asynclint.hasHovered", true);
  }

  private async fail(error: unknown): Promise<void> {
    this.problem = error instanceof Error ? error.message : String(error);
    this.log.error(this.problem);
    this.turn("failed");
    const client = this.client;
    this.client = undefined;
    await client?.dispose().catch(() => undefined);

    const [restart, show_log, set_path] = ["Restart", "Show Log", "Set the Path"];
    const choices = error instanceof UnusableExecutable ? [set_path, show_log] : [restart, show_log];
    const chosen = await vscode.window.showErrorMessage(`asynclint: ${this.problem}`, ...choices);
    if (chosen === restart) await this.restart();
    if (chosen === show_log) this.log.show();
    // A setting of the machine; where the editor's window is on another one, its own settings have it not.
    const settings = vscode.env.remoteName ? "workbench.action.openRemoteSettings" : "workbench.action.openSettings";
    if (chosen === set_path) await vscode.commands.executeCommand(settings, { query: "asynclint.path" });
  }
}
