// The plugin over whole projects: it says what the command line says, its fixes land on the disk, its failures are
// clear, and what is packed works where it is installed.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as typescript from "@typescript-eslint/parser";
import * as vue from "vue-eslint-parser";
import { tarball_name } from "../../../tools/release/npm-packages.mjs";
import { tarball } from "../../../tools/release/tar.mjs";
import { plugin_files } from "../build/package.mjs";
import { known_rules, text_of } from "../build/rules.mjs";
import { eslints, executable, folder, here, plugin, repository, saying_executable } from "./support.mjs";

const [{ ESLint }] = eslints;
const parsers = [
  { files: ["**/*.{ts,tsx,mts,cts}"], languageOptions: { parser: typescript } },
  { files: ["**/*.vue"], languageOptions: { parser: vue, parserOptions: { parser: typescript } } },
  { files: ["**/*.jsx"], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
];

const lint = (cwd, config, options = {}) =>
  new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config, ...options }).lintFiles(["."]);

const parts = ({ ruleId, line, column, endLine, endColumn, message, fix, suggestions = [] }) => ({
  rule: ruleId.replace("asynclint/", ""), line, column, endLine, endColumn, message, fix: fix ?? null,
  suggestions: suggestions.map((one) => [one.desc, one.fix]),
});
const by_place = (a, b) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1);

// Where ESLint's parsers cannot read a file, there is nothing to compare; few may be of that kind.
async function compare(t, from) {
  const cwd = folder(t);
  cpSync(join(repository, from), join(cwd, "code"), { recursive: true });
  const command = ["lint", "--format=json", "--level=info", ...plugin_rules.map((id) => `--rule=${id}`), "."];
  const { stdout, status } = spawnSync(executable, command, { cwd, encoding: "utf8", maxBuffer: Infinity });
  assert.ok(status < 2, from);
  const ours = new Map(JSON.parse(stdout).map(({ filePath, messages }) => [filePath, messages.map(parts).sort(by_place)]));
  const rules = Object.fromEntries(Object.keys(plugin.configs.all.rules).map((id) => [id, ["error", { level: "info" }]]));
  const config = [{ files: ["**/*.{js,mjs,cjs,jsx,ts,tsx,mts,cts,vue}"], plugins: { asynclint: plugin }, rules },
    { linterOptions: { noInlineConfig: true } }, ...parsers];
  const counts = { files: 0, findings: 0, unread: 0 };
  for (const { filePath, messages } of await lint(cwd, config)) {
    const expected = ours.get(filePath);
    if (messages.some(({ fatal }) => fatal)) ++counts.unread;
    else if (expected) {
      ++counts.files;
      counts.findings += expected.length;
      assert.deepEqual(messages.map(parts).sort(by_place), expected, filePath);
    }
  }
  return counts;
}
const plugin_rules = Object.keys(plugin.rules).filter((id) => id !== "unused-suppression");

test("the showcase has the findings that the command line has, with all repairs", async (t) => {
  const { files, findings, unread } = await compare(t, "fixtures/showcase");
  assert.ok(files >= 2 && findings >= plugin_rules.length, `${files} files, ${findings} findings`);
  assert.equal(unread, 0);
});

test("so has a project whose modules import each other, in JavaScript, TypeScript and Vue", async (t) => {
  const counts = { files: 0, findings: 0 };
  for (const name of readdirSync(join(repository, "fixtures/projects"))) {
    const { files, findings } = await compare(t, `fixtures/projects/${name}`);
    counts.files += files;
    counts.findings += findings;
  }
  assert.ok(counts.files > 50 && counts.findings > 50, JSON.stringify(counts));
});

test("`--fix` writes safe fixes and no suggestion", async (t) => {
  const text = "async function save() {}\nexport async function leave() {\n  save();\n" +
    "  await save(); // asynclint-disable-line floating-promise -- was needed once\n}\n";
  for (const { ESLint } of eslints) {
    const cwd = folder(t, { "a.js": text });
    const eslint = new ESLint({ cwd, fix: true, overrideConfigFile: true, overrideConfig: [plugin.configs.recommended] });
    const [result] = await eslint.lintFiles(["."]);
    await ESLint.outputFixes([result]);
    assert.equal(readFileSync(join(cwd, "a.js"), "utf8"), text.replace(/ \/\/ asynclint.*/, ""));
    assert.deepEqual(result.messages.map(({ ruleId }) => ruleId), ["asynclint/floating-promise"]);
    assert.equal(eslint.getRulesMetaForResults([result])["asynclint/floating-promise"].docs.url.startsWith("file:///"), true);
  }
});

test("what is wrong is said: no executable, a broken one, a broken configuration, a wrong setting", async (t) => {
  const failure = async (cwd, settings) => {
    try {
      await lint(cwd, [{ ...plugin.configs.recommended, settings: { asynclint: settings } }]);
    } catch (error) {
      return error.message;
    }
    return assert.fail("it did not fail");
  };
  const cwd = folder(t, { "a.js": "1;\n" });
  assert.match(await failure(cwd, { executable: "no/such" }), /there is no executable at .*no\/such; install the package/);
  assert.match(await failure(cwd, { executable: "a.js" }), /a\.js cannot be started: .*EACCES/);
  assert.match(await failure(cwd, { executable: saying_executable(cwd, { status: 3 }) }), /saying ended by status 3/);
  assert.match(await failure(cwd, { executable: saying_executable(cwd, { status: 2, stderr: "asynclint: so\n" }) }), /^asynclint: so/);
  assert.match(await failure(cwd, { executable: saying_executable(cwd, { stdout: "[{" }) }), /printed no JSON/);
  assert.match(await failure(cwd, { path: "x" }), /settings\.asynclint\.path cannot be "x"/);
  assert.match(await failure(cwd, { configuration: true }), /settings\.asynclint\.configuration cannot be true/);
  assert.match(await failure(cwd, { configuration: "no.json" }), /no\.json/);
  const broken = folder(t, { "a.js": "1;\n", "asynclint.json": '{ "rules": { "floating-promises": "off" } }' });
  assert.match(await failure(broken, {}), /asynclint\.json:1:\d+: .*floating-promise/);
});

test("the list of rules is that of the executable, and each has a page", () => {
  assert.equal(readFileSync(join(here, "src/rules.json"), "utf8"), text_of(known_rules(executable)),
    "node integrations/eslint-plugin/build/rules.mjs build/asynclint writes it anew");
  for (const [id, { meta }] of Object.entries(plugin.rules)) {
    assert.equal(existsSync(fileURLToPath(meta.docs.url)), true, id);
    assert.ok(meta.docs.description.length > 10, id);
  }
  const version = execFileSync(executable, ["--version"], { encoding: "utf8" });
  assert.match(version, new RegExp(`\\b${plugin.meta.version.replaceAll(".", "\\.")}\\b`));
});

test("presets are configurations, at the rules' levels", () => {
  const { recommended, strict, learning, all } = plugin.configs;
  assert.equal(recommended.rules["asynclint/floating-promise"], "error");
  assert.equal(recommended.rules["asynclint/await-in-loop"], "warn");
  assert.deepEqual(learning.rules["asynclint/await-in-loop"], ["warn", { level: "info" }]);
  assert.deepEqual(Object.keys(all.rules), Object.keys(plugin.rules).map((id) => `asynclint/${id}`));
  for (const id of Object.keys(recommended.rules)) assert.ok(id in strict.rules, id);
});

test("its types hold, within and for those who use it", () => {
  const tsc = join(here, "node_modules/typescript/bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [tsc, "--project", here], { encoding: "utf8" });
  assert.equal(stdout, "");
  assert.equal(status, 0);
});

test("the package asynclint tells where its executable is, as this plugin asks", (t) => {
  const cwd = folder(t, { "node_modules/asynclint": "" });
  rmSync(join(cwd, "node_modules/asynclint"));
  symlinkSync(join(repository, "npm"), join(cwd, "node_modules/asynclint"));
  const load = createRequire(join(cwd, "package.json"));
  assert.equal(load("asynclint/executable").find_executable(), executable);
});

test("what is packed works where it is installed, by import and by require", (t) => {
  const cwd = folder(t, {
    "a.js": "async function save() {}\nexport async function leave() {\n  save();\n}\n",
    "package.json": '{ "name": "somebody", "type": "module" }',
    "node_modules/asynclint/package.json": '{ "name": "asynclint", "exports": { "./executable": "./executable.cjs" } }',
    "node_modules/asynclint/executable.cjs": `exports.find_executable = () => ${JSON.stringify(executable)};\n`,
    "eslint.config.js": 'import asynclint from "eslint-plugin-asynclint";\nexport default [asynclint.configs.recommended];\n',
    "required.config.cjs": 'module.exports = [require("eslint-plugin-asynclint").configs.recommended];\n',
  });
  const files = plugin_files();
  for (const name of ["LICENSE", "README.md", "package.json", "src/index.mjs", "src/rules.json", "types/index.d.mts", "pages/floating-promise.md"])
    assert.ok(name in files, name);
  assert.ok(Object.keys(files).every((name) => !/test|tsconfig|lock|npmrc/.test(name)), Object.keys(files).join());
  const packed = join(cwd, tarball_name(files));
  assert.match(packed, /\/eslint-plugin-asynclint-\d+\.\d+\.\d+\.tgz$/);
  writeFileSync(packed, tarball(files));
  const installed = join(cwd, "node_modules/eslint-plugin-asynclint");
  mkdirSync(installed);
  execFileSync("tar", ["xzf", packed, "--strip-components=1", "-C", installed]);
  symlinkSync(join(here, "node_modules/eslint"), join(cwd, "node_modules/eslint"));
  const { ASYNCLINT_EXECUTABLE: _, ...env } = process.env;
  const run = (...words) => {
    const eslint = join(cwd, "node_modules/eslint/bin/eslint.js");
    return spawnSync(process.execPath, [eslint, "--format=json", ...words, "a.js"], { cwd, env, encoding: "utf8" });
  };
  for (const words of [[], ["--config", "required.config.cjs"]]) {
    const { stdout, stderr, status } = run(...words);
    assert.equal(stderr, "");
    assert.equal(status, 1);
    const [{ messages }] = JSON.parse(stdout);
    assert.deepEqual(messages.map(({ ruleId }) => ruleId), ["asynclint/floating-promise"]);
  }
  writeFileSync(join(cwd, "node_modules/asynclint/executable.cjs"), 'exports.find_executable = () => { throw new Error("there is none for plan9-mips\\nadvice"); };\n');
  const { stderr, status } = run();
  assert.equal(status, 2);
  assert.match(stderr, /its executable was not found \(there is none for plan9-mips\); install/);
});
