// `./dev bench`: which sections run, and how their results are printed.
import { cpus } from "node:os";
import { accuracy } from "./accuracy/accuracy.mjs";
import { cache } from "./cache.mjs";
import { corpus } from "./corpus.mjs";
import { findings } from "./findings.mjs";
import { graph } from "./graph.mjs";
import { hovers } from "./hovers.mjs";
import { lsp } from "./lsp/lsp.mjs";
import { memory } from "./memory.mjs";
import { peers } from "./peers.mjs";
import { speed } from "./speed.mjs";

const sections = { speed, memory, findings, peers, hovers, graph, cache, accuracy, lsp };
// These read packages of their own.
const without_corpus = new Set(["graph", "cache", "accuracy"]);
// These run when they are named.
const apart = new Set(["hovers", "graph", "cache", "accuracy", "lsp"]);

const usage = `usage: ./dev bench [SECTION...] [--json] [--rounds N] [--limit SECONDS]

  speed      the whole run beside bare parsing, one and two threads, and a run over one file
  memory     peak memory on the largest package
  findings   what is found, by rule and package
  peers      other linters on the same files
  hovers     the language server's hovers at 20,000 places, and how fast they are; only when it is named
  cache      a generated project of 10,000 files with a warm cache; only when it is named
  graph      a generated project of 2,000 files and 300 packages; only when it is named
  accuracy   beside linters that know types, on packages with what they depend on; only when it is named
  lsp        the language server, beside other language servers; only when it is named

All but the last four by default. --rounds: how often speed is measured (7); --limit: how long a peer may take (900).

accuracy has more options: --package NAME (again for more), --with-infos (infos count as found), --cached (what the
peers found last time, and no times); --list (what nobody has judged), --missed (judged so, and not found),
--contested (found, and judged wrong or debatable); --draw N --seed N prints N errors at random.`;

function fail_usage(message) {
  console.error(`bench: ${message}\n\n${usage}`);
  process.exit(2);
}

function parse_arguments(words) {
  const options = { sections: [], json: false, limit: 900, seed: 1 };
  const number_after = (word) => {
    const number = Number(words.shift());
    if (!Number.isInteger(number) || number < 1) fail_usage(`${word} needs a number`);
    return number;
  };
  while (words.length > 0) {
    const word = words.shift();
    if (["--json", "--list", "--missed", "--contested", "--cached"].includes(word)) options[word.slice(2)] = true;
    else if (word === "--with-infos") options.with_infos = true;
    else if (["--rounds", "--limit", "--draw", "--seed"].includes(word)) options[word.slice(2)] = number_after(word);
    else if (word === "--package") (options.package ??= []).push(words.shift());
    else if (word === "--help" || word === "-h") {
      console.log(usage);
      process.exit(0);
    } else if (word in sections) options.sections.push(word);
    else fail_usage(`there is no section ${word}`);
  }
  if (options.sections.length === 0) options.sections = Object.keys(sections).filter((name) => !apart.has(name));
  return options;
}

export async function main(words) {
  const options = parse_arguments(words);
  const [{ model }, ...others] = cpus();
  const results = { processor: { model, count: others.length + 1 } };
  let files;
  if (!options.sections.every((name) => without_corpus.has(name))) {
    files = corpus();
    results.corpus = { packages: files.packages.length, files: files.count, bytes: files.bytes };
    const megabytes = (files.bytes / 1e6).toFixed(1);
    if (!options.json) console.log(`${files.packages.length} packages, ${files.count} files, ${megabytes} MB; ${model}`);
  } else if (!options.json) console.log(model);
  for (const name of options.sections) {
    const { result, text } = await sections[name](files, options);
    results[name] = result;
    if (!options.json) console.log(`\n## ${name}\n\n${text}`);
  }
  if (options.json) console.log(JSON.stringify(results, null, 2));
}
