// Colours for code, found at build time: a line of JavaScript becomes pieces of text, each with the letter of its
// colour. Both forms of a page are made of these pieces.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const hljs = require("highlight.js/lib/core");
for (const language of ["javascript", "json", "bash", "yaml", "xml"])
  hljs.registerLanguage(language, require(`highlight.js/lib/languages/${language}`));

const languages = { js: "javascript", jsx: "javascript", mjs: "javascript", cjs: "javascript", json: "json", sh: "bash", yaml: "yaml", html: "xml" };

// keyword, string, comment, number, function; what has no letter has the colour of text.
const letters = {
  keyword: "k", literal: "k",
  string: "s", regexp: "s", "char.escape_": "s",
  comment: "o", number: "n", title: "f", attr: "", property: "",
};
const receivers = new Set(["this", "super"]);

// A comment that marks a span of the line above it, and the rule that finds it.
const mark = /^(\s*(?:\{\/\*|\/\/)[ <]*\^+) +([a-z][a-z0-9-]*)(.*)$/;

const unescape = (text) => text.replace(/&(lt|gt|quot|amp|#x27);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#x27": "'" })[name]);

// [{ text, letter }] over all lines, from the nested elements that highlight.js makes.
function pieces_of(code, language) {
  const { value } = hljs.highlight(code, { language });
  const pieces = [];
  const open = [""];
  for (const [, tag, classes, text] of value.matchAll(/(<\/span>|<span class="([^"]*)">)|([^<]+)/g)) {
    if (tag === "</span>") open.pop();
    else if (tag) {
      const name = classes.split(" ").map((each) => each.replace(/^hljs-/, "")).join(".");
      open.push(letters[name] ?? letters[name.split(".")[0]] ?? open.at(-1));
    } else pieces.push({ text: unescape(text), letter: receivers.has(text) ? "k" : open.at(-1) });
  }
  return pieces;
}

// The lines of a block: [{ pieces: [{ text, letter }] }], and of one that is a mark { mark, rule, rest }.
export function highlighted(code, word) {
  const language = languages[word];
  const pieces = language ? pieces_of(code, language) : [{ text: code, letter: "" }];
  const lines = [[]];
  for (const { text, letter } of pieces) {
    text.split("\n").forEach((part, index) => {
      if (index > 0) lines.push([]);
      const line = lines.at(-1);
      if (part && line.length > 0 && line.at(-1).letter === letter) line.at(-1).text += part;
      else if (part) line.push({ text: part, letter });
    });
  }
  if (lines.at(-1).length === 0) lines.pop();
  return lines.map((line) => {
    const found = language === "javascript" && line.map(({ text }) => text).join("").match(mark);
    return found ? { mark: found[1], rule: found[2], rest: found[3], pieces: line } : { pieces: line };
  });
}
