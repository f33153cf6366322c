// Other linters on the same files, each with its rules that answer to asynclint's. A peer that fails or takes too
// long is in the table with what happened.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { asynclint, cost_of, json_of } from "./cost.mjs";
import { table } from "./figures.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "peers");
export const installed = join(folder, "node_modules");

export function fetch_peers() {
  const lock = join(folder, "package-lock.json");
  const stamp = join(installed, ".fetched-lockfile");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === readFileSync(lock, "utf8")) return;
  console.error("bench: fetching the peers that bench/peers/package-lock.json pins from npm");
  // Not `npm ci`, which wants the binaries for every system in the lockfile: it holds those for Linux with glibc.
  execFileSync("npm", ["install", "--no-save", "--ignore-scripts"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  copyFileSync(lock, stamp);
}

// The pinned Node, where there is one for this machine: some peers need a newer one than Debian's.
export function peers_node() {
  const names = readdirSync(installed).filter((name) => name.startsWith("node-linux-"));
  const paths = names.map((name) => join(installed, name, "bin/node"));
  return paths.find((path) => existsSync(path)) ?? process.execPath;
}

// Its own launcher wants to be put in place by a script, and none is run.
export const quick_lint_js = () => join(installed, `quick-lint-js/${process.platform}-${process.arch}/bin/quick-lint-js`);

// Each reader gives the rule of every finding, and how many files could not be read.
function from_eslint(report) {
  const messages = report.flatMap((file) => file.messages);
  return {
    rules: messages.filter(({ fatal, ruleId }) => !fatal && ruleId).map(({ ruleId }) => ruleId),
    unread: report.filter((file) => file.messages.some(({ fatal }) => fatal)).length,
  };
}

function from_oxlint({ diagnostics }) {
  const rules = diagnostics.filter(({ code }) => code).map(({ code }) => code.replace(/\((.*)\)$/, "/$1"));
  return { rules, unread: new Set(diagnostics.filter(({ code }) => !code).map(({ filename }) => filename)).size };
}

function from_biome({ diagnostics }) {
  const rules = diagnostics.map(({ category }) => category).filter((category) => category.startsWith("lint/"));
  const broken = diagnostics.filter(({ category }) => category === "parse");
  return {
    rules: rules.map((rule) => rule.replace("lint/", "")),
    unread: new Set(broken.map(({ location }) => location.path)).size,
  };
}

export const version_of = (name) => json_of(join(installed, name, "package.json")).version;

function peer_list() {
  const script = (path, ...words) => [peers_node(), join(installed, path), ...words];
  const config = (name) => join(folder, name);
  const eslint = (name, ...flags) => [
    peers_node(),
    ...flags,
    join(installed, "eslint/bin/eslint.js"),
    "--config",
    config(name),
    "--format",
    "json",
    ".",
  ];
  const oxlint = (...flags) =>
    script("oxlint/bin/oxlint", "--config", config("oxlint.json"), ...flags, "--format", "json", ".");
  const biome_flags = ["--reporter=json", "--max-diagnostics=none"];
  return [
    {
      name: `eslint ${version_of("eslint")} + plugin-promise ${version_of("eslint-plugin-promise")}`,
      command: eslint("eslint-promise.mjs"),
      own_rules: /^promise\//,
      read: from_eslint,
    },
    {
      name: `eslint + typescript-eslint ${version_of("typescript-eslint")}, with types`,
      command: eslint("eslint-types.mjs", "--max-old-space-size=8192"),
      own_rules: /^@typescript-eslint\//,
      read: from_eslint,
    },
    { name: `oxlint ${version_of("oxlint")}`, command: oxlint(), own_rules: /./, read: from_oxlint },
    {
      name: `oxlint + tsgolint ${version_of("oxlint-tsgolint")}, with types`,
      command: oxlint("--type-aware"),
      environment: { OXLINT_TSGOLINT_PATH: join(installed, ".bin/tsgolint") },
      own_rules: /./,
      read: from_oxlint,
    },
    {
      name: `biome ${version_of("@biomejs/biome")}`,
      command: script("@biomejs/biome/bin/biome", "lint", ...biome_flags, "."),
      own_rules: /./,
      read: from_biome,
    },
  ];
}

function run(peer, files, limit) {
  console.error(`bench: ${peer.name}`);
  const output = join(files.scratch, "peer.json");
  const cost = cost_of(peer.command, { cwd: files.folder, output, limit, environment: peer.environment });
  const { wall, user, system, peak_megabytes } = cost;
  const entry = { name: peer.name, seconds: wall, processor_seconds: user + system, peak_megabytes };
  const complaint = cost.timed_out ? "" : cost.complaint.slice(-500);
  if (cost.failure) return { ...entry, failure: cost.failure, complaint };
  try {
    const { rules, unread } = peer.read(json_of(output));
    const by_rule = {};
    for (const rule of rules.filter((rule) => peer.own_rules.test(rule))) by_rule[rule] = (by_rule[rule] ?? 0) + 1;
    return { ...entry, findings: Object.values(by_rule).reduce((a, b) => a + b, 0), unread, by_rule };
  } catch (error) {
    return { ...entry, failure: `its output cannot be read: ${error.message}`, complaint };
  }
}

export function peers(files, { limit }) {
  fetch_peers();
  // These are looked for beside the files; and biome follows types only below the folder of its configuration.
  for (const name of ["biome.json", "tsconfig.json"]) copyFileSync(join(folder, name), join(files.folder, name));
  const own = {
    name: "asynclint",
    command: [asynclint(), "lint", "--format", "json", "."],
    own_rules: /./,
    read: from_eslint,
  };
  const results = [own, ...peer_list()].map((peer) => run(peer, files, limit));
  const rows = [["", "wall", "x asynclint", "processor", "peak memory", "findings", "files not read"]];
  for (const { name, seconds, processor_seconds, peak_megabytes, findings, unread, failure } of results) {
    const costs = [
      `${seconds.toFixed(2)} s`,
      (seconds / results[0].seconds).toFixed(1),
      `${processor_seconds.toFixed(2)} s`,
    ];
    const found = failure ? ["failed", ""] : [String(findings), String(unread)];
    rows.push([name, ...costs, `${peak_megabytes.toFixed(0)} MB`, ...found]);
  }
  const lines = [table(rows), ""];
  for (const { name, by_rule, failure, complaint } of results) {
    if (failure) lines.push(`${name}: ${failure}${complaint ? `\n${complaint}` : ""}`);
    else
      lines.push(
        `${name}: ${
          Object.entries(by_rule)
            .map(([rule, count]) => `${rule} ${count}`)
            .join(", ") || "nothing"
        }`,
      );
  }
  return { result: results, text: lines.join("\n") };
}
