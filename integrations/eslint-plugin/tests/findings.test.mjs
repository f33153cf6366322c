// What ESLint shows of what asynclint finds, in the oldest and newest versions that the plugin supports.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import * as html from "@html-eslint/parser";
import * as typescript from "@typescript-eslint/parser";
import * as svelte from "svelte-eslint-parser";
import * as vue from "vue-eslint-parser";
import { assert_throws, brief, counting_executable, folder, for_each_linter, plugin } from "./support.mjs";

const floating = { rules: { "asynclint/floating-promise": "error" } };
const lost = "async function save() {}\nexport async function leave() {\n  save();\n}\n";

test("a finding has its place, message, level and repairs", (t) => {
  for_each_linter(folder(t), (verify) => {
    const [message, ...more] = verify(lost, floating);
    assert.deepEqual(more, []);
    const { ruleId, severity, line, column, endLine, endColumn, suggestions } = message;
    assert.deepEqual({ ruleId, severity, line, column, endLine, endColumn },
      { ruleId: "asynclint/floating-promise", severity: 2, line: 3, column: 3, endLine: 3, endColumn: 9 });
    assert.match(message.message, /`save`/);
    assert.ok(suggestions.length >= 2);
    const [{ desc, fix }] = suggestions;
    assert.match(desc, /^Await it/);
    assert.equal(lost.slice(0, fix.range[0]) + fix.text + lost.slice(fix.range[1]), lost.replace("  save", "  await save"));
    assert.equal(message.fix, undefined);
  });
});

test("levels are those that ESLint is told, for each rule and each file", (t) => {
  const path = folder(t);
  for_each_linter(path, (verify) => {
    assert.equal(verify(lost, { rules: { "asynclint/floating-promise": "warn" } })[0].severity, 1);
    assert.deepEqual(verify(lost, { rules: { "asynclint/await-in-foreach": "error" } }), []);
    const relaxed = { files: ["**/*.test.js"], rules: { "asynclint/floating-promise": "off" } };
    assert.deepEqual(verify(lost, [floating, relaxed], join(path, "a.test.js")), []);
    assert.equal(verify(lost, [floating, relaxed], join(path, "a.js")).length, 1);
  });
});

test("a rule that asynclint.json turns off runs where ESLint has it on, with the options that stand there", (t) => {
  const path = folder(t, {
    "asynclint.json": '{ "rules": { "floating-promise": { "level": "off", "options": { "mayFloat": ["track"] } } } }',
  });
  for_each_linter(path, (verify) => {
    const text = "async function track() {}\nasync function save() {}\nexport async function leave() {\n  track();\n  save();\n}\n";
    assert.deepEqual(brief(verify(text, floating)), ["5:3 asynclint/floating-promise"]);
    assert.equal(verify(text, { ...floating, settings: { asynclint: { configuration: false } } }).length, 2);
  });
});

test("what asynclint.json ignores is ignored, and a configuration may be named", (t) => {
  const path = folder(t, { "asynclint.json": '{ "ignore": ["dist/"] }', "other.json": '{ "ignore": ["code.js"] }' });
  for_each_linter(path, (verify) => {
    assert.deepEqual(verify(lost, floating, join(path, "dist/code.js")), []);
    assert.equal(verify(lost, floating).length, 1);
    assert.deepEqual(verify(lost, { ...floating, settings: { asynclint: { configuration: "other.json" } } }), []);
  });
});

test("the least level is an option: hints by `info`, only what is sure to be wrong by `error`", (t) => {
  // A name is all that says that this is a promise; and a promise that cannot reject does little harm.
  const hint = "export function leave(store) {\n  store.saveAsync();\n}\n";
  const harmless = "async function save() {}\nexport async function leave() {\n  save();\n}\n";
  const at = (level) => ({ rules: { "asynclint/floating-promise": ["error", { level }] } });
  for_each_linter(folder(t), (verify) => {
    assert.deepEqual(verify(hint, floating), []);
    assert.equal(verify(hint, at("info")).length, 1);
    assert.equal(verify(harmless, at("warning")).length, 1);
    assert.deepEqual(verify(harmless, at("error")), []);
    assert_throws(() => verify(hint, at("fatal")), /asynclint\/floating-promise/, /"fatal"/);
  });
});

test("comments of ESLint and of asynclint suppress, and no comment is called unused that is needed", (t) => {
  const body = (comment, before = "") => `async function save() {}\nexport async function leave() {\n  ${before}\n  save(); ${comment}\n}\n`;
  const config = [
    {
      linterOptions: { reportUnusedDisableDirectives: "warn" },
      rules: { "asynclint/floating-promise": "error", "asynclint/unused-suppression": "warn" },
    },
    // A rule of the same purpose, whose name asynclint heeds in comments.
    { plugins: { promise: { rules: { "catch-or-return": { create: () => ({}) } } } } },
  ];
  const silent = [
    body("// eslint-disable-line"),
    body("// eslint-disable-line asynclint/floating-promise"),
    body("// eslint-disable-line asynclint/floating-promise -- metrics may get lost"),
    body("", "// eslint-disable-next-line asynclint/floating-promise"),
    body("", "/* eslint-disable-next-line\n  asynclint/floating-promise */"),
    `/* eslint-disable asynclint/floating-promise */\n${body("")}`,
    body("// asynclint-disable-line floating-promise -- metrics may get lost"),
  ];
  for_each_linter(folder(t), (verify) => {
    for (const text of silent) assert.deepEqual(verify(text, config), [], text);
    assert.deepEqual(brief(verify(body("// eslint-disable-line asynclint/await-in-foreach"), config)),
      ["4:3 asynclint/floating-promise", "4:11 null"]);
    assert.deepEqual(brief(verify(body("// asynclint-disable-line await-in-loop -- no"), [
      { ...config[0], rules: { ...config[0].rules, "asynclint/await-in-loop": "warn" } }, config[1],
    ])), ["4:3 asynclint/floating-promise", "4:11 asynclint/unused-suppression"]);
  });
});

test("a comment that asynclint heeds, too, is used in the eyes of ESLint", (t) => {
  const config = [
    { linterOptions: { reportUnusedDisableDirectives: "warn" }, ...floating },
    { plugins: { promise: { rules: { "catch-or-return": { create: () => ({}) } } } } },
  ];
  const both = "asynclint/floating-promise, promise/catch-or-return";
  const texts = [
    `${lost.replace("save();", `save(); // eslint-disable-line ${both}`)}`,
    `${lost.replace("  save();", `  // eslint-disable-next-line ${both}\n  save();`)}`,
    `${lost.replace("  save();", `  /* eslint-disable ${both} */\n  save();\n  /* eslint-enable ${both} */`)}`,
  ];
  for_each_linter(folder(t), (verify) => {
    for (const text of texts) {
      const unused = verify(text, config).filter(({ message }) => /floating-promise/.test(message));
      assert.deepEqual(unused, [], text);
      assert.deepEqual(verify(text, config).filter(({ ruleId }) => ruleId), [], text);
    }
  });
});

test("all rules of a text share one run, and a text that is linted again has a new one", (t) => {
  const path = folder(t);
  const { script, calls } = counting_executable(path);
  for_each_linter(path, (verify) => {
    const before = calls().length;
    const config = { rules: plugin.configs.all.rules, settings: { asynclint: { executable: script } } };
    assert.equal(verify(lost, config).length, 1);
    assert.equal(calls().length, before + 1);
    verify(lost.replace("save();", ""), config);
    assert.equal(calls().length, before + 2);
    // No rule, no run.
    verify(lost, { settings: config.settings });
    verify(lost, { settings: config.settings, rules: { "asynclint/unused-suppression": "error" } });
    assert.equal(calls().length, before + 2);
  });
});

test("the same SourceCode, given twice, is asked about the rules of the second time", (t) => {
  const path = folder(t);
  for_each_linter(path, (verify) => {
    const kept = [];
    const keep = { rules: { keep: { create: (context) => void kept.push(context.sourceCode) ?? {} } } };
    verify(lost, { plugins: { asynclint: plugin, keep }, rules: { "keep/keep": "error", "asynclint/await-in-loop": "error" } });
    assert.equal(verify(kept[0], floating).length, 1);
  });
});

test("places and edits count as ESLint counts: after emoji, tabs, CRLF and a byte order mark", (t) => {
  const text = "\uFEFFconst 🥐 = '😀é';\r\n\tasync function save() {}\r\n\tasync function leave() { '😀'; save(); }\r\n".replace("🥐", "x");
  for_each_linter(folder(t), (verify) => {
    const [message, ...more] = verify(text, floating);
    assert.deepEqual(more, []);
    const bare = text.slice(1);
    const offset = bare.indexOf("save();");
    assert.equal(message.line, 3);
    assert.equal(message.column, bare.split("\r\n")[2].indexOf("save();") + 1);
    assert.deepEqual(message.suggestions[0].fix, { range: [offset, offset], text: "await " });
  });
});

test("TypeScript, Vue, Svelte and pages come with their parsers", (t) => {
  const path = folder(t);
  const typed = "async function save(x: number): Promise<void> {}\nexport async function leave(): Promise<void> {\n  save(1 as number);\n}\n";
  const component = `<template><p>{{ x }}</p></template>\n<script setup>\nasync function save() {}\nasync function leave() {\n  save();\n}\n</script>\n`;
  for_each_linter(path, (verify) => {
    const with_parser = (parser) => ({ ...floating, languageOptions: { parser } });
    assert.deepEqual(brief(verify(typed, with_parser(typescript), join(path, "a.ts"))), ["3:3 asynclint/floating-promise"]);
    assert.deepEqual(brief(verify(component, with_parser(vue), join(path, "A.vue"))), ["5:3 asynclint/floating-promise"]);
    const script = component.replace(/^.*\n/, "").replace(" setup", "");
    assert.deepEqual(brief(verify(script, with_parser(svelte), join(path, "A.svelte"))), ["4:3 asynclint/floating-promise"]);
    assert.deepEqual(brief(verify(script, with_parser(html), join(path, "a.html"))), ["4:3 asynclint/floating-promise"]);
  });
});

test("blocks that a processor takes out of a text are linted by their own names", (t) => {
  const path = folder(t, { "README.md": "# Title\n", "asynclint.json": "{}" });
  const processor = {
    preprocess: (text) => [{ text: text.match(/```js\n(.*?)```/s)[1], filename: "0.js" }],
    postprocess: ([messages]) => messages.map((message) => ({ ...message, line: message.line + 2 })),
  };
  for_each_linter(path, (verify) => {
    const found = verify(`# Title\n\`\`\`js\n${lost}\`\`\`\n`, [floating, { files: ["**/*.md"], processor }], join(path, "README.md"));
    assert.deepEqual(brief(found), ["5:3 asynclint/floating-promise"]);
  });
});

test("a text without a name is what `sourceType` says, and other languages' texts are left alone", (t) => {
  const path = folder(t);
  const top = "async function save() {}\nawait 1;\nsave();\n";
  const parser = { parseForESLint: (text) => ({ ast: { ...typescript.parseForESLint("", {}).ast, range: [0, text.length] } }) };
  for_each_linter(path, (verify) => {
    assert.equal(verify(top, { ...floating, languageOptions: { sourceType: "module" } }, "<input>").length, 1);
    assert.equal(verify(lost.replace("export ", ""), { ...floating, languageOptions: { sourceType: "script" } }, "<input>").length, 1);
    assert.deepEqual(verify(lost, { ...floating, languageOptions: { parser } }, join(path, "data.yaml")), []);
    assert.deepEqual(verify(lost, floating, join(path, "types.d.ts")), []);
    assert.deepEqual(verify(`${lost}//${"x".repeat(4 << 20)}`, floating), []);
  });
});
