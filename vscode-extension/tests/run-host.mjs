// The tests in the extension host of a real VS Code.
// usage: node run-host.mjs latest|oldest [SUITE]
import { existsSync, mkdirSync, readdirSync } from "node:fs";
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

// How a suite's window is opened, where that is not as a trusted folder with nothing in it.
const places = {};

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

const wanted = suites.filter((name) => !only || name === only);
await run(new VsCode(which), wanted);
process.exit(failed === 0 ? 0 : 1);
