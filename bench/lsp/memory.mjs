// How much memory asynclint has: with many files open, and after many edits.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { write_project } from "../graph.mjs";
import { is_source } from "../packages/fetch.mjs";
import { EditedText, places_in } from "./edits.mjs";
import { Server, ours } from "./servers.mjs";

const counts = { files: 2000, open: 50 };
// After this, whatever was put off has been done.
const pause = 3000;

function megabytes_of({ connection }) {
  const status = readFileSync(`/proc/${connection.process.pid}/status`, "utf8");
  const kilobytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)[1]);
  return { resident: kilobytes("VmRSS") / 1024, peak: kilobytes("VmHWM") / 1024 };
}

function sources_below(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && is_source(entry.name));
  return files.map(({ parentPath, name }) => join(parentPath, name)).sort();
}

// Whole packages, one after the other, until there are as many files as wanted.
function copy_packages({ folder, packages }, target) {
  let left = counts.files;
  for (const { name } of packages) {
    const manifest = join(folder, name, "package.json");
    for (const path of sources_below(join(folder, name)).slice(0, left)) {
      const copy = join(target, relative(folder, path));
      mkdirSync(dirname(copy), { recursive: true });
      cpSync(path, copy);
      left -= 1;
    }
    cpSync(manifest, join(target, name, "package.json"));
    if (left === 0) break;
  }
  writeFileSync(join(target, "package.json"), JSON.stringify({ name: "workspace", private: true }));
}

async function many_open(name, folder, scratch) {
  const all = sources_below(folder).filter((path) => !path.includes("/node_modules/"));
  const server = await Server.start(ours, folder, scratch);
  let bytes = 0;
  for (let i = 0; i < counts.open; ++i) {
    const path = all[Math.floor((i * all.length) / counts.open)];
    const text = readFileSync(path, "utf8");
    bytes += text.length;
    await server.open(pathToFileURL(path).href, text);
  }
  await setTimeout(pause);
  const megabytes = megabytes_of(server);
  await server.stop();
  return { name, files: all.length, open: counts.open, bytes, ...megabytes };
}

export async function workspaces(files, scratch) {
  const [real, generated] = ["real", "generated"].map((name) => join(scratch, name));
  mkdirSync(real);
  mkdirSync(generated);
  copy_packages(files, real);
  write_project(generated);
  return [
    await many_open("files of real packages", real, scratch),
    await many_open("generated files that import each other and 300 packages", generated, scratch),
  ];
}

// One file, edited again and again.
export async function many_edits(text, folder, scratch) {
  const uri = pathToFileURL(text.path).href;
  const server = await Server.start(ours, folder, scratch);
  await server.open(uri, text.text);
  const edited = new EditedText(text.text);
  const offsets = places_in(text.functions, 100);
  const after = {};
  let version = 1;
  for (const limit of [1000, 10_000]) {
    while (version <= limit) {
      const offset = offsets[Math.floor(version / 10) % offsets.length];
      for (const { change, after: whole } of edited.keystrokes(offset)) await server.change(uri, ++version, change, whole);
    }
    await setTimeout(pause);
    after[limit] = megabytes_of(server).resident;
  }
  await server.stop();
  return { after_1000: after[1000], after_10000: after[10_000], ratio: after[10_000] / after[1000] };
}
