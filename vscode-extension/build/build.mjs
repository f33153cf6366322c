// Puts the extension together in build/vscode/extension: what package.mjs packs, and what the tests load.
// usage: node build.mjs EXECUTABLE
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundled_components, native_components, notices } from "../../tools/release/components.mjs";
import { version } from "../../tools/release/version.mjs";
import { contents } from "./pages.mjs";
import { schemas, settings_of } from "./schemas.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));
const repository = join(here, "..");
const staged = join(repository, "build/vscode/extension");
const executable = process.argv[2];
if (!executable) throw new Error("usage: node build.mjs EXECUTABLE");

rmSync(staged, { recursive: true, force: true });
mkdirSync(join(staged, "bin"), { recursive: true });

const check_types = (project) =>
  execFileSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "--project", join(here, project)], { stdio: "inherit" });
check_types(".");
check_types("src/webview");

const common = { absWorkingDir: here, bundle: true, minify: true, metafile: true, logLevel: "warning", outdir: join(staged, "out") };
const in_host = await build({
  ...common,
  entryPoints: { extension: "src/extension.ts" },
  keepNames: true,
  platform: "node",
  target: "node20",
  external: ["vscode"],
});
// For editors in a browser, which cannot start the server.
await build({ ...common, entryPoints: { web: "src/web.ts" }, format: "cjs", platform: "browser", external: ["vscode"] });
await build({ ...common, entryPoints: { page: "src/webview/page.ts" }, format: "iife", platform: "browser", target: "es2022" });

const write_json = (name, json) => writeFileSync(join(staged, name), `${JSON.stringify(json)}\n`);
const { catalog, pages } = contents(repository, executable);
write_json("out/catalog.json", catalog);
write_json("out/pages.json", pages);
for (const [name, schema] of Object.entries(schemas(repository))) write_json(name, schema);

const server = join(staged, "bin", basename(executable));
copyFileSync(executable, server);
chmodSync(server, 0o755);
execFileSync("strip", [server]);

// What npm needs to build it is no business of those who get it.
const { private: _, dependencies: __, devDependencies: ___, ...manifest } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
manifest.version = version;
Object.assign(manifest.contributes.configuration.properties, settings_of(catalog.rules, manifest));
writeFileSync(join(staged, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
copyFileSync(join(repository, "LICENSE"), join(staged, "LICENSE"));
writeFileSync(join(staged, "THIRD-PARTY-NOTICES.txt"), notices([...bundled_components(here, in_host.metafile), ...native_components()]));
// Beside the package, for its test.
writeFileSync(join(staged, "..", "bundle.json"), JSON.stringify(in_host.metafile));
for (const name of ["README.md", "media", "pictures", "sample", "walkthrough"])
  cpSync(join(here, name), join(staged, name), { recursive: true });
// `vsce` wants to be told what to leave out.
writeFileSync(join(staged, ".vscodeignore"), ".vscodeignore\n");
cpSync(join(repository, "drills"), join(staged, "drills"), { recursive: true });
