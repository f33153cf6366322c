// asynclint beside two peers that ask TypeScript for types, on real packages with what they depend on: what both
// find, what only they find, what only asynclint finds, and how long each takes.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bare_parse, list_parsed } from "../cost.mjs";
import { median, table } from "../figures.mjs";
import { fetch_peers } from "../peers.mjs";
import { figures, join_findings, run, run_or_cached, sorted_out } from "./compare.mjs";
import { draw } from "./draw.mjs";
import { fetch_accuracy_packages, accuracy_packages, sources_of } from "./fetch.mjs";
import { linters } from "./linters.mjs";
import { places_of } from "./places.mjs";

const peer_rounds = 3;

const percent = (figure) => (figure === undefined ? "-" : (figure * 100).toFixed(1));
const seconds = (figure) => (figure === undefined ? "failed" : figure.toFixed(figure < 1 ? 3 : 2));
const geometric_mean = (numbers) => Math.exp(numbers.reduce((sum, x) => sum + Math.log(x), 0) / numbers.length);

function measure(entry, options, scratch) {
  const runs = {};
  const times = {};
  for (const linter of linters()) {
    console.error(`bench: ${entry.name}: ${linter.name}`);
    runs[linter.id] = run_or_cached(entry, linter, scratch, options.limit, options.cached);
    times[linter.id] = [];
  }
  if (options.cached) return { runs, times: undefined };
  // The runs above read from the disk, and do not count.
  const all = join(scratch, "files");
  const files = sources_of(entry);
  writeFileSync(all, files.map((file) => `${join(entry.path, file)}\n`).join(""));
  const list = list_parsed(all, join(scratch, "parsed"));
  const bare = [];
  const rounds = options.rounds ?? peer_rounds;
  for (let i = 0; i < rounds; ++i) {
    for (const linter of linters()) {
      if (runs[linter.id].failure || (linter.id !== "asynclint" && i >= peer_rounds)) continue;
      times[linter.id].push(run(entry, linter, scratch, options.limit).seconds);
    }
    bare.push(bare_parse(list, 1).parse_seconds);
  }
  const medians = Object.fromEntries(Object.entries(times).map(([id, walls]) => [id, median(walls)]));
  return { runs, times: { ...medians, bare: median(bare) } };
}

function findings_table(results) {
  const header = ["", "files", "both (disagree)", "only theirs", "only ours", "recall %"];
  header.push("missed", "disagree", "unjudged", "judged recall %", "real", "debatable", "false", "infos (theirs too)");
  const row = (name, files, found) => {
    const { real = 0, debatable = 0, false: wrong = 0 } = found.our_verdicts;
    const both = found.contested > 0 ? `${found.both} (${found.contested})` : found.both;
    return [name, files, both, found.theirs, found.ours, percent(found.raw_recall)]
      .concat([found.missed, found.disagree, found.unjudged, percent(found.recall), real, debatable, wrong])
      .concat([`${found.infos} (${found.info_both})`])
      .map(String);
  };
  const rows = [header];
  for (const [javascript, label] of [
    [true, "all JavaScript"],
    [false, "all TypeScript"],
  ]) {
    const some = results.filter((result) => result.javascript === javascript);
    if (some.length === 0) continue;
    for (const { name, files, found } of some) rows.push(row(name, files, found));
    rows.push(row(label, some.reduce((sum, { files }) => sum + files, 0), total_of(some)));
  }
  if (new Set(results.map(({ javascript }) => javascript)).size > 1)
    rows.push(row("all", results.reduce((sum, { files }) => sum + files, 0), total_of(results)));
  return table(rows);
}

const total_of = (results) => {
  const all = { both: [], theirs: [], ours: [], infos: [], info_both: 0 };
  for (const { sorted } of results) {
    for (const key of ["both", "theirs", "ours", "infos"]) all[key].push(...sorted[key]);
    all.info_both += sorted.info_both;
  }
  return figures(all);
};

// How many of the peers' places each of their rules has, and how many of these asynclint finds too.
function count_rules(results) {
  const counts = new Map();
  const count = (rules, is_both) => {
    for (const rule of rules) {
      if (!rule.startsWith("no-")) continue;
      const of_rule = counts.get(rule) ?? { all: 0, both: 0 };
      of_rule.all += 1;
      of_rule.both += is_both ? 1 : 0;
      counts.set(rule, of_rule);
    }
  };
  for (const { sorted } of results) {
    for (const { rules } of sorted.both) count(rules, true);
    for (const { rules } of sorted.theirs) count(rules, false);
  }
  return counts;
}

function rules_table(counts) {
  const rows = [...counts].map(([rule, { all, both }]) => [rule, String(all), String(both), percent(both / all)]);
  return table([["their rule", "places", "ours too", "%"], ...rows]);
}

// Why asynclint is alone in not finding something, by verdict.
function count_causes(results) {
  const counts = new Map();
  for (const { sorted } of results) {
    for (const { judged } of sorted.theirs) {
      if (!judged) continue;
      const key = `${judged.verdict}: ${judged.cause}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function causes_table(counts) {
  const rows = counts.map(([cause, count]) => [cause, String(count)]);
  return table([["verdict and cause", "places"], ...rows]);
}

function times_table(results) {
  const peers = ["oxlint", "eslint"];
  const rows = [["seconds", "bare parsing", "asynclint", ...peers, ...peers.map((peer) => `${peer} / asynclint`)]];
  const ratios = { bare: [], oxlint: [], eslint: [] };
  for (const { name, times } of results) {
    const ratio = (peer) => (times[peer] === undefined || Number.isNaN(times[peer]) ? undefined : times[peer]);
    const cells = peers.map((peer) => {
      if (ratio(peer) === undefined) return "-";
      ratios[peer].push(times[peer] / times.asynclint);
      return (times[peer] / times.asynclint).toFixed(1);
    });
    ratios.bare.push(times.asynclint / times.bare);
    rows.push([name, seconds(times.bare), seconds(times.asynclint), ...peers.map((p) => seconds(ratio(p))), ...cells]);
  }
  const mean = (peer) => (ratios[peer].length === 0 ? "-" : geometric_mean(ratios[peer]).toFixed(1));
  rows.push(["geometric mean", "", `${geometric_mean(ratios.bare).toFixed(2)} x bare`, "", "", ...peers.map(mean)]);
  return table(rows);
}

// The findings that `wanted` picks, each with a line of source and what is said about it.
function list_of(results, wanted) {
  const lines = [];
  for (const { name, path, sorted } of results) {
    const some = [...sorted.theirs, ...sorted.ours, ...sorted.both].filter(wanted);
    if (some.length > 0) lines.push(`\n### ${name}`);
    for (const { place, file, line, who, by, rules, message, judged } of some) {
      const source = places_of(join(path, file)).lines[line - 1].trim().slice(0, 160);
      lines.push(`${place}\t${who}\t${[...rules].join(",")}\t${[...by].join(",")}\n    ${line}: ${source}`);
      lines.push(`    ${judged ? `${judged.verdict}: ${judged.cause}: ${judged.reason}` : message}`);
    }
  }
  return lines.join("\n");
}

const lists = {
  list: ({ judged, by }) => !judged && (by.has("asynclint") !== (by.has("oxlint") || by.has("eslint"))),
  missed: ({ judged, by }) => judged?.verdict === "missed" && !by.has("asynclint"),
  contested: ({ judged, by }) => by.has("asynclint") && ["disagree", "debatable", "false"].includes(judged?.verdict),
};

export function accuracy(_, options) {
  const wanted = accuracy_packages().filter(({ folder }) => !options.package || options.package.includes(folder));
  const packages = fetch_accuracy_packages(wanted);
  if (options.draw) return draw(packages, options);
  fetch_peers();
  const scratch = mkdtempSync(join(tmpdir(), "asynclint-accuracy-"));
  process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
  const results = packages.map((entry) => {
    const { runs, times } = measure(entry, options, scratch);
    const sorted = sorted_out(entry, join_findings(entry, runs, options.with_infos));
    const failures = Object.entries(runs).filter(([, { failure }]) => failure);
    return { ...entry, files: sources_of(entry).length, times, sorted, found: figures(sorted), failures };
  });
  const [rules, causes] = [count_rules(results), count_causes(results)];
  const parts = [findings_table(results), rules_table(rules), causes_table(causes)];
  if (!options.cached) parts.push(times_table(results));
  for (const { name, failures } of results)
    for (const [id, { failure, complaint }] of failures) parts.push(`${name}: ${id}: ${failure}\n${complaint}`);
  for (const [name, wanted] of Object.entries(lists)) if (options[name]) parts.push(list_of(results, wanted));
  const plain = ({ name, version, folder, javascript, files, times, found }) =>
    ({ name, version, folder, javascript, files, times, found });
  const totals = Object.fromEntries(
    [true, false].map((javascript) => [
      javascript ? "javascript" : "typescript",
      total_of(results.filter((result) => result.javascript === javascript)),
    ]),
  );
  const result = { packages: results.map(plain), ...totals, all: total_of(results) };
  return {
    result: { ...result, linters: linters().map(({ name }) => name), rules: Object.fromEntries(rules), causes },
    text: parts.join("\n\n"),
  };
}
