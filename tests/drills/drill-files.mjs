// What is in drills/, for the tests of this folder.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
export const drills_folder = join(root, "drills");

const pages = readdirSync(join(root, "lessons")).filter((file) => file.endsWith(".md") && file !== "README.md");
export const lesson_ids = new Set(pages.map((file) => file.slice(0, -3)));

// The last line of a task is `The lesson is `a`.` or `The lessons are `a`, `b` and `c`.`.
function lessons_of(task) {
  const last_line = task.trimEnd().split("\n").at(-1);
  if (!/^The lessons? (is|are) /.test(last_line)) return [];
  return [...last_line.matchAll(/`([a-z0-9-]+)`/g)].map(([, id]) => id);
}

export function read_drill(name) {
  const path = join(drills_folder, name);
  const task = readFileSync(join(path, "task.md"), "utf8");
  return { name, path, task, lessons: lessons_of(task) };
}

export const drill_names = readdirSync(drills_folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(drills_folder, entry.name, "task.md")))
  .map((entry) => entry.name)
  .sort();
