// That the drills which a learner of this course needs are there, and that drills/README.md and the lessons know them.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, cpSync } from "node:fs";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { drill_names, drills_folder, read_drill } from "./drill-files.mjs";

const run = promisify(execFile);

// Those that the study texts ask for, one for each exercise and project in them.
const asked_for = [
  "abort-controller",
  "async-pool",
  "drill-benchmark-all-vs-sequential",
  "drill-convert-to-async-await",
  "drill-map-async",
  "drill-my-promise",
  "drill-predict-output",
  "drill-retry-promise",
  "drill-trace-sequence",
  "project-api-dashboard",
  "project-image-pipeline",
  "project-mini-fetch",
  "project-retryable-client",
  "project-task-scheduler",
  "promisify",
];

test("every exercise that the texts ask for is there", () => {
  assert.deepEqual(asked_for.filter((name) => !drill_names.includes(name)), []);
});

test("every folder is a whole drill", () => {
  for (const entry of readdirSync(drills_folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const files = readdirSync(join(drills_folder, entry.name));
    for (const file of ["task.md", "start", "solution", "check.test.mjs"])
      assert.ok(files.includes(file), `drills/${entry.name} has no ${file}`);
  }
});

test("README.md lists each with a lesson that the task names, too", () => {
  const readme = readFileSync(join(drills_folder, "README.md"), "utf8");
  const rows = [...readme.matchAll(/^\| \[([a-z-]+)\]\(\1\/task\.md\) \|.*\| \[([a-z-]+)\]\(\.\.\/lessons\/\2\.md\) \|$/gm)];
  assert.deepEqual(rows.map(([, name]) => name).sort(), drill_names);
  for (const [, name, lesson] of rows) assert.ok(read_drill(name).lessons.includes(lesson), `${name}: ${lesson}`);
});

test("the lesson of a drill leads to it", () => {
  for (const name of drill_names) {
    const [lesson] = read_drill(name).lessons;
    const page = readFileSync(join(drills_folder, "../lessons", `${lesson}.md`), "utf8");
    assert.ok(page.includes(`drills/${name}`), `lessons/${lesson}.md does not mention drills/${name}`);
  }
});

test("there are twenty programs whose output is to be predicted, and a reason for each", () => {
  const drill = join(drills_folder, "drill-predict-output");
  const programs = readdirSync(join(drill, "programs")).map((file) => file.replace(/\.[cm]js$/, ""));
  assert.equal(programs.length, 20);
  const headings = (file, mark) =>
    [...readFileSync(join(drill, file), "utf8").matchAll(new RegExp(`^${mark} (\\S+)$`, "gm"))].map(([, name]) => name);
  assert.deepEqual(headings("start/predictions.txt", "=="), programs);
  assert.deepEqual(headings("solution/predictions.txt", "=="), programs);
  assert.deepEqual(headings("solution/why.md", "##"), programs);
});

// The suite stands beside a copy of the drill, as if somebody had installed it there.
async function run_promises_aplus(folder, more = {}) {
  const copy = mkdtempSync(join(tmpdir(), "asynclint-drill-"));
  try {
    cpSync(join(drills_folder, "drill-my-promise"), copy, { recursive: true });
    symlinkSync(fileURLToPath(new URL("node_modules", import.meta.url)), join(copy, "node_modules"));
    const env = { ...process.env, DRILL: folder, NODE_TEST_CONTEXT: undefined, ...more };
    const { stdout } = await run(process.execPath, ["aplus.mjs"], { cwd: copy, env, timeout: 180_000 });
    return { status: 0, stdout };
  } catch (error) {
    return { status: error.code, stdout: error.stdout ?? String(error) };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

test("MyPromise of the solution passes all of Promises/A+", async () => {
  const { status, stdout } = await run_promises_aplus("solution", { TIMEOUT: "10000" });
  assert.equal(status, 0, stdout.slice(-2000));
  assert.match(stdout, /\b872 passing\b/);
});

test("MyPromise of the starting point does not", async () => {
  assert.notEqual((await run_promises_aplus("start")).status, 0);
});
