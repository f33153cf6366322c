// Everything that is tried of the extension. usage: node run.mjs [PART...]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// By what they need to be tried: the package as a file, an extension host, an interface.
const parts = {
  package: ["run-package.mjs"],
  host: ["run-host.mjs", "latest"],
  oldest: ["run-host.mjs", "oldest"],
  interface: ["run-interface.mjs"],
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
const failed = wanted.filter((name) => {
  if (!parts[name]) throw new Error(`the parts are: ${Object.keys(parts).join(", ")}`);
  const [file, ...words] = parts[name];
  const begin = Date.now();
  const run = spawnSync(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...words], { stdio: "inherit" });
  console.log(`${name}: ${run.status === 0 ? "passed" : "FAILED"} in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  return run.status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
