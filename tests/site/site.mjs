// The site that both tests look at, written anew by the executable.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

export const executable = process.env.ASYNCLINT_EXECUTABLE;
if (!executable) throw new Error("ASYNCLINT_EXECUTABLE names no executable; `./dev test site` sets it");

export function write_site() {
  const folder = mkdtempSync(join(tmpdir(), "asynclint-site-"));
  execFileSync(executable, ["docs", "--out", folder]);
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
  return { folder, files, pages: files.filter((file) => file.endsWith(".html")) };
}
