// Programs that the grammars make at random, so that no construct of the languages is one that no program of the tests
// has: whatever they are, the linter reads them to the end. What is found in them does not matter.
// `ASYNCLINT_SEED=5 node --test` tries others, and `ASYNCLINT_ROUNDS=100` more of them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Dice } from "./derivations.mjs";
import { Programs } from "./programs.mjs";

const executable = process.env.ASYNCLINT_EXECUTABLE;
if (!executable) throw new Error("ASYNCLINT_EXECUTABLE names no executable");

const is_sanitized = Boolean(process.env.ASYNCLINT_SANITIZED);
const first_seed = Number(process.env.ASYNCLINT_SEED ?? 1);
const rounds = Number(process.env.ASYNCLINT_ROUNDS ?? (is_sanitized ? 1 : 11));
const programs_a_round = 200;
// Against hanging alone, in milliseconds: a round takes half a second.
const patience = 240_000;

const ways = {
  "findings with fixes and suggestions": ["--format", "json"],
  "what fixing would change": ["--diff"],
  "findings with their evidence": ["--evidence", "--color", "always"],
  "findings for language models": ["--format", "agent"],
};

// What is wrong with how the linter ends, or nothing.
function complaint(folder, options) {
  const args = ["lint", "--no-config", "--level", "info", "--threads", "1", ...options, "."];
  const limits = { timeout: patience, killSignal: "SIGKILL", maxBuffer: 1 << 28 };
  const { status, signal, error, stderr } = spawnSync(executable, args, { cwd: folder, encoding: "utf8", ...limits });
  if (error?.code === "ETIMEDOUT") return `takes longer than ${patience} ms`;
  if (error) return error.message;
  if (signal) return `dies of ${signal}: ${stderr}`;
  return status === 0 || status === 1 ? "" : `ends with ${status}: ${stderr}`;
}

// Of a folder of programs, those that are to blame; the folder itself if it takes all of them.
function culprits(folder, options) {
  if (!complaint(folder, options)) return [];
  const alone = readdirSync(folder)
    .map((name) => [join(folder, name), complaint(join(folder, name), options)])
    .filter(([, what]) => what);
  return alone.length > 0 ? alone : [[folder, complaint(folder, options)]];
}

for (let seed = first_seed; seed < first_seed + rounds; ++seed) {
  test(`programs of seed ${seed} are read to the end`, () => {
    const folder = mkdtempSync(join(tmpdir(), `asynclint grammar ${seed} `));
    new Programs(new Dice(seed)).write(folder, programs_a_round);
    const blamed = Object.entries(ways).flatMap(([way, options]) =>
      culprits(folder, options).map(([program, what]) => `${program} ${what} (${way}: ${options.join(" ")})`),
    );
    // What fails is left there to be looked at.
    if (blamed.length === 0) rmSync(folder, { recursive: true });
    assert.deepEqual(blamed, []);
  });
}
