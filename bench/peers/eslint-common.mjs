// What both configurations of ESLint share.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const data = join(dirname(fileURLToPath(import.meta.url)), "../packages/data");

export const linter_options = { reportUnusedDisableDirectives: "off" };

const module_folders = readdirSync(data, { recursive: true })
  .filter((path) => path.endsWith("package.json"))
  .filter((path) => JSON.parse(readFileSync(join(data, path), "utf8")).type === "module")
  .map(dirname);

// As Node decides it: by the nearest package.json.
export const languages = [
  { languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  { files: ["**/*.{js,jsx,cjs}"], languageOptions: { sourceType: "commonjs" } },
  { files: module_folders.map((folder) => `${folder}/**/*.{js,jsx}`), languageOptions: { sourceType: "module" } },
];
