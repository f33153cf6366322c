// The packages on which the linter is held against its peers, each with what it depends on: `packages/<n>/` has a
// package.json, which says where the sources are, and the lockfile. Nothing of them is ever run.
//
// usage: node fetch.mjs         fetch what is missing
//        node fetch.mjs --pin   after a package.json was changed: write its lockfile anew
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const pins = join(here, "packages");
export const data_folder = join(here, "data");

const manifest = "package.json";
const lockfile = "package-lock.json";

const json_of = (path) => JSON.parse(readFileSync(path, "utf8"));
const npm_flags = ["--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
const npm = (cwd, ...words) =>
  execFileSync("npm", [...words, ...npm_flags], { cwd, stdio: ["ignore", "ignore", "inherit"] });

// `accuracy` in a package.json: the package whose sources are read, what of it is left out (bundles, compiled copies,
// other people's code), whether its sources are TypeScript, and compiler options that they need.
export function accuracy_packages() {
  return readdirSync(pins)
    .sort()
    .map((folder) => {
      const { accuracy, dependencies } = json_of(join(pins, folder, manifest));
      const name = accuracy.package;
      return { omit: [], ...accuracy, folder, name, version: dependencies[name], path: join(data_folder, folder) };
    });
}

const is_javascript = (name) => /\.(js|mjs|cjs|jsx)$/.test(name);
const is_typescript = (name) => /(?<!\.d)\.([mc]?ts|tsx)$/.test(name);
// What would tell a linter something of its authors' own, or hide files from it.
const is_configuration = (name) =>
  /^(tsconfig.*\.json|jsconfig\.json|\.?eslint.*|\.?oxlintrc.*|asynclint\.json|\.gitignore|\.ignore)$/.test(name);

// As a user of linting with types has it: strict, and JavaScript too.
function tsconfig({ compilerOptions, javascript }) {
  return {
    compilerOptions: {
      allowJs: javascript,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: "esnext",
      module: "nodenext",
      esModuleInterop: true,
      resolveJsonModule: true,
      types: ["node"],
      ...compilerOptions,
    },
    include: ["**/*"],
    exclude: ["node_modules"],
  };
}

// Leaves what the package's authors wrote. A JavaScript package keeps its declarations, which say what it gives.
function prune(folder, path, { omit, javascript }) {
  for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
    const inner = join(path, entry.name);
    const remove = () => rmSync(join(folder, inner), { recursive: true });
    if (inner === "node_modules") continue;
    if (omit.includes(inner) || entry.name === "node_modules" || is_configuration(entry.name)) remove();
    else if (entry.isDirectory()) prune(folder, inner, { omit, javascript });
    else if (/[.-]min\.\w+$/.test(entry.name)) remove();
    else if (javascript ? is_typescript(entry.name) : is_javascript(entry.name)) remove();
  }
}

function install(entry) {
  const fresh = `${entry.path}.fresh`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  for (const name of [manifest, lockfile])
    copyFileSync(join(pins, entry.folder, name), join(fresh, name));
  npm(fresh, "ci");
  rmSync(join(fresh, manifest));
  rmSync(join(fresh, lockfile));
  // Out of node_modules, which linters leave alone. What only this package needs comes to lie where it finds it.
  const inside = join(fresh, "node_modules", entry.name);
  const own = join(inside, "node_modules");
  for (const name of existsSync(own) ? readdirSync(own) : []) {
    if (name.startsWith(".")) continue;
    const deeper = name.startsWith("@") ? readdirSync(join(own, name)).map((inner) => join(name, inner)) : [name];
    for (const dependency of deeper) {
      const place = join(fresh, "node_modules", dependency);
      rmSync(place, { recursive: true, force: true });
      mkdirSync(dirname(place), { recursive: true });
      renameSync(join(own, dependency), place);
    }
  }
  rmSync(own, { recursive: true, force: true });
  for (const name of readdirSync(inside)) renameSync(join(inside, name), join(fresh, name));
  rmSync(inside, { recursive: true });
  prune(fresh, "", entry);
  writeFileSync(join(fresh, ".gitignore"), "node_modules/\n");
  writeFileSync(join(fresh, "tsconfig.json"), `${JSON.stringify(tsconfig(entry), null, 2)}\n`);
  // To a linter the folder looks like a repository of its own: this one's .gitignore names it, and would hide it.
  mkdirSync(join(fresh, ".git"), { recursive: true });
  writeFileSync(join(fresh, ".git/.fetched"), stamp_of(entry));
  rmSync(entry.path, { recursive: true, force: true });
  renameSync(fresh, entry.path);
}

const stamp_of = ({ folder }) =>
  [manifest, lockfile].map((name) => readFileSync(join(pins, folder, name), "utf8")).join("");

export function fetch_accuracy_packages(packages = accuracy_packages()) {
  for (const entry of packages) {
    const stamp = join(entry.path, ".git/.fetched");
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === stamp_of(entry)) continue;
    console.error(`bench: fetching ${entry.name} ${entry.version} and what it depends on from npm`);
    install(entry);
  }
  return packages;
}

// The files that are compared.
export function sources_of({ path, javascript }, below = "") {
  return readdirSync(join(path, below), { withFileTypes: true }).flatMap((entry) => {
    const inner = join(below, entry.name);
    if (entry.isDirectory()) return inner === "node_modules" ? [] : sources_of({ path, javascript }, inner);
    return (javascript ? is_javascript(entry.name) : is_typescript(entry.name)) ? [inner] : [];
  });
}

// With everything installed: a lockfile that npm makes by itself may lack what only an installation tells.
function pin({ folder }) {
  const scratch = mkdtempSync(join(tmpdir(), "asynclint-pin-"));
  try {
    copyFileSync(join(pins, folder, manifest), join(scratch, manifest));
    npm(scratch, "install", "--omit-lockfile-registry-resolved");
    copyFileSync(join(scratch, lockfile), join(pins, folder, lockfile));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv[2] === "--pin") accuracy_packages().forEach(pin);
  else fetch_accuracy_packages();
}
