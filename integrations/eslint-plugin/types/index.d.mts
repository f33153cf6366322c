// What eslint-plugin-asynclint exports.
import type { ESLint, Linter, Rule } from "eslint";

declare const plugin: Omit<ESLint.Plugin, "configs"> & {
  meta: { name: string; version: string; namespace: string };
  rules: Record<string, Rule.RuleModule>;
  configs: Record<"recommended" | "strict" | "learning" | "all", Linter.Config>;
};
export default plugin;
export { plugin as "module.exports" };

// `settings.asynclint` of a configuration.
export interface Settings {
  // An executable in place of that of the package `asynclint`.
  executable?: string;
  // One configuration file for everything, or none at all; by default the nearest asynclint.json.
  configuration?: string | false;
}
