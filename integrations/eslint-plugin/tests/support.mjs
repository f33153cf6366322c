// What the tests share: the executable, the versions of ESLint, and folders that go away again.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const here = fileURLToPath(new URL("..", import.meta.url));
export const repository = join(here, "../..");
export const executable = process.env.ASYNCLINT_EXECUTABLE ?? join(repository, "build/asynclint");
process.env.ASYNCLINT_EXECUTABLE = executable;

const load = createRequire(import.meta.url);
export const eslints = ["eslint", "eslint-9", "eslint-oldest"].map((name) => load(name));
export const plugin = (await import("../src/index.mjs")).default;

export function folder(t, files = {}) {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "eslint plugin ")));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  // The end of the search for an asynclint.json.
  mkdirSync(join(path, ".git"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

// An executable that writes down what it was called with, and then is the real one.
export function counting_executable(path) {
  const script = join(path, "counting");
  const log = join(path, "calls");
  writeFileSync(log, "");
  writeFileSync(script, `#!/bin/sh\necho "$*" >>'${log}'\nexec '${executable}' "$@"\n`);
  chmodSync(script, 0o755);
  return { script, calls: () => readFileSync(log, "utf8").split("\n").filter(Boolean) };
}

// An executable that prints what the test wants, and ends as it wants.
export function saying_executable(path, { stdout = "", stderr = "", status = 0 }) {
  const script = join(path, "saying");
  for (const [name, text] of Object.entries({ stdout, stderr })) writeFileSync(`${script}.${name}`, text);
  writeFileSync(script, `#!/bin/sh\ncat >/dev/null\ncat '${script}.stdout'\ncat '${script}.stderr' >&2\nexit ${status}\n`);
  chmodSync(script, 0o755);
  return script;
}

// For each version of ESLint: what `verify` says of a text.
export function for_each_linter(path, check) {
  for (const { Linter, ESLint } of eslints) {
    const linter = new Linter({ cwd: path, configType: "flat" });
    check((text, config, filename = join(path, "code.js")) => {
      const [base, ...more] = Array.isArray(config) ? config : [config];
      return linter.verify(text, [{ files: ["**/*.*"], plugins: { asynclint: plugin }, ...base }, ...more], { filename });
    }, ESLint.version);
  }
}

export const brief = (messages) => messages.map(({ ruleId, line, column }) => `${line}:${column} ${ruleId}`);

export function assert_throws(act, ...parts) {
  assert.throws(act, (error) => {
    for (const part of parts) assert.match(error.message, part);
    return true;
  });
}
