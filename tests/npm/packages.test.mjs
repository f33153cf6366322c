// What is published, as files: who it is for, what is in it, what it says of itself.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { launcher_files, platform_files, tarball_name } from "../../tools/release/npm-packages.mjs";
import { executable_name, platforms } from "../../tools/release/platforms.mjs";
import { tarball } from "../../tools/release/tar.mjs";
import { version } from "../../tools/release/version.mjs";
import { executable, temporary_folder } from "./installed.mjs";

const manifest_of = (files) => JSON.parse(files["package.json"].bytes);
const launcher = launcher_files();
const files_for = (platform) => platform_files(platform, "", "terms");

test("one version everywhere, and it is the executable's", () => {
  assert.equal(execFileSync(executable, ["--version"], { encoding: "utf8" }), `asynclint ${version}\n`);
  const { version: own, optionalDependencies, dependencies } = manifest_of(launcher);
  assert.equal(own, version);
  assert.equal(dependencies, undefined);
  assert.deepEqual(optionalDependencies, Object.fromEntries(platforms.map(({ name }) => [`@asynclint/${name}`, version])));
  for (const platform of platforms) assert.equal(manifest_of(files_for(platform)).version, version);
});

test("nothing runs when they are installed", () => {
  for (const files of [launcher, ...platforms.map((platform) => files_for(platform))]) {
    const { scripts, bin, gypfile } = manifest_of(files);
    assert.equal(scripts, undefined);
    assert.equal(gypfile, undefined);
    assert.ok(!("binding.gyp" in files));
    for (const path of Object.values(bin ?? {})) assert.ok(files[path].is_executable);
  }
});

test("each platform is told apart by what npm asks for", () => {
  assert.equal(platforms.length, 8);
  const conditions = platforms.map((platform) => {
    const { name, os, cpu, libc, preferUnplugged } = manifest_of(files_for(platform));
    assert.equal(name, `@asynclint/${platform.name}`);
    assert.ok(preferUnplugged);
    assert.equal(libc !== undefined, os[0] === "linux");
    return JSON.stringify({ os, cpu, libc });
  });
  assert.equal(new Set(conditions).size, platforms.length);
});

test("every file that a manifest names is there, and terms are in each package", () => {
  const { bin, main, types, exports } = manifest_of(launcher);
  const named = [...Object.values(bin), main, types, ...Object.values(exports["."]), exports["./executable"], exports["./package.json"]];
  for (const path of named) assert.ok(launcher[path.replace("./", "")], path);
  assert.match(String(launcher.LICENSE.bytes), /MIT License/);
  for (const platform of platforms) {
    const files = files_for(platform);
    const wanted = ["LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", executable_name(platform), "package.json"];
    assert.deepEqual(Object.keys(files).sort(), wanted.sort());
    assert.equal(files["THIRD-PARTY-NOTICES.txt"].bytes, "terms");
  }
});

test("a tarball has the same bytes each time, and every tar reads it", (context) => {
  const folder = temporary_folder(context);
  const files = platform_files(platforms[0], readFileSync(executable), "terms");
  const bytes = tarball(files);
  const backwards = Object.fromEntries(Object.entries(files).reverse());
  assert.ok(bytes.equals(tarball(backwards)));
  const path = join(folder, tarball_name(files));
  writeFileSync(path, bytes);
  mkdirSync(join(folder, "out"));
  execFileSync("tar", ["-xzf", path, "-C", join(folder, "out")]);
  for (const [name, { bytes: content }] of Object.entries(files))
    assert.ok(readFileSync(join(folder, "out/package", name)).equals(Buffer.from(content)), name);
  assert.match(execFileSync(join(folder, "out/package/asynclint"), ["--version"], { encoding: "utf8" }), /^asynclint /);
  const listing = execFileSync("tar", ["-tvzf", path], { encoding: "utf8" });
  assert.match(listing, /^-rwxr-xr-x 0\/0 .* package\/asynclint$/m);
  assert.match(listing, /^-rw-r--r-- 0\/0 .* package\/package\.json$/m);
});

test("npm sees in a tarball what was put into it", (context) => {
  const folder = temporary_folder(context);
  const path = join(folder, tarball_name(launcher));
  writeFileSync(path, tarball(launcher));
  const { stdout, stderr } = spawnSync("npm", ["pack", "--dry-run", "--json", path], { cwd: folder, encoding: "utf8" });
  const [{ name, version: seen, files }] = Object.values(JSON.parse(stdout || stderr));
  assert.deepEqual([name, seen], ["asynclint", version]);
  assert.deepEqual(files.map((file) => file.path).sort(), Object.keys(launcher).sort());
});
