#!/usr/bin/env node
// Starts the executable that was built for this machine, and stays out of its way: the same streams, signals passed on,
// the same end.
"use strict";

const { spawn } = require("node:child_process");
const { chmodSync } = require("node:fs");
const { isatty } = require("node:tty");
const { find_executable } = require("../lib/executable.js");

// What somebody may send to this process and means for the linter.
const passed_on = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"]);

/** @param {string} message */
function give_up(message) {
  console.error(`asynclint: ${message}`);
  process.exitCode = 2;
}

/** Ends as the linter did. @param {number | null} status @param {NodeJS.Signals | null} signal */
function end_like(status, signal) {
  if (!signal) {
    process.exitCode = status ?? 2;
    return;
  }
  for (const name of passed_on) process.removeAllListeners(name);
  process.kill(process.pid, signal);
}

/** @param {string} executable @param {boolean} may_mend */
function run(executable, may_mend) {
  const child = started(executable);
  if (!child) return;
  /** @param {NodeJS.Signals} signal */
  const pass_on = (signal) => {
    // A terminal sends its own to everybody in it; a second one would end what the first asked to end in order.
    const is_from_terminal = (signal === "SIGINT" || signal === "SIGQUIT") && [0, 1, 2].some(isatty);
    if (!is_from_terminal) child.kill(signal);
  };
  for (const signal of passed_on) process.on(signal, pass_on);

  child.on("exit", end_like);
  child.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
    for (const signal of passed_on) process.removeListener(signal, pass_on);
    // What goes through archives of a CI loses the right to be run.
    if (error.code === "EACCES" && may_mend && is_made_runnable(executable)) run(executable, false);
    else give_up(`${executable} cannot be started: ${error.message}`);
  });
}

/** Some failures are thrown at once, and the others come later. @param {string} executable */
function started(executable) {
  try {
    return spawn(executable, process.argv.slice(2), { stdio: "inherit" });
  } catch (error) {
    give_up(`${executable} cannot be started: ${/** @type {Error} */ (error).message}`);
    return undefined;
  }
}

/** @param {string} executable */
function is_made_runnable(executable) {
  try {
    chmodSync(executable, 0o755);
    return true;
  } catch {
    return false;
  }
}

try {
  run(find_executable(), true);
} catch (error) {
  give_up(/** @type {Error} */ (error).message);
}
