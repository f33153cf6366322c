// The package as it is published: sources, types, the rules' pages, the licence. tools/release packs it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("..", import.meta.url));
const repository = join(here, "../..");
const file = (path) => ({ bytes: readFileSync(path), is_executable: false });

// { name: { bytes, is_executable } }
export function plugin_files() {
  const files = { LICENSE: file(join(repository, "LICENSE")), "README.md": file(join(here, "README.md")) };
  for (const folder of ["src", "types"])
    for (const name of readdirSync(join(here, folder))) files[`${folder}/${name}`] = file(join(here, folder, name));
  for (const { id } of JSON.parse(files["src/rules.json"].bytes)) files[`pages/${id}.md`] = file(join(repository, "rules", `${id}.md`));

  // What tests need is no business of those who get it. What the plugin finds is what the executable finds, so the two
  // have one version.
  const { private: _, devDependencies: __, ...manifest } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  manifest.files = ["src", "types", "pages"];
  manifest.peerDependencies = { asynclint: manifest.version, eslint: "^9.0.0 || ^10.0.0" };
  return { ...files, "package.json": { bytes: `${JSON.stringify(manifest, undefined, 2)}\n`, is_executable: false } };
}
