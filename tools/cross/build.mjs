// node tools/cross/build.mjs GENERATOR PLATFORM...: the executable for each platform, in build/cross/<platform>,
// or below the folder that ASYNCLINT_CROSS names: nothing that was built before is used there.
// GENERATOR is a platform generator that runs here, from a build of this machine's own.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { executable_name, platform_named } from "../release/platforms.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const toolchain = join(repository, "tools/cross/zig.cmake");
const [generator, ...names] = process.argv.slice(2);
const built = process.env.ASYNCLINT_CROSS ?? join(repository, "build/cross");
const jobs = process.env.ASYNCLINT_JOBS ?? String(availableParallelism());

for (const name of names) {
  const platform = platform_named(name);
  const folder = join(built, name);
  const environment = { ...process.env, ZIG_GLOBAL_CACHE_DIR: join(built, "cache") };
  // Zig keeps what it has compiled, and knows when it changes; another cache in front of it knows less.
  for (const launcher of ["CMAKE_C_COMPILER_LAUNCHER", "CMAKE_CXX_COMPILER_LAUNCHER"]) delete environment[launcher];
  const run = (...words) => execFileSync(words[0], words.slice(1), { stdio: "inherit", env: environment });
  const configured = join(folder, "build.ninja");
  // cmake does not ask anew for a compiler that it knows.
  if (!existsSync(configured) || statSync(configured).mtimeMs < statSync(toolchain).mtimeMs)
    run(
      ...["cmake", "--fresh", "-S", repository, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_UNITY_BUILD=ON"],
      ...[`-DCMAKE_TOOLCHAIN_FILE=${toolchain}`, `-DASYNCLINT_TARGET=${platform.zig}`, `-DASYNCLINT_PLATFORM_GENERATOR=${resolve(generator)}`],
    );
  run("ninja", "-C", folder, "-j", jobs, "asynclint");
  console.log(join(folder, executable_name(platform)));
}
