// Programs around derivations: frames of known calls, real fixtures with something exchanged, and folders of files that
// import each other and a package with declarations.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { Grammar } from "./derivations.mjs";

// `@rule@` is filled in. Each starts with what makes the file worth parsing, or has it in it.
const frames = [
  `async function load@formal_parameters@ @statement_block@
    load();
    load().then(@expression@);`,
  `async function load() {
      @statement@
      @statement@
      await @expression@;
    }
    load@arguments@;`,
  `const load = async @formal_parameters@ => @expression@;
    load();
    @statement@`,
  `const p = new Promise((resolve, reject) => {
      @statement@
      @statement@
    });
    p.then(@expression@);`,
  "const p = new Promise(@expression@);",
  "new Promise(async function @formal_parameters@ @statement_block@);",
  "new Promise((resolve, reject) => @expression@).then(resolve, @expression@);",
  "new Promise(resolve => setTimeout(@expression@, @expression@));",
  `fetch(@expression@).then((x) => {
      @statement@
      @statement@
    }).catch(@expression@);`,
  "fetch(@expression@).then(@expression@, @expression@).catch(@expression@).finally(@expression@);",
  "Promise.resolve().then@arguments@.then@arguments@;",
  "@expression@.then(@expression@);",
  `async function load() {
      items.forEach(async @formal_parameters@ => {
        @statement@
        await @expression@;
      });
    }`,
  `async () => { for (const item of items) {
        @statement@
        await @expression@;
        @statement@
      } };`,
  "async () => { for await (@pattern@ of @expression@) @statement@ };",
  "const all = async () => Promise.all(items.map(async @formal_parameters@ => @expression@));",
  "const all = await Promise.all([@expression@, @expression@, ...@expression@]);",
  `Promise.race(@array@).then(@expression@);
    Promise.@identifier@(@expression@);`,
  `items.map(async (x) => @statement_block@).filter(async (x) => @expression@);
    items.reduce(async @formal_parameters@ => @expression@, @expression@);`,
  "if (items.some(async (x) => @expression@)) @statement@",
  `async function save() { try {
        @statement@
        return load(@expression@);
      } catch @statement_block@ finally @statement_block@ }`,
  "async function save() { try @statement_block@ @catch_clause@ @finally_clause@ }",
  `class Loader @class_body@
    async () => { await new Loader().load(@expression@); };`,
  `class Loader extends @expression@ {
      constructor@formal_parameters@ {
        @statement@
        this.load();
      }
      async load() @statement_block@
      save = async () => @expression@;
      static { @statement@ }
    }`,
  `const loader = { async load() @statement_block@, save: async () => @expression@, ...@expression@ };
    loader.load();
    loader.save().then(@expression@);`,
  `const { @identifier@: load = @expression@, ...d } = @object@;
    async () => { load(); };`,
  `let d = @expression@;
    d = load();
    async function load() {
      @statement@
    }
    d;
    @statement@`,
  `emitter.on('data', async @formal_parameters@ => {
      @statement@
    });
    emitter.once(@expression@, @expression@);`,
  `import { once, on } from 'node:events';
    await once(emitter, @expression@, @expression@);
    for await (const @identifier@ of on(emitter, 'x')) @statement@`,
  `import fs from 'node:fs/promises';
    fs.readFile@arguments@;
    const f = fs.open(@expression@);
    @statement@`,
  `const { promisify } = require('util');
    const load = promisify(@expression@);
    load(@expression@);`,
  `const t = setTimeout(@expression@, 10);
    async () => { clearTimeout(@expression@);
      setInterval(async () => @statement_block@, @expression@); };`,
  `const { promise, resolve, reject } = Promise.withResolvers();
    @statement@
    resolve(@expression@);`,
  `const c = new AbortController();
    fetch(@expression@, { signal: c.signal, ...@expression@ });
    c.abort(@expression@);
    @statement@`,
  `/** @returns {Promise<number>} */
    function load@formal_parameters@ @statement_block@
    load();
    @statement@`,
  `/**
     * @param {(x: T) => Promise<void>} save
     * @async
     */
    function load(save, @pattern@) {
      @statement@
      save(@expression@);
    }
    load(async () => @expression@);`,
  `async function* load() {
      yield @expression@;
      yield* @expression@;
      return @expression@;
    }
    load().next();`,
  `async () => {
      switch (await @expression@) @switch_body@
      outer: for (const x of items) { await load(x); @statement@ }
    };`,
  `await using x = @expression@;
    using d = await @expression@;
    @statement@`,
  `if (load()) @statement@
    async function load() { return @expression@; }
    load() ? @expression@ : @expression@;
    \`\${load()}\`;
    !load();
    load() && @expression@;`,
  `void async function () {
      @statement@
    }();
    (async () => @statement_block@)();
    (async () => @expression@)().catch(@expression@);`,
  `describe('x', async () => {
      it('y', async () => {
        @statement@
      });
      beforeEach(() => @expression@);
    });`,
  `export default async function @formal_parameters@ @statement_block@
    export const load = async () => @expression@;
    @export_statement@`,
  `@import_statement@
    @import_statement@
    async () => {
      @statement@
    };
    @export_statement@`,
  `// asynclint-disable-next-line floating-promise -- @identifier@
    fetch(@expression@);
    /* asynclint-disable */ @statement@`,
  `async function load(x) { return x ? load(load) : save(@expression@); }
    function save(x) { @statement@ return load(x)(save); }
    save(load);`,
  `let d = x, x = @expression@, load = async () => d(x), a = [load, ...d];
    d = x = load;
    a = { ...a, load, d: a };
    d();
    x.then();
    a.d.d.load();`,
  `class Item extends Loader @class_body@
    class Loader extends Item { async load() { return super.load(this.save); }
      save = this.load;
      get items() { return this; } }
    new Loader().items.items.save();`,
  `const load = (x) => (d) => x(x)(@expression@);
    load(load)(load)(async () => @expression@);
    load(save)(@expression@);
    async function save() {}`,
  `async () => {};
    @statement@
    @statement@
    @statement@
    @statement@`,
  `async () => {};
    @declaration@
    @declaration@
    @export_statement@
    @import_statement@`,
];
const typed_frames = [
  `async function load@_call_signature@ @statement_block@
    load();`,
  `const load: @type@ = async @_call_signature@ => @expression@;
    load();`,
  `declare function load(x: @type@): Promise<@type@>;
    load(@expression@);
    (load as @type@)(@expression@);
    load<@type@>()!;`,
  `interface Loader @object_type@
    async function save(x: Loader, y: @type@) { x.load(); x.then(); y; @statement@ }`,
  `type T = @type@;
    declare const x: T;
    async () => { x; x.load(); await x; x(); };`,
  `type T<Item> = @type@;
    function load(x: T<@type@>, save: () => Promise<void>) {
      x();
      save();
      return x.then(@expression@);
    }
    load(@expression@);`,
  `abstract class Loader<T> extends @expression@ implements @type@ {
      constructor(private x: @type@, readonly d = @expression@) { super(); }
      abstract load(): Promise<@type@>;
      @public_field_definition@;
      @method_definition@
      save(): void { this.load(); this.x.then(); }
    }`,
  `declare module 'p' { export function load(): Promise<@type@>; @statement@ }
    import { load } from 'p';
    load();`,
  `namespace load { export async function save() { @statement@ } }
    load.save();
    import x = load.save;
    x();
    import fs = require('fs');
    export = x;`,
  `enum Item @enum_body@
    async (x: Item) => { @statement@ };`,
  `function load(x: string): Promise<void>;
    function load(x: @type@): @type@;
    function load(x: any, ...y: @type@) @statement_block@
    load(@expression@);`,
  `async () => {};
    @ambient_declaration@
    @interface_declaration@
    @type_alias_declaration@
    @abstract_class_declaration@`,
  `const x = @expression@ satisfies @type@;
    async () => { x.then(); (x as Promise<@type@>); <@type@>x; x! ; };`,
  `type T<Item> = T<Item[]> | Promise<@type@>;
    interface Loader<A> extends Loader<T<A>> {
      load: Loader<A>['load'];
      then(x: T<A>): @type@;
    }
    async (x: T<@type@>, y: Loader<T<@type@>>) => {
      x;
      x.then();
      y.load();
      y;
      y.then(@expression@).then();
    };`,
  `function load<T extends @type@>(x: T, y: (x: T) => T): T extends Promise<infer Item> ? Item : @type@;
    async () => { load(load(@expression@, (x) => @expression@), load); };`,
  `export const enum A @enum_body@
    @decorator@
    class Loader { @decorator@ async load(@_formal_parameter@) {} }
    new Loader().load();`,
];
const element_frames = [
  `const X = async () => @_jsx_element@;
    <X onClick={async () => @expression@}>{@expression@}</X>;`,
  `useEffect(async () => { @statement@ }, []);
    const v = <div onClick={async @formal_parameters@ => @statement_block@} {...@expression@}>
    {load().then(@expression@)}
    </div>;`,
  `const X = () => {
      useEffect(() => { fetch(@expression@).then(x => setItems(x)); @statement@ });
      return @jsx_element@;
    };`,
];
const declaration_frames = [
  `export declare function load@_call_signature@;
    export function save(): Promise<@type@>;
    export const x: @type@;
    export default load;`,
  `export interface Loader @object_type@
    export class Item<T> { load(): @type@; static save: @type@; }
    declare const d: Loader;
    export default d;`,
  `declare namespace load { function save(): @type@; const x: @type@; }
    declare function load(x: @type@): Promise<load.x>;
    export = load;`,
  `export type T<Item> = @type@;
    export declare const load: T<@type@>, x: typeof load;
    export * from './deep';
    export { save as default } from './deep.js';`,
  `export * as d from './deep';
    import x = require('./deep');
    export { x, load };
    declare let load: @type@;
    export default x;`,
  `declare module 'p' { export function load(): Promise<@type@>; @export_statement@ }
    declare global { interface Promise<T> @object_type@ }
    export {};`,
  `export default class extends @expression@ @class_body@
    export abstract class x { abstract load(): @type@; get then(): @type@; }`,
  `export default function (x: @type@): @type@;
    export enum x @enum_body@
    export as namespace p;`,
];
const importing = [
  `import * as a from './a.js';
    a.load();
    a.default();
    a.x;
    a.save(@expression@).then(@expression@);
    a.@identifier@;
    @statement@`,
  `import d, { x, load } from './a.js';
    d();
    x();
    load(@expression@);
    new d().load();
    x.then();
    async () => {
      @statement@
    };`,
  `const a = require('./a.js');
    const { load, default: d } = require('./a');
    load();
    d();
    a.save();
    a();
    @statement@`,
  `import * as p from 'p';
    import d, { x, load, save as s } from 'p';
    p.load();
    load(@expression@);
    d();
    d.load();
    s();
    x;
    x();
    x.then();
    @statement@`,
  `import d, * as b from './b';
    b.load();
    b.d.load();
    d();
    async () => { for (const @identifier@ of b.items()) await d(@expression@); };
    @statement@`,
  `const p = await import('p');
    import('./a.js').then(({ load, default: d }) => @statement_block@);
    p.load();
    p.default.save();
    export * from './a.js';
    export * as b from './b';
    export { load as default } from 'p';`,
  `import type { Loader, T } from 'p';
    import x = require('p');
    async (y: Loader, z: T<@type@>) => { y.load(); z; z(); x(); x.save(); };
    @statement@`,
];
const exporting = [
  `import * as a from './a.js';
    import b, { load, x } from './b';
    export { a, a as default, load, x as save };
    export default b;
    export * from './a.js';
    export * from './b.ts';
    @statement@`,
  `import { load as x, default as d } from './a';
    export const load = x, save = () => d(@expression@);
    export default async () => x(load);
    @export_statement@`,
  `export async function load@formal_parameters@ @statement_block@
    export const x = @expression@;
    export default @expression@;
    @export_statement@`,
  `@export_statement@
    @export_statement@
    @export_statement@
    @import_statement@`,
  `export * from './b';
    export * as d from './a.js';
    export { default, x as load } from 'p';
    export { save };
    import save from './main';
    @statement@`,
  `export default class { async load() @statement_block@ }
    export class x extends @expression@ @class_body@
    export let { load, d = @expression@, ...save } = @expression@;`,
  `module.exports = @object@;
    exports.load = async () => @expression@;
    module.exports.save = @expression@;
    Object.defineProperty(exports, @expression@, @object@);`,
  `module.exports = {
      async load() @statement_block@,
      get x() @statement_block@,
      ...require('./b'),
      [@expression@]: load,
    };`,
  `module.exports = class @class_body@;
    module.exports.default = module.exports;
    @statement@`,
  `export const load = () => @expression@, [x, ...d] = @array@;
    export { load as then, x as 'a b', load as default };
    export function save() { return load(); @statement@ }`,
];
// What an expression, `~`, is put into.
const wraps = [
  "await (~)",
  "(~)",
  "(~).then(@expression@)",
  "[~, @expression@]",
  "async () => (~)",
  "(@expression@, ~)",
  "~ ?? @expression@",
  "@expression@ ? ~ : @expression@",
  "(() => { @statement@ return ~; })()",
  "{ then: ~ }",
  "~?.(@expression@)",
  "`${~}`",
  "Promise.all([~])",
  "(~)[@expression@]",
  "void ~",
  "new (~)",
  "(await import(~))",
  "~.@identifier@",
];

const language_of = (name) => (/\.tsx$/.test(name) ? "tsx" : /\.[mc]?ts$/.test(name) ? "typescript" : "javascript");
const script_kinds = { javascript: ts.ScriptKind.JSX, typescript: ts.ScriptKind.TS, tsx: ts.ScriptKind.TSX };

// The rules of the grammar that could stand where this node of TypeScript's tree is.
function rules_in_place_of(node) {
  if (ts.isBlock(node)) return ["statement_block"];
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return ["import_statement", "export_statement"];
  if (ts.isCaseOrDefaultClause(node)) return ["switch_case", "switch_default"];
  if (ts.isCatchClause(node)) return ["catch_clause"];
  if (ts.isParameter(node)) return ["_formal_parameter", "pattern"];
  if (ts.isBindingPattern(node)) return ["_destructuring_pattern"];
  if (ts.isTypeNode(node)) return ["type", "primary_type"];
  if (ts.isTypeElement(node)) return ["property_signature", "method_signature", "call_signature", "index_signature"];
  if (ts.isClassElement(node)) {
    return ["method_definition", "public_field_definition", "field_definition", "class_static_block"];
  }
  if (ts.isJsxAttributeLike(node)) return ["_jsx_attribute"];
  if (ts.isJsxChild(node)) return ["_jsx_child", "_jsx_element"];
  if (ts.isObjectLiteralElementLike(node)) return ["pair", "method_definition", "spread_element"];
  if (ts.isStatement(node)) return ["statement", "declaration", "export_statement"];
  if (ts.isExpression(node)) return ["expression", "call_expression", "arrow_function", "await_expression"];
  return [];
}

const fixtures = fileURLToPath(new URL("../../fixtures", import.meta.url));
const language_names = { javascript: "js", typescript: "ts", tsx: "tsx" };
const languages = Object.keys(language_names);

export class Programs {
  constructor(dice) {
    this.dice = dice;
    this.grammars = Object.fromEntries(languages.map((language) => [language, new Grammar(language, dice)]));
    this.fixtures = readdirSync(fixtures, { recursive: true })
      .filter((name) => /\.([mc]?[jt]s|[jt]sx)$/.test(name))
      .sort();
  }

  // Writes so many folders, each a small program of its own.
  write(folder, count) {
    for (let i = 0; i < count; ++i) {
      for (const [name, text] of Object.entries(this.files())) {
        const path = join(folder, `${i}`, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    }
  }

  // The files of one program, by their names.
  files() {
    const kind = this.dice.below(10);
    if (kind === 0) return this.#page();
    if (kind < 3) return this.#from_frames();
    if (kind < 7) return this.#from_fixture();
    return this.#with_others();
  }

  #fill(language, template) {
    const grammar = this.grammars[language];
    const known = template.replace(/@(\w+)@/g, (hole, rule) => (grammar.has(rule) ? hole : "x"));
    return this.dice.below(8) === 0 ? grammar.fill(known, 12) : grammar.fill(known);
  }

  #fill_one(language, templates) {
    return this.#fill(language, this.dice.one_of(templates));
  }

  #extension() {
    return this.dice.one_of(["js", "js", "mjs", "cjs", "jsx", "ts", "ts", "tsx", "mts"]);
  }

  #frames_of(language) {
    if (language === "javascript") return this.dice.below(6) === 0 ? element_frames : frames;
    if (this.dice.below(2) === 0) return typed_frames;
    return language === "tsx" && this.dice.below(3) === 0 ? element_frames : frames;
  }

  #from_frames() {
    const extension = this.#extension();
    const language = language_of(`main.${extension}`);
    let text = "";
    for (let i = this.dice.below(3); i >= 0; --i) text += `${this.#fill_one(language, this.#frames_of(language))}\n`;
    return { [`main.${extension}`]: text };
  }

  #from_fixture() {
    const name = this.dice.one_of(this.fixtures);
    let text = readFileSync(join(fixtures, name), "utf8");
    for (let i = this.dice.one_of([0, 0, 1, 3]); i >= 0; --i) text = this.#exchanged(name, text);
    return { [`main${extname(name)}`]: text };
  }

  #nodes(name, text) {
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, false, script_kinds[language_of(name)]);
    const nodes = [];
    const visit = (node) => {
      const rules = rules_in_place_of(node);
      if (rules.length > 0 && node.end > node.pos) nodes.push({ start: node.getStart(file), end: node.end, rules });
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(file, visit);
    return nodes;
  }

  // One node of a text is another one, has something around it, or is not there.
  #exchanged(name, text) {
    const nodes = this.#nodes(name, text);
    if (nodes.length === 0) return text;
    const node = this.dice.one_of(nodes);
    const grammar = this.grammars[language_of(name)];
    grammar.names_around = text.slice(node.start, node.start + 2000).match(/\b[a-z]\w*(?=[.(,)])/gi) ?? [];
    const fresh = this.#instead_of(node, nodes, name, text);
    grammar.names_around = [];
    return text.slice(0, node.start) + fresh + text.slice(node.end);
  }

  #instead_of(node, nodes, name, text) {
    const language = language_of(name);
    const how = this.dice.below(20);
    if (how === 0) return "";
    if (how < 5 && node.rules[0] === "expression") {
      return this.#fill_one(language, wraps).replace("~", () => text.slice(node.start, node.end));
    }
    if (how < 8) {
      const other = this.dice.one_of(nodes.filter(({ rules }) => rules[0] === node.rules[0]));
      return text.slice(other.start, other.end);
    }
    const possible = node.rules.filter((rule) => this.grammars[language].has(rule));
    return possible.length > 0 ? this.#fill(language, `@${this.dice.one_of(possible)}@`) : "";
  }

  // Scripts in a page, which is read to the end wherever its scripts leave off.
  #page() {
    const script = () => {
      const language = this.dice.one_of(languages);
      const attributes = this.dice.one_of(["", " setup", ' type="module"', ' context="module"', " async"]);
      return `<script${attributes} lang="${language_names[language]}">\n${this.#two(language, frames)}</script>\n`;
    };
    const text = `${script()}<p>{{ load }}</p>\n${this.dice.below(3) === 0 ? script() : ""}`;
    return { [`main.${this.dice.one_of(["vue", "svelte", "html"])}`]: text };
  }

  // Two of them, in a file that is worth parsing.
  #two(language, templates) {
    return `async () => {};\n${this.#fill_one(language, templates)}\n${this.#fill_one(language, templates)}\n`;
  }

  #with_others() {
    const extension = this.#extension();
    return {
      [`main.${extension}`]: this.#two(language_of(`main.${extension}`), importing),
      "a.js": this.#two("javascript", exporting),
      "b.ts": this.#two("typescript", exporting),
      "package.json": `{ "name": "main"${this.dice.one_of(["", ', "type": "module"'])} }\n`,
      "node_modules/p/package.json": '{ "name": "p", "types": "index.d.ts", "main": "index.js" }\n',
      "node_modules/p/index.d.ts": this.#two("typescript", declaration_frames),
      "node_modules/p/deep.d.ts": this.#two("typescript", declaration_frames),
      "node_modules/p/index.js": this.#fill_one("javascript", exporting),
    };
  }
}
