// The packages for npm: `asynclint`, which has the launcher, and one for each platform, which has its executable.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { executable_name, platforms } from "./platforms.mjs";
import { version } from "./version.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const read = (path) => readFileSync(join(repository, path));
const json = (value) => `${JSON.stringify(value, undefined, 2)}\n`;
const file = (bytes, is_executable = false) => ({ bytes, is_executable });

const scoped = ({ name }) => `@asynclint/${name}`;
const for_people = { linux: "Linux", darwin: "macOS", win32: "Windows", glibc: ", glibc", musl: ", musl" };

export function launcher_files() {
  const { name, ...rest } = JSON.parse(read("npm/package.json"));
  const optionalDependencies = Object.fromEntries(platforms.map((platform) => [scoped(platform), version]));
  return {
    "package.json": file(json({ name, version, ...rest, optionalDependencies })),
    "README.md": file(read("npm/README.md")),
    LICENSE: file(read("LICENSE")),
    "bin/asynclint.js": file(read("npm/bin/asynclint.js"), true),
    "lib/executable.js": file(read("npm/lib/executable.js")),
    "lib/index.js": file(read("npm/lib/index.js")),
    "lib/index.d.ts": file(read("npm/lib/index.d.ts")),
  };
}

// executable: its bytes; terms: those of everything in it that others wrote.
export function platform_files(platform, executable, terms) {
  const { license, engines } = JSON.parse(read("npm/package.json"));
  const { os, cpu, libc } = platform;
  const where = `${for_people[os]} (${cpu}${for_people[libc] ?? ""})`;
  const manifest = {
    name: scoped(platform),
    version,
    description: `The executable of asynclint for ${where}`,
    license,
    os: [os],
    cpu: [cpu],
    ...(libc && { libc: [libc] }),
    engines,
    // An executable inside of an archive cannot be started.
    preferUnplugged: true,
  };
  const readme = `# ${scoped(platform)}\n\nThe executable of asynclint for ${where}. Install the package \`asynclint\`, which brings it along.\n`;
  return {
    "package.json": file(json(manifest)),
    "README.md": file(readme),
    LICENSE: file(read("LICENSE")),
    "THIRD-PARTY-NOTICES.txt": file(terms),
    [executable_name(platform)]: file(executable, true),
  };
}

export const tarball_name = (files) => {
  const { name } = JSON.parse(files["package.json"].bytes);
  return `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
};
