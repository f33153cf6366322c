// What lessons promise to each other, to the study texts and to the rules.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { code_of, read, read_lessons, read_table, root, section, without_code } from "../../tools/lesson-pages.mjs";
import { stale_pages } from "../../tools/lessons.mjs";

const lessons = read_lessons();
const all = [...lessons.values()];
const topics = read_table("lessons/topics.tsv");
const sorted = (items) => [...new Set(items)].sort();
const ids_of = (text, pattern) => sorted([...text.matchAll(pattern)].map(([, id]) => id));

test("every topic of the texts has a lesson whose front matter says so", () => {
  const problems = [];
  for (const { text, topic, lesson } of topics) {
    const page = lessons.get(lesson);
    if (!page) problems.push(`${text}: "${topic}" has no lesson: ${lesson}`);
    else if (!page.topics.includes(topic)) problems.push(`${text}: "${topic}" is none of the topics of ${lesson}`);
  }
  assert.deepEqual(problems, []);
});

test("every topic of a lesson is in the list of topics", () => {
  const listed = new Set(topics.map(({ topic, lesson }) => `${lesson}: ${topic}`));
  const named = all.flatMap((lesson) => lesson.topics.map((topic) => `${lesson.id}: ${topic}`));
  assert.deepEqual(named.filter((topic) => !listed.has(topic)), []);
});

test("the list of topics is one of the three texts and of what the course adds, without repetition", () => {
  assert.deepEqual(sorted(topics.map(({ text }) => text)), ["bakery", "checklist", "course", "roadmap"]);
  const rows = topics.map((row) => Object.values(row).join("\t"));
  assert.deepEqual(rows.filter((row, i) => rows.indexOf(row) !== i), []);
  const in_a_text = new Set(topics.filter(({ text }) => text !== "course").map(({ topic, lesson }) => topic + lesson));
  const additions = topics.filter(({ text }) => text === "course");
  assert.deepEqual(additions.filter(({ topic, lesson }) => in_a_text.has(topic + lesson)), []);
});

test("titles of links and the page of answers are up to date: node tools/lessons.mjs --write", () => {
  assert.deepEqual([...stale_pages().keys()], []);
});

test("a line below See also leads to one page, and says why one would go there", () => {
  for (const { id, text } of all) {
    for (const line of section(text, "See also").split("\n")) {
      assert.match(line, /^- (\[[^\]]+\]\([a-z0-9-]+\.md\): \S|Rules? \[|The (?:drills?|project): `drills\/)/, id);
    }
  }
});

test("no page leads to itself, or twice to another one", () => {
  for (const { id, text } of all) {
    const targets = [...section(text, "See also").matchAll(/\]\(([a-z0-9-]+)\.md\)/g)].map(([, target]) => target);
    assert.ok(!targets.includes(id), id);
    assert.deepEqual(targets, [...new Set(targets)], id);
  }
});

test("a page can be read in one go: 60 to 120 lines", () => {
  const lengths = all.map(({ id, page }) => [id, page.split("\n").length - 1]);
  assert.deepEqual(lengths.filter(([, lines]) => lines < 60 || lines > 120), []);
});

test("a lesson leads to the pages of the rules in its front matter, and to no others", () => {
  for (const { id, text, rules } of all)
    assert.deepEqual(ids_of(section(text, "See also"), /\(\.\.\/rules\/([a-z-]+)\.md\)/g), sorted(rules), id);
});

test("what fires in a lesson is one of its rules", () => {
  for (const { id, text, rules } of all) {
    const marked = ids_of(code_of(text), /^\s*(?:\/\/|\{\/\*)<?\s*\^+ ([a-z-]+)/gm);
    assert.deepEqual(marked.filter((rule) => !rules.includes(rule)), [], id);
  }
});

test("the lesson that a rule names has that rule", () => {
  const rules = readdirSync(join(root, "rules")).filter((file) => file.endsWith(".cpp"));
  for (const file of rules) {
    const name = file.slice(0, -4);
    const [, lesson] = /\.lesson = "([a-z0-9-]+)"/.exec(read(`rules/${file}`)) ?? [];
    assert.ok(lesson, `rules/${file} names no lesson`);
    assert.ok(lessons.get(lesson)?.rules.includes(name), `${lesson} does not have ${name} among its rules`);
  }
});

test("every rule can be learned: some lesson shows it firing", () => {
  const shown = new Set(all.flatMap(({ text }) => ids_of(code_of(text), /\^+ ([a-z]+-[a-z-]+)/g)));
  const rules = readdirSync(join(root, "rules")).filter((file) => file.endsWith(".cpp")).map((file) => file.slice(0, -4));
  assert.deepEqual(rules.filter((rule) => !shown.has(rule)), []);
});

test("a page whose code needs Node says what a browser has or does", () => {
  const of_node = /\bprocess\.\w|\brequire\('|\bfrom 'node:|\bsetImmediate\b|\.unref\(|\bBuffer\b/;
  const silent = all.filter(({ text }) => of_node.test(code_of(text)) && !/\bbrowser/i.test(without_code(text)));
  assert.deepEqual(silent.map(({ id }) => id), []);
});

test("a page whose code needs a browser says so", () => {
  const of_browsers = /\b(?:document|window|navigator|localStorage)\.\w|\brequestAnimationFrame\b/;
  const silent = all.filter(({ text }) => of_browsers.test(code_of(text)) && !/\bbrowser/i.test(without_code(text)));
  assert.deepEqual(silent.map(({ id }) => id), []);
});

test("lessons that a drill belongs to say where it is", () => {
  for (const { id, text } of all)
    for (const [, name] of text.matchAll(/`drills\/([a-z-]+)`/g))
      assert.ok(existsSync(join(root, "drills", name, "task.md")), `${id}: drills/${name}`);
});
