// Packs what build.mjs has put together: build/vscode/asynclint-<target>-<version>.vsix.
// usage: node package.mjs [TARGET]     (this machine's by default)
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";

const target = process.argv[2] ?? `${process.platform}-${process.arch}`;
const built = fileURLToPath(new URL("../../build/vscode", import.meta.url));
const staged = join(built, "extension");
if (!existsSync(staged)) throw new Error("the extension is not built");
const { name, version } = JSON.parse(readFileSync(join(staged, "package.json"), "utf8"));
const packagePath = join(built, `${name}-${target}-${version}.vsix`);
await createVSIX({ cwd: staged, target, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
console.log(packagePath);
