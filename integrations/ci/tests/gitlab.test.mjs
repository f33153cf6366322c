// The template for GitLab, and the recipe for several machines, run by gitlab-ci-local in the shell.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { parse, stringify } from "yaml";
import { shown_as } from "./page.mjs";
import { calls_in, commit_all, executable, floating, folder, git, has, here, mended, repository, run, runs, script, with_path, write, writes_down } from "./support.mjs";

const template = readFileSync(join(repository, "integrations/gitlab/asynclint.yml"), "utf8");

// npx as it would be with asynclint on npm; it writes down what it was called with.
function npx(t) {
  const bin = folder(t);
  const log = join(bin, "calls");
  script(join(bin, "npx"), `#!/bin/sh
${writes_down(log)}
[ "$1 \${2%@*}" = "--yes asynclint" ] || exit 99
shift 2
exec '${executable}' "$@"
`);
  return { env: with_path(bin), calls: () => calls_in(log) };
}

function project(t, configuration, files) {
  const path = folder(t, { "asynclint.yml": template, ".gitlab-ci.yml": configuration, ".gitignore": ".gitlab-ci-local\n", ...files });
  commit_all(path);
  git(path, "config", "user.name", "A");
  git(path, "config", "user.email", "a@example.org");
  git(path, "remote", "add", "origin", "git@gitlab.example:somebody/project.git");
  return path;
}

// Of the page, but for the address.
const including = (inputs) => {
  const { include: [entry] } = parse(shown_as(".gitlab-ci.yml"));
  assert.match(entry.remote, /\/integrations\/gitlab\/asynclint\.yml$/);
  return stringify({ include: [{ local: "asynclint.yml", inputs: inputs ?? entry.inputs }] });
};

const local = join(here, "node_modules/.bin/gitlab-ci-local");
const shell = ["--force-shell-executor", "--no-color", "--state-dir", ".gitlab-ci-local"];

test("the template is a job with what its inputs say", (t) => {
  const expanded = (inputs) => parse(runs(project(t, including(inputs)), local, [...shell, "--preview"]));
  const { asynclint: job } = expanded();
  assert.deepEqual(job.script, [
    "npx --yes asynclint@0.1.0 lint --format stylish --format gitlab=gl-code-quality-report.json  -- src test",
  ]);
  assert.equal(job.artifacts.when, "always");
  const own = expanded({ job: "async", stage: ".pre", image: "node:24", version: "0.2.0", args: "--max-warnings 0" });
  assert.deepEqual(Object.keys(own).filter((key) => key !== "stages"), ["async"]);
  assert.equal(own.async.stage, ".pre");
  assert.match(own.async.script[0], /asynclint@0\.2\.0 .* --max-warnings 0 -- \.$/);
});

const skip = has("rsync", "--version") ? false : "there is no rsync, with which gitlab-ci-local copies the project";

test("the job fails with a finding, and leaves a code quality report", { skip }, (t) => {
  const { env } = npx(t);
  const path = project(t, including(), { "src/a.js": floating, "test/b.js": mended });
  const { status, output } = run(path, local, [...shell, "--artifacts-to-source", "asynclint"], { env });
  assert.equal(status, 1, output);
  assert.match(output, /floating-promise/);
  const findings = JSON.parse(readFileSync(join(path, "gl-code-quality-report.json"), "utf8"));
  assert.deepEqual(findings.map(({ check_name, location }) => [check_name, location.path]), [["floating-promise", "src/a.js"]]);
  write(path, { "src/a.js": mended });
  const good = run(path, local, [...shell, "asynclint"], { env });
  assert.equal(good.status, 0, good.output);
});

test("four machines share the files, and a fifth says how it went", { skip }, (t) => {
  const { env, calls } = npx(t);
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, number) => [`src/${number}.js`, number === 5 ? floating : mended]));
  const path = project(t, shown_as(".gitlab-ci.yml", 1), files);
  const { status, output } = run(path, local, [...shell, "--artifacts-to-source"], { env });
  assert.equal(status, 1, output);
  assert.match(output, /floating-promise/);
  const report = JSON.parse(readFileSync(join(path, "asynclint.json"), "utf8"));
  assert.equal(report.length, 12);
  assert.deepEqual(report.filter(({ messages }) => messages.length > 0).map(({ filePath }) => basename(filePath)), ["5.js"]);
  const shards = calls().map((words) => words[words.indexOf("--shard") + 1]).filter((word) => word?.includes("/"));
  assert.deepEqual(shards.sort(), ["1/4", "2/4", "3/4", "4/4"]);
});
