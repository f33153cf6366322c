// Writes src/rules.json: what the plugin has to know of each rule, from what the executable says of them.
// usage: node build/rules.mjs EXECUTABLE
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

export function known_rules(executable) {
  const rules = JSON.parse(execFileSync(executable, ["rules", "--json"], { encoding: "utf8" }));
  const known = rules.map(({ id, summary, levels, fix, presets }) => ({
    id,
    summary,
    level: levels.certain === "error" ? "error" : "warning",
    has_safe_fixes: fix === "safe",
    presets,
  }));
  // No rule of the table: it is about the comments that the others leave unused.
  known.push({
    id: "unused-suppression",
    summary: "Comment of asynclint that suppresses nothing",
    level: "warning",
    has_safe_fixes: true,
    presets: [...new Set(rules.flatMap(({ presets }) => presets))].sort(),
  });
  return known;
}

export const text_of = (rules) => `${JSON.stringify(rules, undefined, 2)}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const executable = process.argv[2];
  if (!executable) throw new Error("usage: node build/rules.mjs EXECUTABLE");
  writeFileSync(new URL("../src/rules.json", import.meta.url), text_of(known_rules(executable)));
}
