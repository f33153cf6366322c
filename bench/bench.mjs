// `./dev bench`: which sections run, and how their results are printed.
import { cpus } from "node:os";
import { corpus } from "./corpus.mjs";
import { findings } from "./findings.mjs";
import { memory } from "./memory.mjs";
import { peers } from "./peers.mjs";
import { speed } from "./speed.mjs";

const sections = { speed, memory, findings, peers };

const usage = `usage: ./dev bench [SECTION...] [--json] [--rounds N] [--limit SECONDS]

  speed      the whole run beside bare parsing, one and two threads, and a run over one file
  memory     peak memory on the largest package
  findings   what is found, by rule and package
  peers      other linters on the same files

All of them by default. --rounds: how often speed is measured (7); --limit: how long a peer may take (900).`;

function fail_usage(message) {
  console.error(`bench: ${message}\n\n${usage}`);
  process.exit(2);
}

function parse_arguments(words) {
  const options = { sections: [], json: false, rounds: 7, limit: 900 };
  const number_after = (word) => {
    const number = Number(words.shift());
    if (!Number.isInteger(number) || number < 1) fail_usage(`${word} needs a number`);
    return number;
  };
  while (words.length > 0) {
    const word = words.shift();
    if (word === "--json") options.json = true;
    else if (word === "--rounds" || word === "--limit") options[word.slice(2)] = number_after(word);
    else if (word === "--help" || word === "-h") {
      console.log(usage);
      process.exit(0);
    } else if (word in sections) options.sections.push(word);
    else fail_usage(`there is no section ${word}`);
  }
  if (options.sections.length === 0) options.sections = Object.keys(sections);
  return options;
}

export async function main(words) {
  const options = parse_arguments(words);
  const files = corpus();
  const megabytes = (files.bytes / 1e6).toFixed(1);
  const [{ model }, ...others] = cpus();
  const results = {
    processor: { model, count: others.length + 1 },
    corpus: { packages: files.packages.length, files: files.count, bytes: files.bytes },
  };
  if (!options.json) console.log(`${files.packages.length} packages, ${files.count} files, ${megabytes} MB; ${model}`);
  for (const name of options.sections) {
    const { result, text } = await sections[name](files, options);
    results[name] = result;
    if (!options.json) console.log(`\n## ${name}\n\n${text}`);
  }
  if (options.json) console.log(JSON.stringify(results, null, 2));
}
