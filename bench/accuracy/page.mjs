// Writes the tables of docs/accuracy.md between its marks, from what the comparison measured:
//
//   ./dev bench accuracy --json > accuracy.json && node bench/accuracy/page.mjs accuracy.json
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const page = join(dirname(fileURLToPath(import.meta.url)), "../../docs/accuracy.md");
const { accuracy, processor } = JSON.parse(readFileSync(process.argv[2], "utf8"));

const percent = (figure) => (figure === undefined ? "–" : (figure * 100).toFixed(0));
const seconds = (figure) => (figure === null || figure === undefined ? "–" : figure.toFixed(2));
const table = (header, rows) =>
  [header, header.map((_, i) => (i === 0 ? "---" : "--:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

function findings() {
  const row = (name, files, found) => {
    const { real = 0, debatable = 0, false: wrong = 0 } = found.our_verdicts;
    const only_ours = [real, debatable, wrong].join(" / ");
    return [name, files, found.both, found.missed, found.disagree, found.contested, only_ours, percent(found.recall)];
  };
  const files = (packages) => packages.reduce((sum, entry) => sum + entry.files, 0);
  const part = (javascript, label, total) => {
    const packages = accuracy.packages.filter((entry) => entry.javascript === javascript);
    const rows = packages.map((entry) => row(`${entry.name} ${entry.version}`, entry.files, entry.found));
    return [...rows, row(`**${label}**`, files(packages), total)];
  };
  return table(
    ["package", "files", "both", "missed", "disagree", "found, though we disagree"].concat(
      ["only asynclint: real / debatable / false", "recall %"],
    ),
    [
      ...part(true, "JavaScript", accuracy.javascript),
      ...part(false, "TypeScript", accuracy.typescript),
      row("**all**", files(accuracy.packages), accuracy.all),
    ],
  );
}

function causes(verdict) {
  const rows = accuracy.causes
    .filter(([key]) => key.startsWith(`${verdict}: `))
    .map(([key, count]) => [key.slice(verdict.length + 2), count]);
  return table(["cause", "places"], rows);
}

function times() {
  const timed = accuracy.packages.filter((entry) => entry.times);
  if (timed.length === 0) return "Not measured.";
  const ratio = ({ times }, peer) => (times[peer] ? times[peer] / times.asynclint : undefined);
  const mean = (numbers) => Math.exp(numbers.reduce((sum, x) => sum + Math.log(x), 0) / numbers.length);
  const times_of = (peer) => {
    const ratios = timed.map((entry) => ratio(entry, peer)).filter(Boolean);
    return ratios.length > 0 ? `${mean(ratios).toFixed(0)} ×` : "–";
  };
  const rows = timed.map(({ name, times }) => [
    name,
    ...["bare", "asynclint", "oxlint", "eslint"].map((id) => seconds(times[id])),
  ]);
  const last = ["geometric mean, beside asynclint", "", "", times_of("oxlint"), times_of("eslint")];
  const [, oxlint, eslint] = accuracy.linters;
  const text = table(["seconds", "bare parsing, one thread", "asynclint", oxlint, eslint], [...rows, last]);
  return `${text}\n\nOn ${processor.count} cores, ${processor.model}.`;
}

const parts = { findings, missed: () => causes("missed"), disagree: () => causes("disagree"), times };
let text = readFileSync(page, "utf8");
for (const [name, make] of Object.entries(parts)) {
  const marks = new RegExp(`(<!-- ${name} -->\n)[^]*?(\n<!-- end -->)`);
  if (!marks.test(text)) throw new Error(`docs/accuracy.md has no mark ${name}`);
  text = text.replace(marks, (_, start, end) => `${start}${make()}${end}`);
}
writeFileSync(page, text);
