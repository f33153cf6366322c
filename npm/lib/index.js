// The JavaScript API: runs the executable and reads its JSON. What it promises stands in index.d.ts.
"use strict";

const { spawn } = require("node:child_process");
const { existsSync } = require("node:fs");
const { find_executable } = require("./executable.js");

/** @typedef {import("./index.d.ts").FileResult} FileResult */

class AsynclintError extends Error {
  /** @param {string} message @param {number | null} exitCode @param {FileResult[]} results */
  constructor(message, exitCode = null, results = []) {
    super(message);
    this.name = "AsynclintError";
    this.exitCode = exitCode;
    this.results = results;
  }
}

/** @param {import("./index.d.ts").LintOptions} options */
function words_of({ rules, config, evidence, threads }) {
  const words = ["lint", "--format", "json"];
  for (const rule of rules ?? []) words.push("--rule", rule);
  if (config === false) words.push("--no-config");
  else if (config !== undefined) words.push("--config", config);
  if (evidence) words.push("--evidence");
  if (threads !== undefined) words.push("--threads", String(threads));
  return words;
}

/** @type {typeof import("./index.d.ts").lint} */
async function lint(input, options = {}) {
  const words = words_of(options);
  /** @type {string | undefined} */
  let text;
  if (typeof input === "string" || Array.isArray(input)) {
    // What begins with a hyphen is a path as well.
    words.push("--", ...(typeof input === "string" ? [input] : input));
  } else {
    ({ text } = /** @type {import("./index.d.ts").TextInput} */ (input));
    if (typeof text !== "string") throw new TypeError("lint() takes a path, an array of paths, or an object with a text");
    words.push("--stdin");
    const { path } = /** @type {import("./index.d.ts").TextInput} */ (input);
    if (path !== undefined) words.push(`--stdin-filename=${path}`);
  }
  const { status, signal, output, complaints } = await run(words, text, options);
  const results = parsed(output);
  if ((status === 0 || status === 1) && results) return results;
  const reason = complaints.trim() || (signal ? `asynclint was ended by ${signal}` : "asynclint printed no findings");
  throw new AsynclintError(reason, status, results ?? []);
}

/** @param {string} output @returns {FileResult[] | undefined} */
function parsed(output) {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

/**
 * @param {string[]} words
 * @param {string | undefined} text
 * @param {import("./index.d.ts").LintOptions} options
 * @returns {Promise<{ status: number | null, signal: NodeJS.Signals | null, output: string, complaints: string }>}
 */
async function run(words, text, { cwd, signal, executable }) {
  signal?.throwIfAborted();
  const path = executable ?? found();
  return new Promise((resolve, reject) => {
    const give_up = (/** @type {unknown} */ error) => reject(unstartable(path, cwd, /** @type {Error} */ (error)));
    // Some failures are thrown at once, and the others come later.
    let child;
    try {
      child = spawn(path, words, { cwd, windowsHide: true });
    } catch (error) {
      return give_up(error);
    }
    let output = "";
    let complaints = "";
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ part) => (output += part));
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ part) => (complaints += part));
    const abort = () => void child.kill();
    signal?.addEventListener("abort", abort, { once: true });
    child.on("error", give_up);
    child.on("close", (status, ended_by) => {
      signal?.removeEventListener("abort", abort);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ status, signal: ended_by, output, complaints });
    });
    // Who ends before reading it all says why on the other streams.
    child.stdin.on("error", () => {});
    child.stdin.end(text ?? "");
  });
}

/** @param {string} path @param {string | undefined} cwd @param {Error} error */
function unstartable(path, cwd, error) {
  // Node says the same of both.
  if (cwd !== undefined && !existsSync(cwd)) return new AsynclintError(`there is no directory ${cwd}`);
  return new AsynclintError(`${path} cannot be started: ${error.message}`);
}

function found() {
  try {
    return find_executable();
  } catch (error) {
    throw new AsynclintError(/** @type {Error} */ (error).message);
  }
}

exports.lint = lint;
exports.AsynclintError = AsynclintError;
