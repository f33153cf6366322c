/** How much a finding weighs. What is `info` is never counted. */
export type Level = "error" | "warning" | "info";

/** What a finding rests on: seen in the file, known from the table of APIs, or only likely by a name or a shape. */
export type Evidence = "certain" | "known" | "likely";

/** Lines and columns from 1, columns in UTF-16 units; the end is exclusive. */
export interface Place {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** The text between two offsets of UTF-16 is replaced. */
export interface Edit {
  range: [begin: number, end: number];
  text: string;
}

/** A repair that changes what the program does, as its description says. */
export interface Suggestion {
  desc: string;
  fix: Edit;
}

/** Another place that proves the finding. */
export interface RelatedPlace extends Place {
  message: string;
}

/** One step of what a finding rests on; what comes from the table of APIs has no place. */
export interface EvidenceStep extends Partial<Place> {
  message: string;
  filePath?: string;
}

/** A finding. */
export interface Finding extends Place {
  ruleId: string;
  /** 2 for `error`, 1 for the others: ESLint knows these two. */
  severity: 1 | 2;
  level: Level;
  evidence: Evidence;
  message: string;
  /** A repair that leaves the outcome as it is. */
  fix?: Edit;
  suggestions?: Suggestion[];
  related?: RelatedPlace[];
  /** With the option `evidence`. */
  evidenceChain?: EvidenceStep[];
  fatal?: undefined;
}

/** A file that could not be read. It comes in the `results` of an {@link AsynclintError}. */
export interface FatalMessage {
  ruleId: null;
  fatal: true;
  severity: 2;
  level: "error";
  message: string;
  line: number;
  column: number;
}

export type Message = Finding | FatalMessage;

/** A finding that a comment suppresses. */
export interface SuppressedFinding extends Finding {
  suppressions: { kind: "directive"; justification: string }[];
}

/** What was found in one file, in the shape of ESLint's reports: what reads those reads this. */
export interface FileResult {
  /** Absolute; `<input>` or the like for a text without a path. */
  filePath: string;
  messages: Message[];
  suppressedMessages: SuppressedFinding[];
  errorCount: number;
  fatalErrorCount: number;
  /** As ESLint's readers expect it, findings of level `info` are counted among the warnings … */
  warningCount: number;
  /** … and this says how many of them there are. */
  infoCount: number;
  fixableErrorCount: number;
  fixableWarningCount: number;
  /** Where the parser lost its way. The rest of the file is linted all the same. */
  syntaxErrors?: Partial<Place> & { count: number };
  /** The text, where something was found in it. */
  source?: string;
  usedDeprecatedRules: unknown[];
}

/** A text that need not be on a disk. */
export interface TextInput {
  text: string;
  /**
   * Where it would be. It decides how the text is read (`.ts`, `.vue`, …), which configuration counts, and what its
   * imports lead to. Without one it is JavaScript.
   */
  path?: string;
}

export interface LintOptions {
  /** The directory that paths are seen from. By default the current one. */
  cwd?: string;
  /** Only these rules: `"floating-promise"`, or with a level, `"floating-promise=error"`. By default what is configured. */
  rules?: readonly string[];
  /** A configuration file in place of the nearest `asynclint.json`; `false` for none. */
  config?: string | false;
  /** Say of each finding what it rests on, place by place: `evidenceChain`. */
  evidence?: boolean;
  /** How many files are linted at once. By default as many as there are processors. */
  threads?: number;
  /** Ends it early; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
  /** The executable to run in place of the one that was installed. */
  executable?: string;
}

/**
 * Lints files, folders or a text. Nothing is written, and nothing of the workspace is executed.
 *
 * @example
 * import { lint } from "asynclint";
 *
 * for (const { filePath, messages } of await lint("src"))
 *   for (const { line, message, ruleId } of messages) console.log(`${filePath}:${line}: ${message} (${ruleId})`);
 *
 * const [result] = await lint({ text: "async function save() {}\nsave();\n", path: "save.js" });
 *
 * @returns One result for each file that was linted, in the order of their paths.
 * @throws {AsynclintError} when the executable is missing, when it cannot do what it was asked for (an unknown rule, a
 * path that does not exist, a mistake in the configuration, a file that cannot be read), or when it was ended.
 */
export function lint(input: string | readonly string[] | TextInput, options?: LintOptions): Promise<FileResult[]>;

/** Why there is no answer, in the executable's words. */
export class AsynclintError extends Error {
  constructor(message: string, exitCode?: number | null, results?: FileResult[]);
  name: "AsynclintError";
  /** That of the executable: 2 when it could not do what it was asked for, `null` when it did not come to an end. */
  exitCode: number | null;
  /** What was found nevertheless, in other files. */
  results: FileResult[];
}
