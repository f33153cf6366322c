// What the tests share: folders that go away again, a package `asynclint` to stand in for the one from npm, and a
// project that is under git.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const here = fileURLToPath(new URL("..", import.meta.url));
export const repository = join(here, "../..");
export const executable = process.env.ASYNCLINT_EXECUTABLE ?? join(repository, "build/asynclint");

export const floating = "async function save() {\n  await fetch('/save');\n}\nexport async function leave() {\n  save();\n}\n";
export const mended = floating.replace("  save();", "  await save();");

export function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

export function folder(t, files = {}, prefix = "asynclint ci ") {
  const path = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  write(path, files);
  return path;
}

export function script(path, text) {
  write(dirname(path), { [path.slice(dirname(path).length + 1)]: text });
  chmodSync(path, 0o755);
}

// Nothing of this machine's git, npm or CI reaches into what is tried.
export function environment(changes = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(GIT_|GITHUB_|GITLAB_|CI$|CI_|NODE_TEST_CONTEXT$|npm_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.org", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@example.org",
    NO_COLOR: "1",
    ...changes,
  };
}

export function run(cwd, command, words, changes = {}) {
  const { env, ...options } = changes;
  const result = spawnSync(command, words, { cwd, encoding: "utf8", env: environment(env), ...options });
  if (result.error) throw result.error;
  return { ...result, output: result.stdout + result.stderr };
}

export function runs(cwd, command, words, changes) {
  const result = run(cwd, command, words, changes);
  assert.equal(result.status, 0, `${command} ${words.join(" ")}\n${result.output}`);
  return result.stdout;
}

export const git = (cwd, ...words) => runs(cwd, "git", words);

export function commit_all(cwd) {
  if (!existsSync(join(cwd, ".git"))) git(cwd, "init", "--quiet", "--initial-branch=main");
  git(cwd, "add", "--all");
  git(cwd, "commit", "--quiet", "--no-verify", "--message", "All");
  return git(cwd, "rev-parse", "HEAD").trim();
}

// Lines of a shell script that write down what it was called with, a call at once: several may run at the same time.
export const writes_down = (log) => `words=$(printf '%s|' "$@")\nprintf '%s\\n' "$words" >>'${log}'`;

// Words, a list for each call.
export const calls_in = (log) => readFileSync(log, "utf8").split("\n").filter(Boolean).map((line) => line.split("|").slice(0, -1));

// The package as npm would install it, but for where its executable is. It writes down what it was called with.
export function install_stand_in(project, version = "0.1.0") {
  const package_folder = join(project, "node_modules/asynclint");
  const log = join(package_folder, "calls");
  write(package_folder, { "package.json": JSON.stringify({ name: "asynclint", version, bin: "asynclint.sh" }), calls: "" });
  script(join(package_folder, "asynclint.sh"), `#!/bin/sh\n${writes_down(log)}\nexec '${executable}' "$@"\n`);
  mkdirSync(join(project, "node_modules/.bin"), { recursive: true });
  symlinkSync("../asynclint/asynclint.sh", join(project, "node_modules/.bin/asynclint"));
  return { calls: () => calls_in(log) };
}

// What npm installed here, as if the project had it.
export function install_from_here(project, from, ...names) {
  mkdirSync(join(project, "node_modules/.bin"), { recursive: true });
  for (const name of names) {
    symlinkSync(join(from, "node_modules", name), join(project, "node_modules", name));
    symlinkSync(join(from, "node_modules/.bin", name), join(project, "node_modules/.bin", name));
  }
}

export const with_path = (...folders) => ({ PATH: [...folders, process.env.PATH].join(delimiter) });

export const has = (command, ...words) => spawnSync(command, words).status === 0;
