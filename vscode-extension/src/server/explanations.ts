// What the server can explain: the configuration of a file, and why something was not found.
import * as vscode from "vscode";
import type { LanguageServer } from "./language-server";

interface Value {
  value: unknown;
  // FILE:LINE
  from: string | null;
}
interface Configuration {
  file: string;
  configuration: string | null;
  linted: boolean;
  because?: string;
  preset: Value;
  level: Value;
  rules: Record<string, { level: unknown; from: string | null; options?: Record<string, Value> }>;
}
interface Silences {
  because?: string;
  silences?: { rule: string; reason: string }[];
  suppressed?: { rule: string; message: string; reason: string }[];
  belowLevel?: { rule: string; level: string }[];
}

// A document that is only there to be read.
class Explanations implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? "";
  }
  async show(name: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: "asynclint", path: `/${name}` });
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}
const explanations = new Explanations();

export function register_explanations(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider("asynclint", explanations);
}

const ask = (server: LanguageServer, uri: vscode.Uri) =>
  server.execute<Configuration>("asynclint.explainConfiguration", server.uri_for_server(uri));

const name_of = (uri: vscode.Uri) => uri.path.replace(/.*\//, "");

function line(name: string, value: unknown, from: string | null): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `${name}: ${text}${from ? `    (${from})` : ""}`;
}

function level_text(level: unknown): string {
  if (typeof level === "string") return level;
  const { certain, known, likely } = level as Record<string, string>;
  return certain === known ? `${certain}, and ${likely} what is only likely` : `${certain}, ${known} or ${likely}`;
}

export async function explain_configuration(server: LanguageServer, uri: vscode.Uri): Promise<void> {
  const found = await ask(server, uri);
  const lines = [`What counts for ${found.file}`, ""];
  lines.push(found.configuration ? `The configuration is ${found.configuration}.` : "There is no configuration; the defaults count.");
  if (!found.linted) lines.push(`It is not looked at: ${found.because}.`);
  lines.push("Behind each setting stands where it comes from, if it was set.", "");
  lines.push(line("preset", found.preset.value, found.preset.from), line("level", found.level.value, found.level.from), "");
  for (const [id, rule] of Object.entries(found.rules)) {
    lines.push(line(id, level_text(rule.level), rule.from));
    for (const [name, { value, from }] of Object.entries(rule.options ?? {})) lines.push(`  ${line(name, value, from)}`);
  }
  await explanations.show(`Configuration of ${name_of(uri)}`, `${lines.join("\n")}\n`);
}

export async function open_configuration(server: LanguageServer, uri: vscode.Uri): Promise<void> {
  const { configuration } = await ask(server, uri);
  if (configuration) return void (await vscode.window.showTextDocument(vscode.Uri.file(configuration)));
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const create = "Create asynclint.json";
  const text = `There is no configuration for ${name_of(uri)}; the defaults count.`;
  const chosen = await vscode.window.showInformationMessage(text, ...(folder ? [create] : []));
  if (!folder || chosen !== create) return;
  const target = vscode.Uri.joinPath(folder.uri, "asynclint.json");
  await vscode.workspace.fs.writeFile(target, Buffer.from('{\n  "preset": "recommended"\n}\n'));
  await vscode.window.showTextDocument(target);
}

export async function explain_silence(server: LanguageServer, uri: vscode.Uri, place: vscode.Position): Promise<void> {
  const position = { line: place.line, character: place.character };
  const found = await server.execute<Silences>("asynclint.explainSilence", server.uri_for_server(uri), position);
  const lines = [`Line ${place.line + 1} of ${name_of(uri)}`, ""];
  if (found.because) lines.push(`This file is not looked at: ${found.because}.`);
  for (const { rule, reason } of found.silences ?? []) lines.push(`${rule}: looked at and found right: ${reason}.`);
  for (const { rule, message, reason } of found.suppressed ?? [])
    lines.push(`${rule}: suppressed by a comment${reason ? ` (${reason})` : ""}: ${message}.`);
  for (const { rule, level } of found.belowLevel ?? [])
    lines.push(`${rule}: found, but of level ${level}, which is not shown.`);
  if (lines.length === 2) lines.push("No rule has a reason to look at anything here.");
  await explanations.show(`Why nothing is found in ${name_of(uri)}`, `${lines.join("\n")}\n`);
}
