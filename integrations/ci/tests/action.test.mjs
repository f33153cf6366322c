// The GitHub Action, run as a runner would: inputs with their defaults, expressions, and the steps in bash.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { shown } from "./page.mjs";
import { commit_all, floating, folder, git, has, install_stand_in, mended, repository, run, runs, script, with_path, write } from "./support.mjs";

const action = parse(readFileSync(join(repository, "action.yml"), "utf8"));

function run_action(workspace, given = {}, env = {}) {
  for (const name of Object.keys(given)) assert.ok(name in action.inputs, name);
  const inputs = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, given[name] ?? input.default]));
  const expand = (text) =>
    text.replace(/\$\{\{ *inputs\.([\w-]+) *\}\}/g, (_, name) => {
      assert.ok(name in inputs, name);
      return inputs[name];
    });
  const outputs = join(workspace, "..", "outputs");
  const [step, ...more] = action.runs.steps;
  assert.deepEqual([action.runs.using, step.shell, more], ["composite", "bash", []]);
  // An expression in a script would be run.
  assert.doesNotMatch(step.run, /\$\{\{/);
  const result = run(join(workspace, expand(step["working-directory"])), "bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
    env: {
      GITHUB_ACTION_PATH: repository.replace(/\/$/, ""), GITHUB_WORKSPACE: workspace, GITHUB_OUTPUT: outputs,
      ...Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, expand(value)])),
      ...env,
    },
  });
  return { ...result, outputs: readFileSync(outputs, "utf8") };
}

function workspace_of(t, files) {
  const outer = folder(t);
  const workspace = join(outer, "work space");
  mkdirSync(workspace);
  git(workspace, "init", "--quiet", "--initial-branch=main");
  for (const [name, text] of Object.entries(files)) script(join(workspace, name), text);
  return workspace;
}

test("it runs what the project has installed, and ends as that ends", (t) => {
  const workspace = workspace_of(t, { "src/a.js": floating, "good code/b.js": mended });
  const { calls } = install_stand_in(workspace);
  const bad = run_action(workspace, { format: "json" });
  assert.equal(bad.status, 1, bad.output);
  assert.equal(bad.outputs, "status=1\n");
  assert.deepEqual(JSON.parse(bad.stdout).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)), ["floating-promise"]);
  const good = run_action(workspace, { format: "json", paths: "good code\n" });
  assert.equal(good.status, 0, good.output);
  assert.deepEqual(calls(), [["lint", "--format", "json", "--", "."], ["lint", "--format", "json", "--", "good code"]]);
  assert.equal(run_action(workspace, { format: "json", paths: "missing" }).status, 2);
});

test("inputs become arguments, word by word, and nothing in them is run or taken for a pattern", (t) => {
  const workspace = workspace_of(t, { "a.js": mended });
  const { calls } = install_stand_in(workspace);
  run_action(workspace, {
    paths: "src dir\r\n$(touch pwned)\n*.js\n",
    args: "--max-warnings 0\n--rule *; touch pwned",
    "sarif-file": "out dir/asynclint.sarif",
  });
  assert.deepEqual(calls()[0], ["lint", "--format", "github", "--format", "sarif=out dir/asynclint.sarif", "--max-warnings", "0",
    "--rule", "*;", "touch", "pwned", "--", "src dir", "$(touch pwned)", "*.js"]);
  run_action(workspace, { format: "", args: "" });
  assert.deepEqual(calls()[1], ["lint", "--", "."]);
  assert.equal(has("test", "-e", join(workspace, "pwned")), false);
});

test("without an installed one npx fetches the version that is asked for, or the action's own", (t) => {
  const workspace = workspace_of(t, { "packages/app/a.js": mended });
  const bin = join(workspace, "bin");
  script(join(bin, "npx"), '#!/bin/sh\necho "$PWD" "$@"\nexit 7\n');
  const env = with_path(bin);
  const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  const own = run_action(workspace, {}, env);
  assert.equal(own.stdout, `${workspace} --yes asynclint@${version} lint --format github -- .\n`);
  assert.equal(own.status, 7);
  assert.equal(own.outputs, "status=7\n");
  install_stand_in(workspace);
  const asked = run_action(workspace, { version: "0.2.0", "working-directory": "packages/app" }, env);
  assert.equal(asked.stdout, `${workspace}/packages/app --yes asynclint@0.2.0 lint --format github -- .\n`);
});

test("the recipe for pull requests reports what they change", (t) => {
  const [step] = shown.filter(({ text }) => text.includes("--changed")).flatMap(({ text }) => parse(text).jobs.asynclint.steps).filter((one) => one.with?.args);
  const origin = workspace_of(t, { "old.js": floating });
  commit_all(origin);
  const workspace = join(folder(t), "work space");
  git(origin, "clone", "--quiet", origin, workspace);
  git(workspace, "switch", "--quiet", "--create", "change");
  write(workspace, { "old.js": `${floating}export const added = 1;\n`, "new.js": floating });
  install_stand_in(workspace);
  write(workspace, { ".git/info/exclude": "node_modules\n" });
  commit_all(workspace);
  const { status, stdout, output } = run_action(workspace, { ...step.with, format: "json" }, { GITHUB_BASE_REF: "main" });
  assert.equal(status, 1, output);
  const found = JSON.parse(stdout).flatMap(({ filePath, messages }) => messages.map(({ line }) => `${filePath}:${line}`));
  assert.deepEqual(found, [`${join(workspace, "new.js")}:5`]);
});

test("findings become annotations, and a report for code scanning", (t) => {
  const workspace = workspace_of(t, { "src/a.js": floating });
  install_stand_in(workspace);
  const { stdout, status, output } = run_action(workspace, { "sarif-file": "asynclint.sarif" }, { GITHUB_ACTIONS: "true" });
  assert.equal(status, 1, output);
  assert.match(stdout, /^::error [^\n]*file=src\/a\.js,[^\n]*line=5/m);
  const { runs: [{ results }] } = JSON.parse(readFileSync(join(workspace, "asynclint.sarif"), "utf8"));
  assert.deepEqual(results.map(({ ruleId }) => ruleId), ["floating-promise"]);
});
