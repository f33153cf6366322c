// What the extension shows of lessons, rules and drills: made once, from the pages of the repository.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { front_matter } from "../../tools/pages/catalog.mjs";
import { rendered } from "../../tools/pages/markdown.mjs";

const part_titles = {
  "execution-model": "How the machine runs",
  callbacks: "Callbacks",
  timers: "Timers",
  promises: "Promises",
  combinators: "Combinators",
  "async-await": "async and await",
  errors: "Errors",
  concurrency: "Concurrency",
  cancellation: "Cancellation",
  leaks: "Leaks",
  internals: "Internals",
  "node-and-browser": "Node and browser",
  "streams-and-async-iteration": "Streams and async iteration",
  races: "Races",
  production: "Production",
  drills: "Drills",
  projects: "Projects",
};

const pages_in = (folder) => readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md");

const command = (name, word) => `command:asynclint.${name}?${encodeURIComponent(JSON.stringify([word]))}`;

const commands = { lessons: "showLesson", rules: "showRule", drills: "openDrill" };

// The pages link to each other as files of a site do: `name.html` is beside, `../rules/name.html` is not.
const with_commands = (html, folder) =>
  html.replace(/href="([^":]*?)([a-z0-9-]+)\.html(?:#[^"]*)?"/g, (_, way, name) => {
    const target = way === "" ? folder : way.replace(/^\.\.\/|\/$/g, "");
    if (!commands[target]) throw new Error(`a page links to ${way}${name}, and nothing shows that`);
    return `href="${command(commands[target], name)}"`;
  });

const mark = /^\s*(?:\{\/\*|\/\/)[ <]*\^+ +[a-z][a-z0-9-]*.*\n/gm;
const exit = /^\/\/ exits: \d+\n/gm;

// The blocks of code as they are without the notes for tests.
function programs_of(tokens) {
  const blocks = tokens.filter(({ type, info }) => type === "fence" && !/^text\b/.test(info));
  return blocks.map(({ info, content }) => {
    const [language, ...words] = info.split(/\s+/);
    return {
      language: { js: "javascript", jsx: "javascriptreact", sh: "shellscript", "": "plaintext" }[language] ?? language,
      is_module: words.includes("module"),
      runs: words.includes("run"),
      text: content.replace(mark, "").replace(exit, ""),
    };
  });
}

// A program with its output is a figure, and can be taken into an editor.
function with_figures(html, programs) {
  let index = -1;
  return html.replace(
    /<pre class="code"[^>]*>([\s\S]*?)<\/pre>\n(?:<pre class="output"[^>]*>([\s\S]*?)<\/pre>\n)?/g,
    (_, code, output) => {
      const program = programs[++index];
      const button = `<button type="button" data-program="${index}">Open in an editor</button>`;
      const bar = /^javascript/.test(program.language) ? `<div class="bar">${button}</div>` : "";
      const label = `Example ${index + 1}`;
      const printed = output
        ? `<figcaption>It prints</figcaption><pre class="output" tabindex="0" role="region" aria-label="Output of example ${index + 1}">${output}</pre>`
        : "";
      const shown = code.replace(/<span class="o">\/\/ exits: \d+<\/span>\n/, "");
      return `<figure aria-label="${label}">${bar}<pre class="code" tabindex="0" role="region" aria-label="Code of example ${index + 1}">${shown}</pre>${printed}</figure>\n`;
    },
  );
}

function page(body, folder) {
  const { html, tokens } = rendered(body, folder);
  const programs = programs_of(tokens);
  const whole = with_figures(with_commands(html, folder), programs);
  return { html: whole, programs };
}

const sentence_of = (body) => body.match(/^# .*\n\n((?:> .*\n)+)/m)[1].replace(/^> ?/gm, "").trim().replaceAll("\n", " ");

// { catalog, pages }: what lists need, and what is read when a page is opened.
export function contents(repository, executable) {
  const lessons_folder = join(repository, "lessons");
  const pages = { lessons: {}, rules: {} };
  const lessons = pages_in(lessons_folder).map((name) => {
    const slug = basename(name, ".md");
    const { values, body } = front_matter(readFileSync(join(lessons_folder, name), "utf8"));
    pages.lessons[slug] = page(body, "lessons");
    const { title, part, level, topics, rules } = values;
    return { slug, title, sentence: sentence_of(body), part, order: Number(values.order), level, topics, rules };
  });
  lessons.sort((a, b) => a.order - b.order);
  const parts = [...new Set(lessons.map(({ part }) => part))].map((name) => {
    if (!part_titles[name]) throw new Error(`build/pages.mjs has no title for the part ${name}`);
    return { name, title: part_titles[name] };
  });

  const known = JSON.parse(execFileSync(executable, ["rules", "--json"], { encoding: "utf8" }));
  const rules = known.map(({ id, family, summary, lesson }) => ({ id, family, summary, lesson }));
  const rules_folder = join(repository, "rules");
  for (const { id } of rules) pages.rules[id] = page(readFileSync(join(rules_folder, `${id}.md`), "utf8"), "rules");

  const drills_folder = join(repository, "drills");
  const drills = readdirSync(drills_folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name: slug }) => {
      const task = readFileSync(join(drills_folder, slug, "task.md"), "utf8");
      // The first that its task names.
      const lesson = task.match(/^The lessons? (?:is|are) `([a-z0-9-]+)`/m)[1];
      return { slug, title: task.match(/^# (.*)$/m)[1], lesson, is_project: slug.startsWith("project-") };
    });
  // In the order of their lessons.
  const place = ({ lesson }) => lessons.findIndex(({ slug }) => slug === lesson);
  drills.sort((a, b) => place(a) - place(b));
  return { catalog: { parts, lessons, rules, drills }, pages };
}
