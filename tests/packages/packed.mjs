// What `./dev package` has left, read back: tarballs of npm and archives of VS Code, by platform.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { executable_name, platforms } from "../../tools/release/platforms.mjs";
import { version } from "../../tools/release/version.mjs";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
export const folder = process.env.ASYNCLINT_PACKAGES ?? join(repository, "build/packages");
if (!existsSync(folder)) throw new Error(`there is no ${folder}; \`./dev package\` makes it`);

export const names = readdirSync(folder).sort();
export const bytes_of = (name) => readFileSync(join(folder, name));
export const npm_name = ({ name }) => `asynclint-${name}-${version}.tgz`;
export const extension_name = ({ vscode }) => `asynclint-${vscode}-${version}.vsix`;

// { name: { bytes, mode } }
export function entries_of(tarball) {
  const bytes = gunzipSync(tarball);
  const text = (at, length) => bytes.toString("utf8", at, at + length).replace(/\0.*/s, "");
  const entries = {};
  for (let at = 0; bytes[at] !== 0; ) {
    const size = parseInt(text(at + 124, 12), 8);
    entries[text(at, 100).replace("package/", "")] = { bytes: bytes.subarray(at + 512, at + 512 + size), mode: parseInt(text(at + 100, 8), 8) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return entries;
}

// Those that were packed, with their executables.
export const packed = platforms
  .filter((platform) => names.includes(npm_name(platform)))
  .map((platform) => {
    const entries = entries_of(bytes_of(npm_name(platform)));
    return { platform, entries, executable: entries[executable_name(platform)].bytes };
  });
