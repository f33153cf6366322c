// Puts the extension together in build/vscode/extension: what `vsce` packs, and what the tests load.
// usage: node build.mjs EXECUTABLE
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const repository = join(here, "..");
const staged = join(repository, "build/vscode/extension");
const executable = process.argv[2];
if (!executable) throw new Error("usage: node build.mjs EXECUTABLE");

rmSync(staged, { recursive: true, force: true });
mkdirSync(join(staged, "bin"), { recursive: true });

execFileSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "--project", here], { stdio: "inherit" });

const bundle = await build({
  absWorkingDir: here,
  entryPoints: { extension: "src/extension.ts" },
  outdir: join(staged, "out"),
  bundle: true,
  minify: true,
  keepNames: true,
  platform: "node",
  target: "node20",
  external: ["vscode"],
  metafile: true,
  logLevel: "warning",
});
writeFileSync(join(staged, "../bundle.json"), JSON.stringify(bundle.metafile));

const server = join(staged, "bin/asynclint");
copyFileSync(executable, server);
chmodSync(server, 0o755);
execFileSync("strip", [server]);

// What npm needs to build it is no business of those who get it.
const { private: _, devDependencies: __, ...manifest } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
writeFileSync(join(staged, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
copyFileSync(join(repository, "LICENSE"), join(staged, "LICENSE"));
copyFileSync(join(here, "README.md"), join(staged, "README.md"));
