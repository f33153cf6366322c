// What is linted: the files of the pinned packages.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asynclint, cost_of_success, json_of, list_parsed } from "./cost.mjs";
import { data_folder, fetch_packages, is_source, pinned_packages } from "./packages/fetch.mjs";

function sources_below(folder) {
  const found = [];
  for (const entry of readdirSync(join(data_folder, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...sources_below(path));
    else if (is_source(entry.name)) found.push({ bytes: statSync(join(data_folder, path)).size });
  }
  return found;
}

const sum = (files) => files.reduce((total, { bytes }) => total + bytes, 0);

export function corpus() {
  fetch_packages();
  const packages = pinned_packages().map(({ name, version }) => {
    const files = sources_below(name);
    return { name, version, files: files.length, bytes: sum(files) };
  });
  const scratch = mkdtempSync(join(tmpdir(), "asynclint-bench-"));
  process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
  const count = packages.reduce((total, { files }) => total + files, 0);
  return { folder: data_folder, packages, count, bytes: sum(packages), scratch };
}

// The linter's report on all files, those without findings too.
export function lint_report(files) {
  if (!files.report) {
    const output = join(files.scratch, "asynclint.json");
    cost_of_success([asynclint(), "lint", "--format", "json", "."], { cwd: files.folder, output });
    files.report = json_of(output);
  }
  return files.report;
}

// A list of the files that the linter parses, in its order.
export function list_of_parsed(files) {
  const list = join(files.scratch, "files");
  writeFileSync(
    list,
    lint_report(files)
      .map(({ filePath }) => `${filePath}\n`)
      .join(""),
  );
  return list_parsed(list, join(files.scratch, "parsed"));
}
