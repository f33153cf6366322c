// The servers that are compared, as an editor starts them in a folder without any configuration.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { asynclint } from "../cost.mjs";
import { installed, peers_node, quick_lint_js, version_of } from "../peers.mjs";
import { Connection, frame } from "./connection.mjs";

const incremental = 2;

// All are offered the same, and no pull: then all say what they find of themselves, with the version where they can.
const capabilities = {
  workspace: { configuration: true, workspaceEdit: { documentChanges: true } },
  textDocument: {
    publishDiagnostics: { versionSupport: true, relatedInformation: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["", "quickfix", "source", "source.fixAll"] } },
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
    },
  },
};

export const ours = { name: "asynclint", command: () => [asynclint(), "lsp"] };

export const all_servers = () => [
  ours,
  { name: `quick-lint-js ${version_of("quick-lint-js")}`, command: () => [quick_lint_js(), "--lsp-server"] },
  {
    name: `oxlint ${version_of("oxlint")}`,
    command: () => [peers_node(), join(installed, "oxlint/bin/oxlint"), "--lsp"],
  },
  {
    name: `biome ${version_of("@biomejs/biome")}`,
    command: () => [peers_node(), join(installed, "@biomejs/biome/bin/biome"), "lsp-proxy"],
  },
];

// A server that runs, and the texts that are open in it.
export class Server {
  static async start({ name, command }, folder, scratch) {
    const server = new Server();
    server.name = name;
    const answer = (method, params) => (method === "workspace/configuration" ? params.items.map(() => null) : null);
    const begun = performance.now();
    // biome's proxy starts a daemon, and looks for one in the folder for temporary files.
    server.connection = new Connection(command(), { cwd: folder, environment: { TMPDIR: scratch }, answer });
    const uri = pathToFileURL(folder).href;
    const params = { processId: process.pid, rootUri: uri, workspaceFolders: [{ uri, name: "bench" }], capabilities };
    const { result } = await server.connection.request("initialize", params).catch((error) => {
      server.kill();
      throw error;
    });
    server.start_milliseconds = performance.now() - begun;
    const { textDocumentSync: sync } = result.capabilities;
    server.is_incremental = (sync.change ?? sync) === incremental;
    server.connection.notify("initialized", {});
    return server;
  }

  // Sends a frame, and waits for what is found in this version of the text. Where the server does not name the version,
  // the next that it says of the text counts.
  async #send(bytes, uri, version) {
    const found = this.connection.next(`diagnostics of version ${version} from ${this.name}`, ({ method, params }) => {
      if (method !== "textDocument/publishDiagnostics" || params.uri !== uri) return false;
      return params.version === undefined || params.version === version;
    });
    const sent = this.connection.send(bytes);
    const { message, at, bytes: size } = await found;
    const { diagnostics } = message.params;
    return { milliseconds: at - sent, sent: bytes.length, received: size, findings: diagnostics.length, diagnostics };
  }

  open(uri, text) {
    const textDocument = { uri, languageId: "javascript", version: 1, text };
    return this.#send(frame({ method: "textDocument/didOpen", params: { textDocument } }), uri, 1);
  }

  // `after` is the whole text, for a server that wants it.
  change(uri, version, change, after) {
    const contentChanges = [this.is_incremental ? change : { text: after }];
    const params = { textDocument: { uri, version }, contentChanges };
    return this.#send(frame({ method: "textDocument/didChange", params }), uri, version);
  }

  kill() {
    this.connection.process.kill("SIGKILL");
  }

  stop() {
    return this.connection.stop();
  }
}
