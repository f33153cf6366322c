// The site as files: what is there, where links lead, and that nothing comes from elsewhere.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { test } from "node:test";
import vm from "node:vm";
import { executable, write_site } from "./site.mjs";

const site = write_site();
const text_of = (page) => readFileSync(join(site.folder, page), "utf8");
const json_of = (...words) => JSON.parse(execFileSync(executable, [...words, "--json"], { encoding: "utf8", maxBuffer: 1 << 26 }));

const attributes = (html, name) => [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(([, value]) => value);
const texts = new Map(site.pages.map((page) => [page, text_of(page)]));

test("every lesson, rule and drill has its page", () => {
  const wanted = [
    ...json_of("lessons").map(({ slug }) => `lessons/${slug}.html`),
    ...json_of("rules").map(({ id }) => `rules/${id}.html`),
    ...json_of("drill").map(({ name }) => `drills/${name}.html`),
    "rules/unused-suppression.html",
    ...["index.html", "rules/index.html", "drills/index.html"],
  ];
  assert.deepEqual(site.pages, wanted.sort());
});

test("every link leads to a page that is there, and to a place on it", () => {
  let links = 0;
  for (const [page, html] of texts) {
    for (const target of [...attributes(html, "href"), ...attributes(html, "src")]) {
      if (/^https?:/.test(target)) continue;
      const [path, fragment] = target.split("#");
      const file = path === "" ? page : posix.join(posix.dirname(page), path);
      assert.ok(site.files.includes(file), `${page}: ${target}`);
      if (fragment) assert.ok(attributes(texts.get(file), "id").includes(fragment), `${page}: ${target}`);
      links += 1;
    }
  }
  assert.ok(links > 2000, `${links} links`);
});

test("nothing is fetched from elsewhere", () => {
  for (const [page, html] of texts) {
    for (const source of attributes(html, "src")) assert.doesNotMatch(source, /^[a-z]+:|^\/\//, page);
    for (const [tag] of html.matchAll(/<link [^>]*>/g)) assert.doesNotMatch(tag, /href="(?:[a-z]+:|\/\/)/, page);
  }
  assert.doesNotMatch(text_of("style.css"), /url\(|@import/);
  assert.doesNotMatch(text_of("site.js"), /fetch\(|XMLHttpRequest|import\(/);
});

test("no page has an id twice, or a sign of a template", () => {
  for (const [page, html] of texts) {
    const ids = attributes(html, "id");
    assert.deepEqual(ids, [...new Set(ids)], page);
    const code_apart = html.replace(/<pre[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>/g, "");
    assert.doesNotMatch(code_apart, /\{\{|\}\}|\.md\b/, page);
  }
});

test("lessons and rules show each other", () => {
  const rules = json_of("rules");
  for (const { slug, rules: named } of json_of("lessons")) {
    const html = texts.get(`lessons/${slug}.html`);
    for (const rule of named) {
      assert.ok(html.includes(`<li><a href="../rules/${rule}.html"><code>${rule}</code></a>`), `${slug}: ${rule}`);
      assert.ok(texts.get(`rules/${rule}.html`).includes(`<li><a href="../lessons/${slug}.html">`), `${rule}: ${slug}`);
    }
  }
  for (const { id, lesson } of rules) assert.ok(texts.get(`rules/${id}.html`).includes(`<li><a href="../lessons/${lesson}.html">`), id);
});

test("one turns the pages from the first lesson to the last and back", () => {
  const course = json_of("lessons").sort((a, b) => a.order - b.order).map(({ slug }) => slug);
  const neighbour = (slug, rel) => texts.get(`lessons/${slug}.html`).match(new RegExp(`<a rel="${rel}" href="([^"]*)\\.html">`))?.[1];
  course.forEach((slug, place) => {
    assert.equal(neighbour(slug, "next"), course[place + 1]);
    assert.equal(neighbour(slug, "prev"), course[place - 1]);
  });
});

test("the search knows every page, and is small", () => {
  const source = text_of("search-index.js");
  const context = { window: {} };
  vm.runInNewContext(source, context);
  const addresses = Array.from(context.window.asynclintPages, ([address]) => address).sort();
  assert.deepEqual(addresses, site.pages.filter((page) => !page.endsWith("index.html")));
  assert.ok(source.length < 100_000, `${source.length} bytes`);
});
