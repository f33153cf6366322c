// Linters point at different parts of one mistake: at a call, at its last link, at the callback inside it. Findings
// are compared by the line where the smallest enclosing part begins that is a statement, a member of a class or of an
// object, or an attribute.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installed } from "../peers.mjs";

let typescript;
const load_typescript = () => (typescript ??= createRequire(join(installed, "/"))("typescript"));

function is_anchor(ts, node) {
  if (ts.isBlock(node)) return false;
  if (ts.isStatement(node) || ts.isClassElement(node) || ts.isObjectLiteralElementLike(node)) return true;
  return ts.isJsxAttribute(node);
}

// The file's text with its places: line and column (from 1, in UTF-16) to the line of the anchor.
function read_places(path) {
  const ts = load_typescript();
  const text = readFileSync(path, "utf8");
  // JSX may stand in every JavaScript file.
  const kind = /\.[cm]?js$/.test(path) ? ts.ScriptKind.JSX : undefined;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, kind);
  const line_of = (position) => file.getLineAndCharacterOfPosition(position).line + 1;
  const anchor_at = (position) => {
    let anchor = position;
    const visit = (node) => {
      if (position < node.pos || position >= node.end) return;
      const start = node.getStart(file);
      if (start > position) return;
      if (is_anchor(ts, node)) anchor = start;
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(file, visit);
    return anchor;
  };
  const starts = file.getLineStarts();
  return {
    lines: text.split(/\r\n|[\n\r\u2028\u2029]/),
    anchor_line: (line, column) => line_of(anchor_at(Math.min(starts[line - 1] + column - 1, text.length - 1))),
  };
}

const known = new Map();

export function places_of(path) {
  if (!known.has(path)) known.set(path, read_places(path));
  return known.get(path);
}
