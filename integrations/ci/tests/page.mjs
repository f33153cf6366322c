// The files that docs/integrations.md shows: each code block whose first line is a comment with the file's name.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./support.mjs";

export const page = readFileSync(join(repository, "docs/integrations.md"), "utf8");

export const shown = [...page.matchAll(/^```(\w+)\n(?:#|\/\/) (\S+)\n(.*?)^```$/gms)].map(([, language, name, text]) => ({ language, name, text }));

export function shown_as(name, number = 0) {
  const found = shown.filter((file) => file.name === name)[number];
  if (!found) throw new Error(`docs/integrations.md does not show a file ${name}`);
  return found.text;
}
