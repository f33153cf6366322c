// The recipes for Turborepo and Nx, with their own caches: what did not change is not linted again, and what changed
// is, wherever it shows.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { shown_as } from "../../ci/tests/page.mjs";
import { commit_all, folder, git, install_stand_in, run, write } from "../../ci/tests/support.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));
const skip = existsSync(join(here, "node_modules/nx")) ? false : "./dev test integrations fetches what this needs";

const manifest = (name, more = {}) => JSON.stringify({ name, version: "1.0.0", scripts: { "lint-async": "asynclint ." }, ...more });
const root_manifest = (version) => ({
  name: "monorepo", private: true, packageManager: "npm@10.8.2", workspaces: ["packages/*"], devDependencies: { asynclint: version },
});
const lock = (version) => ({
  name: "monorepo", lockfileVersion: 3, requires: true,
  packages: {
    "": root_manifest(version),
    "node_modules/asynclint": { version, integrity: `sha512-${version}`, dev: true },
    "node_modules/app": { resolved: "packages/app", link: true },
    "node_modules/base": { resolved: "packages/base", link: true },
    "packages/app": { version: "1.0.0", dependencies: { base: "*" } },
    "packages/base": { version: "1.0.0" },
  },
});
const roots = (version) => ({
  "package.json": JSON.stringify(root_manifest(version)), "package-lock.json": JSON.stringify(lock(version)),
});

// Two packages, of which one uses the other.
function monorepo(t, files) {
  const root = folder(t, {
    ".gitignore": "node_modules\n.turbo\n.nx\n",
    ...roots("0.1.0"),
    "asynclint.json": "{}",
    "packages/base/package.json": manifest("base", { main: "index.js" }),
    "packages/base/index.js": "exports.save = function save() {};\n",
    "packages/app/package.json": manifest("app", { dependencies: { base: "*" } }),
    "packages/app/index.js": 'const { save } = require("base");\nexports.leave = async () => {\n  save();\n};\n',
    ...files,
  });
  commit_all(root);
  return installed(root);
}

// What `npm ci` would do, with the build systems that are here.
function installed(root) {
  const { calls } = install_stand_in(root);
  for (const name of ["app", "base"]) symlinkSync(join(root, "packages", name), join(root, "node_modules", name));
  const theirs = join(here, "node_modules");
  for (const name of readdirSync(theirs)) if (!name.startsWith(".")) symlinkSync(join(theirs, name), join(root, "node_modules", name));
  symlinkSync(join(theirs, ".bin/nx"), join(root, "node_modules/.bin/nx"));
  let seen = 0;
  // How many packages were linted since the last time.
  const linted = () => {
    const before = seen;
    seen = calls().length;
    return seen - before;
  };
  return { root, linted };
}

function check_cache({ root, linted }, lint) {
  const passes = (expected, why) => {
    const { status, output } = lint();
    assert.equal(status, 0, output);
    assert.equal(linted(), expected, `${why}\n${output}`);
    return output;
  };
  passes(2, "nothing is known");
  const again = passes(0, "nothing changed");
  write(root, { "packages/app/more.js": "exports.more = 1;\n" });
  passes(1, "the one that nobody depends on changed");
  write(root, { "asynclint.json": '{ "preset": "strict" }' });
  passes(2, "the configuration changed");
  write(root, roots("0.2.0"));
  passes(2, "asynclint itself changed");

  // The finding is in the package that did not change.
  write(root, { "packages/base/index.js": "exports.save = async function save() {\n  await fetch('/save');\n};\n" });
  const found = lint();
  assert.notEqual(found.status, 0, found.output);
  assert.match(found.output, /floating-promise/);
  assert.equal(linted(), 2);
  // A failure is not remembered as a success.
  assert.notEqual(lint().status, 0);
  assert.ok(linted() > 0);
  return again;
}

// The same commit on another machine, where nothing was linted yet.
function another_machine(t, root) {
  const other = join(folder(t), "clone");
  git(root, "clone", "--quiet", root, other);
  return installed(other);
}

async function remote_cache(t) {
  const server = spawn(process.execPath, [join(here, "tests/cache-server.mjs")], { stdio: ["pipe", "pipe", "inherit"] });
  t.after(() => server.stdin.end());
  const [line] = await once(server.stdout, "data");
  return String(line).trim();
}

function check_remote_cache({ root, linted }, t, lint) {
  const first = lint(root);
  assert.equal(first.status, 0, first.output);
  assert.equal(linted(), 2);
  const other = another_machine(t, root);
  const second = lint(other.root);
  assert.equal(second.status, 0, second.output);
  assert.equal(other.linted(), 0, second.output);
  write(other.root, { "packages/app/more.js": "exports.more = 1;\n" });
  assert.equal(lint(other.root).status, 0);
  assert.equal(other.linted(), 1);
  return second.output;
}

function turborepo(t) {
  const lint = (root, env) =>
    run(root, join(here, "node_modules/.bin/turbo"), ["run", "lint-async"], {
      env: { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", TURBO_NO_UPDATE_NOTIFIER: "1", ...env },
    });
  return { project: monorepo(t, { "turbo.json": shown_as("turbo.json") }), lint };
}

function nx(t) {
  const lint = (root, env) =>
    run(root, "node_modules/.bin/nx", ["run-many", "--target", "lint-async", "--outputStyle", "static"], {
      env: { NX_DAEMON: "false", NX_NO_CLOUD: "true", NX_TUI: "false", CI: "true", NX_WORKSPACE_DATA_DIRECTORY: join(root, ".nx/data"), ...env },
    });
  return { project: monorepo(t, { "nx.json": shown_as("nx.json") }), lint };
}

test("Turborepo: a second run is a hit, and a change reaches what depends on it", { skip }, (t) => {
  const { project, lint } = turborepo(t);
  const again = check_cache(project, () => lint(project.root));
  assert.match(again, /2 cached, 2 total/);
  assert.match(again, /FULL TURBO/);
});

test("Turborepo: what one machine linted is a hit on another, from a remote cache", { skip }, async (t) => {
  const { project, lint } = turborepo(t);
  const env = { TURBO_API: await remote_cache(t), TURBO_TOKEN: "secret", TURBO_TEAM: "team_bakery" };
  const output = check_remote_cache(project, t, (root) => lint(root, env));
  assert.match(output, /FULL TURBO/);
});

test("Nx: a second run is a hit, and a change reaches what depends on it", { skip }, (t) => {
  const { project, lint } = nx(t);
  const again = check_cache(project, () => lint(project.root));
  assert.match(again, /2 out of 2 tasks/);
});

test("Nx: what one machine linted is a hit on another, from a remote cache", { skip }, async (t) => {
  const { project, lint } = nx(t);
  const env = { NX_SELF_HOSTED_REMOTE_CACHE_SERVER: await remote_cache(t), NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: "secret" };
  const output = check_remote_cache(project, t, (root) => lint(root, env));
  assert.match(output, /2 out of 2 tasks/);
});
