// Compares a list of functions, and whether calling them gives a promise, with what TypeScript says of them:
//   node with-typescript.mjs NODE_MODULES LISTING
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, listing] = process.argv.slice(2);
const { default: ts } = await import(pathToFileURL(`${modules}/typescript/lib/typescript.js`));

const entry = `${modules}/entry.ts`;
const options = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts"],
  types: ["node"],
  typeRoots: [`${modules}/@types`],
  strict: true,
};
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists, readFile } = host;
host.getSourceFile = (path, ...rest) =>
  path === entry ? ts.createSourceFile(path, "export {};", ts.ScriptTarget.ESNext) : getSourceFile(path, ...rest);
host.fileExists = (path) => path === entry || fileExists(path);
host.readFile = (path) => (path === entry ? "export {};" : readFile(path));
const program = ts.createProgram([entry], options, host);
const checker = program.getTypeChecker();

const is_promise = (type, depth = 0) => {
  if (!type || depth > 4) return false;
  if (type.flags & ts.TypeFlags.TypeParameter) return is_promise(checker.getBaseConstraintOfType(type), depth + 1);
  if (type.isUnionOrIntersection()) return type.types.some((one) => is_promise(one, depth + 1));
  if (type.symbol?.name === "Promise" || type.symbol?.name === "PromiseLike") return true;
  const declared = type.target ?? type;
  return declared.isClassOrInterface() && checker.getBaseTypes(declared).some((base) => is_promise(base, depth + 1));
};

const { SymbolFlags } = ts;
const kinds = SymbolFlags.Value | SymbolFlags.Type | SymbolFlags.Namespace;
const by_name = (symbols) => new Map(symbols.map((symbol) => [symbol.name, symbol]));
const ambient = by_name(checker.getAmbientModules());
const scopes = new Map([["", by_name(checker.getSymbolsInScope(program.getSourceFile(entry), kinds))]]);
const names_of = (module) => {
  if (!scopes.has(module)) {
    const symbol = ambient.get(`"${module}"`);
    scopes.set(module, by_name(symbol ? checker.getExportsOfModule(symbol) : []));
  }
  return scopes.get(module);
};

// The type of `Name`, `Name.member` or, of an instance, `Name#member`; nothing where TypeScript has none.
const type_of = (module, path) => {
  const [, name, separator, member] = /^([^.#]+)(?:([.#])(.+))?$/.exec(path);
  let symbol = names_of(module).get(name);
  if (!symbol) return undefined;
  if (symbol.flags & SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  if (!separator) return checker.getTypeOfSymbol(symbol);
  if (separator === "#" && !(symbol.flags & SymbolFlags.Type)) return undefined;
  const owner = separator === "#" ? checker.getDeclaredTypeOfSymbol(symbol) : checker.getTypeOfSymbol(symbol);
  const property = owner.getProperty(member);
  return property && checker.getTypeOfSymbol(property);
};

let compared = 0;
const differences = [];
for (const line of readFileSync(listing, "utf8").split("\n").filter(Boolean)) {
  const [module, path, gives_promise] = line.split("\t");
  const type = type_of(module, path);
  if (!type) continue;
  compared += 1;
  const alternatives = type.isUnion() ? type.types : [type];
  const signatures = alternatives.flatMap((one) => one.getCallSignatures());
  const expected = signatures.some((signature) => is_promise(checker.getReturnTypeOfSignature(signature)));
  if (expected !== (gives_promise === "1"))
    differences.push(`${module} ${path}: ${expected ? "gives a promise" : "gives none"}, says TypeScript`);
}
console.log([compared, ...differences].join("\n"));
