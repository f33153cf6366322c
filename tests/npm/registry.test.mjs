// Published to a registry, and `npx asynclint` in a fresh project: the whole way to people, on one machine.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launcher_files, platform_files, tarball_name } from "../../tools/release/npm-packages.mjs";
import { platforms } from "../../tools/release/platforms.mjs";
import { tarball } from "../../tools/release/tar.mjs";
import { version } from "../../tools/release/version.mjs";
import { executable, here, temporary_folder } from "./installed.mjs";
import { start_registry } from "./registry.mjs";

// Something real and small with findings in it.
const real_package = fileURLToPath(new URL("node_modules/fastq", import.meta.url));
// What was packed for a release, when there is such; else what was just built.
const packed = process.env.ASYNCLINT_PACKAGES;

let folder;
let registry;

function npm(words, cwd, program = "npm") {
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd, env: registry.environment, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error) throw error;
  return { status, output: stdout, complaints: stderr };
}

function fresh_project(name) {
  const project = join(folder, name);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "fresh", version: "1.0.0", private: true }));
  return project;
}

function tarballs() {
  if (packed) return readdirSync(packed).filter((name) => name.endsWith(".tgz")).map((name) => join(packed, name));
  const bytes = readFileSync(executable);
  // Those of other platforms have something else inside, which nobody may fetch.
  const all = [launcher_files(), ...platforms.map((platform) => platform_files(platform, platform.name === here ? bytes : "nothing", "terms"))];
  return all.map((files) => {
    const path = join(folder, tarball_name(files));
    writeFileSync(path, tarball(files));
    return path;
  });
}

before(async (context) => {
  folder = temporary_folder(context, "asynclint registry ");
  registry = await start_registry(context, folder);
  for (const path of tarballs()) {
    const { status, complaints } = npm(["publish", path, "--access", "public"], folder);
    assert.equal(status, 0, complaints);
  }
});

const alone = (words, cwd) => spawnSync(executable, words, { cwd, encoding: "utf8" });

test("npx asynclint in a fresh project lints a real package", () => {
  const project = fresh_project("a fresh project");
  cpSync(real_package, join(project, "src"), { recursive: true });
  const words = ["--format", "json", "src"];
  const { status, output, complaints } = npm(["asynclint", ...words], project, "npx");
  const findings = JSON.parse(output);
  assert.ok(findings.some(({ messages }) => messages.length > 0), complaints);
  assert.deepEqual(findings, JSON.parse(alone(words, project).stdout));
  assert.equal(status, alone(words, project).status);
  assert.equal(npm(["asynclint", "src/package.json"], project, "npx").status, alone(["src/package.json"], project).status);
  assert.equal(npm(["asynclint", "nowhere"], project, "npx").status, 2);
});

test("installed, it is in scripts and in JavaScript, and only this machine's executable is there", () => {
  const project = fresh_project("installed");
  const installed = npm(["install", "--save-dev", "asynclint"], project);
  assert.equal(installed.status, 0, installed.complaints);
  assert.deepEqual(readdirSync(join(project, "node_modules/@asynclint")), [here]);
  const { packages } = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8"));
  const locked = Object.keys(packages).filter((name) => name.includes("@asynclint/"));
  assert.deepEqual(locked.sort(), platforms.map(({ name }) => `node_modules/@asynclint/${name}`).sort(), "the lockfile serves every platform");
  for (const entry of Object.values(packages)) assert.ok(!entry.hasInstallScript);

  const manifest = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ ...manifest, scripts: { lint: "asynclint --version" } }));
  assert.match(npm(["run", "--silent", "lint"], project).output, new RegExp(`^asynclint ${version}$`, "m"));
  writeFileSync(join(project, "a.mjs"), `import { lint } from "asynclint";\nconsole.log((await lint({ text: "" })).length);\n`);
  assert.equal(spawnSync(process.execPath, ["a.mjs"], { cwd: project, env: registry.environment, encoding: "utf8" }).stdout, "1\n");
});

test("npm ci from that lockfile leaves the same; without optional dependencies it is said what is missing", () => {
  const project = fresh_project("again");
  assert.equal(npm(["install", "--save-dev", "asynclint"], project).status, 0);
  rmSync(join(project, "node_modules"), { recursive: true });
  assert.equal(npm(["ci"], project).status, 0);
  assert.match(npm(["asynclint", "--version"], project, "npx").output, new RegExp(version));
  rmSync(join(project, "node_modules"), { recursive: true });
  assert.equal(npm(["ci", "--omit=optional"], project).status, 0);
  assert.ok(!existsSync(join(project, "node_modules/@asynclint")));
  const { status, complaints } = npm(["asynclint", "--version"], project, "npx");
  assert.equal(status, 2);
  assert.match(complaints, new RegExp(`the package @asynclint/${here}, which has the executable for this machine, is not installed`));
});

test("what the message advises helps", () => {
  const project = fresh_project("advised");
  assert.equal(npm(["install", "--omit=optional", "asynclint"], project).status, 0);
  const { complaints } = npm(["asynclint", "--version"], project, "npx");
  const [, ...words] = complaints.match(/What helps at once: (npm install .*)/)[1].split(" ");
  assert.equal(npm(words, project).status, 0);
  assert.match(npm(["asynclint", "--version"], project, "npx").output, new RegExp(version));
});
