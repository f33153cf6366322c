// The whole run of the linter beside bare parsing of the files that it parses. What is compared
// runs in turn, so that what else the machine does falls on both; of the rounds' ratios it is the median that counts.
import { cpus, loadavg } from "node:os";
import { lint_report, list_of_parsed } from "./corpus.mjs";
import { asynclint, bare_parse, cost_of_success } from "./cost.mjs";
import { against, median, table, verdict } from "./figures.mjs";

const one_file = "@node-red/runtime/lib/flows/index.js";

const lint_run = (files, ...words) => cost_of_success([asynclint(), "lint", ...words], { cwd: files.folder });

function measure_round(files, list, threads) {
  const bare = bare_parse(list, threads);
  const lint = lint_run(files, "--threads", String(threads), ".");
  return {
    bare,
    bare_wall: bare.parse_seconds,
    lint_wall: lint.wall,
    bare_processor: bare.parse_processor_seconds,
    lint_processor: lint.user + lint.system,
  };
}

function summary(rounds) {
  const of = (pick) => median(rounds.map(pick));
  return {
    bare_seconds: of((round) => round.bare_wall),
    lint_seconds: of((round) => round.lint_wall),
    ratio: of((round) => round.lint_wall / round.bare_wall),
    processor_ratio: of((round) => round.lint_processor / round.bare_processor),
    walls: rounds.map(({ bare_wall, lint_wall }) => ({ bare: bare_wall, lint: lint_wall })),
  };
}

const row = (name, { bare_seconds, lint_seconds, ratio, processor_ratio }) => [
  name,
  `${bare_seconds.toFixed(3)} s`,
  `${lint_seconds.toFixed(3)} s`,
  ratio.toFixed(2),
  processor_ratio.toFixed(2),
];

export function speed(files, { rounds: count = 7 }) {
  const load = loadavg()[0];
  const list = list_of_parsed(files);
  const has_two_cores = cpus().length > 1;
  const one = [];
  const two = [];
  // The first round reads from the disk, and does not count.
  for (let i = 0; i <= count; ++i) {
    const single = measure_round(files, list, 1);
    const double = has_two_cores ? measure_round(files, list, 2) : undefined;
    if (i === 0) continue;
    one.push(single);
    if (double) two.push(double);
  }
  const times = Array.from({ length: count * 5 }, () => lint_run(files, one_file).wall * 1000);

  const { files: parsed_files, bytes: parsed_bytes } = one[0].bare;
  const result = { rounds: count, load, parsed_files, parsed_bytes, one_thread: summary(one) };
  result.megabytes_per_second = parsed_bytes / 1e6 / result.one_thread.bare_seconds;
  result.one_thread.target = against(result.one_thread.ratio, 1.4);
  const rows = [["", "bare parsing", "asynclint", "ratio", "in processor time"], row("one thread", result.one_thread)];
  const verdicts = [`whole run / bare parsing, one thread: ${verdict(result.one_thread.target, "")}`];

  if (has_two_cores) {
    const gains = (wall) => one.map((single, i) => single[wall] / two[i][wall]);
    const [bare, lint] = [gains("bare_wall"), gains("lint_wall")];
    const relative = median(lint.map((gain, i) => gain / bare[i]));
    const target = against(relative, 0.9, { at_least: true });
    result.two_threads = { ...summary(two), bare_gain: median(bare), lint_gain: median(lint), target };
    rows.push(row("two threads", result.two_threads));
    rows.push(["gain", `${median(bare).toFixed(2)} x`, `${median(lint).toFixed(2)} x`, relative.toFixed(2), ""]);
    verdicts.push(`gain of two threads / that of bare parsing: ${verdict(target, "")}`);
  } else {
    verdicts.push("two threads: not measured, this machine has one core");
  }

  result.one_file = { path: one_file, milliseconds: median(times), fastest: Math.min(...times) };
  result.one_file.target = against(result.one_file.milliseconds, 10);
  verdicts.push(
    `one file (${one_file}): ${verdict(result.one_file.target, " ms", 1)}, the fastest ${result.one_file.fastest.toFixed(1)} ms`,
  );

  const linted = lint_report(files).length;
  const lines = [
    `${parsed_files} files (${(parsed_bytes / 1e6).toFixed(1)} MB) contain a word of words.txt, or import something asynchronous; ` +
      `bare parsing: ${result.megabytes_per_second.toFixed(1)} MB/s on one thread.`,
    `Not in bare parsing: reading and scanning ${linted} files.`,
    `Left out of both, because they look minified to the linter: ${files.count - linted} files.`,
  ];
  if (load > 0.5)
    lines.push(`This machine was busy with something else (load ${load.toFixed(1)}): do not trust the wall times.`);
  return { result, text: [...lines, "", table(rows), "", ...verdicts].join("\n") };
}
