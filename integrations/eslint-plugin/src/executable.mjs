// Where the executable is: what the configuration or the environment names, or that of the package `asynclint`.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const load = createRequire(import.meta.url);

const advice =
  "install the package `asynclint`, or name an executable in ASYNCLINT_EXECUTABLE or in settings.asynclint.executable";

/**
 * @param {string | undefined} named by the configuration, seen from `directory`
 * @param {string} directory
 * @returns {string}
 */
export function find_executable(named, directory) {
  const chosen = named ?? process.env["ASYNCLINT_EXECUTABLE"];
  if (!chosen) return (in_package ??= look_into_package());
  const path = resolve(directory, chosen);
  if (!existsSync(path)) throw new Error(`asynclint: there is no executable at ${path}; ${advice}`);
  return path;
}

/** @type {string | undefined} */
let in_package;

function look_into_package() {
  try {
    return String(load("asynclint/executable").find_executable());
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw new Error(`asynclint: its executable was not found (${reason}); ${advice}`);
  }
}
