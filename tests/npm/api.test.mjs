// `import { lint } from "asynclint"`: what it finds is what the executable finds, what goes wrong is said, and the
// types are those of what comes.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { executable, here, project, stand_in } from "./installed.mjs";

const repository = new URL("../..", import.meta.url).pathname;
const lost = "async function save() {}\nsave();\n";
delete process.env.ASYNCLINT_EXECUTABLE;

// The API as it is installed in a project, by both ways to load it.
async function api(context, platforms) {
  const { folder, ...rest } = project(context, platforms);
  const load = join(folder, "load.mjs");
  writeFileSync(load, `export * from "asynclint";\nimport { createRequire } from "node:module";\nexport const required = createRequire(import.meta.url)("asynclint");\n`);
  return { folder, ...rest, ...(await import(pathToFileURL(load))) };
}

const alone = (words, cwd) => JSON.parse(spawnSync(executable, ["--format", "json", ...words], { cwd, encoding: "utf8" }).stdout);

test("paths: one, several, folders, names with blanks and hyphens", async (context) => {
  const { folder, lint, required } = await api(context);
  assert.equal(required.lint, lint, "import and require give the same");
  mkdirSync(join(folder, "src"));
  for (const name of ["src/a b.js", "src/clean.js", "-x.js"]) writeFileSync(join(folder, name), name.includes("clean") ? "" : lost);
  const options = { cwd: folder };
  assert.deepEqual(await lint("src", options), alone(["src"], folder));
  assert.deepEqual(await lint(["src/a b.js", "-x.js"], options), alone(["--", "src/a b.js", "-x.js"], folder));
  const [first, second] = await lint("src", options);
  assert.equal(first.filePath, join(folder, "src/a b.js"));
  assert.equal(first.messages[0].ruleId, "floating-promise");
  assert.deepEqual([first.warningCount, first.errorCount, second.warningCount], [1, 0, 0]);
});

test("a text, with the path that it would have", async (context) => {
  const { folder, lint } = await api(context);
  const [result] = await lint({ text: lost, path: "src/save.js" }, { cwd: folder });
  assert.equal(result.filePath, join(folder, "src/save.js"));
  assert.equal(result.source, lost);
  const { line, column, endLine, endColumn } = result.messages[0];
  assert.deepEqual([line, column, endLine, endColumn], [2, 1, 2, 7]);
  const typed = "const load = async (id: number): Promise<void> => {};\nload(1);\n";
  const [as_types] = await lint({ text: typed, path: "load.ts" });
  assert.equal(as_types.syntaxErrors, undefined);
  assert.equal(as_types.messages.length, 1);
  const [without_path] = await lint({ text: "" });
  assert.deepEqual(without_path.messages, []);
});

test("a suggestion's edit is one of the text that was given, in JavaScript's offsets", async (context) => {
  const { lint } = await api(context);
  const text = `const name = "😀é";\n${lost}`;
  const [{ messages }] = await lint({ text, path: "a.js" });
  const { fix } = messages[0].suggestions.find(({ desc }) => desc.includes("void"));
  assert.equal(text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]), text.replace("\nsave()", "\nvoid save()"));
});

test("options: rules, configuration, evidence, threads", async (context) => {
  const { folder, lint } = await api(context);
  const text = { text: lost, path: "a.js" };
  const only = async (options) => (await lint(text, { cwd: folder, ...options }))[0].messages;
  assert.equal((await only({ rules: ["floating-promise=error"] }))[0].level, "error");
  assert.deepEqual(await only({ rules: ["await-in-loop"] }), []);
  writeFileSync(join(folder, "asynclint.json"), JSON.stringify({ rules: { "floating-promise": "off" } }));
  assert.deepEqual(await only({}), []);
  assert.equal((await only({ config: false })).length, 1);
  writeFileSync(join(folder, "other.json"), JSON.stringify({ rules: { "floating-promise": "error" } }));
  assert.equal((await only({ config: "other.json" }))[0].level, "error");
  assert.ok((await only({ config: false, evidence: true, threads: 1 }))[0].evidenceChain.length > 0);
});

test("a long text and a long answer", async (context) => {
  const { lint } = await api(context);
  const [result] = await lint({ text: "async function save() {}\n" + "save();\n".repeat(20_000), path: "a.js" });
  assert.ok(result.messages.length >= 1000);
});

test("what it cannot do is said in the executable's words", async (context) => {
  const { folder, lint, AsynclintError } = await api(context);
  const fails = (input, options, message, exitCode) =>
    assert.rejects(lint(input, { cwd: folder, ...options }), (error) => {
      assert.ok(error instanceof AsynclintError);
      assert.equal(error.name, "AsynclintError");
      assert.match(error.message, message);
      assert.equal(error.exitCode, exitCode);
      return true;
    });
  await fails("nowhere", {}, /nowhere/, 2);
  await fails(".", { rules: ["no-such-rule"] }, /there is no rule "no-such-rule"/, 2);
  await fails(".", { executable: join(folder, "nothing") }, /nothing cannot be started/, null);
  await fails(".", { cwd: join(folder, "gone") }, /there is no directory .*gone/, null);
  writeFileSync(join(folder, "asynclint.json"), "{");
  await fails({ text: lost, path: "a.js" }, {}, /asynclint\.json/, 2);
  await assert.rejects(lint(undefined), TypeError);
  await assert.rejects(lint({ path: "a.js" }), TypeError);
});

test("what was found in other files comes with the failure", async (context) => {
  const { folder, lint } = await api(context);
  writeFileSync(join(folder, "a.js"), lost);
  const error = await lint(["a.js", "nowhere.js"], { cwd: folder }).catch((reason) => reason);
  assert.equal(error.exitCode, 2);
  for (const { filePath } of error.results) assert.equal(filePath, join(folder, "a.js"));
});

test("a missing package is an AsynclintError, too", async (context) => {
  const { lint, AsynclintError } = await api(context, {});
  await assert.rejects(lint("."), (error) => error instanceof AsynclintError && /is not installed/.test(error.message));
});

test("one that prints nonsense or is killed gives no results", async (context) => {
  const nonsense = await api(context, { [here]: stand_in("console.log('<html>')") });
  await assert.rejects(nonsense.lint("."), { name: "AsynclintError", message: "asynclint printed no findings", exitCode: 0 });
  const killed = await api(context, { [here]: stand_in("process.kill(process.pid, 'SIGKILL')") });
  await assert.rejects(killed.lint("."), { name: "AsynclintError", message: "asynclint was ended by SIGKILL", exitCode: null });
});

test("a signal ends it, and its reason is what comes", async (context) => {
  const { lint } = await api(context, { [here]: stand_in("setInterval(() => {}, 1000)") });
  const reason = new Error("the file was closed");
  await assert.rejects(lint(".", { signal: AbortSignal.abort(reason) }), reason);
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 100);
  await assert.rejects(lint(".", { signal: controller.signal }), reason);
});

const consumer = `
import { lint, AsynclintError, type FileResult, type Finding, type LintOptions } from "asynclint";

const options: LintOptions = { cwd: ".", rules: ["floating-promise=error"] as const, config: false, signal: new AbortController().signal };
const results: FileResult[] = await lint(["a", "b"] as const, options);
await lint("src");
await lint({ text: "" });
for (const message of results[0]!.messages) {
  if (message.fatal) {
    const nobody: null = message.ruleId;
    void nobody;
    continue;
  }
  const finding: Finding = message;
  const begin: number | undefined = finding.suggestions?.[0]?.fix.range[0];
  const rule: string = finding.ruleId;
  void begin; void rule;
}
try {
  await lint("src");
} catch (error) {
  if (error instanceof AsynclintError) console.log(error.exitCode, error.results.length);
}
// @ts-expect-error a text is no number
await lint({ text: 1 });
// @ts-expect-error there is no such option
await lint("src", { quiet: true });
// @ts-expect-error nothing to lint
await lint();
// @ts-expect-error there is no such level
const level: Finding["level"] = "fatal";
void level;
`;

test("types: strict, for both ways to resolve modules, as a module and as a script", async (context) => {
  const { folder } = project(context);
  mkdirSync(join(folder, "node_modules/@types"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(folder, "consumer.ts"), consumer);
  writeFileSync(join(folder, "script.cts"), `import asynclint = require("asynclint");\nvoid asynclint.lint("src").then(([first]) => first?.messages.length);\n`);
  for (const [module, resolution] of [["node16", "node16"], ["esnext", "bundler"]]) {
    const files = module === "node16" ? ["consumer.ts", "script.cts"] : ["consumer.ts"];
    const words = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--module", module, "--moduleResolution", resolution];
    const types = ["--typeRoots", join(repository, "node_modules/@types"), "--types", "node"];
    const { stdout, status } = spawnSync(process.execPath, [join(repository, "node_modules/typescript/bin/tsc"), ...words, ...types, ...files], { cwd: folder, encoding: "utf8" });
    assert.equal(status, 0, stdout);
  }
});

test("the launcher and the API are what they say they are, under strict checks", () => {
  execFileSync(process.execPath, [join(repository, "node_modules/typescript/bin/tsc"), "--project", join(repository, "npm")], { encoding: "utf8" });
});

test("the README's examples are right", async (context) => {
  const { folder } = project(context);
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "src/a.js"), lost);
  const readme = readFileSync(join(repository, "npm/README.md"), "utf8");
  const program = readme.match(/```js\n(import [^]*?)```/)[1];
  writeFileSync(join(folder, "example.mjs"), `${program}\nconsole.log(result.messages[0].ruleId);\n`);
  const printed = execFileSync(process.execPath, ["example.mjs"], { cwd: folder, encoding: "utf8" });
  assert.equal(printed, `${join(folder, "src/a.js")}:2: the promise of \`save\` is not awaited (floating-promise)\nfloating-promise\n`);
});
