// JUnit's and Checkstyle's XML: well-formed for libxml2 and valid for the schema that CI servers go by, and read by
// tools that were made for them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { XMLParser } from "fast-xml-parser";
import JunitReader from "junitxml-to-javascript";
import { validateXML } from "xmllint-wasm";
import { care, lint, make_folder, messages } from "./run.mjs";

const schemas = Object.fromEntries(["junit", "checkstyle"].map((name) =>
  [name, readFileSync(new URL(`${name}.xsd`, import.meta.url), "utf8")]));
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", isArray: (name) => ["file", "error", "testsuite", "testcase"].includes(name) });

async function report(format, folder, args = []) {
  const { out } = lint(folder, ["--format", format, ...args]);
  const { valid, errors } = await validateXML({ xml: [{ fileName: "report.xml", contents: out }], schema: [schemas[format]] });
  assert.ok(valid, JSON.stringify(errors));
  return out;
}

test("the schemas would not take everything", async () => {
  const out = lint(make_folder(), ["--format", "junit"]).out.replace("<testcase ", "<test ").replace("</testcase>", "</test>");
  const { valid } = await validateXML({ xml: [{ fileName: "report.xml", contents: out }], schema: [schemas.junit] });
  assert.equal(valid, false);
});

test("Checkstyle: findings are those of the JSON", async () => {
  const folder = make_folder();
  const { checkstyle } = parser.parse(await report("checkstyle", folder));
  const told = checkstyle.file.flatMap((file) => file.error.map((error) =>
    [file.name, Number(error.line), Number(error.column), error.severity, error.message, error.source]));
  assert.deepEqual(told, messages(folder).map((message) =>
    [message.path, message.line, message.column, message.level, message.message, `asynclint.${message.ruleId}`]));
});

test("JUnit: a reader of test results counts the same, and clean files pass", async () => {
  const folder = make_folder();
  const out = await report("junit", folder);
  const all = messages(folder);
  const read = await new JunitReader().parseXMLString(out);
  const cases = read.testsuites.flatMap((suite) => suite.testCases.map((one) => [suite.name, one.result]));
  assert.equal(cases.filter(([, result]) => result === "failed").length, all.length);
  assert.deepEqual(cases.filter(([, result]) => result === "succeeded").map(([name]) => name), ["shop/clean.js", "shop/load.js"]);
  assert.ok(cases.some(([name]) => name === care));
  const { testsuites } = parser.parse(out);
  assert.equal(Number(testsuites.failures), all.length);
  assert.equal(Number(testsuites.tests), cases.length);
  for (const suite of testsuites.testsuite) assert.equal(Number(suite.tests), suite.testcase.length);
});

test("nothing to report is a whole document, too", async () => {
  const folder = make_folder({ "notes.txt": "" });
  await report("junit", folder);
  await report("checkstyle", folder);
});

test("what XML cannot hold is replaced", async () => {
  const folder = make_folder({ "a\u0001b\uFFFE\n.js": "async function f() { await g(); }\nf();\n" });
  assert.match(await report("checkstyle", folder), /name="a\uFFFDb\uFFFD&#10;\.js"/);
  await report("junit", folder);
});
