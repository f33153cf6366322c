// What a project with a configuration in TypeScript writes; it is compiled and not run.
import asynclint, { type Settings } from "eslint-plugin-asynclint";
import type { Linter } from "eslint";

const settings: Settings = { executable: "/opt/asynclint", configuration: false };

const configurations: Linter.Config[] = [
  asynclint.configs.recommended,
  { ...asynclint.configs.learning, files: ["lessons/**"], settings: { asynclint: settings } },
  { plugins: { asynclint }, rules: { "asynclint/floating-promise": ["error", { level: "info" }] } },
];
export default configurations;

// @ts-expect-error there is no such preset
export const missing = asynclint.configs.everything;
