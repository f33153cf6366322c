// What asynclint finds, by rule and package. The three numbers of a cell are errors, warnings and infos.
import { relative } from "node:path";
import { lint_report } from "./corpus.mjs";
import { table } from "./figures.mjs";

const levels = ["error", "warning", "info"];

export function findings(files) {
  const report = lint_report(files);
  const rules = new Set();
  const packages = new Map(files.packages.map(({ name }) => [name, {}]));
  const total = {};
  for (const { filePath, messages } of report) {
    const [first, second] = relative(files.folder, filePath).split("/");
    const name = first.startsWith("@") ? `${first}/${second}` : first;
    for (const { ruleId, level } of messages) {
      rules.add(String(ruleId));
      for (const counts of [packages.get(name), total]) {
        counts[ruleId] ??= { error: 0, warning: 0, info: 0 };
        ++counts[ruleId][level];
      }
    }
  }
  const columns = [...rules].sort();
  const cell = (counts) => (counts ? levels.map((level) => counts[level]).join("/") : "-");
  const row = (name, counts) => [name, ...columns.map((rule) => cell(counts[rule]))];
  const with_some = [...packages].filter(([, counts]) => Object.keys(counts).length > 0);
  const rows = [
    ["errors/warnings/infos", ...columns],
    ...with_some.map(([name, counts]) => row(name, counts)),
    row("all", total),
  ];
  const silent = [...packages].filter(([, counts]) => Object.keys(counts).length === 0).map(([name]) => name);
  const text = [table(rows), ...(silent.length > 0 ? ["", `Nothing in: ${silent.join(", ")}.`] : [])];
  return { result: { files: report.length, total, packages: Object.fromEntries(packages) }, text: text.join("\n") };
}
