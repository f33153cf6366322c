// ESLint with the rules of eslint-plugin-promise that answer to asynclint's: what is found without types.
import promise from "eslint-plugin-promise";
import { languages, linter_options } from "./eslint-common.mjs";

export default [
  ...languages,
  {
    files: ["**/*.{js,mjs,cjs,jsx}"],
    plugins: { promise },
    linterOptions: linter_options,
    rules: { "promise/always-return": "error", "promise/catch-or-return": "error" },
  },
];
