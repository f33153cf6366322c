// Runs a command under `measure` and says what it cost.
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const programs = process.env.ASYNCLINT_BENCH_PROGRAMS ?? join(here, "../build");

function built(name) {
  const path = join(programs, name);
  if (existsSync(path)) return path;
  console.error(`bench: build/${name} is not there: ./dev bench builds it`);
  process.exit(2);
}

export const asynclint = () => built("asynclint");

// What `command` wrote goes to `output`, or nowhere. Linters exit with 1 when they find something.
export function cost_of(command, { cwd, output = "/dev/null", limit = 600, environment = {} }) {
  const sink = openSync(output, "w");
  const run = spawnSync(built("measure"), [String(limit), ...command], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ["ignore", sink, "pipe", "pipe"],
    maxBuffer: 1 << 28,
    encoding: "utf8",
  });
  closeSync(sink);
  if (run.status !== 0) throw new Error(`measure failed: ${run.stderr}`);
  const cost = JSON.parse(run.output[3]);
  let failure;
  if (cost.timed_out) failure = `took longer than ${limit} s`;
  else if (cost.signal !== 0) failure = `ended by signal ${cost.signal}`;
  else if (cost.exit_code > 1) failure = `exit code ${cost.exit_code}`;
  return { ...cost, peak_megabytes: cost.peak_kilobytes / 1024, failure, complaint: run.stderr.trim() };
}

// For what has to work.
export function cost_of_success(command, options) {
  const cost = cost_of(command, options);
  if (cost.failure) throw new Error(`${command.join(" ")}: ${cost.failure}\n${cost.complaint}`);
  return cost;
}

function output_of(program, ...words) {
  const run = spawnSync(built(program), words, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`${program} failed: ${run.stderr}`);
  return run.stdout;
}

// Of the files in `list`, writes to `parsed` those that the linter parses. Both have one path a line.
export function list_parsed(list, parsed) {
  writeFileSync(parsed, output_of("list_parsed", list));
  return parsed;
}

export const bare_parse = (list, threads) => JSON.parse(output_of("bare_parse", list, String(threads)));

export function json_of(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
