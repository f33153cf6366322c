// Reads the lessons and what is said about them elsewhere, for tools/lessons.mjs and for the tests.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const read = (path) => readFileSync(join(root, path), "utf8");

// The items of one key of the front matter.
function list(front_matter, key) {
  const block = new RegExp(`^${key}:\\n((?: {2}- .*\\n)*)`, "m").exec(front_matter);
  return block ? [...block[1].matchAll(/^ {2}- (.*)$/gm)].map(([, item]) => item) : [];
}

// The text below a heading, up to the next one of its depth.
export function section(page, title) {
  const start = page.indexOf(`\n## ${title}\n`);
  if (start === -1) return "";
  const body = page.slice(start + title.length + 5);
  const end = body.search(/^## /m);
  return (end === -1 ? body : body.slice(0, end)).trim();
}

function read_lesson(file) {
  const page = read(`lessons/${file}`);
  const [, front_matter, text] = /^---\n(.*?)\n---\n(.*)$/s.exec(page);
  const title = /^title: (.*)$/m.exec(front_matter)[1];
  const order = Number(/^order: (.*)$/m.exec(front_matter)[1]);
  const topics = list(`${front_matter}\n`, "topics");
  const rules = list(`${front_matter}\n`, "rules");
  return { id: file.slice(0, -3), page, text, title, order, topics, rules };
}

// By id, in the order of the course.
export function read_lessons() {
  const files = readdirSync(join(root, "lessons")).filter((file) => file.endsWith(".md") && file !== "README.md");
  const lessons = files.map(read_lesson).sort((a, b) => a.order - b.order);
  return new Map(lessons.map((lesson) => [lesson.id, lesson]));
}

// A table with a line of headings: an object for each row.
export function read_table(path) {
  const [heading, ...rows] = read(path).trimEnd().split("\n").map((line) => line.split("\t"));
  return rows.map((row) => Object.fromEntries(heading.map((name, i) => [name, row[i] ?? ""])));
}

export const without_code = (page) => page.replace(/^```.*?^```$/gms, "").replace(/`[^`\n]*`/g, "");
export const code_of = (page) => [...page.matchAll(/^```m?jsx?\b.*?\n(.*?)^```$/gms)].map(([, code]) => code).join("\n");
