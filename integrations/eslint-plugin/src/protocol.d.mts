// What `asynclint --format json` and `asynclint rules --json` print, as far as it is used here.

export type Level = "error" | "warning" | "info";

export interface TextEdit {
  range: [number, number];
  text: string;
}

// Lines and columns count from 1; the end is behind the last character.
export interface Place {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface Finding extends Place {
  // Null where a text could not be linted at all.
  ruleId: string | null;
  level: Level;
  message: string;
  fix?: TextEdit;
  suggestions?: { desc: string; fix: TextEdit }[];
}

export interface FileReport {
  messages: Finding[];
  // What a comment in the text suppresses.
  suppressedMessages: Finding[];
}

export interface KnownRule {
  id: string;
  summary: string;
  level: "error" | "warning";
  has_safe_fixes: boolean;
  presets: string[];
}
