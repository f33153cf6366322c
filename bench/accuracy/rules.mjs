// Which rules are about the same mistakes, ours and theirs. A place that both name is found by both, whichever rule
// of the table it is.
export const rules = [
  {
    theirs: "no-floating-promises",
    ours: ["floating-promise", "unawaited-map"],
  },
  {
    // Conditions, spreads, and functions that return a promise where nobody takes it: arguments, attributes,
    // properties, variables, returned functions, methods of a declared type.
    theirs: "no-misused-promises",
    ours: [
      "await-in-foreach",
      "async-predicate",
      "async-reduce",
      "unawaited-map",
      "promise-condition",
      "ignored-async-callback",
    ],
  },
];

const our_rules = new Set(rules.flatMap(({ ours }) => ours));
const their_rules = new Set(rules.map(({ theirs }) => theirs));

export const is_ours = (rule) => our_rules.has(rule);

// `@typescript-eslint/no-floating-promises` and `typescript(no-floating-promises)` are one rule; of others nothing.
export function their_rule(code) {
  const name = /([a-z-]+)\)?$/.exec(code)?.[1];
  return their_rules.has(name) ? name : undefined;
}
