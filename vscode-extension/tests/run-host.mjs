// The tests in the extension host of a real VS Code.
// usage: node run-host.mjs latest|oldest [SUITE,...]
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { VsCode } from "./code-server/start.mjs";

const [which = "latest", only] = process.argv.slice(2);
const here = fileURLToPath(new URL(".", import.meta.url));
const built = join(here, "../../build/vscode");
const extension = join(built, "extension");
if (!existsSync(extension)) throw new Error("the extension is not built");

// What happens in one window, file after file; in the first, what it costs to be activated has to come first.
const all = {
  main: ["activation", "learning", "linting", "refactoring", "notebook", "server"],
  drill: ["drill"],
  "multi-root": ["multi-root"],
  untrusted: ["untrusted"],
};
const files = readdirSync(join(here, "host")).map((name) => basename(name, ".ts"));
const forgotten = files.filter((name) => name !== "support" && !Object.values(all).flat().includes(name));
if (forgotten.length > 0) throw new Error(`no window runs ${forgotten.join(", ")}`);
const windows = Object.entries(all)
  .map(([name, suites]) => ({ name, suites: suites.filter((suite) => !only || only.split(",").includes(suite)) }))
  .filter(({ suites }) => suites.length > 0);

const activation = { name: "activation", suites: ["activation"] };
for (const { name, suites } of [...windows, activation]) {
  const parts = suites.map((suite) => `suite("${suite}");\nrequire("./${suite}");`);
  await build({
    stdin: { contents: `const { suite, run } = require("./support");\n${parts.join("\n")}\nexports.run = run;\n`, resolveDir: join(here, "host") },
    outfile: join(built, "tests", which, `${name}.js`),
    bundle: true,
    platform: "node",
    target: "node20",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
  });
}

const floating = 'async function save() {\n  await fetch("/save");\n}\nsave();\n';
const check_of_drill = readFileSync(join(extension, "drills/promisify/check.test.mjs"), "utf8");

// How a window is opened, where that is not as an empty folder.
const places = {
  drill: (code) => ({ folder: code.workspace("drill", join(extension, "drills/promisify")) }),
  "multi-root": (code) => {
    const folder = code.workspace("multi-root", {
      "first/package.json": "{}",
      "second/asynclint.json": '{ "rules": { "floating-promise": "off" } }',
      "both.code-workspace": '{ "folders": [{ "path": "first" }, { "path": "second" }] }',
    });
    return { workspace: join(folder, "both.code-workspace") };
  },
  untrusted: (code) => {
    const script = "#!/bin/sh\ntouch was-here \"$(dirname \"$0\")/was-here\"\n";
    const folder = code.workspace("untrusted", {
      "a.mjs": floating,
      "evil.sh": script,
      "check.test.mjs": check_of_drill,
    });
    chmodSync(join(folder, "evil.sh"), 0o755);
    mkdirSync(join(folder, ".vscode"));
    writeFileSync(join(folder, ".vscode/settings.json"), JSON.stringify({ "asynclint.path": join(folder, "evil.sh") }));
    return { folder };
  },
};

// What the processor had to do for it, in the window at hand; others may be at work on this machine, and then it is more.
const costs = [];
const heard = (text) => {
  console.log(text);
  const cost = /activated in (\d+) ms/.exec(text);
  if (cost) costs.push(Number(cost[1]));
};

let failed = 0;
async function run(code, some) {
  if (some.length === 0) return;
  await code.start();
  try {
    // It grows where the cost has to be measured once more.
    for (const { name, suites } of some) {
      console.log(`\nthe window “${name}”, in VS Code ${code.version}`);
      const place = places[name]?.(code) ?? { folder: code.workspace(name, {}) };
      const status = await code.run_in_host({ extension, tests: join(built, "tests", which, `${name}.js`), heard, ...place });
      if (suites.includes("activation") && Math.min(...costs) >= 100 && costs.length < 3) some.push(activation);
      if (status === 0) continue;
      ++failed;
      console.log(`${name}: ${status}\n${code.logs().slice(-6000)}`);
    }
  } finally {
    await code.stop({ keep: Boolean(process.env.ASYNCLINT_KEEP) });
  }
}

// Whether folders have to be trusted first is the server's affair, so it takes another one.
const [untrusted, trusted] = [true, false].map((is) => windows.filter(({ name }) => (name === "untrusted") === is));
const no_questions = { "security.workspace.trust.startupPrompt": "never" };
await run(new VsCode(which, { runs_tests: true }), trusted);
await run(new VsCode(which, { settings: no_questions, has_trust: true, runs_tests: true }), untrusted);
const is_dear = Math.min(...costs) >= 100 && costs.length > 0;
if (is_dear) console.log(`to be activated costs ${Math.min(...costs)} ms, and 100 are allowed`);
process.exit(failed === 0 && !is_dear ? 0 : 1);
