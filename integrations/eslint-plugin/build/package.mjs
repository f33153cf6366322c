// Puts the package together in the folder FOLDER, as it is published: sources, types, the rules' pages, the licence.
// usage: node build/package.mjs FOLDER
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("..", import.meta.url));
const repository = join(here, "../..");
const folder = process.argv[2];
if (!folder) throw new Error("usage: node build/package.mjs FOLDER");

rmSync(folder, { recursive: true, force: true });
const copy = (from, to) => {
  mkdirSync(dirname(join(folder, to)), { recursive: true });
  copyFileSync(from, join(folder, to));
};
for (const name of ["src", "types"]) cpSync(join(here, name), join(folder, name), { recursive: true });
copy(join(here, "README.md"), "README.md");
copy(join(repository, "LICENSE"), "LICENSE");
for (const { id } of JSON.parse(readFileSync(join(here, "src/rules.json"), "utf8")))
  copy(join(repository, "rules", `${id}.md`), `pages/${id}.md`);

// What tests need is no business of those who get it. What the plugin finds is what the executable finds, so the two
// have one version.
const { private: _, devDependencies: __, ...manifest } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
manifest.files = ["src", "types", "pages"];
manifest.peerDependencies = { asynclint: manifest.version, eslint: "^9.0.0 || ^10.0.0" };
writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
