// What the server is told: the user's settings, and what only this extension knows.
import { links_to } from "./links";

// Those that the server knows, by their names below `asynclint`.
const for_server = [
  "enable",
  "configuration",
  "level",
  "hover",
  "fixAllSuggestions",
  "workspaceDiagnostics",
  "memory",
] as const;

export type Settings = Record<string, unknown>;

// `section` is what the editor has under `asynclint`. What is not set is left out, so that the server's defaults count.
export function server_settings(section: unknown, learned: readonly string[]): Settings {
  const settings: Settings = {};
  const given = (section ?? {}) as Settings;
  for (const name of for_server) {
    const value = given[name];
    if (value !== null && value !== undefined && value !== "") settings[name] = value;
  }
  settings["rulePage"] = links_to.rule_page;
  settings["learned"] = [...learned];
  return settings;
}
