// node tests/npm/measure.mjs [ROUNDS]: how long `npx asynclint` takes in a project of one file, beside a package whose
// command does nothing. Cold: npm has never heard of either. Installed: both are dependencies of the project. And how
// long the executable takes by itself. The registry answers at once; with `--verdaccio` it is the one of the tests, whose
// own time is then in it. On a machine that does nothing else.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launcher_files, platform_files } from "../../tools/release/npm-packages.mjs";
import { platforms } from "../../tools/release/platforms.mjs";
import { tarball } from "../../tools/release/tar.mjs";
import { executable, here } from "./installed.mjs";
import { npm_environment, start_registry } from "./registry.mjs";
import { start_still_registry } from "./still-registry.mjs";

const rounds = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 15);
const folder = mkdtempSync(join(tmpdir(), "asynclint-npx-"));
const endings = [() => rmSync(folder, { recursive: true, force: true })];
const context = { after: (end) => endings.unshift(end) };

const package_of = (about, files = {}) => ({ "package.json": { bytes: JSON.stringify({ version: "1.0.0", ...about }) }, ...files });
const command = { "bin.js": { bytes: "#!/usr/bin/env node\n", is_executable: true } };
const empty = package_of({ name: "empty-command", bin: "bin.js" }, command);

// Ours without anything in it: what npm takes for asking about eight platforms.
const hollow_parts = platforms.map((platform) => {
  const { os, cpu, libc } = JSON.parse(String(platform_files(platform, "", "")["package.json"].bytes));
  return package_of({ name: `hollow-${platform.name}`, os, cpu, libc });
});
const optionalDependencies = Object.fromEntries(platforms.map(({ name }) => [`hollow-${name}`, "1.0.0"]));
const hollow = package_of({ name: "hollow", bin: "bin.js", optionalDependencies }, command);

const bytes = readFileSync(executable);
const ours = platforms.map((platform) => platform_files(platform, platform.name === here ? bytes : "nothing", "terms"));
const packages = [empty, ...hollow_parts, hollow, ...ours, launcher_files()];
const environment = process.argv.includes("--verdaccio") ? await published() : npm_environment(folder, await start_still_registry(context, packages));

async function published() {
  const { environment } = await start_registry(context, folder);
  for (const [number, files] of packages.entries()) {
    const path = join(folder, `${number}.tgz`);
    writeFileSync(path, tarball(files));
    await must("npm", ["publish", path, "--access", "public"], folder, environment);
  }
  return environment;
}

async function must(program, words, cwd, env) {
  const child = spawn(program, words, { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (part) => (said += part));
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`${program} ${words.join(" ")}: ${said}`);
}

function project(name) {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, "package.json"), JSON.stringify({ private: true }));
  writeFileSync(join(path, "one.js"), "async function save() {}\nsave();\n");
  return path;
}

async function milliseconds(program, words, cwd, env) {
  const begin = process.hrtime.bigint();
  await must(program, words, cwd, env);
  return Number(process.hrtime.bigint() - begin) / 1e6;
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

// Taking turns, so that whatever slows the machine slows all.
async function compare(what, { nothing, ...runs }) {
  const times = { nothing: [], ...Object.fromEntries(Object.keys(runs).map((name) => [name, []])) };
  for (let round = 0; round < rounds; ++round)
    for (const [name, run] of Object.entries({ nothing, ...runs })) times[name].push(await run(round));
  const least = median(times.nothing);
  for (const name of Object.keys(runs)) {
    const time = median(times[name]);
    console.log(`${what}, ${name}: ${time.toFixed(0)} ms, an empty package ${least.toFixed(0)} ms: ${(time - least).toFixed(0)} ms more`);
  }
}

const commands = { nothing: ["empty-command"], hollow: ["hollow"], asynclint: ["asynclint", "one.js"] };
const cold_run = (name) => async (round) => {
  const cache = join(folder, `cache-${name}-${round}`);
  const time = await milliseconds("npx", commands[name], project(`cold-${name}-${round}`), { ...environment, npm_config_cache: cache });
  rmSync(cache, { recursive: true, force: true });
  return time;
};
await compare("npx, cold", { nothing: cold_run("nothing"), hollow: cold_run("hollow"), asynclint: cold_run("asynclint") });

const installed = project("installed");
await must("npm", ["install", "asynclint", "empty-command"], installed, environment);
const installed_run = (name) => () => milliseconds("npx", commands[name], installed, environment);
await compare("npx, installed", { nothing: installed_run("nothing"), asynclint: installed_run("asynclint") });

const direct = (name) => () => milliseconds(join(installed, "node_modules/.bin", commands[name][0]), commands[name].slice(1), installed, environment);
await compare("the command alone", { nothing: direct("nothing"), asynclint: direct("asynclint") });

const alone = [];
for (let round = 0; round < rounds * 3; ++round) alone.push(await milliseconds(executable, ["one.js"], installed, environment));
console.log(`the executable: ${median(alone).toFixed(1)} ms, at best ${alone[0].toFixed(1)} ms`);
for (const end of endings) end();
process.exit(0);
