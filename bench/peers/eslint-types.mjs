// ESLint with the rules of typescript-eslint that answer to asynclint's. They ask TypeScript for types, which reads
// the packages' JavaScript and their JSDoc; what the packages depend on is not there, and has type any.
import typescript from "typescript-eslint";
import { data, linter_options } from "./eslint-common.mjs";

export default [
  {
    files: ["**/*.{js,mjs,cjs,jsx}"],
    plugins: { "@typescript-eslint": typescript.plugin },
    linterOptions: linter_options,
    languageOptions: {
      parser: typescript.parser,
      parserOptions: { project: "tsconfig.json", tsconfigRootDir: data },
    },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
    },
  },
];
