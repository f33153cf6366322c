// A client for tests: vscode-jsonrpc over the server's pipes, the texts that it has open, and a check of every message
// that the server sends.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import rpc from "vscode-jsonrpc/node";
import { TextDocument } from "./text-document.mjs";
import { complaints } from "./check-messages.mjs";

export const executable = process.env.ASYNCLINT_EXECUTABLE;
if (!executable) throw new Error("ASYNCLINT_EXECUTABLE names no executable; `./dev test editors` sets it");

// A test that fails does not reach its `stop`; the servers that are left would keep the runner waiting.
const running = new Set();
after(() => running.forEach((client) => client.kill()));

// What VS Code offers, in short.
export const modern_capabilities = {
  general: { positionEncodings: ["utf-16"] },
  workspace: {
    applyEdit: true,
    workspaceEdit: { documentChanges: true },
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    synchronization: { didSave: true },
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: {
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["", "quickfix", "refactor", "source"] } },
    },
  },
  window: { workDoneProgress: true },
};

// What the simplest of clients says.
export const plain_capabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } },
  },
};

export class Folder {
  constructor(files = {}) {
    this.path = realpathSync(mkdtempSync(join(tmpdir(), "asynclint-")));
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }
  write(name, content) {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }
  remove(name = "") {
    rmSync(join(this.path, name), { recursive: true, force: true });
  }
  uri(name = "") {
    return pathToFileURL(join(this.path, name)).href.replace(/\/$/, "");
  }
}

export class Client {
  // Options: capabilities, settings (of `asynclint`), folder (a Folder), folders, more (of the params of initialize).
  static async start(options = {}) {
    const client = new Client(options);
    await client.initialize(options);
    return client;
  }

  constructor({ settings = {}, args = ["--stdio"], environment = {} } = {}) {
    this.settings = settings;
    this.texts = new Map();
    this.published = new Map();
    this.every_publication = [];
    this.logged = [];
    this.received = [];
    this.complaints = [];
    this.registrations = new Map();
    this.asked = new Map();
    this.process = spawn(executable, ["lsp", ...args], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, ...environment },
    });
    running.add(this);
    this.ended = new Promise((resolve) => this.process.on("exit", (code, signal) => resolve(signal ?? code)));
    this.ended.then(() => running.delete(this));
    const reader = new rpc.StreamMessageReader(this.process.stdout);
    const writer = new rpc.StreamMessageWriter(this.process.stdin);
    this.connection = rpc.createMessageConnection(this.#checked(reader), this.#noted(writer), rpc.NullLogger);
    this.connection.onError(() => {});
    this.#answer();
    this.connection.listen();
  }

  // The reader, with a look at each message before it is taken.
  #checked(reader) {
    const listen = reader.listen.bind(reader);
    reader.listen = (callback) =>
      listen((message) => {
        this.received.push(message);
        for (const complaint of complaints(message, (id) => this.asked.get(id)))
          this.complaints.push(`${complaint} in ${JSON.stringify(message).slice(0, 400)}`);
        callback(message);
      });
    return reader;
  }

  #noted(writer) {
    const write = writer.write.bind(writer);
    writer.write = (message) => {
      if (message.id !== undefined && message.method) this.asked.set(message.id, message.method);
      return write(message);
    };
    return writer;
  }

  #answer() {
    this.connection.onNotification("textDocument/publishDiagnostics", (params) => {
      this.published.set(params.uri, params);
      this.every_publication.push(params);
    });
    this.connection.onNotification("window/logMessage", (params) => this.logged.push(params));
    this.connection.onNotification("window/showMessage", (params) => this.logged.push(params));
    this.connection.onRequest("workspace/configuration", ({ items }) => items.map(() => this.settings));
    this.connection.onRequest("client/registerCapability", ({ registrations }) => {
      for (const one of registrations) this.registrations.set(one.method, one);
      return null;
    });
    this.connection.onRequest("client/unregisterCapability", () => null);
    this.connection.onRequest("workspace/diagnostic/refresh", () => null);
    this.connection.onRequest("window/workDoneProgress/create", () => null);
    this.connection.onRequest("workspace/applyEdit", ({ edit }) => {
      this.apply(edit);
      return { applied: true };
    });
  }

  async initialize({ capabilities = modern_capabilities, folder, folders, more = {} } = {}) {
    const workspaceFolders = (folders ?? (folder ? [folder] : [])).map((one) => ({ uri: one.uri(), name: "folder" }));
    const params = {
      processId: process.pid,
      rootUri: workspaceFolders[0]?.uri ?? null,
      capabilities,
      ...(workspaceFolders.length > 0 ? { workspaceFolders } : {}),
      ...more,
    };
    this.result = await this.request("initialize", params);
    await this.notify("initialized", {});
    return this.result;
  }

  request(method, params, token) {
    return token ? this.connection.sendRequest(method, params, token) : this.connection.sendRequest(method, params);
  }
  notify(method, params) {
    return this.connection.sendNotification(method, params);
  }

  // --- Texts ---

  open(uri, text, { language = "javascript", version = 1 } = {}) {
    this.texts.set(uri, new TextDocument(text, version));
    return this.notify("textDocument/didOpen", { textDocument: { uri, languageId: language, version, text } });
  }
  change(uri, contentChanges) {
    const document = this.texts.get(uri);
    for (const change of contentChanges) document.change(change);
    document.version += 1;
    return this.notify("textDocument/didChange", {
      textDocument: { uri, version: document.version },
      contentChanges,
    });
  }
  // The whole text, as one change.
  replace(uri, text) {
    return this.change(uri, [{ text }]);
  }
  save(uri) {
    return this.notify("textDocument/didSave", { textDocument: { uri } });
  }
  close(uri) {
    this.texts.delete(uri);
    return this.notify("textDocument/didClose", { textDocument: { uri } });
  }
  text(uri) {
    return this.texts.get(uri).text;
  }
  apply(edit) {
    for (const { textDocument, edits } of edit.documentChanges ?? []) {
      const document = this.texts.get(textDocument.uri);
      if (document && textDocument.version !== null) assert.equal(textDocument.version, document.version);
      this.#edit(textDocument.uri, edits);
    }
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) this.#edit(uri, edits);
  }
  #edit(uri, edits) {
    // From the end to the beginning, so that each change speaks of the text that the one before left.
    const later_first = edits.map((edit, index) => ({ ...edit, index }));
    later_first.sort((a, b) => {
      const [x, y] = [a.range.start, b.range.start];
      return y.line - x.line || y.character - x.character || b.index - a.index;
    });
    this.change(
      uri,
      later_first.map(({ range, newText }) => ({ range, text: newText })),
    );
  }

  // --- Waiting ---

  // Until `condition` gives something.
  async until(what, condition, milliseconds = 20000) {
    const end = Date.now() + milliseconds;
    for (;;) {
      const found = condition();
      if (found !== undefined && found !== null && found !== false) return found;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await setTimeout(5);
    }
  }
  // What was published for the text as it is now.
  async diagnostics(uri) {
    const { version } = this.texts.get(uri);
    const is_current = () => this.published.get(uri)?.version === version && this.published.get(uri);
    return (await this.until(`diagnostics of ${uri}`, is_current)).diagnostics;
  }
  async pull(uri, previousResultId) {
    return this.request("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
  }

  // --- The end ---

  async stop() {
    await this.request("shutdown");
    await this.notify("exit");
    const status = await this.ended;
    this.connection.dispose();
    assert.deepEqual(this.complaints, []);
    assert.equal(status, 0);
  }
  kill() {
    this.process.kill("SIGKILL");
    this.connection.dispose();
  }
}
