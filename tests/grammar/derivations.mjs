// Texts made at random from the grammars that the linter's parser is generated from: whatever the grammar has a rule
// for comes up sooner or later, also what nobody thought of writing down.
import { readFileSync } from "node:fs";

export class Dice {
  constructor(seed) {
    this.state = seed >>> 0;
  }
  below(limit) {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * limit);
  }
  one_of(items) {
    return items[this.below(items.length)];
  }
  weighted(items, weight_of) {
    const weights = items.map(weight_of);
    let left = this.below(weights.reduce((sum, weight) => sum + weight, 0));
    return items[weights.findIndex((weight) => (left -= weight) < 0)];
  }
}

const words = (text) => text.split(" ");
// Few, so that what is declared is also used, and known to rules, so that they look further.
const names = {
  variable: words(
    "Promise fetch setTimeout setInterval clearTimeout resolve reject load load save items items item emitter " +
      "signal process a d x fs events AbortController queueMicrotask require module exports Symbol console t error",
  ),
  member: words(
    "then then catch finally forEach map filter reduce every some sort all race any allSettled withResolvers reject " +
      "resolve try on once emit load save items length push call apply bind constructor default prototype meta get " +
      "asyncIterator promises readFile readFileSync signal abort aborted target async await of next return throw",
  ),
  type: words("Promise PromiseLike T Array Thenable AsyncIterable AbortSignal Item Loader ReturnType Awaited"),
  label: words("outer inner"),
  string: words("once on data error end close load then utf8 ./a.js ./b p node:fs node:events unhandledRejection {}"),
  module: words("./a.js ./a ./b ./b.js p p/deep node:fs node:fs/promises fs node:events events node:util ./gone.js"),
};
const names_by_alias = {
  property_identifier: "member",
  shorthand_property_identifier: "variable",
  shorthand_property_identifier_pattern: "variable",
  type_identifier: "type",
  statement_identifier: "label",
};
// The tokens, with what each can be.
const tokens = {
  _automatic_semicolon: ["\n"],
  _function_signature_automatic_semicolon: ["\n"],
  _ternary_qmark: ["?"],
  _template_chars: ["text ", "once", "./a.js", "{}"],
  html_comment: ["\n<!-- then\n"],
  __error_recovery: [""],
  hash_bang_line: ["#!/usr/bin/env node\n"],
  html_character_reference: ["&amp;", "&#39;", "&#x27;"],
  jsx_identifier: ["on-load", "data-item"],
  jsx_text: ["text", "then "],
  unescaped_double_string_fragment: names.string,
  unescaped_single_string_fragment: names.string,
  unescaped_double_jsx_string_fragment: names.string,
  unescaped_single_jsx_string_fragment: names.string,
  escape_sequence: ["\\n", "\\0", "\\x41", "\\u0041", "\\u{41}", "\\\n", "\\'"],
  comment: ["/* then */", "// catch\n", "/** @type {Promise<T>} */", "/** @returns {Promise} */", "/** @async */"],
  regex_pattern: ["a+", "[/]", "\\/", "(?<x>.)"],
  regex_flags: ["g", "giu"],
  number: ["0", "1", "1000", "1_000", ".5", "1e3", "0x1f", "10n", "0b1", "017"],
  private_property_identifier: ["#load", "#items", "#then"],
};
const is_glued = /string_fragment|regex_/;
const usual_weight = 3;
const weights = {
  primary_expression: 30,
  call_expression: 36,
  member_expression: 15,
  await_expression: 12,
  new_expression: 9,
  arrow_function: 18,
  function_expression: 9,
  _identifier: 15,
  identifier: 24,
  expression_statement: 12,
  declaration: 12,
  lexical_declaration: 12,
  internal_module: 1,
  import: 1,
  super: 1,
  yield_expression: 1,
  instantiation_expression: 1,
  _reserved_identifier: 1,
};
// What would be the shortest of expressions and types, and says nothing.
const extra_costs = {
  yield_expression: 5,
  number: 3,
  string: 3,
  template_string: 3,
  internal_module: 3,
  import: 3,
  super: 3,
  meta_property: 3,
  arguments: 1,
  const: 3,
};
const parenthesized = new Set([
  "arrow_function",
  "as_expression",
  "assignment_expression",
  "augmented_assignment_expression",
  "await_expression",
  "binary_expression",
  "class",
  "conditional_type",
  "constructor_type",
  "function_expression",
  "function_type",
  "generator_function",
  "index_type_query",
  "infer_type",
  "intersection_type",
  "new_expression",
  "readonly_type",
  "satisfies_expression",
  "ternary_expression",
  "type_assertion",
  "type_query",
  "unary_expression",
  "union_type",
  "update_expression",
  "yield_expression",
]);

const folders = {
  javascript: "tree-sitter-javascript/src",
  typescript: "tree-sitter-typescript/typescript/src",
  tsx: "tree-sitter-typescript/tsx/src",
};

export class Grammar {
  #rules;
  #supertypes;
  #costs = {};
  #dice;
  #text;
  #tokens_left;
  #is_even;
  #is_careful;
  // Names of the text that the derivation is for; they are taken half of the time.
  names_around = [];

  constructor(language, dice) {
    const path = new URL(`../../node_modules/${folders[language]}/grammar.json`, import.meta.url);
    const grammar = JSON.parse(readFileSync(path, "utf8"));
    this.#rules = grammar.rules;
    this.#supertypes = new Set(grammar.supertypes);
    this.#dice = dice;
    this.#find_costs();
  }

  has(rule) {
    return rule in this.#rules;
  }

  // Deeper than `depth` rules, and after so many tokens, the shortest of what is possible is taken.
  derive(rule, depth = 5 + this.#dice.below(7), most_tokens = 160) {
    this.#text = "";
    this.#tokens_left = most_tokens;
    this.#is_even = this.#dice.below(3) === 0;
    this.#is_careful = this.#dice.below(4) > 0;
    this.#write_rule(rule, depth);
    return this.#text.trim();
  }

  // Fills in `@rule@`.
  fill(template, depth) {
    return template.replace(/@(\w+)@/g, (_, rule) => this.derive(rule, depth));
  }

  #find_costs() {
    for (const name in this.#rules) this.#costs[name] = name in tokens || name === "identifier" ? 1 : Infinity;
    for (let has_changed = true; has_changed; ) {
      has_changed = false;
      for (const [name, rule] of Object.entries(this.#rules)) {
        const cost = 1 + this.#cost(rule);
        if (cost >= this.#costs[name]) continue;
        this.#costs[name] = cost;
        has_changed = true;
      }
    }
  }

  #cost(rule) {
    switch (rule.type) {
      case "SYMBOL":
        return (this.#costs[rule.name] ?? 1) + (extra_costs[rule.name] ?? 0);
      case "SEQ":
        return rule.members.reduce((sum, member) => sum + this.#cost(member), 0);
      case "CHOICE":
        return Math.min(...rule.members.map((member) => this.#cost(member)));
      case "REPEAT":
      case "BLANK":
        return 0;
      case "STRING":
        return 1 + (extra_costs[rule.value] ?? 0);
      default:
        return rule.content ? this.#cost(rule.content) : 1;
    }
  }

  #weight(rule) {
    if (this.#is_even) return usual_weight;
    if (rule.type === "SYMBOL") return weights[rule.name] ?? usual_weight;
    if (rule.type === "CHOICE") return rule.members.reduce((sum, member) => sum + this.#weight(member), 0);
    return rule.content ? this.#weight(rule.content) : usual_weight;
  }

  #append(text) {
    this.#text += text;
    --this.#tokens_left;
  }

  #write_rule(name, depth, alias) {
    const glue = is_glued.test(name) ? "" : " ";
    if (name === "identifier") return this.#append(glue + this.#name(names_by_alias[alias] ?? "variable"));
    if (name in tokens) return this.#append(glue + this.#dice.one_of(tokens[name]));
    const is_in_between = name.startsWith("_") || this.#supertypes.has(name);
    const start = this.#text.length;
    this.#write(this.#rules[name], depth - (is_in_between ? 0.25 : 1), alias);
    if (this.#is_careful && parenthesized.has(name)) this.#parenthesize(start);
  }

  // The grammar says which operator binds how in numbers beside it: without parentheses much would be no program.
  #parenthesize(start) {
    const written = this.#text.slice(start);
    if (/^ ([\w.$]+|\(.*\))$/s.test(written)) return;
    this.#text = `${this.#text.slice(0, start)} (${written})`;
  }

  #name(kind) {
    const is_from_around = kind !== "label" && this.names_around.length > 0 && this.#dice.below(2) === 0;
    return this.#dice.one_of(is_from_around ? this.names_around : names[kind]);
  }

  #write(rule, depth, alias) {
    const is_short = depth <= 0 || this.#tokens_left <= 0;
    switch (rule.type) {
      case "SYMBOL":
        return this.#write_rule(rule.name, depth, alias);
      case "STRING":
        // Lines that are not so long: a file that looks minified is left out.
        return this.#append(/^[;{,]$/.test(rule.value) ? ` ${rule.value}\n` : ` ${rule.value}`);
      case "PATTERN":
        return this.#append(rule.value.endsWith("\\n") ? "\n" : " ");
      case "IMMEDIATE_TOKEN":
        return this.#append(this.#literal(rule.content));
      case "SEQ":
        return rule.members.forEach((member) => this.#write(member, depth, alias));
      case "CHOICE":
        return this.#write(this.#choose(rule.members, is_short), depth, alias);
      case "REPEAT":
      case "REPEAT1": {
        let times = (rule.type === "REPEAT1" ? 1 : 0) + (is_short ? 0 : this.#dice.one_of([0, 0, 1, 1, 2]));
        for (; times > 0; --times) this.#write(rule.content, depth, alias);
        return undefined;
      }
      case "FIELD":
        if (rule.name === "source") return this.#append(` "${this.#dice.one_of(names.module)}"`);
        return this.#write(rule.content, depth, alias);
      case "ALIAS":
        return this.#write(rule.content, depth, rule.value);
      case "BLANK":
        return undefined;
      default:
        return this.#write(rule.content, depth, alias);
    }
  }

  #choose(members, is_short) {
    const least = is_short ? Math.min(...members.map((member) => this.#cost(member))) : Infinity;
    const possible = members.filter((member) => this.#cost(member) <= least);
    return this.#dice.weighted(possible, (member) => this.#weight(member));
  }

  #literal(rule) {
    return rule.content ? this.#literal(rule.content) : rule.value;
  }
}
