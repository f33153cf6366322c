// Holds a drill to what drills/README.md says: `node check-drill.mjs <name>`. Its check fails on the starting point
// and passes on the solution, both by its own judgement, and the linter has nothing to say about the solution.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, test } from "node:test";
import { lesson_ids, read_drill } from "./drill-files.mjs";

const name = process.argv[2];
if (!name) throw new Error("which drill? `./dev test drills` checks all of them");
const drill = read_drill(name);

// A process to its end, whatever that is.
function run(program, args, options = {}) {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 180_000, ...options }, (error, stdout, stderr) => {
      resolve({ status: error ? (error.code ?? "killed") : 0, stdout, stderr });
    });
  });
}

// The counts that the runner prints at its end, by what they count.
async function check(folder) {
  // Without the variables of the runner that runs this very file, or the inner one would report to it.
  const env = { ...process.env, DRILL: folder, NODE_TEST_CONTEXT: undefined };
  const { status, stdout, stderr } = await run(process.execPath, ["--test", "--test-reporter=tap", "check.test.mjs"], {
    cwd: drill.path,
    env,
  });
  const counts = Object.fromEntries([...stdout.matchAll(/^# (\w+) (\d+)$/gm)].map(([, what, n]) => [what, Number(n)]));
  return { status, counts, output: stdout + stderr };
}

const programs_in = (folder) =>
  readdirSync(join(drill.path, folder), { recursive: true })
    .map((file) => join(drill.path, folder, file))
    .filter((file) => statSync(file).isFile() && /\.[cm]?js$/.test(file));

describe(name, { concurrency: true }, () => {
  test("the task can be read by itself", () => {
    assert.match(drill.task, /^# \S.*\n\n\S/);
    assert.match(drill.task, /\nnode --test check\.test\.mjs\n/);
    assert.ok(drill.lessons.length > 0, "the task ends with the lessons that help");
    for (const lesson of drill.lessons) assert.ok(lesson_ids.has(lesson), `there is no lesson ${lesson}`);
  });

  test("the starting point has the solution's files, and they can be parsed", async () => {
    assert.deepEqual(
      readdirSync(join(drill.path, "start")).filter((file) => !readdirSync(join(drill.path, "solution")).includes(file)),
      [],
    );
    for (const file of programs_in("start"))
      assert.equal((await run(process.execPath, ["--check", file])).status, 0, basename(file));
  });

  test("the check fails on the starting point", async () => {
    const { status, counts, output } = await check("start");
    assert.equal(status, 1, output);
    assert.ok(counts.fail + counts.cancelled > 0, output);
    // One test that fails is the file itself, when it cannot even be loaded.
    assert.ok(counts.tests > 1, output);
  });

  test("the check passes on the solution, with nothing left out", async () => {
    const { status, counts, output } = await check("solution");
    assert.equal(status, 0, output);
    assert.ok(counts.tests > 1, output);
    assert.equal(counts.pass, counts.tests, output);
  });

  test("the linter finds nothing in the solution, at any level", async () => {
    if (programs_in("solution").length === 0) return;
    const linter = process.env.ASYNCLINT_EXECUTABLE;
    assert.ok(linter, "ASYNCLINT_EXECUTABLE names no file; `./dev test drills` sets it");
    const { stdout, stderr } = await run(linter, ["lint", "--no-config", "--format", "json", "solution"], { cwd: drill.path });
    const reports = JSON.parse(stdout || "[]");
    assert.equal(reports.length, programs_in("solution").length, stderr);
    assert.deepEqual(reports.flatMap((report) => report.messages), []);
    assert.deepEqual(reports.flatMap((report) => report.suppressedMessages), []);
  });

  test("what stands around it is clean as well", async () => {
    const linter = process.env.ASYNCLINT_EXECUTABLE;
    const own = readdirSync(drill.path).filter((file) => file.endsWith(".mjs"));
    const { status, stdout } = await run(linter, ["lint", "--no-config", ...own], { cwd: drill.path });
    assert.equal(status, 0, stdout);
  });
});
