// Keeps what lessons say of each other in step with what they say themselves:
//   node tools/lessons.mjs           complains about what is out of step
//   node tools/lessons.mjs --write   mends it
// - A link below "See also" has the title of the page it leads to.
// - lessons/interview-qa.md answers the questions of lessons/questions.tsv in the words of the lessons.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { read_lessons, read_table, root, section } from "./lesson-pages.mjs";

function with_titles(page, lessons) {
  const start = page.indexOf("\n## See also\n");
  const links = page.slice(start).replace(/\[[^\]\n]*\]\(([a-z0-9-]+)\.md\)/g, (link, id) => {
    const title = lessons.get(id)?.title;
    return title ? `[${title}](${id}.md)` : link;
  });
  return page.slice(0, start) + links;
}

// What a lesson would say in an interview, without what is said around it.
function answer_of(lesson) {
  const text = section(lesson.text, "In an interview").replace(/\s*\n\s*/g, " ");
  return /^"([^"]*)"/.exec(text)?.[1];
}

// The generated part of the page stands below "The idea", from the first question to the end of the section.
function with_answers(page, lessons) {
  const rows = read_table("lessons/questions.tsv");
  const answers = rows.map(({ question, lesson: id, trap }) => {
    const lesson = lessons.get(id);
    const answer = lesson && answer_of(lesson);
    if (!answer) throw new Error(`lessons/questions.tsv: ${id} has no answer in quotes below "In an interview"`);
    const more = trap ? ` *Trap:* ${trap}` : "";
    return `**[${question}](${id}.md)** "${answer}"${more}`;
  });
  const first = page.indexOf("\n**[");
  const end = page.indexOf("\n## An example\n");
  return `${page.slice(0, first)}\n${answers.join("\n\n")}\n${page.slice(end)}`;
}

// The pages that are not what they should be, each as it should be.
export function stale_pages() {
  const lessons = read_lessons();
  const pages = new Map();
  for (const [id, { page }] of lessons) {
    let wanted = with_titles(page, lessons);
    if (id === "interview-qa") wanted = with_answers(wanted, lessons);
    if (wanted !== page) pages.set(`lessons/${id}.md`, wanted);
  }
  return pages;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const pages = stale_pages();
  const is_writing = process.argv[2] === "--write";
  for (const [path, page] of pages) {
    if (is_writing) writeFileSync(join(root, path), page);
    else console.error(`${path}: out of step; node tools/lessons.mjs --write mends it`);
  }
  process.exitCode = pages.size > 0 && !is_writing ? 1 : 0;
}
