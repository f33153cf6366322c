// Small texts in which a parser's tree is at its strangest: hidden nodes with fields, aliases, comments between tokens,
// tokens that are not there, and code that one of the grammars cannot read.
#pragma once

#include <string_view>

#include "syntax/kind-tables.h"

namespace asynclint::syntax {

inline constexpr Grammar every_grammar[] = {Grammar::javascript, Grammar::typescript, Grammar::tsx};

inline constexpr std::string_view snippets[] = {
    // Next to nothing.
    "",
    " ",
    "\n\n",
    ";",
    ";;",
    "// only a comment",
    "/* one */ /* two */\n// three\n",
    "#!/usr/bin/env node\n",
    "#!/usr/bin/env node\n// and a comment\nstart();\n",
    "\n\n  start();  \n\n",
    "'use strict'",
    "\"use strict\";\nvoid 0",
    "<!-- an old comment\nstart();\n--> and another\n",

    // Comments wherever they fit.
    "start(/* nothing */);",
    "start(/* first */ a, /* second */ b /* end */);",
    "/* a */ async /* b */ function /* c */ load /* d */ ( /* e */ ) /* f */ { /* g */ } /* h */",
    "const /* a */ x /* b */ = /* c */ await /* d */ load /* e */ ();",
    "if /* a */ ( /* b */ ready /* c */ ) /* d */ start(); /* e */ else /* f */ stop();",
    "for (/* a */ const /* b */ x /* c */ of /* d */ xs /* e */) /* f */ use(x);",
    "for (/* a */ ; /* b */ ; /* c */) { /* d */ }",
    "return_ /* a */ . /* b */ value /* c */ ?. /* d */ [ /* e */ 0 /* f */ ]",
    "const f = /* a */ async /* b */ ( /* c */ x /* d */ ) /* e */ => /* f */ x;",
    "class /* a */ A /* b */ extends /* c */ B /* d */ { /* e */ }",
    "class A { /* a */ static /* b */ x /* c */ = /* d */ 1 /* e */; /* f */ }",
    "load() // to the end\n  .then(show) // of each\n  // line\n  .catch(report);",
    "const o = { /* a */ get /* b */ x /* c */ () { return 1; } /* d */, /* e */ };",
    "label /* a */ : /* b */ while (true) break /* c */ label;",

    // Functions.
    "function f() {} async function g() {} function* h() {} async function* i() {}",
    "const f = function () {}, g = async function named() {}, h = function* () {}, i = async function* named() {};",
    ("const f = (a, b = 1, { c, d: [e] = [] }, ...rest) => a; const g = x => x; const h = async x => x; const i = "
     "async "
     "() => {};"),
    "(function () {})(); (async () => {})(); !function () {}();",
    "function f(a, a, [b, , c], { d = 1, ...others }) { arguments; new.target; return; }",
    "async (x) => await x; async x => { await x; }; async(x); async; async.parallel(xs);",
    "function* g() { yield; yield 1; yield* other(); const x = yield 2; }",

    // Classes.
    "class A {} class B extends A {} const C = class {}; const D = class E extends (mix(A)) {};",
    ("class A { constructor() { super(); } m() { super.m(); } get x() { return 1; } set x(v) {} static s() {} *g() {} "
     "async a() {} async *b() {} }"),
    "class A { #secret = 1; static #count = 0; #m() { return this.#secret; } has(o) { return #secret in o; } }",
    ("class A { field; other = 1; 'quoted' = 2; 3 = 4; [computed] = 5; static x = () => this; async = 1; get = 2; "
     "static; }"),
    "class A { static { this.x = 1; } static {} static async *[Symbol.iterator]() {} }",
    "class A { static get\n  x() { return 1; } }",
    "@decorate class A { @bound m() {} @observable.ref field = 1; @inject(Store) store; }",
    "@decorate() export class A {}\nexport @decorate class B {}",

    // Objects, patterns, literals.
    ("const o = { a, b: 1, 'c': 2, 3: 4, [d]: 5, e() {}, async f() {}, *g() {}, async *h() {}, get i() { return 1; }, "
     "set i(v) {}, ...rest };"),
    ("({ a, b: c, d = 1, e: f = 2, ...rest } = source); [a, , b = 1, ...rest] = source; ({ x: this.y, z: list[0] } = "
     "source);"),
    "const xs = [, 1, , ...others, ]; const none = []; const holes = [,,];",
    "const t = `plain`, u = `a ${b} c ${`inner ${d}`} e`, v = tag`x ${y}`, w = a.b`c`, x = `\\n${''}`;",
    "/re/.test(x); /[/]\\/(?<name>x)/giu; a / b / c; a++ / 2;",
    "0x1f; 0b1; 1_000n; .5; 1e10; 'it\\'s'; \"\\u{1F600}\"; true; false; null; undefined; this; import.meta.url;",
    "'héllo' + café + '😀';",

    // Expressions.
    "a.b.c; a?.b; a?.[0]; a?.(); a?.b?.(c)?.[d]; a['b'](c); a!; (a, b); (a);",
    "a = b; a += b; a &&= b; a ||= b; a ?\?= b; a **= b; a >>>= b; [a] = b; a.b = c; a[b] = c;",
    "a || b && c ?? d; a ? b : c ? d : e; a in b; a instanceof b; !a; -a; +a; ~a; typeof a; void a; delete a.b;",
    "a++; --b; a ** b; a < b > c; a << 1 >>> 2; a == b; a !== b; a & b | c ^ d; a % b;",
    "new A; new A(); new A(b, ...c); new a.b.C(d); new (load())(); new A().m();",
    "await load(); await (await load()).json(); for await (const x of xs) use(x);",
    "import('x'); import('x').then(m => m.default); const { a } = await import('./x.js');",
    "f(a, ...b, c,); f()(); f()()[0](); (0, f)(); f?.(a)?.b.c(d);",
    "f\n(a)\n[b]\n.c\n`d`",

    // Statements.
    "if (a) b(); else if (c) d(); else { e(); }",
    ("for (let i = 0, j = 1; i < j; i++, j--) {} for (;;) break; for (i = 0; ; ) continue; for (var k in o) {} for "
     "(x.y "
     "of z) {} for (const [a, b] of c);"),
    "while (a) b(); do c(); while (d) do { e(); } while (f);",
    "try { a(); } catch { b(); } try { c(); } catch ({ message }) { d(); } finally { e(); } try {} finally {}",
    "switch (a) { case 1: case 2: b(); break; default: c(); case d(): { e(); } } switch (f) {}",
    "outer: for (;;) { inner: for (;;) { break outer; continue inner; } }",
    "throw new Error('x')\ndebugger\nwith (a) b()\nvar a, b = 1, { c } = d;\nlet e\nconst f = 1",
    "return 1; break; continue; yield; await;",
    "{ let a; { const b = 1; } function c() {} }",
    "using file = open(); await using other = open();",

    // Modules.
    ("import 'a'; import b from 'b'; import * as c from 'c'; import { d, e as f, default as g } from 'd'; import h, { "
     "i "
     "} from 'h'; import j, * as k from 'j';"),
    "import data from './data.json' with { type: 'json' }; import { 'a b' as ab } from 'x';",
    "export default f; export default function () {} export default class {} export default async () => {};",
    ("export const a = 1, b = 2; export function c() {} export class D {} export { e, f as g }; export * from 'h'; "
     "export * as i from 'j'; export { k as default } from 'l';"),

    // JSX.
    "const a = <a />; const b = <a.b.c d='e' f={g} h {...i}>text {j} <k>{/* nothing */}</k> &nbsp;</a.b.c>;",
    ("const c = <></>; const d = <svg:path x:y='z' />; const e = <A b=<c /> onClick={async () => { await save(); "
     "}}>{...xs}</A>;"),

    // TypeScript.
    "let a: Promise<void> = load() as Promise<void>; const b = c!; const d = <string>e; const f = g satisfies H;",
    ("function f(this: A, a?: string, b: number = 1, ...c: string[]): asserts a is string {} declare function g(): "
     "Promise<void>;"),
    ("abstract class A<T> extends B<T> implements C, D { private readonly x?: string = 'x'; declare y: number; "
     "abstract "
     "m(): void; constructor(private z: Z) { super(); } [key: string]: unknown; accessor w = 1; override async n<U>(u: "
     "U): Promise<U> { return u; } }"),
    ("enum E { a = 1, b } const enum F {} namespace N.M { export const x = 1; } declare module 'm' { export default x; "
     "} interface I { (): void; m?(): void } type T = { [K in keyof U]?: U[K] } | typeof x;"),
    ("import type { A } from 'a'; import { type B, C } from 'b'; import d = require('d'); export = e; export as "
     "namespace G; export type { H };"),
    ("f<string>(a); new Map<string, number>(); const g = <T,>(x: T) => x; a?.b<c>(); class P { @d() q!: string; "
     "constructor(@inject() readonly r: R) {} }"),

    // What cannot be read.
    "const = 1;",
    "f(",
    "f(a b)",
    "if (a",
    "class A { m( } save();",
    "const o = { a: , b };",
    "load(; save();",
    "for (const x of ) save();",
    "async function f() { await }",
    "`never closed ${a",
    "'never closed",
    "/* never closed",
    "} save(); {",
    "const x = <a>{b}</c>;",
    "\x01\x02 save(); \xff\xfe",
    "@",
    "a ? b;",
    "function (a) {}",
    "import defer * as a from 'a'; import source b from 'b';",
    "class A { x = 1 [y] = 2 }",
    "let x = a => { return b }} save(x)",
};

}  // namespace asynclint::syntax
