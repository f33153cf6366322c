// Messages that a client might send, made at random from the protocol's schema: as the protocol has them, and with
// something in them that it does not have.
import { methods, schema } from "./check-messages.mjs";

export class Dice {
  constructor(seed) {
    this.state = seed;
  }
  below(limit) {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }
  one_of(items) {
    return items[this.below(items.length)];
  }
}

// Texts and numbers that mean something to the server, so that what is made gets further than the first check.
const known_texts = {
  uri: ["untitled:a.js", "untitled:b.ts", "file:///nowhere/a%20b.js", "vscode-notebook-cell:/a.ipynb#1", "file://", "", "\u{1f422}"],
  languageId: ["javascript", "typescript", "vue", "", "rust"],
  text: ["const save = async () => fetch('/');\nsave();\n", "save();\r\n", "\u{1f422}", "", "\ud83d"],
  command: ["asynclint.explainRule", "asynclint.explainConfiguration", "asynclint.explainSilence", "asynclint.fixFile", "asynclint.fixWorkspace", "x"],
  kind: ["quickfix", "source.fixAll", "full", "markdown"],
  code: ["floating-promise", "x"],
  source: ["asynclint", "x"],
};
const any_value = [null, true, 0, -1, 1.5, 2 ** 31, 1e300, "", "text", "a".repeat(5000), [], [[]], {}, { a: { b: [] } }, [null], { uri: 5 }];

export class Shapes {
  // One of so many values is not as the protocol has it; 0 for none.
  constructor(dice, oddity) {
    this.dice = dice;
    this.oddity = oddity;
  }

  params_of(method) {
    const { params } = methods[method];
    return params ? this.value(schema.definitions.Messages.properties[params], "params", 0) : undefined;
  }

  value(type, name, depth) {
    if (this.oddity > 0 && this.dice.below(this.oddity) === 0) return this.dice.one_of(any_value);
    if (type === true || type === undefined) return this.dice.one_of(any_value);
    if (type.$ref) return this.value(schema.definitions[decodeURIComponent(type.$ref.replace(/^#\/definitions\//, ""))], name, depth);
    if ("const" in type) return type.const;
    if (type.enum) return this.dice.one_of(type.enum);
    if (type.anyOf ?? type.oneOf) return this.value(this.#branch(type.anyOf ?? type.oneOf, depth), name, depth);
    if (type.allOf) return Object.assign({}, ...type.allOf.map((part) => this.value(part, name, depth)));
    const kind = Array.isArray(type.type) ? this.dice.one_of(type.type) : type.type;
    switch (kind) {
      case "object":
        return this.#object(type, depth);
      case "array":
        return this.#array(type, name, depth);
      case "string":
        return this.dice.one_of(known_texts[name] ?? known_texts[/uri/i.test(name) ? "uri" : "text"]);
      case "integer":
      case "number":
        return this.dice.below(4) === 0 ? (type.maximum ?? 2 ** 31 - 1) : this.dice.below(8);
      case "boolean":
        return this.dice.below(2) === 0;
      case "null":
        return null;
      default:
        return this.dice.one_of(any_value);
    }
  }

  // Types that hold themselves have to end.
  #branch(types, depth) {
    const simple = depth > 6 ? types.filter(({ type }) => type && type !== "object" && type !== "array") : [];
    return this.dice.one_of(simple.length > 0 ? simple : types);
  }

  #object({ properties = {}, required = [], additionalProperties }, depth) {
    const made = {};
    for (const [name, type] of Object.entries(properties)) {
      const is_required = required.includes(name);
      const is_there = is_required || (depth < 6 && this.dice.below(2) === 0);
      const is_forgotten = this.oddity > 0 && this.dice.below(this.oddity * 2) === 0;
      if (is_there && !is_forgotten) made[name] = this.value(type, name, depth + 1);
    }
    if (additionalProperties && this.dice.below(2) === 0) made[this.dice.one_of(known_texts.uri)] = this.value(additionalProperties, "", depth + 1);
    return made;
  }

  #array({ items, minItems = 0 }, name, depth) {
    const each = Array.isArray(items) ? items : Array.from({ length: Math.max(minItems, depth > 6 ? 0 : this.dice.below(3)) }, () => items);
    return each.map((item) => this.value(item, name.replace(/s$/, ""), depth + 1));
  }
}
