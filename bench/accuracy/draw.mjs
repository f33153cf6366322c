// Errors of asynclint at random, for reading: `--draw 300 --seed 1` draws the same ones again from the same findings.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { asynclint, cost_of_success, json_of } from "../cost.mjs";
import { data_folder as packages_folder, fetch_packages } from "../packages/fetch.mjs";
import { is_ours } from "./rules.mjs";

// mulberry32: small, and the same everywhere.
function random_from(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function errors_below(folder, label, scratch) {
  const output = join(scratch, "report.json");
  cost_of_success([asynclint(), "lint", "--no-config", "--format", "json", "."], { cwd: folder, output });
  return json_of(output).flatMap(({ filePath, messages }) =>
    messages
      .filter(({ level, ruleId }) => level === "error" && is_ours(ruleId))
      .map((found) => ({ ...found, filePath, place: `${label}${relative(folder, filePath)}:${found.line}` })),
  );
}

// A package may be in both sets: its findings are drawn from once.
export function draw(packages, { draw: count, seed }) {
  fetch_packages();
  const scratch = mkdtempSync(join(tmpdir(), "asynclint-draw-"));
  try {
    const all = packages.flatMap((entry) => errors_below(entry.path, `${entry.name}/`, scratch));
    const names = new Set(packages.map(({ name }) => `${name}/`));
    const others = errors_below(packages_folder, "", scratch);
    all.push(...others.filter(({ place }) => ![...names].some((name) => place.startsWith(name))));
    all.sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : a.ruleId < b.ruleId ? -1 : 1));
    const random = random_from(seed);
    for (let i = 0; i < Math.min(count, all.length); ++i) {
      const other = i + Math.floor(random() * (all.length - i));
      [all[i], all[other]] = [all[other], all[i]];
    }
    const drawn = all.slice(0, count);
    const lines = drawn.map(({ place, filePath, line, ruleId, message }) => {
      const source = readFileSync(filePath, "utf8").split("\n")[line - 1].trim().slice(0, 160);
      return `${place}\t${ruleId}\n    ${source}\n    ${message}`;
    });
    const heading = `${drawn.length} of ${all.length} errors, seed ${seed}`;
    const result = { seed, of: all.length, drawn: drawn.map(({ place, ruleId }) => ({ place, ruleId })) };
    return { result, text: [heading, ...lines].join("\n") };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
