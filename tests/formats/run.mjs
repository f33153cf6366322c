// A folder with files that have something to report and names that need care, and the executable run in it.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const executable = process.env.ASYNCLINT_EXECUTABLE;
if (!executable) throw new Error("ASYNCLINT_EXECUTABLE names no executable; `./dev test formats` sets it");

// What a workflow would set, this one's own left out.
const bare = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GITHUB|CI)/.test(name)));

export const care = "a & b/<c> \"d\"%41 é😀'.js";

export const files = {
  "shop/main.js": [
    "import { load } from './load.js';",
    "async function save(entry) { await entry.store(); }",
    "",
    "class Till {",
    "  close(list) {",
    "    save(list[0]);",
    "    const icon = '😀'; save(list[1]); // twice on purpose",
    "    list.forEach(async (one) => { await save(one); });",
    "    load('x');",
    "    save(list[0]);",
    "  }",
    "  #timer = setInterval(() => this.tick(), 1000);",
    "  tick() {}",
    "}",
    "new Till().close([]);",
    "",
  ].join("\n"),
  "shop/load.js": "export async function load(name) {\n  return (await fetch(name)).text();\n}\n",
  "shop/clean.js": "export const answer = 42;\n",
  "shop/torn.js": "async function a() { await b(); }\na();\nlet let = ;;; )\n",
  "shop/windows.js": "async function a() { await b(); }\r\nfunction go() {\r\n  a();\r\n}\r\ngo();\r\n",
  [care]: "async function f() { await g(); }\nf();\n",
};

const folders = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export function make_folder(contents = files, { is_repository = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "asynclint-formats-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  if (is_repository) execFileSync("git", ["init", "--quiet", folder]);
  return folder;
}

export function lint(folder, args, environment = {}) {
  const { stdout, stderr, status } = spawnSync(executable, args, {
    cwd: folder, encoding: "utf8", env: { ...bare, ...environment }, maxBuffer: 1 << 28,
  });
  return { out: stdout, err: stderr, status };
}

export const read = (folder, name) => readFileSync(join(folder, name), "utf8");

// What the format for programs that is trusted most says of the same run: every message that is shown, with its file.
export function messages(folder, args = []) {
  const found = JSON.parse(lint(folder, ["--format", "json", ...args]).out);
  return found.flatMap(({ filePath, messages }) =>
    messages.filter(({ level }) => level !== "info").map((message) => ({ path: filePath.slice(folder.length + 1), ...message })));
}
