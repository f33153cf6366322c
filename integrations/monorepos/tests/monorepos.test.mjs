// The recipes for Turborepo and Nx, with their own caches: what did not change is not linted again, and what changed
// is, wherever it shows.
import assert from "node:assert/strict";
import { existsSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { shown_as } from "../../ci/tests/page.mjs";
import { commit_all, floating, folder, install_from_here, install_stand_in, run, write } from "../../ci/tests/support.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));
const skip = existsSync(join(here, "node_modules/nx")) ? false : "./dev test integrations fetches what this needs";

const manifest = (name, more = {}) => JSON.stringify({ name, version: "1.0.0", scripts: { "lint-async": "asynclint ." }, ...more });
const lock = JSON.stringify({
  name: "monorepo", lockfileVersion: 3,
  packages: {
    "": { name: "monorepo", workspaces: ["packages/*"] },
    "node_modules/app": { resolved: "packages/app", link: true },
    "node_modules/base": { resolved: "packages/base", link: true },
    "packages/app": { version: "1.0.0", dependencies: { base: "*" } },
    "packages/base": { version: "1.0.0" },
  },
});

// Two packages, of which one uses the other.
function monorepo(t, files) {
  const root = folder(t, {
    ".gitignore": "node_modules\n.turbo\n.nx\n",
    "package.json": '{ "name": "monorepo", "private": true, "packageManager": "npm@10.8.2", "workspaces": ["packages/*"] }',
    "package-lock.json": lock,
    "asynclint.json": "{}",
    "packages/base/package.json": manifest("base", { main: "index.js" }),
    "packages/base/index.js": "exports.save = function save() {};\n",
    "packages/app/package.json": manifest("app", { dependencies: { base: "*" } }),
    "packages/app/index.js": 'const { save } = require("base");\nexports.leave = async () => {\n  save();\n};\n',
    ...files,
  });
  const { calls } = install_stand_in(root);
  for (const name of ["app", "base"]) symlinkSync(join(root, "packages", name), join(root, "node_modules", name));
  commit_all(root);
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

test("Turborepo: a second run is a hit, and a change reaches what depends on it", { skip }, (t) => {
  const project = monorepo(t, { "turbo.json": shown_as("turbo.json") });
  install_from_here(project.root, here, "turbo");
  const env = { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", TURBO_NO_UPDATE_NOTIFIER: "1" };
  const again = check_cache(project, () => run(project.root, "node_modules/.bin/turbo", ["run", "lint-async"], { env }));
  assert.match(again, /2 cached, 2 total/);
  assert.match(again, /FULL TURBO/);
});

test("Nx: a second run is a hit, and a change reaches what depends on it", { skip }, (t) => {
  const project = monorepo(t, { "nx.json": shown_as("nx.json") });
  const theirs = join(here, "node_modules");
  install_from_here(project.root, here, "nx");
  for (const name of readdirSync(theirs))
    if (!name.startsWith(".") && name !== "nx") symlinkSync(join(theirs, name), join(project.root, "node_modules", name));
  const env = { NX_DAEMON: "false", NX_NO_CLOUD: "true", NX_TUI: "false", CI: "true", NX_WORKSPACE_DATA_DIRECTORY: join(project.root, ".nx/data") };
  const words = ["run-many", "--target", "lint-async", "--outputStyle", "static"];
  const again = check_cache(project, () => run(project.root, "node_modules/.bin/nx", words, { env }));
  assert.match(again, /2 out of 2 tasks/);
});
