// node tools/release/pack-npm.mjs FOLDER [PLATFORM=EXECUTABLE...]: the packages for npm as tarballs, the launcher first.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { native_components, notices } from "./components.mjs";
import { launcher_files, platform_files, tarball_name } from "./npm-packages.mjs";
import { platform_named } from "./platforms.mjs";
import { tarball } from "./tar.mjs";

const [folder, ...pairs] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const packages = [launcher_files()];
for (const pair of pairs) {
  const [name, executable] = pair.split(/=(.*)/s);
  const platform = platform_named(name);
  packages.push(platform_files(platform, readFileSync(executable), notices(native_components(platform))));
}
for (const files of packages) {
  const path = join(folder, tarball_name(files));
  writeFileSync(path, tarball(files));
  console.log(path);
}
