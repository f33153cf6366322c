// Before a commit: lint-staged with husky, and pre-commit, each in a repository of its own.
import assert from "node:assert/strict";
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { stringify, parse } from "yaml";
import { shown_as } from "./page.mjs";
import { commit_all, executable, floating, folder, git, has, here, install_from_here, install_stand_in, mended, repository, run, runs, write } from "./support.mjs";

const commit = (cwd, env) => run(cwd, "git", ["commit", "--message", "Change"], { env });

function staged(cwd, files) {
  write(cwd, files);
  git(cwd, "add", "--all");
}

test("husky and lint-staged: what is staged is linted as it is staged, and nothing else", (t) => {
  const project = folder(t, {
    ".gitignore": "node_modules\n",
    "package.json": '{ "name": "somebody" }',
    ".lintstagedrc.json": shown_as(".lintstagedrc.json"),
    ".husky/pre-commit": shown_as(".husky/pre-commit"),
    "old.js": floating,
    "asynclint.json": '{ "ignore": ["generated.js"] }',
  });
  const { calls } = install_stand_in(project);
  install_from_here(project, here, "husky", "lint-staged");
  commit_all(project);
  runs(project, "node_modules/.bin/husky", []);

  staged(project, { "a b.js": floating, "notes.md": "# Notes\n" });
  const refused = commit(project);
  assert.equal(refused.status, 1, refused.output);
  assert.match(refused.output, /5:3 +error .*floating-promise/);
  assert.deepEqual(calls(), [[join(project, "a b.js")]]);

  // What is on the disk beside it is not what will be committed.
  staged(project, { "a b.js": mended, "generated.js": floating });
  write(project, { "a b.js": `${floating}// more work\n` });
  const accepted = commit(project);
  assert.equal(accepted.status, 0, accepted.output);
  assert.equal(readFileSync(join(project, "a b.js"), "utf8"), `${floating}// more work\n`);
  assert.equal(git(project, "show", "HEAD:a b.js"), mended);
});

test("husky and asynclint --staged: what stands on staged lines", (t) => {
  const project = folder(t, {
    ".gitignore": "node_modules\n",
    "package.json": '{ "name": "somebody" }',
    ".husky/pre-commit": shown_as(".husky/pre-commit", 1),
    "old.js": floating,
  });
  install_stand_in(project);
  install_from_here(project, here, "husky");
  commit_all(project);
  runs(project, "node_modules/.bin/husky", []);

  staged(project, { "old.js": `${floating}export const added = 1;\n`, "new.js": floating });
  write(project, { "new.js": mended });
  const refused = commit(project);
  assert.equal(refused.status, 1, refused.output);
  assert.match(refused.output, /new\.js\n +5:3 +error .*floating-promise/);
  assert.doesNotMatch(refused.output, /old\.js/);
  git(project, "add", "--all");
  const accepted = commit(project);
  assert.equal(accepted.status, 0, accepted.output);
});

// The hook's repository as a clone has it, without what only its build needs from npm.
function hook_repository(t) {
  const hooks = folder(t);
  for (const name of [".pre-commit-hooks.yaml", ".npmrc"]) copyFileSync(join(repository, name), join(hooks, name));
  const { devDependencies: _, overrides: __, ...manifest } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  write(hooks, { "package.json": JSON.stringify(manifest), "README.md": "asynclint\n", "fixtures/large.js": "1;\n" });
  return { hooks, rev: commit_all(hooks) };
}

function packed_stand_in(t) {
  const packed = folder(t, { "package.json": '{ "name": "asynclint", "version": "0.1.0", "bin": "asynclint.sh" }' });
  writeFileSync(join(packed, "asynclint.sh"), `#!/bin/sh\nexec '${executable}' "$@"\n`);
  chmodSync(join(packed, "asynclint.sh"), 0o755);
  return join(packed, runs(packed, "npm", ["pack", "--silent"]).trim());
}

// The environments that it makes for Node do not work where there is a space in their path.
const pre_commit_home = (t) => folder(t, {}, "pre-commit-");

const skip = has("pre-commit", "--version") ? false : "there is no pre-commit; Debian has it";

test("pre-commit: the hook installs itself and looks at what is staged", { skip, timeout: 200_000 }, (t) => {
  const { hooks, rev } = hook_repository(t);
  const configuration = parse(shown_as(".pre-commit-config.yaml"));
  const [source] = configuration.repos;
  const [hook] = parse(readFileSync(join(repository, ".pre-commit-hooks.yaml"), "utf8"));
  assert.equal(hook.id, source.hooks[0].id);
  Object.assign(source, { repo: hooks, rev });
  source.hooks[0].additional_dependencies = [packed_stand_in(t)];
  const project = folder(t, { ".pre-commit-config.yaml": stringify(configuration), "old.js": floating });
  commit_all(project);
  const env = { PRE_COMMIT_HOME: pre_commit_home(t), npm_config_cache: folder(t), npm_config_offline: "true" };
  runs(project, "pre-commit", ["install"], { env });

  staged(project, { "src/a b.ts": floating, "c.vue": "<template/>\n", "notes.md": "# Notes\n" });
  const refused = commit(project, env);
  assert.equal(refused.status, 1, refused.output);
  assert.match(refused.output, /src\/a b\.ts\n +5:3 +error .*floating-promise/);
  assert.doesNotMatch(refused.output, /old\.js|notes\.md/);
  staged(project, { "src/a b.ts": mended });
  const accepted = commit(project, env);
  assert.equal(accepted.status, 0, accepted.output);
  assert.match(accepted.output, /asynclint\.+Passed/);
});

test("pre-commit: the hook of the project's own asynclint", { skip }, (t) => {
  const project = folder(t, { ".gitignore": "node_modules\n", ".pre-commit-config.yaml": shown_as(".pre-commit-config.yaml", 1) });
  const { calls } = install_stand_in(project);
  commit_all(project);
  const env = { PRE_COMMIT_HOME: pre_commit_home(t) };
  staged(project, { "a.js": floating, "b.css": "a {}\n" });
  const { status, output } = run(project, "pre-commit", ["run"], { env });
  assert.equal(status, 1, output);
  assert.match(output, /floating-promise/);
  assert.deepEqual(calls(), [["a.js"]]);
});

test("pre-commit takes the files for what they should be", { skip }, () => {
  runs(repository, "pre-commit", ["validate-manifest", ".pre-commit-hooks.yaml"]);
});
