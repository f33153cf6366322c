// A rule of ESLint for each of asynclint's: it reports what the executable found under its name.
import { is_disabled } from "./directives.mjs";
import { findings_of, note_rule } from "./run.mjs";

/** @import { Rule } from "eslint" */
/** @import { Finding, KnownRule, Level, TextEdit } from "./protocol.mjs" */

/** @type {Level[]} */
const levels = ["info", "warning", "error"];

/** @type {Rule.RuleMetaData["schema"]} */
const schema = [
  {
    type: "object",
    properties: { level: { enum: levels, description: "The least of asynclint's own levels that is reported" } },
    additionalProperties: false,
  },
];

/**
 * @param {KnownRule} known
 * @param {string} url
 * @returns {Rule.RuleModule}
 */
export function make_rule(known, url) {
  return {
    meta: {
      type: known.level === "error" ? "problem" : "suggestion",
      docs: { description: known.summary, recommended: known.presets.includes("recommended"), url },
      messages: { finding: "{{ message }}", repair: "{{ title }}" },
      ...(known.has_safe_fixes ? { fixable: "code" } : {}),
      hasSuggestions: true,
      schema,
      defaultOptions: [{ level: "warning" }],
    },
    create(context) {
      note_rule(context, known.id);
      const least = levels.indexOf(context.options[0]?.level ?? "warning");
      return {
        Program() {
          const { messages, suppressedMessages } = findings_of(context, known.id);
          const hidden = suppressedMessages.filter((finding) => is_disabled(context.sourceCode, context.id, finding));
          for (const finding of [...messages, ...hidden])
            if (levels.indexOf(finding.level) >= least) context.report(problem(finding, known));
        },
      };
    },
  };
}

/**
 * @param {Finding} finding
 * @param {KnownRule} known
 * @returns {Rule.ReportDescriptor}
 */
function problem(finding, known) {
  const { message, fix, suggestions = [] } = finding;
  return {
    messageId: "finding",
    data: { message },
    loc: {
      start: { line: finding.line, column: finding.column - 1 },
      end: { line: finding.endLine, column: finding.endColumn - 1 },
    },
    fix: fix && known.has_safe_fixes ? apply(fix) : null,
    suggest: suggestions.map(({ desc, fix: edit }) => ({ messageId: "repair", data: { title: desc }, fix: apply(edit) })),
  };
}

/**
 * @param {TextEdit} edit
 * @returns {Rule.ReportFixer}
 */
const apply = ({ range, text }) => (fixer) => fixer.replaceTextRange(range, text);
