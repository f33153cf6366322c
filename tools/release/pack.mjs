// node tools/release/pack.mjs FOLDER PLATFORM...: everything that is handed out, in an empty FOLDER. The same bytes
// whenever it is made of the same commit, by the same Node. It takes the executables of build/cross, and for each of
// them the extension of build/vscode, when it is there.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { plugin_files } from "../../integrations/eslint-plugin/build/package.mjs";
import { bill } from "./bill.mjs";
import { bundled_components, native_components, notices } from "./components.mjs";
import { launcher_files, platform_files, tarball_name } from "./npm-packages.mjs";
import { executable_name, platform_named } from "./platforms.mjs";
import { tarball } from "./tar.mjs";
import { version } from "./version.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const extension = join(repository, "vscode-extension");
const [folder, ...names] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const git = (...words) => execFileSync("git", ["-C", repository, ...words], { encoding: "utf8" }).trim();
const epoch = Number(process.env.SOURCE_DATE_EPOCH ?? git("log", "-1", "--format=%ct"));

const handed_out = [];
function hand_out(file, components) {
  handed_out.push({ file, bytes: readFileSync(join(folder, file)), components });
  console.log(join(folder, file));
}

function pack_npm(files, components) {
  const file = tarball_name(files);
  writeFileSync(join(folder, file), tarball(files));
  hand_out(file, components);
}

function pack_extension(platform, executable, components) {
  const file = `asynclint-${platform.vscode}-${version}.vsix`;
  const environment = { ...process.env, SOURCE_DATE_EPOCH: String(epoch), TZ: "UTC" };
  const words = [join(extension, "build/package.mjs"), platform.vscode, executable, join(folder, file)];
  execFileSync(process.execPath, words, { env: environment, input: notices(components), stdio: ["pipe", "ignore", "inherit"] });
  hand_out(file, components);
}

pack_npm(launcher_files(), []);
pack_npm(plugin_files(), []);
const bundle = join(repository, "build/vscode/bundle.json");
const bundled = existsSync(bundle) ? bundled_components(extension, JSON.parse(readFileSync(bundle, "utf8"))) : undefined;
for (const name of names) {
  const platform = platform_named(name);
  const executable = join(repository, "build/cross", name, executable_name(platform));
  const components = native_components(platform);
  pack_npm(platform_files(platform, readFileSync(executable), notices(components)), components);
  if (bundled) pack_extension(platform, executable, [...bundled, ...components]);
}

writeFileSync(join(folder, "asynclint.cdx.json"), `${JSON.stringify(bill(handed_out, epoch), undefined, 2)}\n`);
hand_out("asynclint.cdx.json", []);
const sums = handed_out.map(({ file, bytes }) => `${createHash("sha256").update(bytes).digest("hex")}  ${file}\n`);
writeFileSync(join(folder, "SHA256SUMS"), sums.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join(""));
