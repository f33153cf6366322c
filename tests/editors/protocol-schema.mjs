// Makes a JSON schema of every message of the protocol from the types of the package vscode-languageserver-protocol, and
// leaves it where the tests look for it: node protocol-schema.mjs <file>
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { createGenerator } from "ts-json-schema-generator";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2];
const lockfile = join(here, "package-lock.json");
const is_newer = (file) => statSync(target).mtimeMs > statSync(file).mtimeMs;
if (existsSync(target) && [lockfile, fileURLToPath(import.meta.url)].every(is_newer)) process.exit(0);

const compiler_options = {
  module: "commonjs",
  moduleResolution: "node10",
  target: "es2022",
  skipLibCheck: true,
  strict: true,
  types: [],
};

// `export declare const type: ProtocolRequestType<Params, Result, …>` inside the namespace of each method.
function read_methods() {
  const api = join(here, "node_modules/vscode-languageserver-protocol/lib/common/api.d.ts");
  const { options } = ts.convertCompilerOptionsFromJson(compiler_options, here);
  const program = ts.createProgram([api], options);
  const checker = program.getTypeChecker();
  const methods = {};
  const members = [];
  const names = new Set();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(api)));
  const is_exported = new Set(exported.map((symbol) => symbol.name));

  function add_type(id, part, node) {
    if (!node) return null;
    const collect = (child) => {
      if (ts.isIdentifier(child) && is_exported.has(child.text)) names.add(child.text);
      child.forEachChild(collect);
    };
    collect(node);
    members.push(`  ${id}_${part}: ${node.getText()};`);
    return `${id}_${part}`;
  }

  for (const alias of exported) {
    const symbol = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias;
    if (!(symbol.flags & ts.SymbolFlags.Module)) continue;
    const inside = Object.fromEntries(checker.getExportsOfModule(symbol).map((one) => [one.name, one]));
    const declared = inside.type?.valueDeclaration?.type;
    const name = inside.method?.valueDeclaration;
    if (!declared?.typeArguments || !name) continue;
    const method = checker.getTypeOfSymbolAtLocation(inside.method, name).value;
    const [first, second] = declared.typeArguments;
    const kind = declared.typeName.getText();
    const parts = {
      ProtocolRequestType: [first, second],
      ProtocolRequestType0: [undefined, first],
      ProtocolNotificationType: [first],
      ProtocolNotificationType0: [],
    }[kind];
    if (!method || !parts) continue;
    methods[method] = {
      is_request: kind.startsWith("ProtocolRequest"),
      params: add_type(symbol.name, "params", parts[0]),
      result: add_type(symbol.name, "result", parts[1]),
    };
  }
  const source = `import { ${[...names].join(", ")} } from ${JSON.stringify(api.replace(/\.d\.ts$/, ""))};
export interface Messages {\n${members.join("\n")}\n}\n`;
  return { methods, source };
}

function schema_of(source) {
  const folder = mkdtempSync(join(here, "node_modules/.schema-"));
  try {
    const path = join(folder, "messages.ts");
    const tsconfig = join(folder, "tsconfig.json");
    writeFileSync(path, source);
    writeFileSync(tsconfig, JSON.stringify({ compilerOptions: compiler_options, files: [path] }));
    const options = { path, tsconfig, type: "Messages", expose: "all", additionalProperties: false };
    return createGenerator({ ...options, skipTypeCheck: true, topRef: true }).createSchema("Messages");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const { methods, source } = read_methods();
const schema = schema_of(source);
// The types say `number` for both of the protocol's integers.
Object.assign(schema.definitions, {
  uinteger: { type: "integer", minimum: 0, maximum: 2 ** 31 - 1 },
  integer: { type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
});
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, JSON.stringify({ methods, schema }));
