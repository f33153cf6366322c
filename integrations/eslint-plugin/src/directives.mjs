// What ESLint's own comments disable. asynclint heeds some of them itself (those that name its rules, or one of the same
// purpose), and what it left out for one would make ESLint call it unused: such findings are reported after all, and
// ESLint leaves them out.

/** @import { AST, SourceCode } from "eslint" */
/** @import { Finding } from "./protocol.mjs" */
/** @typedef {{ type: string, node: { loc?: AST.SourceLocation | null }, value: string }} Directive */

/**
 * @param {SourceCode & { getDisableDirectives?(): { directives: Directive[] } }} source
 * @param {string} rule by the name that the configuration knows
 * @param {Finding} finding
 * @returns {boolean}
 */
export function is_disabled(source, rule, finding) {
  let is_off = false;
  // The first releases of ESLint 9 do not say.
  const directives = source.getDisableDirectives?.().directives ?? directives_in(source);
  for (const { type, node, value } of directives) {
    const { start, end } = node.loc ?? {};
    if (!start || !end || !names(value, rule)) continue;
    if (type === "disable-line" && start.line === finding.line) return true;
    if (type === "disable-next-line" && end.line + 1 === finding.line) return true;
    const is_behind = end.line < finding.line || (end.line === finding.line && end.column < finding.column);
    if (is_behind && type === "disable") is_off = true;
    if (is_behind && type === "enable") is_off = false;
  }
  return is_off;
}

const directive = /^\s*eslint-(disable(?:-next-line|-line)?|enable)(?:\s+([^]*?))?(?:\s-{2,}\s[^]*)?\s*$/;

/**
 * @param {SourceCode} source
 * @returns {Directive[]}
 */
function directives_in(source) {
  return source.getAllComments().flatMap((node) => {
    const [, type, value] = directive.exec(node.value) ?? [];
    // Blocks begin and end in block comments.
    if (!type || (node.type === "Line" && !type.endsWith("-line"))) return [];
    return [{ type, node: { loc: node.loc ?? null }, value: value ?? "" }];
  });
}

/**
 * @param {string} value
 * @param {string} rule
 */
const names = (value, rule) => value.trim() === "" || value.split(",").some((name) => name.trim() === rule);
