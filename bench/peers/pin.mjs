// After a version in package.json was changed: writes the lockfile anew, without what each package says about the
// Node that it runs under. npm leaves out binaries that its own Node is too old for, and Debian's is; here the Node
// that the lockfile pins runs them.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts"], { cwd: here, stdio: "inherit" });
const path = join(here, "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8"));
for (const entry of Object.values(lock.packages)) delete entry.engines;
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
