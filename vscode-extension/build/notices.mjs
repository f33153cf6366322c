// The licences of everything in the package that others wrote: what is bundled, and what is in the executable.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

// Headers and runtimes from Debian; each says in `copyright` what it is under.
const debian_packages = ["nlohmann-json3-dev", "libcli11-dev", "libfmt-dev", "libxxhash-dev", "libstdc++-12-dev"];
// From npm: C sources, and the declarations that the table of the platform's APIs is made of.
const native_packages = ["tree-sitter", "tree-sitter-javascript", "tree-sitter-typescript", "typescript", "@types/node"];

function npm_notice(folder, use) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (!file) throw new Error(`${name} brings no text of its licence`);
  return { title: `${name} ${version} (${license}), ${use}`, text: readFileSync(join(folder, file), "utf8").trim() };
}

function debian_notice(name) {
  const path = `/usr/share/doc/${name}/copyright`;
  return existsSync(path) ? { title: `${name}, compiled into the server`, text: readFileSync(path, "utf8").trim() } : undefined;
}

// Tables of characters that tree-sitter has from ICU.
function unicode_notice(repository) {
  const path = join(repository, "node_modules/tree-sitter/vendor/tree-sitter/lib/src/unicode/LICENSE");
  return { title: "ICU, in the server", text: readFileSync(path, "utf8").trim() };
}

export function notices(repository, extension, metafile) {
  const bundled = new Set();
  for (const path of Object.keys(metafile.inputs)) {
    const found = path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) bundled.add(found[1]);
  }
  const all = [
    ...[...bundled].sort().map((name) => npm_notice(join(extension, "node_modules", name), "in the extension")),
    ...native_packages.map((name) => npm_notice(join(repository, "node_modules", name), "in the server")),
    unicode_notice(repository),
    ...debian_packages.map(debian_notice).filter(Boolean),
  ];
  const line = "-".repeat(80);
  const parts = all.map(({ title, text }) => `${line}\n${title}\n${line}\n\n${text}\n`);
  return `asynclint is made with the work of others, under these terms.\n\n${parts.join("\n")}`;
}
