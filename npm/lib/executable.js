// Where the executable for this machine is: in the one package of its platform that was installed beside this one.
"use strict";

const { existsSync, readFileSync, readdirSync } = require("node:fs");
const { dirname, join } = require("node:path");

/** @returns {string[]} the platforms whose executable runs here, the best first. There need not be any for them. */
function platforms_here() {
  const { platform, arch } = process;
  if (platform !== "linux") return [`${platform}-${arch}`];
  // Asking Node (process.report) takes 30 ms. The one for musl is linked statically, and runs with every C library.
  const [machine, loader] = arch === "arm64" ? ["aarch64", "/lib/ld-linux-aarch64.so.1"] : ["x86_64", "/lib64/ld-linux-x86-64.so.2"];
  const has_glibc = existsSync(loader) && !existsSync(`/lib/ld-musl-${machine}.so.1`);
  const libraries = has_glibc ? ["gnu", "musl"] : ["musl", "gnu"];
  return libraries.map((library) => `linux-${arch}-${library}`);
}

/** @param {string} name @returns {string | undefined} */
function resolved(name) {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

/** Why there is none, and what to do about it. @param {string} wanted */
function absence(wanted) {
  const { optionalDependencies, version } = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8"));
  const override = "An executable of your own can be named in ASYNCLINT_EXECUTABLE.";
  const name = `@asynclint/${wanted}`;
  const built = Object.keys(optionalDependencies);
  if (!built.includes(name)) {
    const platforms = built.map((one) => one.slice("@asynclint/".length)).join(", ");
    return `there is no executable for ${wanted}; there is one for ${platforms}.\n${override}`;
  }
  const others = installed(built);
  const what = others.length > 0 ? `What is installed is for another machine (${others.join(", ")}).\n` : "";
  return `the package ${name}, which has the executable for this machine, is not installed.
${what}It is an optional dependency of asynclint. Package managers leave it out
- when they are told to leave out optional dependencies (--omit=optional, --no-optional);
- when node_modules was copied from another platform, or the lockfile was written on one, which npm does wrong now and
  then. Remove both node_modules and package-lock.json, and run npm install again.
What helps at once: npm install --no-save ${name}@${version}
${override}`;
}

/** @param {string[]} names */
function installed(names) {
  const found = new Set(names.filter((name) => resolved(`${name}/package.json`)));
  // pnpm and Yarn keep them elsewhere; beside us is where npm has them.
  const beside = join(dirname(dirname(__dirname)), "@asynclint");
  if (existsSync(beside)) for (const name of readdirSync(beside)) found.add(`@asynclint/${name}`);
  return [...found].filter((name) => names.includes(name)).sort();
}

/**
 * The path of the executable.
 * @returns {string}
 * @throws {Error} with a sentence for people, when there is none
 */
function find_executable() {
  const named = process.env.ASYNCLINT_EXECUTABLE;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`ASYNCLINT_EXECUTABLE names ${named}, and there is no such file`);
  }
  const platforms = platforms_here();
  const file = process.platform === "win32" ? "asynclint.exe" : "asynclint";
  for (const platform of platforms) {
    const path = resolved(`@asynclint/${platform}/${file}`);
    if (path) return path;
  }
  throw new Error(absence(/** @type {string} */ (platforms[0])));
}

module.exports = { find_executable };
