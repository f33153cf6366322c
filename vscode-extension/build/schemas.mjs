// What the editor completes and checks: asynclint.json, the key of a package.json, and this extension's settings.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export function schemas(repository) {
  const configuration = JSON.parse(readFileSync(join(repository, "docs/asynclint.schema.json"), "utf8"));
  const in_package = {
    $schema: "http://json-schema.org/draft-07/schema#",
    properties: { asynclint: { description: "The configuration of asynclint.", $ref: "asynclint.schema.json" } },
  };
  return { "asynclint.schema.json": configuration, "package.schema.json": in_package };
}

const link = (id) => `[${id}](command:asynclint.showRule?${encodeURIComponent(JSON.stringify([id]))})`;

// The settings that are about rules name them all, with links to their pages.
export function settings_of(rules, manifest) {
  const name = "asynclint.fixAllSuggestions";
  const setting = manifest.contributes.configuration.properties[name];
  const list = rules.map(({ id, summary }) => `- ${link(id)}: ${summary}`).join("\n");
  return {
    [name]: {
      ...setting,
      items: { type: "string", enum: rules.map(({ id }) => id), markdownEnumDescriptions: rules.map(({ summary }) => summary) },
      markdownDescription: `${setting.markdownDescription}\n\n${list}`,
    },
  };
}
