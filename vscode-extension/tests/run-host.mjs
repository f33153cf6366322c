// The tests in the extension host of a real VS Code.
// usage: node run-host.mjs latest|oldest [SUITE]
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

const suites = readdirSync(join(here, "host")).map((name) => basename(name, ".ts")).filter((name) => name !== "support");
await build({
  entryPoints: suites.map((name) => join(here, "host", `${name}.ts`)),
  outdir: join(built, "tests", which),
  bundle: true,
  platform: "node",
  target: "node20",
  external: ["vscode"],
  sourcemap: "inline",
  logLevel: "warning",
});

const floating = 'async function save() {\n  await fetch("/save");\n}\nsave();\n';
const check_of_drill = readFileSync(join(extension, "drills/promisify/check.test.mjs"), "utf8");

// How a suite's window is opened, where that is not as an empty folder.
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

let failed = 0;
async function run(code, names) {
  await code.start();
  try {
    for (const name of names) {
      console.log(`\n${name}, in VS Code ${code.version}`);
      const place = places[name]?.(code) ?? { folder: code.workspace(name, {}) };
      const status = await code.run_in_host({ extension, tests: join(built, "tests", which, `${name}.js`), ...place });
      if (status === 0) continue;
      ++failed;
      console.log(`${name}: ${status}\n${code.logs().slice(-6000)}`);
    }
  } finally {
    await code.stop({ keep: Boolean(process.env.ASYNCLINT_KEEP) });
  }
}

// Whether folders have to be trusted first is the server's affair, so it takes another one.
const wanted = suites.filter((name) => !only || name === only);
const [untrusted, trusted] = [true, false].map((is) => wanted.filter((name) => (name === "untrusted") === is));
if (trusted.length > 0) await run(new VsCode(which, { runs_tests: true }), trusted);
const no_questions = { "security.workspace.trust.startupPrompt": "never" };
if (untrusted.length > 0) await run(new VsCode(which, { settings: no_questions, has_trust: true, runs_tests: true }), untrusted);
process.exit(failed === 0 ? 0 : 1);
