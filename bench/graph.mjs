// The module graph by itself: a generated project of 2,000 files that import each other and 300 packages, linted on one
// thread. Its texts are the same on every machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { asynclint, cost_of_success } from "./cost.mjs";
import { against, median, verdict } from "./figures.mjs";

const counts = { files: 2000, packages: 300 };
const most_seconds = 2;
const most_megabytes = 300;

// Numbers that look as if they were drawn.
function drawing(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

let any;
const folder_of = (i) => `src/part${i % 40}`;
const file_of = (i) => `${folder_of(i)}/module${i}.js`;

// A third of the packages have declarations in several files, a third have theirs in @types, and a third have none.
function package_files(i) {
  const name = `package-${i}`;
  const manifest = { name, version: "1.0.0", main: "./lib/index.js" };
  const types = [];
  const parts = 3 + any(8);
  const part_type = (part) => {
    let text = `import { Base } from "./base";\nimport type { Readable } from "node:stream";\n`;
    for (let k = 0; k < 12; ++k)
      text +=
        `/** What a client of part ${part} does, number ${k}. */\nexport interface Client${part}_${k}<T = string> extends Base {\n` +
        `  send(body: Record<string, T>, options?: { retry?: number; signal?: AbortSignal }): Promise<T[]>;\n` +
        `  on(event: "data", listener: (chunk: T) => void): this;\n  on(event: string, listener: () => void): this;\n` +
        `  stream(): Readable;\n  readonly name: string;\n}\n`;
    return `${text}export declare function open${part}(url: string): Promise<Client${part}_0>;\n`;
  };
  const declarations = (folder) => {
    for (let part = 0; part < parts; ++part) types.push([`${folder}/part${part}.d.ts`, part_type(part)]);
    types.push([`${folder}/base.d.ts`, "export declare class Base { close(): Promise<void>; ref(): void }\n"]);
    const stars = Array.from({ length: parts }, (_, part) => `export * from "./part${part}";\n`).join("");
    types.push([`${folder}/index.d.ts`, `${stars}export { Base } from "./base";\n`]);
  };
  let code = `"use strict";\nconst other = require("package-${(i * 7 + 1) % counts.packages}");\n`;
  for (let part = 0; part < parts; ++part)
    code += `exports.open${part} = async function (url) {\n  await new Promise((resolve) => setTimeout(resolve, 1));\n  return { url, other };\n};\n`;
  const files = [[`node_modules/${name}/lib/index.js`, code]];
  if (i % 3 === 0) {
    manifest.exports = { ".": { types: "./types/index.d.ts", default: "./lib/index.js" } };
    declarations(`node_modules/${name}/types`);
  } else if (i % 3 === 1) {
    declarations(`node_modules/@types/${name}`);
    files.push([`node_modules/@types/${name}/package.json`, JSON.stringify({ name: `@types/${name}`, types: "index.d.ts" })]);
  }
  files.push([`node_modules/${name}/package.json`, JSON.stringify(manifest)]);
  return [...files, ...types];
}

// Imports of other modules, directly and through the barrel of their folder, back and forth.
function source(i) {
  let text = "";
  const calls = [];
  for (let k = 0; k < 4; ++k) {
    const other = any(counts.files);
    const from = any(3) === 0 ? `../part${other % 40}/index.js` : `../part${other % 40}/module${other}.js`;
    text += `import { load${other} as other${k}, Store${other} as Store${k} } from "${from}";\n`;
    calls.push(`other${k}(order)`, `new Store${k}().save(order)`);
  }
  for (let k = 0; k < 2; ++k) {
    text += `import { open${k} as open${k} } from "package-${any(counts.packages)}";\n`;
    calls.push(`open${k}(order.url)`);
  }
  text += `import { readFile } from "node:fs/promises";\n\n`;
  text += any(3) === 0 ? `export async function load${i}(order) {\n  return readFile(order.path);\n}\n` : `export const load${i} = (order) => ${calls[any(calls.length)]};\n`;
  text += `\nexport class Store${i} ${any(4) === 0 ? "extends Store0 " : ""}{\n  save(order) {\n    return ${calls[any(calls.length)]};\n  }\n`;
  for (let k = 0; k < 6; ++k)
    text += `  async step${k}(order) {\n    const first = await ${calls[any(calls.length)]};\n    ${calls[any(calls.length)]};\n    return first.items.map((item) => item.name + ${k});\n  }\n`;
  return `${text}}\n`;
}

export function write_project(folder) {
  any = drawing(1);
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("package.json", JSON.stringify({ name: "generated", type: "module", workspaces: [] }));
  let bytes = 0;
  for (let i = 0; i < counts.packages; ++i) for (const [path, text] of package_files(i)) write(path, text);
  for (let i = 0; i < counts.files; ++i) {
    const text = source(i);
    bytes += text.length;
    write(file_of(i), text);
  }
  for (let part = 0; part < 40; ++part) {
    let barrel = "";
    for (let i = part; i < counts.files; i += 40) barrel += `export * from "./module${i}.js";\n`;
    write(`src/part${part}/index.js`, barrel);
  }
  return bytes;
}

export function graph(_files, { rounds = 7 }) {
  const folder = mkdtempSync(join(tmpdir(), "asynclint-graph-"));
  try {
    const bytes = write_project(folder);
    const run = (...words) => cost_of_success([asynclint(), "lint", "--threads", "1", ...words, "src"], { cwd: folder });
    // The first round reads from the disk, and does not count.
    run();
    const costs = Array.from({ length: rounds }, () => run());
    const result = {
      ...counts,
      bytes,
      seconds: against(median(costs.map((cost) => cost.wall)), most_seconds),
      processor_seconds: median(costs.map((cost) => cost.user + cost.system)),
      megabytes: against(median(costs.map((cost) => cost.peak_megabytes)), most_megabytes),
    };
    const text = [
      `${counts.files} files (${(bytes / 1e6).toFixed(1)} MB) that import each other and ${counts.packages} packages, one thread`,
      `time: ${verdict(result.seconds, " s")}, in processor time ${result.processor_seconds.toFixed(2)} s`,
      `peak memory: ${verdict(result.megabytes, " MB", 0)}`,
    ];
    return { result, text: text.join("\n") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
