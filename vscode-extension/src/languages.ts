// What is linted.
import type { TextDocument } from "vscode";

export const languages = [
  "javascript",
  "javascriptreact",
  "typescript",
  "typescriptreact",
  "vue",
  "svelte",
  "html",
] as const;

// The last is that of a notebook's cells.
export const schemes = ["file", "untitled", "vscode-notebook-cell"] as const;

export const document_selector = languages.flatMap((language) => schemes.map((scheme) => ({ language, scheme })));

export function is_linted(document: TextDocument): boolean {
  return (
    (languages as readonly string[]).includes(document.languageId) &&
    (schemes as readonly string[]).includes(document.uri.scheme)
  );
}
