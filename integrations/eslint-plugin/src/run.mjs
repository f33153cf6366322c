// One run of the executable for each text: all rules of this plugin that are on for it share what it found.
import { spawnSync } from "node:child_process";
import { extname, join } from "node:path";
import { find_executable } from "./executable.mjs";

/** @import { Rule, SourceCode } from "eslint" */
/** @import { FileReport, Finding } from "./protocol.mjs" */

// Other languages have parsers for ESLint, too, whose texts mean nothing to asynclint.
const linted = new Set([
  ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", ".svelte", ".html", ".htm",
]);

// What asynclint leaves out for its size.
const largest_text = 4 << 20;

const unused_suppression = "unused-suppression";

/** @type {FileReport} */
const nothing = { messages: [], suppressedMessages: [] };

/** What is asked about one text, and what was found. */
class Inquiry {
  /** @type {Set<string>} */
  rules = new Set();
  /** @type {Map<string, FileReport> | undefined} */
  answers;
}

/** @type {WeakMap<SourceCode, Inquiry>} */
const inquiries = new WeakMap();

/**
 * ESLint creates all rules of a text before it walks through it, so what they note here is complete when the first of
 * them asks.
 * @param {Rule.RuleContext} context
 * @param {string} rule
 */
export function note_rule(context, rule) {
  let inquiry = inquiries.get(context.sourceCode);
  // The same text, linted once more.
  if (!inquiry || inquiry.answers) inquiries.set(context.sourceCode, (inquiry = new Inquiry()));
  inquiry.rules.add(rule);
}

/**
 * @param {Rule.RuleContext} context
 * @param {string} rule
 * @returns {FileReport}
 */
export function findings_of(context, rule) {
  const inquiry = inquiries.get(context.sourceCode);
  if (!inquiry) return nothing;
  inquiry.answers ??= by_rule(look_into(context, inquiry.rules));
  return inquiry.answers.get(rule) ?? nothing;
}

/**
 * @param {Rule.RuleContext} context
 * @param {Set<string>} rules
 * @returns {FileReport}
 */
function look_into(context, rules) {
  const name = file_name(context);
  const text = context.sourceCode.text;
  if (!linted.has(extname(name).toLowerCase()) || Buffer.byteLength(text) > largest_text) return nothing;
  // ESLint says which rules run, whatever asynclint.json says; comments are unused as far as these rules go.
  const named = [...rules].filter((rule) => rule !== unused_suppression).map((rule) => `--rule=${rule}`);
  return named.length > 0 ? run(context, name, named) : nothing;
}

/**
 * What comes without a file's name is a module or a script as ESLint was told.
 * @param {Rule.RuleContext} context
 * @returns {string}
 */
function file_name(context) {
  if (!context.filename.startsWith("<")) return context.filename;
  return join(context.cwd, context.languageOptions["sourceType"] === "module" ? "input.mjs" : "input.cjs");
}

/**
 * @param {Rule.RuleContext} context
 * @param {string} name
 * @param {string[]} words
 * @returns {FileReport}
 */
function run(context, name, words) {
  const { executable, configuration } = settings_of(context);
  const command = find_executable(executable, context.cwd);
  const configured =
    configuration === false ? ["--no-config"] : configuration === undefined ? [] : [`--config=${configuration}`];
  const result = spawnSync(
    command,
    ["lint", "--stdin", `--stdin-filename=${name}`, "--format=json", "--level=info", ...configured, ...words],
    { cwd: context.cwd, input: context.sourceCode.text, encoding: "utf8", maxBuffer: Infinity, windowsHide: true },
  );
  if (result.error) throw new Error(`asynclint: ${command} cannot be started: ${result.error.message}`);
  if (result.status !== 0 && result.status !== 1)
    throw new Error(result.stderr.trim() || `asynclint: ${command} ended by ${result.signal ?? `status ${result.status}`}`);
  return report_in(command, result.stdout);
}

/**
 * @param {string} command
 * @param {string} text
 * @returns {FileReport}
 */
function report_in(command, text) {
  try {
    return JSON.parse(text)[0] ?? nothing;
  } catch {
    throw new Error(`asynclint: ${command} printed no JSON; is it another program, or another version?`);
  }
}

/**
 * @param {Rule.RuleContext} context
 * @returns {{ executable?: string, configuration?: string | false }}
 */
function settings_of(context) {
  const settings = context.settings["asynclint"] ?? {};
  for (const [key, value] of Object.entries(settings)) {
    const is_right =
      (typeof value === "string" && (key === "executable" || key === "configuration")) ||
      (value === false && key === "configuration");
    if (!is_right) throw new Error(`asynclint: settings.asynclint.${key} cannot be ${JSON.stringify(value)}`);
  }
  return settings;
}

/**
 * @param {FileReport} report
 * @returns {Map<string, FileReport>}
 */
function by_rule({ messages, suppressedMessages }) {
  /** @type {Map<string, FileReport>} */
  const sorted = new Map();
  /** @param {Finding} finding */
  const of = ({ ruleId }) => {
    const id = ruleId ?? "";
    const report = sorted.get(id) ?? { messages: [], suppressedMessages: [] };
    sorted.set(id, report);
    return report;
  };
  for (const finding of messages) of(finding).messages.push(finding);
  for (const finding of suppressedMessages) of(finding).suppressedMessages.push(finding);
  return sorted;
}
