// ESLint with the two rules of typescript-eslint that `./dev bench accuracy` compares, run in a package's folder, and
// with the same options as oxlint: those of oxlint-promises.json, which everybody needs who uses node:test.
import { readFileSync } from "node:fs";
import typescript from "typescript-eslint";

const { rules } = JSON.parse(readFileSync(new URL("oxlint-promises.json", import.meta.url), "utf8"));

export default [
  { ignores: ["**/*.d.ts", "**/*.d.mts", "**/*.d.cts"] },
  {
    files: ["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"],
    plugins: { "@typescript-eslint": typescript.plugin },
    linterOptions: { reportUnusedDisableDirectives: "off" },
    languageOptions: {
      parser: typescript.parser,
      parserOptions: { project: "tsconfig.json", tsconfigRootDir: process.cwd(), ecmaFeatures: { jsx: true } },
    },
    rules: Object.fromEntries(
      Object.entries(rules).map(([name, value]) => [name.replace("typescript/", "@typescript-eslint/"), value]),
    ),
  },
];
