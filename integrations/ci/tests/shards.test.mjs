// The recipe for GitHub Actions over several machines: its commands run in bash as a runner would, and its artifacts
// carried from job to job.
import assert from "node:assert/strict";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { shown } from "./page.mjs";
import { executable, floating, folder, mended, run, script, with_path } from "./support.mjs";

const { jobs } = shown.filter(({ name }) => name.startsWith(".github/")).map(({ text }) => parse(text)).find(({ jobs }) => "shard" in jobs);

function run_steps(job, cwd, env, expand) {
  let output = "";
  for (const { run: command } of job.steps) {
    if (!command) continue;
    const result = run(cwd, "bash", ["--noprofile", "--norc", "-e", "-c", expand(command)], { env: { GITHUB_ACTIONS: "true", ...env } });
    output += result.output;
    if (result.status !== 0) return { status: result.status, output };
  }
  return { status: 0, output };
}

const machines = jobs.shard.strategy.matrix.shard;

// What the report says in the end, when the files are these.
function over_all_machines(t, files) {
  const bin = folder(t);
  script(join(bin, "npx"), `#!/bin/sh\n[ "$1 \${2%@*}" = "--yes asynclint" ] || exit 99\nshift 2\nexec '${executable}' "$@"\n`);
  const env = with_path(bin);
  const last = folder(t, files);
  const seen = [];
  let shown_there = "";
  for (const shard of machines) {
    // Each has its own checkout.
    const cwd = folder(t, { ".git/HEAD": "ref: refs/heads/main\n", ...files });
    const expand = (text) => text.replace(/\$\{\{ *matrix\.shard *\}\}/g, shard);
    const { status, output } = run_steps(jobs.shard, cwd, env, expand);
    assert.equal(status, 0, output);
    shown_there += output;
    const artifact = expand(jobs.shard.steps.at(-1).with.path);
    seen.push(...JSON.parse(readFileSync(join(cwd, artifact), "utf8")).map(({ filePath }) => filePath.slice(cwd.length + 1)));
    copyFileSync(join(cwd, artifact), join(last, artifact));
  }
  assert.deepEqual(seen.sort(), Object.keys(files).sort(), "every file on one machine");
  return { shown_there, ...run_steps(jobs.asynclint, last, env, (text) => text) };
}

const sources = (bad) => Object.fromEntries(Array.from({ length: 16 }, (_, number) => [`src/${number}.js`, number === bad ? floating : mended]));

test("every file is linted on one machine, which shows what it finds, and the last job fails for all", (t) => {
  assert.deepEqual(machines, [1, 2, 3, 4]);
  const { status, output, shown_there } = over_all_machines(t, sources(7));
  assert.equal(status, 1, output);
  assert.match(shown_there, /^::error [^\n]*file=src\/7\.js/m);
});

test("without findings it passes", (t) => {
  const { status, output } = over_all_machines(t, sources(-1));
  assert.equal(status, 0, output);
});
