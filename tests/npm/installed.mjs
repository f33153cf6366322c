// Packages as npm leaves them: a folder with node_modules in it, made of what would be published.
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { launcher_files, platform_files } from "../../tools/release/npm-packages.mjs";
import { executable_name, platform_named } from "../../tools/release/platforms.mjs";

export const executable = process.env.ASYNCLINT_EXECUTABLE ?? new URL("../../build/asynclint", import.meta.url).pathname;
// The package of this machine.
export const here = `linux-${process.arch}-gnu`;

export function temporary_folder(context, name = "asynclint npm ") {
  const folder = mkdtempSync(join(tmpdir(), name));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function unpack(folder, files) {
  for (const [name, { bytes, is_executable }] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    if (is_executable) chmodSync(path, 0o755);
  }
}

// A project with asynclint in it, below a folder whose name is hard. platforms: { name: executable's bytes }.
export function project(context, platforms = { [here]: readFileSync(executable) }) {
  const folder = join(temporary_folder(context), "my project's ünïcode");
  unpack(join(folder, "node_modules/asynclint"), launcher_files());
  for (const [name, bytes] of Object.entries(platforms))
    unpack(join(folder, "node_modules/@asynclint", name), platform_files(platform_named(name), bytes, "terms"));
  const path_of = (name) => join(folder, "node_modules/@asynclint", name, executable_name(platform_named(name)));
  return { folder, launcher: join(folder, "node_modules/asynclint/bin/asynclint.js"), path_of };
}

// What a program in Node does in the executable's place.
export const stand_in = (body) => `#!${process.execPath}\n${body}\n`;

// Node's words come before the launcher.
export function run(launcher, words = [], { node = [], input = "", env = {}, cwd, started = () => {} } = {}) {
  const environment = { ...process.env, ASYNCLINT_EXECUTABLE: "", ...env };
  const child = spawn(process.execPath, [...node, launcher, ...words], { cwd, env: environment });
  return new Promise((resolve, reject) => {
    let output = "";
    let complaints = "";
    child.stdout.setEncoding("utf8").on("data", (part) => {
      output += part;
      started(child, output);
    });
    child.stderr.setEncoding("utf8").on("data", (part) => (complaints += part));
    child.on("error", reject);
    child.on("close", (status, signal) => resolve({ status, signal, output, complaints }));
    child.stdin.end(input);
  });
}
