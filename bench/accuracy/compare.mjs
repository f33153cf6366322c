// One package: what the linters find in it, joined by place and with the verdicts.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cost_of, json_of } from "../cost.mjs";
import { read_cached, write_cached } from "./linters.mjs";
import { places_of } from "./places.mjs";
import { verdicts_of } from "./verdicts.mjs";

const is_declaration = (file) => /\.d\.[mc]?ts$/.test(file);

// A run from start to exit, and what it found.
export function run(entry, linter, scratch, limit) {
  const output = join(scratch, `${linter.id}.json`);
  const cost = cost_of(linter.command, { cwd: entry.path, output, limit, environment: linter.environment });
  if (cost.failure) return { seconds: cost.wall, failure: cost.failure, complaint: cost.complaint.slice(-500) };
  const found = linter.read(json_of(output), entry.path);
  return {
    seconds: cost.wall,
    peak_megabytes: cost.peak_megabytes,
    findings: found.filter(({ file, rule }) => rule !== undefined && !is_declaration(file)),
  };
}

export function run_or_cached(entry, linter, scratch, limit, use_cache) {
  const cached = use_cache && linter.id !== "asynclint" ? read_cached(entry, linter) : undefined;
  if (cached) return cached;
  const result = run(entry, linter, scratch, limit);
  if (linter.id !== "asynclint" && !result.failure) write_cached(entry, linter, result);
  return result;
}

// place → who found what there.
export function join_findings(entry, runs, with_infos) {
  const places = new Map();
  for (const [id, { findings = [] }] of Object.entries(runs)) {
    for (const { file, line, column, rule, level, message } of findings) {
      const path = join(entry.path, file);
      if (!existsSync(path)) continue;
      const place = `${file}:${places_of(path).anchor_line(line, column)}`;
      if (!places.has(place)) places.set(place, { place, file, line, by: new Set(), rules: new Set(), message });
      const at = places.get(place);
      const is_info = id === "asynclint" && level === "info";
      at.by.add(is_info && !with_infos ? "info" : id);
      at.rules.add(is_info ? `${rule}(info)` : rule);
      if (id !== "asynclint") at.message = message;
    }
  }
  const of_line = ({ place }) => Number(place.slice(place.lastIndexOf(":") + 1));
  return [...places.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : of_line(a) - of_line(b)));
}

// Both, only theirs and only ours, with the verdicts. What peers found is judged as theirs, whoever finds it too.
export function sorted_out(entry, places) {
  const verdicts = verdicts_of(entry.folder);
  const by_peer = ({ by }) => by.has("oxlint") || by.has("eslint");
  const with_verdict = (who) => (at) => ({ ...at, who, judged: verdicts.get(`${who} ${at.place}`) });
  const theirs = places.filter((at) => by_peer(at) && !at.by.has("asynclint")).map(with_verdict("theirs"));
  const ours = places.filter((at) => !by_peer(at) && at.by.has("asynclint")).map(with_verdict("ours"));
  const both = places.filter((at) => by_peer(at) && at.by.has("asynclint")).map(with_verdict("theirs"));
  const infos = places.filter((at) => at.by.has("info"));
  return { both, theirs, ours, infos, info_both: infos.filter(by_peer).length };
}

const count_verdicts = (findings) => {
  const counts = {};
  for (const { judged } of findings) {
    const verdict = judged?.verdict ?? "unjudged";
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
};

const share = (part, whole) => (whole === 0 ? undefined : part / whole);

// Raw recall takes every finding of a peer for right; judged recall only what was read and found right.
export function figures({ both, theirs, ours, infos, info_both }) {
  const [their_verdicts, our_verdicts] = [count_verdicts(theirs), count_verdicts(ours)];
  const missed = their_verdicts.missed ?? 0;
  const contested = both.filter(({ judged }) => judged?.verdict === "disagree").length;
  return {
    both: both.length,
    contested,
    theirs: theirs.length,
    ours: ours.length,
    infos: infos.length,
    info_both,
    raw_recall: share(both.length, both.length + theirs.length),
    missed,
    disagree: their_verdicts.disagree ?? 0,
    unjudged: (their_verdicts.unjudged ?? 0) + (our_verdicts.unjudged ?? 0),
    recall: share(both.length - contested, both.length - contested + missed),
    our_verdicts,
  };
}
