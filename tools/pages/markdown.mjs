// A page in its two forms: a fragment of HTML, and text for a terminal.
//
// The text has a line for each paragraph, heading, item or line of code. What it is, is said by its first letter:
//   1 2 3  a heading of that depth          p  a paragraph        q  a quoted one
//   -      an item: the depth as a digit, its bullet or number, \x03, the text
//   T t    a table's head or row, with \x03 between the cells
//   F      a block of code begins, with the words behind its fence; E ends it; c o  its lines, code or output
// A line without anything is one that is left free. Within a line, \x01 and a letter begin a style and \x02 ends it:
//   b strong   e emphasis   c code   a link (text, \x03, target)   k s o n f colours of code   m a mark below code
// lessons/marked-text.h reads it.
import { createRequire } from "node:module";

import { highlighted } from "./highlight.mjs";

const require = createRequire(import.meta.url);
const MarkdownIt = require("markdown-it");
const markdown_it = MarkdownIt.default ?? MarkdownIt;

const escape = (text) => text.replace(/[&<>"]/g, (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character]);

// The pages of the site stand as their sources do, with another extension.
const page_address = (target, folder) => {
  if (/^[a-z]+:/.test(target)) return target;
  // A drill's task is in a folder of its own, and its page is not.
  const from_page = folder === "drills" ? target.replace(/^\.\.\//, "") : target;
  return from_page.replace(/\.md(?=$|#)/, ".html");
};

export const anchor_of = (title) => title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

// --- HTML -----------------------------------------------------------------------------------------------------------

const piece_html = ({ text, letter }) => (letter ? `<span class="${letter}">${escape(text)}</span>` : escape(text));

// The pieces of a line with those between two columns underlined, as an editor would.
function underlined(pieces, begin, end) {
  let html = "";
  let column = 0;
  let is_open = false;
  for (const { text, letter } of pieces) {
    const cuts = [0, begin - column, end - column, text.length].map((cut) => Math.min(Math.max(cut, 0), text.length));
    for (let i = 0; i < 3; ++i) {
      const part = text.slice(cuts[i], cuts[i + 1]);
      if (!part) continue;
      if (i === 1 && !is_open) html += "<u>";
      if (i === 2 && is_open) html += "</u>";
      is_open = i === 1;
      html += piece_html({ text: part, letter });
    }
    column += text.length;
  }
  return is_open ? `${html}</u>` : html;
}

function code_html(lines, rules_folder) {
  return lines.map((line, index) => {
    if (line.mark) {
      const column = line.mark.includes("<") ? line.mark.indexOf("/") : line.mark.indexOf("^");
      const rest = line.rest.replace(/\s*\*\/\}$/, "");
      const rule = `<a href="${rules_folder}${line.rule}.html">${line.rule}</a>`;
      return `<span class="m">${" ".repeat(column)}${rule}${escape(rest)}</span>\n`;
    }
    const below = lines[index + 1];
    if (!below?.mark) return `${line.pieces.map(piece_html).join("")}\n`;
    const begin = below.mark.includes("<") ? below.mark.indexOf("/") : below.mark.indexOf("^");
    return `${underlined(line.pieces, begin, below.mark.length)}\n`;
  }).join("");
}

function fence_html(token, rules_folder) {
  const words = token.info.split(/\s+/).filter(Boolean);
  if (words[0] === "text") return `<pre class="output" tabindex="0"><code>${escape(token.content)}</code></pre>\n`;
  const kind = words.includes("module") ? ' data-kind="module"' : "";
  return `<pre class="code"${kind} tabindex="0"><code>${code_html(highlighted(token.content, words[0]), rules_folder)}</code></pre>\n`;
}

function html_renderer(folder) {
  const rules_folder = folder === "rules" ? "" : "../rules/";
  const parser = markdown_it({ html: false });
  const { rules } = parser.renderer;
  const plain = (tokens, index, options, env, self) => self.renderToken(tokens, index, options);
  rules.fence = (tokens, index) => fence_html(tokens[index], rules_folder);
  rules.heading_open = (tokens, index, ...rest) => {
    if (tokens[index].tag !== "h1") tokens[index].attrSet("id", anchor_of(tokens[index + 1].content));
    return plain(tokens, index, ...rest);
  };
  rules.link_open = (tokens, index, ...rest) => {
    tokens[index].attrSet("href", page_address(tokens[index].attrGet("href"), folder));
    return plain(tokens, index, ...rest);
  };
  rules.code_inline = (tokens, index) => {
    const code = `<code>${escape(tokens[index].content)}</code>`;
    const [, drill] = tokens[index].content.match(/^drills\/([a-z0-9-]+)$/) ?? [];
    return drill ? `<a href="../drills/${drill}.html">${code}</a>` : code;
  };
  // A corner without anything in it heads nothing.
  rules.th_open = (tokens, index) => (tokens[index + 1].content ? '<th scope="col">' : "<td>");
  rules.th_close = (tokens, index) => (tokens[index - 1].content ? "</th>\n" : "</td>\n");
  rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
  rules.table_close = () => "</table></div>\n";
  return parser;
}

// --- Text -----------------------------------------------------------------------------------------------------------

const style = (letter, text) => `\x01${letter}${text}\x02`;

function inline_text(tokens) {
  let text = "";
  const targets = [];
  for (const token of tokens) {
    if (token.type === "text" || token.type === "text_special") text += token.content;
    else if (token.type === "code_inline") text += style("c", token.content);
    else if (token.type === "strong_open") text += "\x01b";
    else if (token.type === "em_open") text += "\x01e";
    else if (token.type === "link_open") {
      targets.push(token.attrGet("href"));
      text += "\x01a";
    } else if (token.type === "link_close") text += `\x03${targets.pop()}\x02`;
    else if (token.type.endsWith("_close")) text += "\x02";
    else if (token.type === "softbreak" || token.type === "hardbreak") text += " ";
    else throw new Error(`no text is known for ${token.type}`);
  }
  return text;
}

const code_line = (line) =>
  line.mark
    ? style("m", line.pieces.map(({ text }) => text).join(""))
    : line.pieces.map(({ text, letter }) => (letter ? style(letter, text) : text)).join("");

function fence_text(token) {
  const word = token.info.split(/\s+/)[0];
  const lines = highlighted(token.content, word).map((line) => (word === "text" ? "o" : "c") + code_line(line));
  return [`F${token.info}`, ...lines, "E"];
}

function text_of(tokens) {
  const lines = [];
  // Of the lists around: the next number, or none.
  const lists = [];
  let item_start = null;
  let quotes = 0;
  let row = null;
  let is_table = false;
  let last_line = 0;
  for (const token of tokens) {
    // What stands apart in the source stands apart here.
    if (token.map && token.nesting >= 0 && token.type !== "inline" && !is_table) {
      if (token.map[0] > last_line && lines.length > 0 && lines.at(-1) !== "") lines.push("");
      if (token.nesting === 0 || /^(paragraph|heading)_open$/.test(token.type)) last_line = token.map[1];
      else last_line = Math.max(last_line, token.map[0]);
      is_table = token.type === "table_open";
      if (is_table) last_line = token.map[1];
    }
    if (token.type === "table_close") is_table = false;
    switch (token.type) {
      case "bullet_list_open": lists.push(null); break;
      case "ordered_list_open": lists.push(Number(token.attrGet("start") ?? 1)); break;
      case "bullet_list_close": case "ordered_list_close": lists.pop(); break;
      case "list_item_open":
        item_start = `-${lists.length - 1}${lists.at(-1) === null ? "-" : `${lists.at(-1)}.`}\x03`;
        if (lists.at(-1) !== null) lists[lists.length - 1] += 1;
        break;
      case "blockquote_open": quotes += 1; break;
      case "blockquote_close": quotes -= 1; break;
      case "heading_open": item_start = token.tag.slice(1); break;
      case "tr_open": row = []; break;
      case "tr_close": lines.push((lines.at(-1)?.[0] === "T" || lines.at(-1)?.[0] === "t" ? "t" : "T") + row.join("\x03")); row = null; break;
      case "inline": {
        const text = inline_text(token.children);
        if (row) row.push(text);
        else lines.push((item_start ?? (quotes > 0 ? "q" : "p")) + text);
        item_start = null;
        break;
      }
      case "fence": lines.push(...fence_text(token)); break;
      case "paragraph_open": case "paragraph_close": case "heading_close": case "list_item_close":
      case "table_open": case "table_close": case "thead_open": case "thead_close": case "tbody_open":
      case "tbody_close": case "th_open": case "th_close": case "td_open": case "td_close":
        break;
      default: throw new Error(`no text is known for ${token.type}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

// `folder` is where the page stands: "lessons", "rules" or "drills".
export function rendered(page, folder) {
  const parser = html_renderer(folder);
  const env = {};
  const text = text_of(parser.parse(page, env));
  return { text, html: parser.render(page, env), tokens: parser.parse(page, env) };
}
