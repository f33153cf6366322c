// The package as it is handed out: its manifest, the executable inside, the notices, and what has no business in it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { unzip } from "./package/unzip.mjs";

const built = fileURLToPath(new URL("../../build/vscode", import.meta.url));
const repository = fileURLToPath(new URL("../..", import.meta.url));
const name = readdirSync(built).find((entry) => /^asynclint-linux-x64-.*\.vsix$/.test(entry));
const path = join(built, name);
// { name: { bytes, mode } }
const files = await unzip(readFileSync(path));
const text = (entry) => files[entry].bytes.toString("utf8");
const manifest = JSON.parse(text("extension/package.json"));

const checks = {
  "it is small enough": () => {
    const size = statSync(path).size;
    console.log(`    ${(size / 1e6).toFixed(2)} MB`);
    assert.ok(size < 6e6);
  },

  "it says what it is for": () => {
    const said = text("extension.vsixmanifest");
    assert.match(said, /<Identity [^>]*Id="asynclint" Version="\d+\.\d+\.\d+" Publisher="asynclint" TargetPlatform="linux-x64"/);
    assert.match(said, /Id="Microsoft\.VisualStudio\.Code\.Engine" Value="\^1\.100\.0"/);
    assert.match(said, /Id="Microsoft\.VisualStudio\.Code\.ExtensionKind" Value="workspace,web"/);
    assert.match(said, /<License>extension\/LICENSE\.txt<\/License>/);
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true);
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, false);
    assert.equal(manifest.contributes.configuration.properties["asynclint.path"].scope, "machine");
    assert.equal(manifest.scripts, undefined, "nothing runs when it is installed");
    assert.equal(manifest.dependencies, undefined);
  },

  "its server is for that platform, stripped, and needs nothing but the C library": () => {
    const { bytes, mode } = files["extension/bin/asynclint"];
    assert.equal(mode & 0o777, 0o755);
    const folder = mkdtempSync(join(tmpdir(), "asynclint-package-"));
    try {
      const server = join(folder, "asynclint");
      writeFileSync(server, bytes);
      chmodSync(server, 0o755);
      const read = (...words) => execFileSync("readelf", [...words, server], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
      assert.match(read("-h"), /Machine: +Advanced Micro Devices X86-64/);
      assert.doesNotMatch(read("-S", "-W"), /\.symtab|\.debug_/);
      const needed = [...read("-d").matchAll(/Shared library: \[(.*?)\]/g)].map(([, library]) => library);
      const allowed = ["libc.so.6", "libm.so.6", "libpthread.so.0", "ld-linux-x86-64.so.2"];
      assert.deepEqual(needed.filter((library) => !allowed.includes(library)), []);
      const versions = [...read("-V").matchAll(/GLIBC_(\d+\.\d+)/g)].map(([, version]) => version);
      console.log(`    needs glibc ${versions.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1)}`);
      assert.match(execFileSync(server, ["--version"], { encoding: "utf8", env: {} }), new RegExp(manifest.version.replaceAll(".", "\\.")));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },

  "it has the terms of everything that others wrote": () => {
    assert.match(text("extension/LICENSE.txt"), /MIT License/);
    const notices = text("extension/THIRD-PARTY-NOTICES.txt");
    const { inputs } = JSON.parse(readFileSync(join(built, "bundle.json"), "utf8"));
    const bundled = new Set(Object.keys(inputs).map((input) => input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]).filter(Boolean));
    assert.ok(bundled.has("vscode-languageclient"));
    const native = ["tree-sitter", "tree-sitter-javascript", "tree-sitter-typescript", "typescript", "@types/node", "ICU"];
    const headers = ["nlohmann-json3-dev", "libcli11-dev", "libfmt-dev", "libxxhash-dev", "libstdc++"];
    for (const part of [...bundled, ...native, ...headers]) assert.ok(notices.includes(`\n${part}`), `${part} is named`);
  },

  "it has nothing in it that nobody needs, and names nobody's machine": () => {
    const entries = Object.keys(files);
    const odd = /node_modules|\.map$|\.tsx?$|tsconfig|package-lock|\.npmrc|\/tests\//;
    assert.deepEqual(entries.filter((entry) => odd.test(entry)), []);
    for (const entry of entries.filter((each) => /\.(json|js|mjs|md|txt|html|css|svg)$/.test(each)))
      for (const secret of [repository, homedir() === "/" ? repository : `${homedir()}/`])
        assert.ok(!text(entry).includes(secret), `${entry} names ${secret}`);
  },

  "what it contributes fits together": () => {
    const { commands, menus, views, viewsContainers, walkthroughs, configuration, jsonValidation } = manifest.contributes;
    const known = new Set(commands.map(({ command }) => command));
    for (const entries of Object.values(menus)) for (const { command } of entries) assert.ok(known.has(command), command);
    const linked = JSON.stringify(manifest).matchAll(/command:(asynclint\.\w+)/g);
    for (const [, command] of linked) assert.ok(known.has(command), command);
    for (const container of Object.keys(views)) assert.ok(viewsContainers.activitybar.some(({ id }) => id === container));
    const named = [manifest.icon, manifest.main, manifest.browser, ...jsonValidation.map(({ url }) => url)];
    named.push(...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)));
    for (const file of named) assert.ok(files[`extension/${file.replace(/^\.\//, "")}`], `${file} is there`);
    for (const [setting, { markdownDescription }] of Object.entries(configuration.properties)) assert.ok(markdownDescription, setting);
    const { enum: rules } = configuration.properties["asynclint.fixAllSuggestions"].items;
    const { rules: listed } = JSON.parse(text("extension/out/catalog.json"));
    assert.deepEqual(rules, listed.map(({ id }) => id));
  },

  "its pictures are there": () => {
    const readme = text("extension/readme.md");
    const pictures = [...readme.matchAll(/!\[([^\]]+)\]\(([^)]+)\)/g)];
    assert.ok(pictures.length >= 5);
    for (const [, words, file] of pictures) {
      assert.ok(words.length > 20, `${file} is described`);
      assert.ok(files[`extension/${file}`]?.bytes.length > 5000, `${file} is there`);
    }
  },

  "in an editor that is a web page it says that it cannot run": () => {
    const said = [];
    const registered = new Map();
    const vscode = {
      window: { showWarningMessage: (message) => said.push(message) },
      commands: { registerCommand: (id, run) => registered.set(id, run) },
    };
    const web = { exports: {} };
    const require = (wanted) => {
      assert.equal(wanted, "vscode", "nothing of Node");
      return vscode;
    };
    runInNewContext(text("extension/out/web.js"), { module: web, exports: web.exports, require });
    web.exports.activate({ subscriptions: [], extension: { packageJSON: manifest } });
    assert.match(said[0], /native program/);
    assert.equal(registered.size, manifest.contributes.commands.length);
    registered.get("asynclint.restart")();
    assert.equal(said.length, 2);
  },
};

for (const [what, check] of Object.entries(checks)) {
  try {
    check();
    console.log(`  ok ${what}`);
  } catch (error) {
    console.error(`  NOT OK ${what}\n${error.stack}`);
    process.exitCode = 1;
  }
}
