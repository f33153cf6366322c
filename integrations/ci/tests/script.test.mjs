// asynclint as an npm script: as the page says it is added, and with a baseline in an old code base.
import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./page.mjs";
import { commit_all, floating, folder, install_stand_in, mended, run, runs, write } from "./support.mjs";

function project(t, files) {
  const path = folder(t, { "package.json": '{ "name": "somebody" }', ".gitignore": "node_modules\n", ...files });
  install_stand_in(path);
  const [, words] = page.match(/^npm (pkg set .*)$/m);
  runs(path, "npm", words.split(" "));
  commit_all(path);
  return path;
}

test("`npm run lint:async` ends as asynclint does", (t) => {
  const path = project(t, { "a.js": floating });
  const lint = () => run(path, "npm", ["run", "--silent", "lint:async"]);
  const bad = lint();
  assert.equal(bad.status, 1, bad.output);
  assert.match(bad.output, /floating-promise/);
  write(path, { "a.js": mended });
  assert.equal(lint().status, 0);
  write(path, { "asynclint.json": "{ no" });
  assert.equal(lint().status, 2);
});

test("a baseline lets what is there be, and reports what is new", (t) => {
  const path = project(t, { "old.js": floating });
  const commands = [...page.matchAll(/`asynclint (--baseline [^`]*)`/g)].map(([, words]) => words.split(" "));
  assert.equal(commands.length, 2);
  const [update, lint] = commands.map((words) => () => run(path, "node_modules/.bin/asynclint", words));
  assert.equal(update().status, 0);
  assert.equal(lint().status, 0);
  write(path, { "old.js": `// Lines may move.\n\n${floating}`, "new.js": floating });
  const { status, output } = lint();
  assert.equal(status, 1, output);
  assert.match(output, /new\.js\n/);
  assert.doesNotMatch(output, /old\.js\n/);
});
