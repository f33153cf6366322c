// node tests/npm/measure.mjs [ROUNDS]: how long `npx asynclint` takes in a project of one file, beside a package whose
// command does nothing. Cold: npm has never heard of either. Installed: both are dependencies of the project. And how
// long the executable takes by itself. On a machine that does nothing else.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launcher_files, platform_files, tarball_name } from "../../tools/release/npm-packages.mjs";
import { platforms } from "../../tools/release/platforms.mjs";
import { tarball } from "../../tools/release/tar.mjs";
import { executable, here } from "./installed.mjs";
import { start_registry } from "./registry.mjs";

const rounds = Number(process.argv[2] ?? 15);
const folder = mkdtempSync(join(tmpdir(), "asynclint-npx-"));
const endings = [() => rmSync(folder, { recursive: true, force: true })];
const { environment } = await start_registry({ after: (end) => endings.unshift(end) }, folder);

const empty = {
  "package.json": { bytes: JSON.stringify({ name: "empty-command", version: "1.0.0", bin: { "empty-command": "bin.js" } }) },
  "bin.js": { bytes: "#!/usr/bin/env node\n", is_executable: true },
};
const bytes = readFileSync(executable);
const packages = [launcher_files(), ...platforms.map((platform) => platform_files(platform, platform.name === here ? bytes : "nothing", "terms"))];
for (const files of [empty, ...packages]) {
  const path = join(folder, files === empty ? "empty.tgz" : tarball_name(files));
  writeFileSync(path, tarball(files));
  must("npm", ["publish", path, "--access", "public"], folder, environment);
}

function must(program, words, cwd, env) {
  const { status, stderr } = spawnSync(program, words, { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${words.join(" ")}: ${stderr}`);
}

function project(name) {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, "package.json"), JSON.stringify({ private: true }));
  writeFileSync(join(path, "one.js"), "async function save() {}\nsave();\n");
  return path;
}

function milliseconds(program, words, cwd, env) {
  const begin = process.hrtime.bigint();
  must(program, words, cwd, env);
  return Number(process.hrtime.bigint() - begin) / 1e6;
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

// Taking turns, so that whatever slows the machine slows both.
function compare(what, nothing, lint) {
  const times = { nothing: [], lint: [] };
  for (let round = 0; round < rounds; ++round) {
    times.nothing.push(nothing(round));
    times.lint.push(lint(round));
  }
  const [without, with_it] = [median(times.nothing), median(times.lint)];
  console.log(`${what}: ${with_it.toFixed(0)} ms, an empty package ${without.toFixed(0)} ms: ${(with_it - without).toFixed(0)} ms more`);
}

const commands = { nothing: ["empty-command"], lint: ["asynclint", "one.js"] };
const cold_run = (name) => (round) => {
  const cache = join(folder, `cache-${name}-${round}`);
  const time = milliseconds("npx", commands[name], project(`cold-${name}-${round}`), { ...environment, npm_config_cache: cache });
  rmSync(cache, { recursive: true, force: true });
  return time;
};
compare("npx, cold", cold_run("nothing"), cold_run("lint"));

const installed = project("installed");
must("npm", ["install", "asynclint", "empty-command"], installed, environment);
const installed_run = (name) => () => milliseconds("npx", commands[name], installed, environment);
compare("npx, installed", installed_run("nothing"), installed_run("lint"));

const direct = (name) => () => milliseconds(join(installed, "node_modules/.bin", commands[name][0]), commands[name].slice(1), installed, environment);
compare("the command alone", direct("nothing"), direct("lint"));

const alone = Array.from({ length: rounds * 3 }, () => milliseconds(executable, ["one.js"], installed, environment));
console.log(`the executable: ${median(alone).toFixed(1)} ms, at best ${alone[0].toFixed(1)} ms`);
for (const end of endings) end();
process.exit(0);
