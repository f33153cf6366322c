// Runs the check of every drill on its solution with the Node that runs this, for `./dev check --examples`.
import { spawnSync } from "node:child_process";
import { drill_names, read_drill } from "./drill-files.mjs";

const failed = [];
for (const name of drill_names) {
  const env = { ...process.env, DRILL: "solution" };
  const { status, stdout } = spawnSync(process.execPath, ["--test", "--test-reporter=tap", "check.test.mjs"], {
    cwd: read_drill(name).path,
    env,
    encoding: "utf8",
  });
  if (status === 0) continue;
  failed.push(name);
  console.error(`${name}\n${stdout}`);
}
console.error(`${drill_names.length} drills with Node ${process.versions.node}: ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
