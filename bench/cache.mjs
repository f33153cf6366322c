// A run with a warm cache: a generated project of 10,000 files that import each other. Its texts are the same on every
// machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asynclint, cost_of_success } from "./cost.mjs";
import { against, median, verdict } from "./figures.mjs";

const files = 10_000;
const most_seconds = 0.3;
const folder_of = (i) => `src/part${i % 200}`;

function source(i) {
  let text = 'import fs from "node:fs";\n';
  const others = [1, 2, 3, 4].map((k) => (i * 7 + k * 13) % files);
  for (const other of others) text += `import { thing${other} } from "../part${other % 200}/module${other}.js";\n`;
  text +=
    i % 3 === 0
      ? `export async function thing${i}(x) {\n  await x;\n  return fs.existsSync(x);\n}\n`
      : `export function thing${i}(x) {\n  return x + ${i};\n}\n`;
  text += `export function use${i}() {\n  const value = thing${others[0]}(1);\n  return value;\n}\n`;
  if (i % 100 === 0) text += `export function drop${i}() {\n  thing${others[0]}(2);\n}\n`;
  for (let k = 0; k < 30; ++k) text += `export const constant${i}_${k} = ${k} * ${i};\n`;
  return text;
}

export function cache(_files, { rounds = 7 }) {
  const folder = mkdtempSync(join(tmpdir(), "asynclint-cache-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "generated", type: "module", workspaces: [] }));
    for (let i = 0; i < files; ++i) {
      mkdirSync(join(folder, folder_of(i)), { recursive: true });
      writeFileSync(join(folder, folder_of(i), `module${i}.js`), source(i));
    }
    const run = (...words) => cost_of_success([asynclint(), "lint", ...words, "src"], { cwd: folder });
    const without = run();
    // Times can be trusted two seconds after a file was written; what was read before is read once more.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);
    run("--cache");
    run("--cache");
    const costs = Array.from({ length: rounds }, () => run("--cache"));
    const result = {
      files,
      seconds: against(median(costs.map((cost) => cost.wall)), most_seconds),
      processor_seconds: median(costs.map((cost) => cost.user + cost.system)),
      megabytes: median(costs.map((cost) => cost.peak_megabytes)),
      without: { seconds: without.wall, processor_seconds: without.user + without.system },
    };
    const text = [
      `${files} files that import each other, with a warm cache`,
      `time: ${verdict(result.seconds, " s")}, in processor time ${result.processor_seconds.toFixed(2)} s`,
      `without a cache: ${without.wall.toFixed(2)} s, in processor time ${result.without.processor_seconds.toFixed(2)} s`,
      `peak memory: ${result.megabytes.toFixed(0)} MB`,
    ];
    return { result, text: text.join("\n") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
