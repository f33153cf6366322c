// What is known of each lesson beside its page: front matter, the sentence to remember, where it leads to, and the
// words by which somebody may look for it.

const list_item = "  - ";

// The front matter's values and lists; lessons/README.md has its form, and tests/pages/ holds pages to it.
export function front_matter(source) {
  const [, head, body] = source.match(/^---\n([\s\S]*?)\n---\n([\s\S]*)$/) ?? [];
  if (head === undefined) return null;
  const values = {};
  let last = "";
  for (const line of head.split("\n")) {
    if (line.startsWith(list_item)) values[last].push(line.slice(list_item.length));
    else {
      const colon = line.indexOf(":");
      last = line.slice(0, colon);
      const rest = line.slice(colon + 1).trim();
      values[last] = rest === "" || rest === "[]" ? [] : rest;
    }
  }
  return { values, body };
}

const unique = (list) => [...new Set(list)];

const sentence_of = (body) => body.match(/^# .*\n\n((?:> .*\n)+)/m)?.[1].replace(/^> /gm, "").trim().replaceAll("\n", " ") ?? "";

function links_of(tokens) {
  return tokens.flatMap((token) => token.children ?? [])
    .filter(({ type }) => type === "link_open")
    .map((token) => token.attrGet("href").match(/^([a-z0-9-]+)\.md$/)?.[1])
    .filter(Boolean);
}

// Names that the prose puts between backticks: `Promise.all`, `await`, `process.nextTick(fn)`. A path is none.
function names_of(tokens) {
  return tokens.flatMap((token) => token.children ?? [])
    .filter(({ type, content }) => type === "code_inline" && !/[/:]/.test(content.replace(/\(.*/s, "")))
    .flatMap(({ content }) => content.match(/[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*/g) ?? [])
    .filter((name) => name.length > 1);
}

// What is on one page only is that page's own function, unless it looks like a class or an API.
const is_own_name = (name, pages) => pages === 1 && !/^[A-Z]|\./.test(name);

const most_words = 16;

// For each page the names that tell it apart: often here, seldom elsewhere.
function add_words(lessons) {
  const pages_with = new Map();
  for (const lesson of lessons)
    for (const name of new Set(lesson.names)) pages_with.set(name, (pages_with.get(name) ?? 0) + 1);
  for (const lesson of lessons) {
    const weight = new Map();
    for (const name of lesson.names) {
      const pages = pages_with.get(name);
      if (!is_own_name(name, pages)) weight.set(name, (weight.get(name) ?? 0) + Math.log(lessons.length / pages));
    }
    lesson.words = [...weight].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most_words).map(([name]) => name);
  }
}

// [{ slug, values, body, tokens }] to a line for each, in the order of the course.
export function catalog(pages) {
  const lessons = pages.map(({ slug, values, body, tokens }) => ({
    slug,
    ...values,
    sentence: sentence_of(body),
    related: unique(links_of(tokens)).filter((target) => target !== slug),
    names: names_of(tokens),
  }));
  add_words(lessons);
  lessons.sort((a, b) => a.order - b.order);
  return lessons.map((each) =>
    [each.slug, each.title, each.sentence, each.part, each.order, each.level,
      ...[each.topics, each.rules, each.related, each.words].map((list) => list.join("\x1f"))].join("\t")).join("\n") + "\n";
}

// [{ name, tokens }] to a line for each drill: its title, and the lessons that its task names. In the order of these.
export function drill_catalog(drills, lessons) {
  const order = new Map(lessons.map(({ slug, values }) => [slug, Number(values.order)]));
  const rows = drills.map(({ name, tokens }) => {
    const title = tokens[tokens.findIndex(({ type }) => type === "heading_open") + 1].children.map(({ content }) => content).join("");
    const named = tokens.flatMap((token) => token.children ?? [])
      .filter(({ type, content }) => type === "code_inline" && order.has(content))
      .map(({ content }) => content);
    // The lesson of the same name is the drill's own.
    const slugs = unique([...(order.has(name) ? [name] : []), ...named]);
    const place = Math.min(...slugs.map((slug) => order.get(slug)), Number.MAX_SAFE_INTEGER);
    return { place: order.get(name) ?? place, line: [name, title, slugs.join("\x1f")].join("\t") };
  });
  rows.sort((a, b) => a.place - b.place);
  return rows.map(({ line }) => `${line}\n`).join("");
}
