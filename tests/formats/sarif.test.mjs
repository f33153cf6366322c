// SARIF against its schema, and what code scanning asks for beyond it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv-draft-04";
import add_formats from "ajv-formats";
import { files, lint, make_folder, messages, read } from "./run.mjs";

const require = createRequire(import.meta.url);
const schema = JSON.parse(readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
add_formats(ajv);
const is_valid = ajv.compile(schema);

function sarif(folder, args = []) {
  const log = JSON.parse(lint(folder, ["--format", "sarif", ...args]).out);
  assert.ok(is_valid(log), JSON.stringify(is_valid.errors, null, 1));
  return log.runs[0];
}

const path_of = (location) => decodeURIComponent(location.physicalLocation.artifactLocation.uri);

test("the schema takes it, and would not take everything", () => {
  const folder = make_folder();
  assert.ok(sarif(folder).results.length > 5);
  const log = JSON.parse(lint(folder, ["--format", "sarif"]).out);
  log.runs[0].results[0].level = "fatal";
  assert.equal(is_valid(log), false);
});

test("a run without files and one without findings are whole logs, too", () => {
  assert.deepEqual(sarif(make_folder({ "notes.txt": "" })).results, []);
  assert.deepEqual(sarif(make_folder({ "a.js": "1;\n" })).results, []);
});

test("findings are those of the JSON, by path, place and level", () => {
  const folder = make_folder();
  const run = sarif(folder);
  assert.equal(run.columnKind, "utf16CodeUnits");
  const told = run.results.map((result) => {
    const { region, artifactLocation } = result.locations[0].physicalLocation;
    assert.equal(artifactLocation.uriBaseId, "%SRCROOT%");
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
    return [path_of(result.locations[0]), result.ruleId, result.level, result.message.text, region.startLine,
      region.startColumn, region.endLine, region.endColumn];
  });
  const wanted = messages(folder).map((message) => [message.path, message.ruleId, message.level, message.message,
    message.line, message.column, message.endLine, message.endColumn]);
  assert.deepEqual(told, wanted);
  assert.deepEqual([...new Set(told.map(([path]) => path))].sort(), Object.keys(files).filter((path) => !/clean|load/.test(path)).sort());
});

test("hints are notes, where they are asked for", () => {
  const folder = make_folder({ "a.js": "loadAsync();\n" });
  assert.deepEqual(sarif(folder).results, []);
  assert.deepEqual(sarif(folder, ["--level", "info"]).results.map(({ level }) => level), ["note"]);
});

test("paths begin at the root of the repository, wherever the run was started", () => {
  const folder = make_folder(files, { is_repository: true });
  const [run] = JSON.parse(lint(`${folder}/shop`, ["--format", "sarif", "main.js"]).out).runs;
  assert.equal(path_of(run.results[0].locations[0]), "shop/main.js");
  assert.equal(fileURLToPath(run.originalUriBaseIds["%SRCROOT%"].uri), `${folder}/`);
});

test("fingerprints stay when lines move and the layout changes, and no two are the same", () => {
  const prints = (text) => sarif(make_folder({ "main.js": text, "load.js": files["shop/load.js"] }))
    .results.map((result) => result.partialFingerprints["asynclintFinding/v1"]);
  const before = prints(files["shop/main.js"]);
  assert.equal(new Set(before).size, before.length);
  const moved = `// A heading\n\n${files["shop/main.js"].replaceAll("save(list[0]);", "save(\n  list[0] /* the first */,\n);").replace("// twice on purpose", "")}`;
  assert.deepEqual(prints(moved), before);
  const other = prints(files["shop/main.js"].replace("list[1]", "list[2]"));
  assert.equal(other.filter((print) => !before.includes(print)).length, 1);
});

test("rules come with their pages, without links that lead nowhere", () => {
  const { rules } = sarif(make_folder()).tool.driver;
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  for (const { id, name, help, shortDescription } of rules) {
    assert.match(name, /^([A-Z][a-z]+)+$/);
    assert.match(help.markdown, new RegExp(`^# ${id}\n`));
    assert.match(help.markdown, /\n## What happens\n/);
    assert.doesNotMatch(help.markdown.replace(/```[^]*?```/g, "").replace(/`[^`]*`/g, ""), /\]\((?!https?:)/, id);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(help.markdown, /[\x00-\x08\x0b-\x1f]/);
    assert.match(shortDescription.text, /\.$/);
  }
});

test("a code flow leads from what a finding rests on, in another file too, to the finding", () => {
  const result = sarif(make_folder()).results.find(({ message }) => message.text.includes("`load`"));
  const flow = result.codeFlows[0].threadFlows[0].locations.map(({ location }) => location);
  assert.ok(flow.length > 1);
  assert.ok(flow.some((location) => path_of(location) === "shop/load.js"));
  assert.deepEqual(flow.at(-1).physicalLocation, result.locations[0].physicalLocation);
  for (const location of flow) assert.ok(location.message.text);
});

test("each fix, made as it says, gives what the JSON's gives", () => {
  const folder = make_folder();
  const offset = (text, line, column) => text.split(/(?<=\n)/).slice(0, line - 1).join("").length + column - 1;
  const by_sarif = sarif(folder).results.flatMap((result) => (result.fixes ?? []).map((fix) => {
    const [change] = fix.artifactChanges;
    let text = read(folder, decodeURIComponent(change.artifactLocation.uri));
    for (const { deletedRegion: at, insertedContent } of change.replacements.toReversed?.() ?? [...change.replacements].reverse())
      text = text.slice(0, offset(text, at.startLine, at.startColumn)) + insertedContent.text + text.slice(offset(text, at.endLine, at.endColumn));
    return [fix.description.text, text];
  }));
  const by_json = messages(folder).flatMap((message) => (message.suggestions ?? []).map(({ desc, fix }) => {
    const text = read(folder, message.path);
    return [desc, text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1])];
  }));
  assert.ok(by_sarif.length > 5);
  assert.deepEqual(by_sarif, by_json);
});

test("what could not be parsed or read is a notification", () => {
  const folder = make_folder({ "torn.js": files["shop/torn.js"] });
  const [invocation] = sarif(folder).invocations;
  assert.equal(invocation.executionSuccessful, true);
  assert.match(invocation.toolExecutionNotifications[0].message.text, /could not be parsed/);
});
