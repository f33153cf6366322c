// The packages that the benchmark lints: fetched from npm by name and version, checked against the hashes of
// packages.json, and unpacked without anything that they depend on. Nothing of them is ever run.
//
// usage: node fetch.mjs [third-set]         fetch what is missing
//        node fetch.mjs --pin [third-set]   after a version was changed: write the hashes that npm gives into the list
//
// third-set.json lists the packages of docs/real-code/third-set.md in the same way. The benchmark leaves them out: its
// figures are those of packages.json.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const measured = { lock: join(here, "packages.json"), folder: join(here, "data") };
const third_set = { lock: join(here, "third-set.json"), folder: join(here, "third-set") };
export const data_folder = measured.folder;

export function pinned_packages({ lock } = measured) {
  return Object.entries(JSON.parse(readFileSync(lock, "utf8"))).map(([name, pin]) => ({ name, omit: [], ...pin }));
}

// One call of npm for all of them: name → the packed file and the hash of what was received.
function pack(packages, folder) {
  const names = packages.map(({ name, version }) => `${name}@${version}`);
  const flags = ["--json", "--ignore-scripts", "--loglevel=error", `--pack-destination=${folder}`];
  const output = execFileSync("npm", ["pack", ...flags, ...names], { cwd: here, maxBuffer: 1 << 30, encoding: "utf8" });
  const archives = new Map();
  for (const { name, filename } of Object.values(JSON.parse(output))) {
    // Old versions of npm print a scoped package's file as it is named in the registry.
    const path = join(folder, filename.replace(/^@/, "").replaceAll("/", "-"));
    const integrity = `sha512-${createHash("sha512").update(readFileSync(path)).digest("base64")}`;
    archives.set(name, { path, integrity });
  }
  return archives;
}

export const is_source = (name) => /\.(js|mjs|cjs|jsx)$/.test(name) && !/[.-]min\.\w+$/.test(name);

// Only what a linter is to read: sources as their authors wrote them, and the package.json that says how Node loads
// them. Bundles and compiled copies that a package ships beside its sources are named in its `omit`.
function unpack({ name, omit }, archive, target) {
  const whole = mkdtempSync(join(target, "unpacked-"));
  execFileSync("tar", ["-xzf", archive, "-C", whole, "--strip-components=1"]);
  const left_out = new Set(omit);
  const copy = (folder) => {
    for (const entry of readdirSync(join(whole, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (left_out.has(path) || entry.name === "node_modules") continue;
      if (entry.isDirectory()) copy(path);
      else if (is_source(entry.name) || entry.name === "package.json")
        cpSync(join(whole, path), join(target, name, path));
    }
  };
  copy("");
  rmSync(whole, { recursive: true });
}

export function fetch_packages(list = measured) {
  const { lock, folder } = list;
  const stamp = join(folder, ".fetched-lockfile");
  const pins = readFileSync(lock, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === pins) return;
  console.error(`bench: fetching the packages that ${basename(lock)} pins from npm`);
  const fresh = `${folder}.fresh`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(join(fresh, "archives"), { recursive: true });
  const packages = pinned_packages(list);
  const archives = pack(packages, join(fresh, "archives"));
  for (const pin of packages) {
    const archive = archives.get(pin.name);
    if (archive?.integrity !== pin.integrity)
      throw new Error(
        `${pin.name}@${pin.version} is not what ${basename(lock)} pins: ${archive?.integrity ?? "nothing came"}`,
      );
    unpack(pin, archive.path, fresh);
  }
  rmSync(join(fresh, "archives"), { recursive: true });
  // To a linter the folder looks like a repository of its own: this one's .gitignore names it, and would hide it.
  mkdirSync(join(fresh, ".git"));
  writeFileSync(join(fresh, ".fetched-lockfile"), pins);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

function pin(list) {
  const folder = mkdtempSync(join(here, "pinning-"));
  try {
    const packages = pinned_packages(list);
    const archives = pack(packages, folder);
    const pins = packages.map(({ name, version, omit }) => {
      const entry = { version, integrity: archives.get(name).integrity, ...(omit.length > 0 && { omit }) };
      return `  ${JSON.stringify(name)}: ${JSON.stringify(entry, null, 1).replace(/\s*\n\s*/g, " ")}`;
    });
    writeFileSync(list.lock, `{\n${pins.join(",\n")}\n}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const list = process.argv.includes("third-set") ? third_set : measured;
  if (process.argv.includes("--pin")) pin(list);
  else fetch_packages(list);
}
