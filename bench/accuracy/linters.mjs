// The linter and its two type-aware peers, and how what they print is read: each finding's file, line, column and
// rule, of the rules that are compared.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { asynclint } from "../cost.mjs";
import { installed, peers_node, version_of } from "../peers.mjs";
import { is_ours, their_rule } from "./rules.mjs";

const peers = join(dirname(fileURLToPath(import.meta.url)), "../peers");

const eslint_findings = (report, root, rule_of) =>
  report.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, column, level, message }) => ({
      file: relative(root, filePath),
      line,
      column,
      rule: rule_of(ruleId ?? ""),
      level,
      message,
    })),
  );

const oxlint_findings = ({ diagnostics }) =>
  diagnostics
    .filter(({ code, labels }) => code && labels.length > 0)
    .map(({ filename, code, message, labels: [{ span }] }) => ({
      file: filename,
      line: span.line,
      column: span.column,
      rule: their_rule(code),
      message,
    }));

export function linters() {
  return [
    {
      id: "asynclint",
      name: "asynclint",
      command: [asynclint(), "lint", "--no-config", "--format", "json", "."],
      read: (report, root) => eslint_findings(report, root, (rule) => (is_ours(rule) ? rule : undefined)),
    },
    {
      id: "oxlint",
      name: `oxlint ${version_of("oxlint")} + tsgolint ${version_of("oxlint-tsgolint")}`,
      command: [
        peers_node(),
        join(installed, "oxlint/bin/oxlint"),
        ...["--config", join(peers, "oxlint-promises.json"), "--type-aware", "--format", "json", "."],
      ],
      environment: { OXLINT_TSGOLINT_PATH: join(installed, ".bin/tsgolint") },
      read: oxlint_findings,
    },
    {
      id: "eslint",
      name: `typescript-eslint ${version_of("typescript-eslint")}`,
      command: [
        peers_node(),
        "--max-old-space-size=6144",
        join(installed, "eslint/bin/eslint.js"),
        ...["--config", join(peers, "eslint-promises.mjs"), "--format", "json", "."],
      ],
      read: (report, root) => eslint_findings(report, root, their_rule),
    },
  ];
}

// What a peer found last time, for whoever changes asynclint and not the peers.
const cache_of = ({ path }, { id }) => join(path, `.git/${id}.json`);
export const write_cached = (entry, linter, run) => writeFileSync(cache_of(entry, linter), JSON.stringify(run));
export function read_cached(entry, linter) {
  try {
    return JSON.parse(readFileSync(cache_of(entry, linter), "utf8"));
  } catch {
    return undefined;
  }
}
