// Packs what build.mjs has put together: build/vscode/asynclint-<target>-<version>.vsix.
// usage: node package.mjs                              for this machine, with the executable that is inside
//        node package.mjs TARGET EXECUTABLE PACKAGE    for another, with its executable; its notices on standard input
import { chmodSync, copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";

const [target = `${process.platform}-${process.arch}`, executable, wanted] = process.argv.slice(2);
const built = fileURLToPath(new URL("../../build/vscode", import.meta.url));
const staged = join(built, "extension");
if (!existsSync(staged)) throw new Error("the extension is not built");
const { name, version } = JSON.parse(readFileSync(join(staged, "package.json"), "utf8"));
const packagePath = wanted ?? join(built, `${name}-${target}-${version}.vsix`);

// What is staged stays as it is: tests load it.
const folder = executable ? mkdtempSync(join(built, "packed-")) : staged;
if (executable) {
  cpSync(staged, folder, { recursive: true });
  const bin = join(folder, "bin");
  for (const entry of readdirSync(bin)) rmSync(join(bin, entry));
  const server = join(bin, basename(executable));
  copyFileSync(executable, server);
  chmodSync(server, 0o755);
  writeFileSync(join(folder, "THIRD-PARTY-NOTICES.txt"), readFileSync(0));
}
try {
  await createVSIX({ cwd: folder, target, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
} finally {
  if (executable) rmSync(folder, { recursive: true });
}
console.log(packagePath);
