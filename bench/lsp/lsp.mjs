// The language server by itself and beside others: what a key costs, and everything else that somebody waits for.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { against, table, verdict } from "../figures.mjs";
import { fetch_peers } from "../peers.mjs";
import { keystrokes } from "./keystrokes.mjs";
import { many_edits, workspaces } from "./memory.mjs";
import { all_servers, ours } from "./servers.mjs";
import { actions_at_cursor, fix_all_on_save, opening, pipe, refactorings, start } from "./single.mjs";
import { make_texts } from "./texts.mjs";

const ms = (number) => `${number.toFixed(2)} ms`;

function keystroke_lines({ text, servers, targets }) {
  const [, record] = servers;
  const rows = [["", "median", "99th percentile", "longest", "x quick-lint-js", "edits", "sent", "received", "findings"]];
  for (const one of servers) {
    if (one.failure) {
      rows.push([one.name, ...Array(rows[0].length - 1).fill("-")]);
      continue;
    }
    const bytes = (number) => `${Math.round(number)} B`;
    rows.push([
      one.name,
      ms(one.median),
      ms(one.p99),
      ms(one.longest),
      (one.median / record.median).toFixed(2),
      String(one.edits),
      bytes(one.bytes_sent),
      bytes(one.bytes_received),
      String(one.findings),
    ]);
  }
  const title = `### ${text.name}: ${(text.bytes / 1000).toFixed(0)} kB, ${text.lines} lines`;
  const failures = servers.filter(({ failure }) => failure).map(({ name, failure }) => `${name}: ${failure}`);
  return [title, "", table(rows), "", ...failures, ...targets.map(({ name, target }) => `${name}: ${verdict(target, "")}`), ""];
}

async function all_keystrokes(texts, folder, scratch) {
  const results = {};
  for (const text of Object.values(texts)) {
    console.error(`bench: keystrokes in the text "${text.name}"`);
    const servers = await keystrokes(text, all_servers(), folder, scratch);
    const [own, record] = servers;
    for (const { name, failure } of [own, record]) if (failure) throw new Error(`${name}: ${failure}`);
    const targets = [];
    if (text.name !== "large")
      targets.push({ name: "median / quick-lint-js's", target: against(own.median / record.median, 0.5) });
    else {
      const small = results.small.servers[0];
      targets.push({ name: "median / our own of the small text", target: against(own.median / small.median, 2) });
    }
    targets.push({ name: "99th percentile / quick-lint-js's", target: against(own.p99 / record.p99, 1) });
    const { name, bytes, lines } = text;
    results[name] = { text: { name, bytes, lines }, servers, targets };
  }
  return results;
}

async function measure(files, rounds, scratch) {
  const folder = join(scratch, "texts");
  mkdirSync(folder);
  console.error("bench: making the texts");
  const texts = make_texts(files.folder, folder);
  rmSync(join(folder, "parts"), { recursive: true });
  const result = { pipe: await pipe(300, 200) };
  result.keystrokes = await all_keystrokes(texts, folder, scratch);
  console.error("bench: start, opening, actions, memory");
  result.start = await start(all_servers(), rounds, folder, scratch);
  result.opening = await opening(texts.class, rounds, folder, scratch);
  result.actions = [];
  for (const text of Object.values(texts))
    result.actions.push({ name: text.name, ...(await actions_at_cursor(text, folder, scratch)) });
  result.refactorings = [];
  for (const text of Object.values(texts))
    result.refactorings.push({ name: text.name, ...(await refactorings(text, folder, scratch)) });
  result.fix_all = await fix_all_on_save(texts.class, rounds, folder, scratch);
  result.workspaces = await workspaces(files, scratch);
  result.edits = await many_edits(texts.class, folder, scratch);
  return result;
}

function other_lines(result) {
  const { opening: opened, fix_all, edits } = result;
  const megabytes = (number) => `${number.toFixed(1)} MB`;
  return [
    `the pipe alone: ${ms(result.pipe)}`,
    `start to the answer to initialize: ${verdict(against(result.start[0].median, 20), " ms")}; ` +
      result.start.slice(1).map(({ name, median }) => `${name} ${median.toFixed(0)} ms`).join(", "),
    `opening the class of 5,000 lines: ${ms(opened.milliseconds)}; without the pipe (${ms(opened.pipe_milliseconds)}), ` +
      `beside a bare parse (${ms(opened.bare_milliseconds)}): ${verdict(against(opened.ratio, 1.6), "")}`,
    ...result.actions.map(
      (one) =>
        `code actions at a cursor, ${one.name}: ${verdict(against(one.median, 5), " ms")}, 99th percentile ${ms(one.p99)}`,
    ),
    ...result.refactorings.map(
      (one) =>
        `refactorings at a cursor, with the edits of one, ${one.name}: ${verdict(against(one.median, 5), " ms")}, ` +
        `99th percentile ${ms(one.p99)}; ${one.offered} offered at ${one.requests} places`,
    ),
    `fix all on save, class, ${fix_all.edits} edits: ${verdict(against(fix_all.median, 50), " ms")}, ` +
      `99th percentile ${ms(fix_all.p99)}`,
    ...result.workspaces.map(
      (one) =>
        `${one.open} of ${one.files} files open (${(one.bytes / 1e6).toFixed(1)} MB), ${one.name}: ` +
        `${verdict(against(one.resident, 120), " MB", 1)}, at most ${megabytes(one.peak)}`,
    ),
    `after 1,000 edits ${megabytes(edits.after_1000)}, after 10,000 ${megabytes(edits.after_10000)}: ` +
      verdict(against(edits.ratio, 1.05), ""),
  ];
}

export async function lsp(files, { rounds = 7 }) {
  fetch_peers();
  const load = loadavg()[0];
  const scratch = mkdtempSync(join(tmpdir(), "asynclint-lsp-"));
  try {
    const result = { load, ...(await measure(files, rounds, scratch)) };
    const busy = `This machine was busy with something else (load ${load.toFixed(1)}): trust the ratios more than the times.`;
    const lines = [...(load > 0.5 ? [busy, ""] : []), ...Object.values(result.keystrokes).flatMap(keystroke_lines)];
    return { result, text: [...lines, ...other_lines(result)].join("\n") };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
