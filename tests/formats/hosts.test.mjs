// What GitHub's and GitLab's servers read, by the rules that they publish.
import assert from "node:assert/strict";
import { test } from "node:test";
import Ajv from "ajv";
import { care, files, lint, make_folder, messages, read } from "./run.mjs";

// --- GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format --------------------------

const issue = {
  type: "object",
  required: ["description", "check_name", "fingerprint", "location", "severity"],
  additionalProperties: false,
  properties: {
    description: { type: "string", minLength: 1 },
    check_name: { type: "string", minLength: 1 },
    fingerprint: { type: "string", pattern: "^[0-9a-f]{32}$" },
    severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
    location: {
      type: "object",
      required: ["path", "lines"],
      properties: {
        // From the root of the repository, without `./` in front.
        path: { type: "string", pattern: "^[^/.]" },
        lines: { type: "object", required: ["begin"], properties: { begin: { type: "integer", minimum: 1 } } },
      },
    },
  },
};
const is_report = new Ajv({ allErrors: true }).compile({ type: "array", items: issue });

function gitlab(folder, args = []) {
  const report = JSON.parse(lint(folder, ["--format", "gitlab", ...args]).out);
  assert.ok(is_report(report), JSON.stringify(is_report.errors, null, 1));
  return report;
}

test("GitLab: findings are those of the JSON, and no two have one fingerprint", () => {
  const folder = make_folder();
  const report = gitlab(folder);
  const severities = { error: "major", warning: "minor" };
  assert.deepEqual(
    report.map((one) => [one.location.path, one.location.lines.begin, one.check_name, one.severity, one.description]),
    messages(folder).map((one) => [one.path, one.line, one.ruleId, severities[one.level], one.message]));
  assert.equal(new Set(report.map(({ fingerprint }) => fingerprint)).size, report.length);
  assert.deepEqual(gitlab(make_folder({ "a.js": "1;\n" })), []);
});

test("GitLab: a fingerprint stays when lines move, and is another in another file", () => {
  const prints = (contents) => gitlab(make_folder(contents)).map(({ fingerprint }) => fingerprint);
  const text = files["shop/windows.js"];
  assert.deepEqual(prints({ "a.js": text }), prints({ "a.js": `\n\n// Moved\n${text}` }));
  const twice = prints({ "a.js": text, "b.js": text });
  assert.equal(new Set(twice).size, twice.length);
});

test("GitLab: paths begin at the root of the repository", () => {
  const folder = make_folder(files, { is_repository: true });
  const report = JSON.parse(lint(`${folder}/shop`, ["--format", "gitlab", "main.js"]).out);
  assert.ok(report.every(({ location }) => location.path === "shop/main.js"));
});

// --- GitHub: a reader by the documented rules of workflow commands ------------------------------------------------

const unescaped = (text, signs) => {
  for (const [code, sign] of signs) text = text.replaceAll(code, sign);
  return text.replaceAll("%25", "%");
};
const data_signs = [["%0D", "\r"], ["%0A", "\n"]];

function commands(out) {
  return out.split("\n").filter(Boolean).map((line) => {
    const [, name, properties, message] = /^::([a-z]+) ([^:]*)::(.*)$/.exec(line) ?? assert.fail(line);
    const values = Object.fromEntries(properties.split(",").map((pair) => {
      const [key, ...rest] = pair.split("=");
      return [key, unescaped(rest.join("="), [...data_signs, ["%3A", ":"], ["%2C", ","]])];
    }));
    return { name, ...values, message: unescaped(message, data_signs) };
  });
}

test("GitHub: annotations are the findings of the JSON", () => {
  const folder = make_folder({ ...files, "a,b:c%2C\r.js": files[care] });
  const told = commands(lint(folder, ["--format", "github"]).out);
  assert.deepEqual(
    told.map((one) => [one.name, one.file, Number(one.line), Number(one.col), one.title, one.message.split("\n")[0]]),
    messages(folder).map((one) => [one.level, one.path, one.line, one.column, `asynclint ${one.ruleId}`, one.message]));
});

test("GitHub: nothing in the summary is more than text", () => {
  const folder = make_folder({ "x|y <img src=x> [a](b) `c` **d**.js": files[care], "summary.md": "" });
  lint(folder, ["--format", "github"], { GITHUB_STEP_SUMMARY: `${folder}/summary.md` });
  const rows = read(folder, "summary.md").split("\n").filter((line) => line.startsWith("| error"));
  assert.equal(rows.length, 1);
  assert.equal(rows[0].split("|").length, 6);
  assert.doesNotMatch(rows[0], /<img|\[a\]|\*\*/);
});
