// The rules that this repository keeps about itself, checked by `./dev check`.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname } from "node:path";

const git = (...args) => execFileSync("git", args, { encoding: "utf8" }).split("\n").filter(Boolean);
const files = git("ls-files", "--cached", "--others", "--exclude-standard").filter((path) => existsSync(path) && statSync(path).isFile());
const text_of = (path) => readFileSync(path, "utf8");
const is = (...extensions) => (path) => extensions.includes(extname(path));

const complaints = [];
const complain = (path, what) => complaints.push(`${path}: ${what}`);

// Lockfiles pin by content, and name no registry.
for (const path of files.filter((path) => basename(path) === "package-lock.json")) {
  for (const [name, entry] of Object.entries(JSON.parse(text_of(path)).packages)) {
    if (name === "" || entry.link) continue;
    if (!entry.integrity) complain(path, `${name} has no integrity hash`);
    if (entry.resolved) complain(path, `${name} names where it was fetched from`);
  }
}
for (const path of files.filter((path) => basename(path) === ".npmrc"))
  if (/registry *=|_auth/.test(text_of(path))) complain(path, "a registry is the machine's business");

// One version, which manifests repeat for tools that want it there.
const version = text_of("CMakeLists.txt").match(/^project\(asynclint VERSION (\S+)/m)[1];
for (const path of ["vscode-extension/package.json", "integrations/eslint-plugin/package.json"])
  if (JSON.parse(text_of(path)).version !== version) complain(path, `is not of version ${version}, as CMakeLists.txt says`);

// A folder with C++ in it says what it is; tests/ speaks for the folders inside it.
const is_cpp = is(".h", ".cpp", ".c");
for (const folder of new Set(files.filter(is_cpp).map(dirname)))
  if (!existsSync(`${folder.replace(/^tests\/.*/, "tests")}/README.md`)) complain(folder, "has no README.md");

const limit = 600;
const is_written_by_hand = is(".h", ".cpp", ".c", ".mjs", ".js", ".ts", ".cmake", ".md", ".sh", "");
for (const path of files.filter(is_written_by_hand)) {
  const lines = text_of(path).split("\n").length - 1;
  if (lines > limit) complain(path, `${lines} lines; split what is longer than ${limit}`);
}

for (const path of files.filter(is_cpp)) {
  const text = text_of(path);
  // A source file that opens with its own header is explained there.
  const own_header = `${basename(path, extname(path))}.h"`;
  if (!text.startsWith("// ") && !text.split("\n", 1)[0].endsWith(own_header))
    complain(path, "does not open with a comment that says what it is for");
  if (/^\/\/ Generated from/.test(text)) complain(path, "generated files are not committed");
  if (extname(path) === ".h" && !text.includes("\n#pragma once\n")) complain(path, "has no #pragma once");
  if (/^#include "\.\.?\//m.test(text)) complain(path, "includes by a relative path, around the folders' dependencies");
}

// Fixtures are what other people write.
const is_own_code = (path) =>
  !path.startsWith("fixtures/") && (is(".h", ".cpp", ".c", ".mjs", ".ts", ".cmake")(path) || path === "dev");
for (const path of files.filter(is_own_code)) {
  if (/\b(TO[D]O|FIX[M]E|X[X]X)\b/.test(text_of(path))) complain(path, "has a note of something left undone");
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?(\.\w+)?$/.test(basename(path))) complain(path, "file names are kebab-case");
}

for (const complaint of complaints) console.error(complaint);
process.exit(complaints.length === 0 ? 0 : 1);
